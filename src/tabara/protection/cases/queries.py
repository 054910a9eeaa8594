"""Reads of cases. Each takes `by`, the member asking, and returns nothing that member may not see."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases.enums import CaseStatus, Due
from tabara.protection.cases.models import (
    Case,
    CaseAccess,
    Category,
    Consent,
    Determination,
    Person,
    SavedView,
    Screening,
    decision,
    grounds,
    scoring,
)
from tabara.sealing.keys import Purpose, unseal

PAGE = 50
COLUMNS = (
    "case_id",
    "updated_at",
    "case__code",
    "case__category",
    "case__status",
    "case__determination",
    "case__opened_on",
    "case__screened_on",
    "case__assisted_on",
    "case__owner__name",
)
FILTERS = ("status", "category", "determination", "owner_id", "code")
SHOWN_OF_A_MATCH = (
    *("code", "category", "status", "opened_on", "owner", "team", "agency__name", "agency__in_network"),
    *("person__sex", "person__birth_year"),
)
OPEN = (CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP)
PRESUMED = "presumed_victim"  # whoever is here for another reason may be screened too, but nothing is late without it
QUIET = dt.timedelta(days=30)  # as long as this without any service, and a case is due
MOST_COUNTED = 100  # a number of tasks above this reads "more than 100"


class Holding(NamedTuple):
    """Who holds a case, as far as a permission asks."""

    owner_id: uuid.UUID | None
    team_id: uuid.UUID | None
    agency_id: uuid.UUID
    in_network: bool


@dataclass(frozen=True)
class CasePage:
    """One page of the case list, and where the next begins."""

    rows: list[tuple[Any, ...]]
    after: tuple[str, str] | None


def visible(*, by: Member) -> QuerySet[Case]:
    """Return the cases that a member may see."""
    principal = by.principal(Permission.CASE_READ)
    if principal is None:
        return Case.objects.none()
    return Case.objects.filter(pk__in=CaseAccess.objects.filter(principal=principal).values("case"))


def case(*, by: Member, number: uuid.UUID) -> Case:
    """Return one case.

    Raises:
        NotFound: where there is none, or it is not for this member: the two look the same.
    """
    found = Case.objects.select_related("person", "agency", "team", "owner").filter(pk=number).first()
    if found is None or not permitted(by, Permission.CASE_READ, found):
        raise NotFound
    return found


def by_code(*, by: Member, code: str) -> Case:
    """Return the case of that code, as people read it aloud.

    Raises:
        NotFound: where there is none, or it is not for this member.
    """
    number = Case.objects.filter(code=code.strip().upper()).values_list("pk", flat=True).first()
    if number is None:
        raise NotFound
    return case(by=by, number=number)


def due(*, case: Case, on: dt.date) -> list[Due]:
    """Return what an open case waits for."""
    if case.status not in OPEN:
        return []
    last = case.assisted_on or case.opened_on
    waits = {
        Due.SCREENING: case.screened_on is None and case.category == PRESUMED,
        Due.DETERMINATION: case.screened_on is not None and not case.determination,
        Due.ASSISTANCE: last <= on - QUIET,
    }
    return [what for what, is_due in waits.items() if is_due]


def waiting(*, by: Member, on: dt.date, own: bool) -> dict[Due, int]:
    """Return how many open cases, the member's own or all that are visible, wait for what.

    None is counted further than `MOST_COUNTED` + 1.
    """
    rows = CaseAccess.objects.filter(principal=by.principal(Permission.CASE_READ))
    rows = rows.filter(case__owner=by) if own else rows
    return {what: rows.filter(_is_due(what, on, case="case__"))[: MOST_COUNTED + 1].count() for what in Due}


def _is_due(what: Due, on: dt.date, case: str) -> Q:
    """Return the condition of `due` for a query; `case` is the way from its table to the case."""
    condition = {
        Due.SCREENING: Q(**{f"{case}screened_on": None, f"{case}category": PRESUMED}),
        Due.DETERMINATION: Q(**{f"{case}screened_on__isnull": False, f"{case}determination": ""}),
        Due.ASSISTANCE: Q(**{f"{case}assisted_on": None, f"{case}opened_on__lte": on - QUIET})
        | Q(**{f"{case}assisted_on__lte": on - QUIET}),
    }[what]
    return condition & Q(**{f"{case}status__in": OPEN})


def page(
    *,
    by: Member,
    filters: Mapping[str, Any] | None = None,
    after: tuple[str, str] | None = None,
    due: tuple[Due, dt.date] | None = None,
) -> CasePage:
    """Return a page of the member's case list, the latest change first, without ever counting the list.

    `due` keeps the cases that wait for something on a day.
    """
    principal = by.principal(Permission.CASE_READ)
    if principal is None:
        return CasePage([], None)
    rows = CaseAccess.objects.filter(principal=principal)
    for name, value in (filters or {}).items():
        if value and name in FILTERS:
            rows = rows.filter(**{f"case__{name}": value})
    if due:
        rows = rows.filter(_is_due(*due, case="case__"))
    if after:
        moment, number = dt.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(updated_at__lt=moment) | Q(updated_at=moment, case_id__lt=number), updated_at__lte=moment)
    found = list(rows.order_by("-updated_at", "-case_id").values_list(*COLUMNS)[: PAGE + 1])
    more = (found[PAGE - 1][1].isoformat(), str(found[PAGE - 1][0])) if len(found) > PAGE else None
    return CasePage(found[:PAGE], more)


def within_reach(
    *, by: Member, persons: Iterable[uuid.UUID], permission: Permission
) -> dict[uuid.UUID, tuple[uuid.UUID, int | None, str]]:
    """Return, of these persons, those with a case for which the member holds the permission.

    Each comes with the number of the newest such case, the year of birth and the sex. One narrow question, because a
    search asks it for hundreds of persons of whom it shows twenty.
    """
    rows = (
        Case.objects.filter(person__in=list(persons))
        .order_by("opened_on", "pk")
        .values_list(
            "person", "pk", "person__birth_year", "person__sex", "owner", "team", "agency", "agency__in_network"
        )
    )
    return {
        person: (case, year, sex)
        for person, case, year, sex, *held in rows
        if permitted(by, permission, Holding(*held))
    }


def by_number(*, by: Member, numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, Case]:
    """Return several cases that the member may see, by their numbers."""
    rows = Case.objects.select_related("person", "agency").filter(pk__in=list(numbers)).only(*SHOWN_OF_A_MATCH)
    return {row.pk: row for row in rows if permitted(by, Permission.CASE_READ, row)}


def first_day(*, person: Person) -> dt.date:
    """Return the day on which a person was first registered."""
    return Case.objects.filter(person=person).order_by("opened_on").values_list("opened_on", flat=True)[0]


def categories(*, case: Case) -> list[Category]:
    """Return the case's categories, the primary one first."""
    return list(Category.objects.filter(case=case).order_by("-is_primary", "since"))


