"""What members read of the register of releases."""

from django.db.models import QuerySet

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.publication.models import Release


def releases(*, by: Member) -> QuerySet[Release]:
    """Return what was given out, the latest first, without its numbers."""
    if not by.may(Permission.REPORT_PUBLISH):
        raise NotAllowed
    return Release.objects.order_by("-given_at", "-id").defer("numbers").select_related("given_by")
