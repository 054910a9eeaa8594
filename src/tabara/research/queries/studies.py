"""Studies, to those who keep research; the one that a second person signed off, to whoever reads figures."""

import uuid

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.research.enums import StudyState
from tabara.research.models import Study
from tabara.research.queries.lists import demand

RECENT = 50
WITH = ("counts__linkage", "asked_by")


def studies(*, by: Member) -> list[Study]:
    """Return the studies, the newest first."""
    demand(by)
    return list(Study.objects.select_related(*WITH).prefetch_related("signatures__signed_by")[:RECENT])


def study_of(*, by: Member, number: uuid.UUID) -> Study:
    """Return one study.

    Raises:
        NotFound: where there is none of that number.
    """
    demand(by)
    found = Study.objects.select_related(*WITH).prefetch_related("signatures__signed_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def latest_signed(*, by: Member) -> Study | None:
    """Return the newest study whose number may leave, because a second person agreed; `None` where there is none."""
    if not by.may(Permission.FIGURE_READ):
        raise NotAllowed
    done = Study.objects.exclude(finished_at=None).filter(counts__linkage__struck_at=None)
    rows = done.order_by("-finished_at", "-id").select_related(*WITH).prefetch_related("signatures__signed_by")
    return next((one for one in rows[:RECENT] if one.state is StudyState.SIGNED), None)
