"""What members read of the work with other countries: what holds, what was done, whom one calls, what is due."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.partnership.enums import AgreementState, FollowUpState
from tabara.partnership.models import Agreement, Counterpart, Encounter, FollowUp

MOST = 500
LABOUR = "labour"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Waiting:
    """What is due in the work with other countries on a day."""

    renewals: list[Agreement]  # in force, and soon or already past their last day
    late: list[FollowUp]
    stale: list[Counterpart]  # not confirmed for long

    @property
    def number(self) -> int:
        """Return how many things are due."""
        return len(self.renewals) + len(self.late) + len(self.stale)


def agreements(*, by: Member, country: str = "") -> list[Agreement]:
    """List the agreements, with a country or with any, by title."""
    return _with(country, _seen(by, Agreement.objects.all()))


def labour_agreements(*, by: Member, on: dt.date) -> list[Agreement]:
    """List the bilateral labour agreements in force on a day: public facts, for whoever works in prevention, too."""
    if not (by.may(Permission.PARTNERSHIP_RECORD) or by.may(Permission.PREVENTION_RECORD)):
        raise NotAllowed
    rows = Agreement.objects.filter(kind=LABOUR, state=AgreementState.IN_FORCE, in_force_on__lte=on)
    return [one for one in rows[:MOST] if runs(one, on)]


def runs(agreement: Agreement, on: dt.date) -> bool:
    """Return whether an agreement is in force on a day: one whose last day is past is not, until it is renewed."""
    held = agreement.state == AgreementState.IN_FORCE and agreement.in_force_on is not None
    began = agreement.in_force_on is not None and agreement.in_force_on <= on
    return held and began and (agreement.expires_on is None or agreement.expires_on > on)


def agreement(*, by: Member, number: uuid.UUID) -> Agreement:
    """Give an agreement.

    Raises:
        NotFound: there is none of that number.
    """
    return _one(by, Agreement.objects.all(), number)


def encounters(*, by: Member, country: str = "") -> list[Encounter]:
    """List the dialogues, visits and joint actions, with a country or with any, the newest first."""
    return _with(country, _seen(by, Encounter.objects.all()))


def encounter(*, by: Member, number: uuid.UUID) -> Encounter:
    """Give a dialogue, a visit or a joint action.

    Raises:
        NotFound: there is none of that number.
    """
    return _one(by, Encounter.objects.all(), number)


def follow_up(*, by: Member, number: uuid.UUID) -> FollowUp:
    """Give what was promised at an encounter.

    Raises:
        NotFound: there is none of that number.
    """
    return _one(by, FollowUp.objects.select_related("encounter"), number)


def counterparts(*, by: Member, country: str = "") -> list[Counterpart]:
    """List the offices to turn to, of a country or of all, without those that ended."""
    rows = _seen(by, Counterpart.objects.filter(ended_on=None))
    return list((rows.filter(country=country) if country else rows)[:MOST])


def counterpart(*, by: Member, number: uuid.UUID) -> Counterpart:
    """Give an office to turn to.

    Raises:
        NotFound: there is none of that number.
    """
    return _one(by, Counterpart.objects.all(), number)


def countries(*, by: Member) -> list[str]:
    """List the codes of the countries of which anything is written down."""
    found = {one for row in agreements(by=by) for one in row.countries}
    found |= {one for row in encounters(by=by) if row.struck_at is None for one in row.countries}
    return sorted(found | {row.country for row in counterparts(by=by)})


def waiting(*, by: Member, on: dt.date, country: str = "") -> Waiting:
    """Return what is due on a day, with a country or with any."""
    soon = on + dt.timedelta(days=int(codelists.pack().parameters["agreement_renewal_days"]))
    old = on - dt.timedelta(days=int(codelists.pack().parameters["directory_stale_days"]))
    due = _seen(by, Agreement.objects.filter(state=AgreementState.IN_FORCE, expires_on__lte=soon))
    late = FollowUp.objects.filter(state=FollowUpState.OPEN, due_on__lt=on, encounter__struck_at=None)
    found = [
        one for one in late.select_related("encounter")[:MOST] if not country or country in one.encounter.countries
    ]
    stale = [one for one in counterparts(by=by, country=country) if one.confirmed_on < old]
    return Waiting(_with(country, due.order_by("expires_on")), found, stale)


def lines_sealed_apart() -> set[uuid.UUID]:
    """Return the offices whose lines are sealed under keys of their own: numbers, for the check of the databases."""
    return set(Counterpart.objects.exclude(line=None).order_by().values_list("pk", flat=True))


def _with(country: str, rows: Iterable[Row]) -> list[Row]:
    found = [one for one in rows if not country or country in one.countries]  # type: ignore[attr-defined]  # both have countries
    return found[:MOST]


def _seen(by: Member, rows: QuerySet[Row]) -> QuerySet[Row]:
    if not by.may(Permission.PARTNERSHIP_RECORD):
        raise NotAllowed
    return rows


def _one(by: Member, rows: QuerySet[Row], number: uuid.UUID) -> Row:
    found = _seen(by, rows).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
