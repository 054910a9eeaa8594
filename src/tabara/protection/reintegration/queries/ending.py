"""How cases ended, and which episodes of the same person a member sees."""

from django.db.models import Q

from tabara.access.enums import FieldGroup
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.reintegration.models import Ending, Episode


@cases.nothing_without("endings")
def endings(*, by: Member, case: Case) -> list[Ending]:
    """Return how a case ended, and opened again, newest first, to whoever sees its course."""
    if FieldGroup.COURSE not in cases.seen(by=by, case=case):
        return []
    return list(case.endings.select_related("ended_by", "reopened_by"))


def resumable(*, case: Case) -> Ending | None:
    """Return the closing that stands, where the case was not opened again since."""
    return case.endings.filter(reopened_on=None).first()


def episodes(*, by: Member, case: Case) -> list[Episode]:
    """Return what joins this case with an earlier and with later ones, the earlier first, to whoever sees both."""
    rows = Episode.objects.visible_to(by).filter(Q(case=case) | Q(follows=case))
    found = list(rows.select_related("case", "follows").order_by("begun_on"))
    before = [one.follows_id for one in found if one.case_id == case.pk]
    if before and not cases.visible(by=by).filter(pk__in=before).exists():
        found = [one for one in found if one.case_id != case.pk]
    return sorted(found, key=lambda one: one.case_id != case.pk)


def earlier(*, by: Member, case: Case) -> Episode | None:
    """Return which earlier case this one follows, to whoever sees both."""
    return next((one for one in episodes(by=by, case=case) if one.case_id == case.pk), None)


def later(*, by: Member, case: Case) -> list[Episode]:
    """Return the later cases of the person that follow this one, to whoever sees both."""
    return [one for one in episodes(by=by, case=case) if one.case_id != case.pk]
