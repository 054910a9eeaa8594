"""Whose calendar feed a key opens; the key itself is kept nowhere."""

import datetime as dt

from tabara import sealing
from tabara.access.models import CalendarKey, Member
from tabara.access.signin import door


def kept_as(key: str) -> str:
    """Return the digest under which a key is kept: who reads the table can fetch no calendar."""
    return sealing.fingerprint(key.upper().encode())


def owner(key: str, *, on: dt.date) -> Member | None:
    """Return the active member whose feed this key opens, and note once a day that it was fetched."""
    row = CalendarKey.objects.select_related("member__agency", "member__team").filter(digest=kept_as(key)).first()
    if row is None or not row.member.may_act:
        return None
    if row.read_on != on:
        CalendarKey.objects.filter(pk=row.pk).update(read_on=on)
        door.noted(row.member, "access.fetch_calendar", "shown", "")
    return row.member


def held(by: Member) -> CalendarKey | None:
    """Return what is known of the member's own key."""
    return CalendarKey.objects.filter(member=by.pk).first()


def end(member: Member) -> None:
    """End the member's feed."""
    CalendarKey.objects.filter(member=member.pk).delete()
