"""Ask another agency's shelter for a place, and answer: it learns what is asked, never of whom."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.directory.enums import ASK_STEPS, AskState
from tabara.protection.directory.models import Ask, Provider
from tabara.protection.directory.operations.places import has_place, refuse_second, refuse_unfit, take_place
from tabara.protection.directory.operations.providers import room_of

ANSWER = "place.answer"
OLDEST_CHILD, MOST_CHILDREN = 25, 15


@operation("directory.ask_place", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def ask_place(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    provider: Provider,
    kind: str,
    since: dt.date,
    until: dt.date | None = None,
    child_ages: Iterable[int] = (),
) -> Ask:
    """Ask a shelter for a place of a kind from a day on; it sees the ages of children who come along, and no name."""
    if provider.agency_id in (None, by.agency_id):
        raise Refused(_("You can book a place here yourself. Book it instead of asking."), "provider")
    refuse_unfit(case=case, provider=provider, kind=kind, since=since, until=until, at=at)
    refuse_second(case, since, until)
    room_of(provider, kind)
    if case.asks.filter(provider=provider, state=AskState.SENT).exists():
        raise Refused(_("This shelter has been asked already and has not answered. Telephone it, or ask another one."))
    ages = sorted(child_ages)
    if len(ages) > MOST_CHILDREN or any(not 0 <= age <= OLDEST_CHILD for age in ages):
        raise Refused(_("Write the ages of the children in years, like 2, 5, 11."), "child_ages")
    row = Ask(id=event, case=case, provider=provider, kind=kind, child_ages=ages, since=since, until=until)
    row.asked_by, row.asked_from, row.asked_at = by, by.agency, at
    write(row)
    tasks.expect(case=case, kind=ANSWER, about=row.pk, due_on=since)
    touch(case, at)
    return row


@operation("directory.accept_place", needs=Permission.REFERRAL_ANSWER)
def accept_place(*, by: Member, event: uuid.UUID, at: dt.datetime, ask: Ask) -> Ask:
    """Promise the place that was asked for; the stay is planned, and the shelter knows the person by its code."""
    with for_everybody():  # the shelter does not see the case
        case = _take(by, ask, AskState.ACCEPTED)
        since = max(ask.since, timezone.localdate(at))  # answered late, the place is there from today
        if has_place(case, since, ask.until):
            raise Refused(_("The person has a place meanwhile. Decline this request."))
        given = {"case": case, "provider": ask.provider, "kind": ask.kind, "since": since, "until": ask.until}
        ask.stay = take_place(by=by, event=sealing.event(), at=at, **given)
        _answered(ask, by, at, AskState.ACCEPTED)
        touch(case, at)
    return ask


@operation("directory.decline_place", needs=Permission.REFERRAL_ANSWER)
def decline_place(*, by: Member, event: uuid.UUID, at: dt.datetime, ask: Ask, reason: str) -> Ask:
    """Say no to a request for a place, and why."""
    checks.known("decline_reason", reason, "reason", on=timezone.localdate(at))
    with for_everybody():
        case = _take(by, ask, AskState.DECLINED)
        ask.decline_reason = reason
        _answered(ask, by, at, AskState.DECLINED)
        touch(case, at)
    return ask


@operation("directory.withdraw_ask", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def withdraw_ask(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, ask: uuid.UUID) -> Ask:
    """Take a request for a place back that nobody has answered."""
    row = case.asks.filter(pk=ask).first()
    if row is None:
        raise NotFound
    latest(row)
    _refuse_step(row, AskState.WITHDRAWN)
    _answered(row, by, at, AskState.WITHDRAWN)
    touch(case, at)
    return row


@tasks.derives(ANSWER)
def answers_due(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Expect an answer to each request before the day from which the place is needed."""
    rows = Ask.objects.everything(Whole.REBUILD).filter(state=AskState.SENT)
    for one in rows if case is None else rows.filter(case=case):
        yield tasks.Expected(one.case_id, one.pk, one.since)


def _take(by: Member, ask: Ask, to: AskState) -> Case:
    """Hold the case and then the request, as whoever withdraws it does."""
    case = ask.case
    latest(case)
    latest(ask)
    if not permitted(by, Permission.REFERRAL_ANSWER, ask):
        raise NotAllowed
    _refuse_step(ask, to)
    return case


def _refuse_step(ask: Ask, to: AskState) -> None:
    if to in ASK_STEPS[AskState(ask.state)]:
        return
    said = {
        AskState.ACCEPTED: _("Somebody has promised this place already."),
        AskState.DECLINED: _("This request was declined already."),
        AskState.WITHDRAWN: _("This request was taken back. The place is no longer needed."),
    }
    raise Refused(said[AskState(ask.state)])


def _answered(ask: Ask, by: Member, at: dt.datetime, state: AskState) -> None:
    ask.state, ask.answered_by, ask.answered_at = state, by, at
    write(ask, "state", "answered_by", "answered_at", "decline_reason", "stay")
    tasks.met(kind=ANSWER, about=ask.pk)
