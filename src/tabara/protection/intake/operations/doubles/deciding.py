"""Say of two people that they are one, that they are two, or that a colleague should look."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.protection.cases.operations import tasks
from tabara.protection.intake import doubles
from tabara.protection.intake.enums import PAIR_STEPS, PairState
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations.doubles import due
from tabara.protection.intake.operations.doubles.comparing import newest_of


@operation("intake.say_same", needs=Permission.IDENTITY_OPEN)
def say_same(*, by: Member, event: uuid.UUID, at: dt.datetime, pair: Pair) -> Pair:
    """Say that two people are one: whoever may merge is shown it."""
    return step(by, pair, PairState.SAME, at)


@operation("intake.say_different", needs=Permission.IDENTITY_OPEN)
def say_different(*, by: Member, event: uuid.UUID, at: dt.datetime, pair: Pair) -> Pair:
    """Say that two people are two: they are not offered again unless what is known of one of them changes."""
    return step(by, pair, PairState.DIFFERENT, at)


@operation("intake.ask_colleague", needs=Permission.IDENTITY_OPEN)
def ask_colleague(*, by: Member, event: uuid.UUID, at: dt.datetime, pair: Pair, colleague: Member) -> Pair:
    """Ask a colleague, who may open both names, to look at two people."""
    if colleague.pk not in {one.pk for one in doubles.colleagues(by=by, pair=pair)}:
        raise Refused(_("This colleague may not open both names. Choose another one."), "colleague")
    case, _other = newest_of(by, pair)
    pair.asked, pair.case, pair.due_on = colleague, case, timezone.localdate(at + due.days("duplicate_days"))
    found = step(by, pair, PairState.ASKED, at)
    tasks.expect(case=case, kind=due.LOOK, about=pair.pk, due_on=pair.due_on, member=colleague)
    return found


def step(by: Member, pair: Pair, to: PairState, at: dt.datetime) -> Pair:
    """Hold a pair and both names' permission, and go a step that leads on from where it stands."""
    asked, case, due_on = pair.asked, pair.case, pair.due_on
    latest(pair)
    newest_of(by, pair)
    refuse_step(pair, to)
    pair.state, pair.decided_by, pair.decided_at = to, by, at
    pair.asked, pair.case, pair.due_on = (asked, case, due_on) if to is PairState.ASKED else (None, None, None)
    write(pair, "state", "decided_by", "decided_at", "asked", "case", "due_on")
    tasks.met(kind=due.LOOK, about=pair.pk)
    return pair


def refuse_step(pair: Pair, to: PairState) -> None:
    """Refuse a step that does not lead on from where a pair stands."""
    standing = PairState(pair.state)
    if to in PAIR_STEPS[standing]:
        return
    said = {
        PairState.SAME: _(
            "Somebody has said already that this is one person. Merge the two, or say that they are two."
        ),
        PairState.DIFFERENT: _("Somebody has said that these are two people. Say first that they are one."),
        PairState.MERGED: _("These two were merged already. Undo that first, if it was wrong."),
    }
    raise Refused(said[standing])
