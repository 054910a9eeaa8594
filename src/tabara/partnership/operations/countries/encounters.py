"""Write down what was done together with other countries, and what was promised there."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.enums import FOLLOW_UP_STEPS, FollowUpState
from tabara.partnership.models import Encounter, FollowUp
from tabara.partnership.operations.countries.words import others, short, written
from tabara.protection.cases.operations import checks

LONGEST_RESULTS, LONGEST_WORDS, LONGEST_NAME, MOST_ORGANISATIONS = 500, 200, 120, 12
LATEST = dt.timedelta(days=1826)


@operation("partnership.record_encounter", needs=Permission.PARTNERSHIP_RECORD)
def record_encounter(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    kind: str,
    on: dt.date,
    countries: Iterable[str],
    organisations: Iterable[str] = (),
    results: str = "",
) -> Encounter:
    """Write down a dialogue, a visit or a joint action: with which countries and organisations, and its results."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    row = Encounter(id=event, agency=by.agency, held_on=on, recorded_by=by, recorded_at=at)
    row.kind = checks.known("encounter_kind", kind, "kind", on=on)
    row.countries = others(countries, on)
    row.organisations = _organisations(organisations)
    row.results = short(results, "results", LONGEST_RESULTS)
    write(row)
    return row


@operation("partnership.strike_encounter", needs=Permission.PARTNERSHIP_RECORD)
def strike_encounter(*, by: Member, event: uuid.UUID, at: dt.datetime, encounter: Encounter, reason: str) -> Encounter:
    """Strike out what was recorded by mistake: it stays readable and counts no more, nor does what follows from it."""
    latest(encounter)
    _refuse_struck(encounter)
    encounter.struck_for = written(reason, "reason", LONGEST_WORDS, _("Say why it counts no more."))
    encounter.struck_at = at
    write(encounter, "struck_for", "struck_at")
    return encounter


@operation("partnership.add_follow_up", needs=Permission.PARTNERSHIP_RECORD)
def add_follow_up(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    encounter: Encounter,
    words: str,
    owner: str,
    due_on: dt.date,
) -> FollowUp:
    """Write down what was promised, which organisation does it, and by when."""
    latest(encounter)
    _refuse_struck(encounter)
    row = FollowUp(id=event, encounter=encounter, due_on=due_on)
    row.words = written(words, "words", LONGEST_WORDS, _("Write what was promised."))
    row.owner = written(owner, "owner", LONGEST_NAME, _("Write which organisation does it."))
    checks.not_before(due_on, encounter.held_on, "due_on", _("the day on which it was promised"))
    checks.not_after(due_on, encounter.held_on + LATEST, "due_on", _("five years from that day"))
    write(row)
    return row


@operation("partnership.settle_follow_up", needs=Permission.PARTNERSHIP_RECORD)
def settle_follow_up(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    follow_up: FollowUp,
    state: str,
    on: dt.date,
    words: str = "",
) -> FollowUp:
    """Say what became of what was promised: done, dropped, or open again."""
    latest(follow_up)
    _refuse_struck(follow_up.encounter)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, follow_up.encounter.held_on, "on", _("the day on which it was promised"))
    known = {one.value for one in FollowUpState}
    if state not in known or FollowUpState(state) not in FOLLOW_UP_STEPS[FollowUpState(follow_up.state)]:
        raise Refused(_("What is done or dropped is opened again first."), "state")
    follow_up.state = state
    follow_up.settled_on = None if state == FollowUpState.OPEN else on
    follow_up.settled_words = short(words, "words", LONGEST_WORDS)
    write(follow_up, "state", "settled_on", "settled_words")
    return follow_up


def _organisations(names: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(one for one in (short(name, "organisations", LONGEST_NAME) for name in names) if one))
    if len(found) > MOST_ORGANISATIONS:
        raise Refused(_("Write at most %(most)s organisations.") % {"most": MOST_ORGANISATIONS}, "organisations")
    return found


def _refuse_struck(encounter: Encounter) -> None:
    if encounter.struck_at is not None:
        raise Refused(_("This record was struck out and counts no more. Record it anew."))
