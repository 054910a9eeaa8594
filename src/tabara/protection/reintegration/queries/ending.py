"""How cases ended, and which episodes of the same person a member sees."""

from tabara.access.enums import FieldGroup
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.reintegration.models import Ending, Episode


def endings(*, by: Member, case: Case) -> list[Ending]:
    """Return how a case ended, and opened again, newest first, to whoever sees its course."""
    if FieldGroup.COURSE not in cases.seen(by=by, case=case):
        return []
    return list(case.endings.select_related("ended_by", "reopened_by"))


def resumable(*, case: Case) -> Ending | None:
    """Return the closing that stands, where the case was not opened again since."""
    return case.endings.filter(reopened_on=None).first()


def earlier(*, by: Member, case: Case) -> Episode | None:
    """Return which earlier case this one follows, to whoever sees both."""
    found = Episode.objects.visible_to(by).select_related("follows").filter(case=case).first()
    return found if found and cases.visible(by=by).filter(pk=found.follows_id).exists() else None


def later(*, by: Member, case: Case) -> list[Episode]:
    """Return the later cases of the person that follow this one, to whoever sees both."""
    return list(Episode.objects.visible_to(by).select_related("case").filter(follows=case).order_by("begun_on"))
