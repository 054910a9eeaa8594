"""The network of suspects as codes, as far as the reader's own cases tell of it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.family.models import Involvement, Suspect


class Known(NamedTuple):
    """A suspect of a case: the part played here, in how many visible cases the code stands, beside which others."""

    involvement: Involvement
    cases: int
    beside: tuple[str, ...]


def suspects(*, by: Member, case: Case) -> list[Known]:
    """Return the suspects of a case to whoever may open what was told in it; else nothing."""
    if not cases.holds(by=by, case=case) or not permitted(by, Permission.NARRATIVE_OPEN, case):
        return []
    here = list(case.involvements.filter(ended_on=None).select_related("suspect", "recorded_by"))
    where = _where(by, [one.suspect_id for one in here])
    return [Known(one, len(where[one.suspect_id]), _beside(one, where)) for one in here]


def suspects_of_agency(*, by: Member) -> list[Suspect]:
    """Return the codes that the member's agency has given, the latest first, to whoever may open what was told."""
    if not by.may(Permission.NARRATIVE_OPEN):
        return []
    return list(Suspect.objects.filter(agency=by.agency_id).order_by("-named_on", "-pk")[:200])


def _where(by: Member, numbers: Iterable[object]) -> dict[object, dict[object, set[str]]]:
    """Return of each suspect the visible cases in which the code stands, each with all the codes that stand there."""
    rows = Involvement.objects.visible_to(by).filter(ended_on=None)
    of_case: dict[object, set[tuple[object, str]]] = defaultdict(set)
    found = rows.filter(case__in=rows.filter(suspect__in=list(numbers)).values("case"))
    for case, suspect, code in found.values_list("case", "suspect", "suspect__code"):
        of_case[case].add((suspect, code))
    where: dict[object, dict[object, set[str]]] = defaultdict(dict)
    for case, together in of_case.items():
        for suspect, _code in together:
            where[suspect][case] = {code for _, code in together}
    return where


def _beside(one: Involvement, where: dict[object, dict[object, set[str]]]) -> tuple[str, ...]:
    codes = set().union(*where[one.suspect_id].values()) - {one.suspect.code}
    return tuple(sorted(codes))