def consents(*, case: Case) -> list[Consent]:
    """Return what the person was asked and answered, newest first."""
    return list(Consent.objects.filter(case=case).order_by("-asked_on", "-id"))


def agreed(*, answers: Iterable[Consent]) -> frozenset[str]:
    """Return the purposes that the person agrees to today."""
    return decision.agreed(answers)


def screenings(*, case: Case) -> list[Screening]:
    """Return the screenings, newest first."""
    return list(Screening.objects.filter(case=case).select_related("screened_by"))


def determinations(*, case: Case) -> list[Determination]:
    """Return the decisions, newest first."""
    return list(Determination.objects.filter(case=case).select_related("decided_by", "agency"))


def saved_views(*, by: Member) -> list[SavedView]:
    """Return the member's own filters of the list."""
    return list(SavedView.objects.filter(member=by).order_by("name"))


def narrative(*, by: Member, of: Screening | Determination) -> str:
    """Return the sealed text of a screening or a determination to whoever may open narratives; else nothing."""
    if not permitted(by, Permission.NARRATIVE_OPEN, of.case):
        return ""
    field, sealed = ("notes", of.notes) if isinstance(of, Screening) else ("grounds", of.grounds)
    return unseal(of.case_id, Purpose.NARRATIVE, f"{type(of).__name__.lower()}.{of.pk}.{field}", sealed) or ""


@dataclass(frozen=True)
class Advice:
    """What the operational indicators amount to: which sets fit the person, the score by dimension, one sentence."""

    sets: tuple[str, ...]
    scores: tuple[scoring.DimensionScore, ...]
    sentence: str


def indicator_sets(*, age_at_entry: int | None, exploitation: Iterable[str]) -> tuple[str, ...]:
    """Return the sets of indicators that fit: for a child or an adult, for labour or sexual exploitation or both."""
    known = codelists.pack().codelists["exploitation"].codes
    forms = [code for code in exploitation if code in known]
    sexual = [code for code in forms if known[code].maps.get("ctdc-2024") == "isSexualExploit"]
    kinds = [kind for kind, there in (("labour", len(sexual) < len(forms) or not forms), ("sexual", sexual)) if there]
    age = "child" if age_at_entry is None or age_at_entry < adult_age() else "adult"
    return tuple(f"{age}_{kind}" for kind in kinds)


def advice(*, age_at_entry: int | None, exploitation: Iterable[str], indicators: Iterable[str]) -> Advice:
    """Return what these indicators amount to; it advises, a person decides."""
    sets = indicator_sets(age_at_entry=age_at_entry, exploitation=exploitation)
    known = codelists.pack().codelists["indicator"].codes
    found = [known[key] for key in dict.fromkeys(indicators) if key in known and known[key].more["set"] in sets]
    scores = scoring.score(scoring.Indicator(one.key, one.more["dimension"], one.more["strength"]) for one in found)
    positive = [score for score in scores if score.positive]
    if not scores:
        sentence = _("No indicator is ticked yet, so the indicators say nothing.")
    elif not positive:
        sentence = _("Something was found, but in no dimension enough to count. The indicators do not point to it.")
    else:
        sentence = _("Dimensions in which the indicators are enough: %(count)s of 6. They advise; you decide.") % {
            "count": len(positive)
        }
    return Advice(sets, scores, sentence)


def conclusion(
    *, acts: Iterable[str], means: Iterable[str], purposes: Iterable[str], age_at_entry: int | None
) -> grounds.Conclusion:
    """Return what the definition of trafficking says of these elements, with the rule for children."""
    return grounds.conclude(
        acts=list(acts), means=list(means), purposes=list(purposes), age_at_entry=age_at_entry, adult_age=adult_age()
    )


def age_at_entry(*, person: Person, entered_on: dt.date | None, told: int | None) -> int | None:
    """Return the age at entry, as told, or as the years give it: whoever may still have been a child is taken for one.

    The years alone leave open whether the birthday of that year had come.
    """
    if told is not None or entered_on is None:
        return told
    age = person.age_on(entered_on)
    return age - 1 if age == adult_age() else age


def adult_age() -> int:
    """Return the age from which a person is an adult in this country."""
    return int(codelists.pack().parameters["adult_age"])
