"""How many records somebody opened lately, and how often somebody did something: from the memory of acts."""

import datetime as dt
import uuid
from collections.abc import Collection

from tabara.access.models import AuditEvent


def opened(*, member: uuid.UUID, acts: Collection[str], since: dt.datetime, after: str) -> set[uuid.UUID]:
    """Return the records that a member opened by these acts since an instant, or since the last act `after` on them."""
    done = AuditEvent.objects.filter(at__gte=since, outcome="done")
    let_go = done.filter(operation=after, subject=member).order_by("-at").values_list("at", flat=True).first()
    own = done.filter(member=member, operation__in=acts).exclude(subject=None)
    if let_go is not None:
        own = own.filter(at__gt=let_go)
    return {subject for subject in own.values_list("subject", flat=True).distinct() if subject is not None}


def often(*, member: uuid.UUID, act: str, since: dt.datetime) -> int:
    """Return how often a member did this act since an instant."""
    return AuditEvent.objects.filter(at__gte=since, outcome="done", member=member, operation=act).count()
