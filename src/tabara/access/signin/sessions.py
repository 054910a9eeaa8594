"""Sessions: kept on the server under a digest of their key, ended by rest, by age, by a third browser, or by hand."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.db import transaction
from django.utils import timezone

from tabara import sealing
from tabara.access.models import CalendarKey, Member, Session

MOST = 2  # browsers of one member at once; a third ends the oldest
ABSOLUTE = dt.timedelta(hours=10)
SEEN = dt.timedelta(minutes=1)  # how often it is noted that a session is in use
SINCE, DEVICE, PROVED = "since", "device", "proved"


class SessionStore(Stored):
    """A session as Django keeps it, but known by a digest of its key, with its member, its beginning and its end."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()
        self.row = Session.objects.filter(pk=kept_as(self.session_key), expire_date__gt=now).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        """Return whether there is such a session."""
        return Session.objects.filter(pk=kept_as(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        if key := session_key or self.session_key:
            Session.objects.filter(pk=kept_as(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session in use at this moment."""
        now, member = timezone.now(), data.get(SESSION_KEY)
        if member and SINCE not in data:
            data[SINCE] = now.isoformat()
        since = dt.datetime.fromisoformat(data[SINCE]) if member else None
        return Session(
            session_key=kept_as(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # the stubs leave it out
            session_data=self.encode(data),
            expire_date=end_of(since, now),
            member=uuid.UUID(str(member)) if member else None,
            since=since,
            seen_at=now,
            device=data.get(DEVICE, ""),
        )


def kept_as(key: str | None) -> str:
    """Return the digest under which a session is kept: who reads the table can take over no session."""
    return sealing.fingerprint(str(key).encode())[:40]


def end_of(since: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """Return when a session ends if nobody uses it from now on."""
    rest = now + dt.timedelta(minutes=settings.IDLE_MINUTES)
    return min(rest, since + ABSOLUTE) if since else rest


def in_use(session: SessionBase) -> None:
    """Note that a session is used, once a minute."""
    row, now = getattr(session, "row", None), timezone.now()
    if row is not None and row.seen_at and row.seen_at < now - SEEN:
        Session.objects.filter(pk=row.pk).update(seen_at=now, expire_date=end_of(row.since, now))


def proved_at(session: Mapping[str, Any] | SessionBase) -> dt.datetime | None:
    """Return when the member, while signed in here, last showed anew who they are."""
    text = session.get(PROVED)
    return dt.datetime.fromisoformat(text) if text else None


def hold_to_the_most(member: Member, own: SessionBase) -> int:
    """End the oldest sessions of a member who has just opened another one; return how many that were."""
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        own.save()
        others = Session.objects.filter(member=member.pk).exclude(pk=kept_as(own.session_key))
        ended = [row.pk for row in others.order_by("-since")][MOST - 1 :]
        Session.objects.filter(pk__in=ended).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return len(ended)


def open_ones(member: Member) -> list[Session]:
    """Return the member's sessions, the one used last first."""
    return list(Session.objects.filter(member=member.pk, expire_date__gt=timezone.now()))


def end(member: Member, *, number: str = "", but: SessionBase | None = None) -> int:
    """End one session of a member, or all of them but one's own; return how many that were."""
    rows = Session.objects.filter(member=member.pk)
    if number:
        rows = rows.filter(pk=number)
    if but is not None:
        rows = rows.exclude(pk=kept_as(but.session_key))
    elif not number:
        CalendarKey.objects.filter(member=member.pk).delete()  # what opens without signing in ends with the sessions
    return rows.delete()[0]
