"""Ask in time: an agreement with whose end a referral would end, a child's no, somebody who could not decide."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone

from tabara import codelists
from tabara.access.protected import Whole
from tabara.protection.cases import queries
from tabara.protection.cases.enums import Capacity, Why
from tabara.protection.cases.models import Asking, Case, Consent, Grant, Notice
from tabara.protection.cases.operations.tasks import Expected, derives, expect, met

RENEW, REFUSAL, ASK, ACKNOWLEDGE = "consent.renew", "consent.refusal", "consent.ask", "notice.acknowledge"


def keep_renewals(case: Case, *, changed: Consent | None = None) -> None:
    """Keep true which agreements of a case are to be asked about anew."""
    answers = [one for one in case.consents.exclude(recipient=None) if changed is None or one.pk != changed.pk]
    answers += [changed] if changed is not None and changed.recipient_id else []
    wanted = queries.renewals(answers=answers, grants=case.grants.filter(why=Why.REFERRAL, ended_at=None))
    for one in answers:
        if one.pk in wanted:
            expect(case=case, kind=RENEW, about=one.pk, due_on=wanted[one.pk])
        else:
            met(kind=RENEW, about=one.pk)


def acknowledged_by(withdrawn_at: dt.datetime) -> dt.date:
    """Return the day by which an agency should have answered a notice."""
    days = int(codelists.pack().parameters["notice_days"])
    return timezone.localdate(withdrawn_at) + dt.timedelta(days=days)


@derives(RENEW, ends_with_case=True)
def to_renew(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the agreements with whose end a referral would end."""
    grants, answers = defaultdict(list), defaultdict(list)
    every = Grant.objects.everything(Whole.REBUILD).filter(why=Why.REFERRAL, ended_at=None)
    for grant in every.filter(case=case) if case else every:
        grants[grant.case_id].append(grant)
    for one in Consent.objects.everything(Whole.REBUILD).filter(case__in=list(grants)).exclude(recipient=None):
        answers[one.case_id].append(one)
    for number, found in grants.items():
        for about, due_on in queries.renewals(answers=answers[number], grants=found).items():
            yield Expected(number, about, due_on)


@derives(REFUSAL, ends_with_case=True)
def to_answer(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the agreements that a child does not want and nobody has decided on."""
    rows = Consent.objects.everything(Whole.REBUILD).filter(
        given=True, assents=False, overruled=None, withdrawn_on=None
    )
    for one in rows.filter(case=case) if case else rows:
        yield Expected(one.case_id, one.pk, one.asked_on)


@derives(ASK, ends_with_case=True)
def to_ask(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the people who could not decide when they were asked last, and when to ask again."""
    rows = Asking.objects.everything(Whole.REBUILD)
    last: dict[uuid.UUID, Asking] = {}
    for one in rows.filter(case=case) if case else rows:
        if one.case_id not in last or (one.asked_on, one.pk) > (last[one.case_id].asked_on, last[one.case_id].pk):
            last[one.case_id] = one
    for one in last.values():
        if one.capacity == Capacity.NOT_NOW and one.again_on is not None:
            yield Expected(one.case_id, one.pk, one.again_on)


@derives(ACKNOWLEDGE, ends_with_case=True)
def to_acknowledge(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the notices that an agency has not answered."""
    rows = Notice.objects.everything(Whole.REBUILD).filter(answered_at=None)
    for one in rows.filter(case=case) if case else rows:
        yield Expected(one.case_id, one.pk, acknowledged_by(one.withdrawn_at))
