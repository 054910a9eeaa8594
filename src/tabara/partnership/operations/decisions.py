"""Write down what a meeting decided, and later what became of it."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership import queries
from tabara.partnership.enums import DECISION_STEPS, DecisionState, MeetingState
from tabara.partnership.models import Decision, Meeting, Membership, Told
from tabara.partnership.operations.agenda import item_of, refuse_stranger
from tabara.partnership.operations.meetings import refuse_ended
from tabara.protection.cases.operations import checks

LONGEST = 500
LATEST = dt.timedelta(days=1826)


@operation("partnership.decide", needs=Permission.COMMISSION_KEEP)
def decide(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    meeting: Meeting,
    words: str,
    owner: Membership,
    due_on: dt.date,
    item: uuid.UUID | None = None,
) -> Decision:
    """Write down a decision of a meeting with its quorum: what, which organisation does it, by when."""
    latest(meeting)
    refuse_ended(meeting)
    checks.not_after(meeting.held_on, timezone.localdate(at), "on", _("today"))
    said = _words(words, _("Write what was decided."))
    refuse_stranger(meeting, owner, "owner")
    checks.not_before(due_on, meeting.held_on, "due_on", _("the day of the meeting"))
    checks.not_after(due_on, meeting.held_on + LATEST, "due_on", _("five years from the meeting"))
    _refuse_few(by, meeting)
    number = meeting.decisions.count() + 1
    point = item_of(meeting, item) if item else None
    row = Decision(id=event, meeting=meeting, item=point, number=number, words=said, owner=owner, due_on=due_on)
    write(row)
    return row


@operation("partnership.tell_decision", needs=Permission.COMMISSION_KEEP)
def tell_decision(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    decision: Decision,
    words: str,
    state: str,
    on: dt.date,
    meeting: Meeting | None = None,
) -> Told:
    """Write down what was told of a decision: still open, done, dropped, or open again."""
    latest(decision)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, decision.meeting.held_on, "on", _("the day of the decision"))
    said = _words(words, _("Write what was told of it."))
    _refuse_meeting(decision, meeting)
    if state != decision.state:
        _step(decision, state, on)
    row = Told(id=event, decision=decision, meeting=meeting, told_on=on, words=said, state=state, told_by=by)
    write(row)
    return row


def _step(decision: Decision, state: str, on: dt.date) -> None:
    known = {one.value for one in DecisionState}
    if state not in known or DecisionState(state) not in DECISION_STEPS[DecisionState(decision.state)]:
        raise Refused(_("A decision that is done or dropped is opened again first."), "state")
    decision.state = state
    decision.settled_on = None if state == DecisionState.OPEN else on
    write(decision, "state", "settled_on")


def _words(words: str, otherwise: str) -> str:
    if not words.strip():
        raise Refused(otherwise, "words")
    if len(words) > LONGEST:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST}, "words")
    return words.strip()


def _refuse_few(by: Member, meeting: Meeting) -> None:
    found = queries.quorum(by=by, meeting=meeting)
    if not found.reached:
        raise Refused(
            _(
                "%(present)s of %(members)s organisations take part, and %(needed)s are needed to decide. "
                "Write down who takes part, or decide at the next meeting."
            )
            % {"present": found.present, "members": found.members, "needed": found.needed}
        )


def _refuse_meeting(decision: Decision, meeting: Meeting | None) -> None:
    if meeting is None:
        return
    if meeting.group != decision.meeting.group or meeting.state == MeetingState.CANCELLED:
        raise Refused(_("This meeting is of another group, or was called off. Choose another one."), "meeting")
