"""What was asked, told and decided in a case that the member was allowed to open."""

import uuid
from collections.abc import Iterable

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.protection.cases.enums import ConsentPurpose
from tabara.protection.cases.models import Case, Category, Consent, Determination, SavedView, Screening, decision
from tabara.sealing.keys import Purpose, unseal


def categories(*, case: Case) -> list[Category]:
    """Return the case's categories, the primary one first."""
    return list(case.categories.order_by("-is_primary", "since"))


def consents(*, case: Case) -> list[Consent]:
    """Return what the person was asked and answered, newest first."""
    return list(case.consents.order_by("-asked_on", "-id"))


def agreed(*, answers: Iterable[Consent]) -> frozenset[str]:
    """Return the purposes that the person agrees to today."""
    return decision.agreed(answers)


def may_be_told(*, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return, of these persons, those who agree that another agency is told they may be known, with their last case.

    Whose newest answer is a no, or who was never asked, is left out.
    """
    rows = Consent.objects.everything(Whole.INDEX).filter(
        case__person__in=list(persons), purpose=ConsentPurpose.MATCHING
    )
    answers: dict[uuid.UUID, list[Consent]] = {}
    for one in rows.select_related("case").order_by("case__opened_on", "case_id"):
        answers.setdefault(one.case.person_id, []).append(one)
    return {person: said[-1].case_id for person, said in answers.items() if agreed(answers=said)}


def screenings(*, case: Case) -> list[Screening]:
    """Return the screenings, newest first."""
    return list(case.screenings.select_related("screened_by", "interview"))


def determinations(*, case: Case) -> list[Determination]:
    """Return the decisions, newest first."""
    return list(case.determinations.select_related("decided_by", "agency"))


def saved_views(*, by: Member) -> list[SavedView]:
    """Return the member's own filters of the list."""
    return list(SavedView.objects.visible_to(by).order_by("name"))


def narrative(*, by: Member, of: Screening | Determination) -> str:
    """Return the sealed text of a screening or a determination to whoever may open narratives; else nothing."""
    if not permitted(by, Permission.NARRATIVE_OPEN, of.case):
        return ""
    field, sealed = ("notes", of.notes) if isinstance(of, Screening) else ("grounds", of.grounds)
    return unseal(of.case_id, Purpose.NARRATIVE, f"{type(of).__name__.lower()}.{of.pk}.{field}", sealed) or ""
