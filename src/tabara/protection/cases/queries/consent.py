"""What was told and asked about consent, what somebody agrees to today, and who still has to be told of a no."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases.enums import Capacity, Why
from tabara.protection.cases.models import Asking, Case, Consent, Grant, Notice, Person, decision
from tabara.protection.cases.queries.holding import nothing_without
from tabara.protection.cases.queries.judgement import adult_age
from tabara.protection.cases.queries.reach import holds

MOST_NOTICES = 200
RENEWED_BEFORE = dt.timedelta(days=14)  # so long before its end, a person is asked whether an agreement goes on


@dataclass(frozen=True)
class Told:
    """A notice as the agency that it is for may see it: the case is its code, and nothing else."""

    pk: uuid.UUID
    code: str
    groups: list[str]
    everything: bool
    withdrawn_at: dt.datetime
    answer: str
    law: str
    answered_by: Member | None
    answered_at: dt.datetime | None


def childhood(*, person: Person, on: dt.date) -> bool | None:
    """Return whether somebody is a child on a day; nothing where the year of birth leaves it open."""
    age = person.age_on(on)
    if age is None or age == adult_age():
        return None
    return age < adult_age()


def as_child(*, case: Case, on: dt.date) -> bool:
    """Return whether the rules of consent for children hold: by the age, else as whoever asked last found."""
    known = childhood(person=case.person, on=on)
    if known is not None:
        return known
    last = last_asking(case=case, answered=True)
    return bool(last and last.child)


@nothing_without("askings")
def askings(*, by: Member, case: Case) -> list[Asking]:
    """Return each time that the person was told and asked, newest first, to the holder's own people."""
    return list(case.askings.select_related("read_by", "witness")) if holds(by=by, case=case) else []


def last_asking(*, case: Case, answered: bool = False) -> Asking | None:
    """Return the last time that the person was asked; `answered` leaves out when she could not decide."""
    rows = case.askings.exclude(capacity=Capacity.NOT_NOW) if answered else case.askings.all()
    return rows.first()


def unable(*, case: Case) -> Asking | None:
    """Return the asking at which the person was found not able to decide, where none has followed it."""
    last = last_asking(case=case)
    return last if last is not None and last.capacity == Capacity.NOT_NOW else None


def refusals_to_answer(*, answers: Iterable[Consent]) -> list[Consent]:
    """Return the agreements that a child does not want and no supervisor has decided on yet."""
    return [one for one in answers if one.refused_by_child and one.overruled is None and one.withdrawn_on is None]


def renewals(*, answers: Iterable[Consent], grants: Iterable[Grant]) -> dict[uuid.UUID, dt.date]:
    """Return the agreements to ask about anew, each with the day: those with whose end a referral would end.

    By what is stored alone, whatever the day: an agreement that has run out asks until the person has answered.
    """
    known, found = list(answers), {}
    for grant in grants:
        if grant.why != Why.REFERRAL or grant.ended_at is not None or grant.agency_id is None:
            continue
        for purpose in {one.purpose for one in known if one.recipient_id == grant.agency_id}:
            one = decision.lasting(known, grant.agency_id, purpose)
            if one is not None and one.until is not None and grant.until.date() >= one.until:
                found[one.pk] = one.until - RENEWED_BEFORE
    return found


@nothing_without("notices")
def notices_of(*, by: Member, case: Case) -> list[Notice]:
    """Return which agencies were told of a withdrawal, and what they answered, to the holder's own people."""
    return list(case.notices.select_related("agency", "answered_by")) if holds(by=by, case=case) else []


def notices(*, by: Member) -> list[Told]:
    """Return what the member's agency was told, what waits for an answer first."""
    rows = Notice.objects.sent_to(by).select_related("answered_by").order_by("-withdrawn_at", "-pk")
    return sorted((_told(one) for one in rows[:MOST_NOTICES]), key=lambda one: one.answered_at is not None)


def notices_waiting(*, by: Member) -> int:
    """Return how many notices wait for an answer of the member's agency."""
    return Notice.objects.sent_to(by).filter(answered_at=None).order_by()[:MOST_NOTICES].count()


def notice(*, by: Member, number: uuid.UUID) -> Notice:
    """Return a notice that the member's agency was sent.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = Notice.objects.sent_to(by).select_related("agency", "answered_by").filter(pk=number).first()
    if found is None or not permitted(by, Permission.REFERRAL_ANSWER, found):
        raise NotFound
    return found


def consent_text() -> codelists.ConsentText:
    """Return the text that is read out before somebody is asked."""
    return codelists.pack().consent_text()


def _told(one: Notice) -> Told:
    return Told(
        one.pk,
        one.code,
        list(one.groups),
        one.everything,
        one.withdrawn_at,
        one.answer,
        one.law,
        one.answered_by,
        one.answered_at,
    )
