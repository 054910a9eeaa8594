"""What members read of the register of releases."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.indicators.entries import digest
from tabara.publication.models import Release


def releases(*, by: Member) -> QuerySet[Release]:
    """Return what was given out, the latest first, without its numbers; `again` where the same left before."""
    if not by.may(Permission.REPORT_PUBLISH):
        raise NotAllowed
    again = Q(numbers=[]) & ~Q(digest=digest(()))
    told = Release.objects.order_by("-given_at", "-id").annotate(again=ExpressionWrapper(again, BooleanField()))
    return told.defer("numbers").select_related("given_by")
