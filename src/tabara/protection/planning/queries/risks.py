"""How high the risk is in the cases that somebody answers for, as their newest assessments say."""

import uuid
from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Subquery

from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.planning.models import Assessment


def risks(*, by: Member) -> dict[uuid.UUID | None, Counter[str]]:
    """Return of each worker how many open cases stand at which risk; at none, those that nobody has assessed."""
    found: dict[uuid.UUID | None, Counter[str]] = {}
    rows = cases.answered_for(by=by).annotate(risk=_newest(by)).values("owner", "risk").annotate(number=Count("pk"))
    for owner, risk, number in rows.order_by().values_list("owner", "risk", "number"):
        found.setdefault(owner, Counter())[risk or ""] += number
    return found


def risk_of(*, by: Member, numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the risk of each of these cases that the member answers for, where it was assessed."""
    rows = cases.answered_for(by=by).filter(pk__in=list(numbers)).annotate(risk=_newest(by)).exclude(risk=None)
    return dict(rows.values_list("pk", "risk"))


def _newest(by: Member) -> Subquery:
    rows = Assessment.objects.visible_to(by).filter(case=OuterRef("pk"))
    return Subquery(rows.order_by("-assessed_on", "-pk").values("risk")[:1])
