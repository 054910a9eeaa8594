"""Domain keys: one per agency, purpose and version, opened by whichever root key this process holds."""

import secrets
import uuid
from contextvars import ContextVar
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings
from django.db import connections

from tabara.sealing.models import DomainKey
from tabara.sealing.root import LENGTH, KeyUnavailable, key_named, ring


class Purpose(StrEnum):
    """What a key is for; each agency has a domain key for each. The files of a record are sealed as its fields are."""

    IDENTITY = "identity"
    NARRATIVE = "narrative"
    INDEX = "index"
    PLACE = "place"  # where a confidential place is
    ACCOUNT = "account"  # the secrets of one-time codes; of the instance itself, not of an agency


class Wrapped(NamedTuple):
    """A domain key as the database holds it."""

    wrapped: bytes
    root: str
    old_wrapped: bytes | None
    old_root: str


LOCK = 0x7461626172616B  # one number for everybody who uses or drops domain keys
COLUMNS = Wrapped._fields
type_of_known = dict[tuple[uuid.UUID, str], tuple[int, bytes]]
_opened: dict[tuple[str, bytes], bytes] = {}  # a root key's id and what it wrapped -> a domain key
known_domains: ContextVar[type_of_known | None] = ContextVar("domain_keys", default=None)


def domain_key(agency: uuid.UUID, purpose: Purpose) -> tuple[int, bytes]:
    """Return the number and the bytes of an agency's newest key for a purpose; it is made when first asked for."""
    known = known_domains.get()
    if known is None:
        return _stored(agency, purpose)
    if (agency, purpose) not in known:
        known[agency, purpose] = _stored(agency, purpose)
    return known[agency, purpose]


def _stored(agency: uuid.UUID, purpose: Purpose) -> tuple[int, bytes]:
    """Return a domain key as the database has it: what was made in a transaction that failed never was."""
    _hold("pg_advisory_xact_lock_shared")
    row = DomainKey.objects.filter(agency=agency, purpose=purpose).order_by("-version").first()
    if row is None:  # two processes may come here at once: one makes it, both use it
        row, _ = DomainKey.objects.get_or_create(agency=agency, purpose=purpose, version=1, defaults=new_wrapped())
    return row.pk, opened(wrapped_of(row))


def alone_with_domains() -> None:
    """Wait until nobody is about to make a key under a domain key that this transaction drops."""
    _hold("pg_advisory_xact_lock")


def _hold(how: str) -> None:
    """Hold domain keys as they are until the transaction ends; SQLite lets in one writer at a time anyway."""
    connection = connections["keys"]
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {how}(%s)", [LOCK])


def new_wrapped() -> dict[str, object]:
    """Return the columns of a new domain key."""
    root = ring(settings.HOME).current
    return {"wrapped": root.wrap(secrets.token_bytes(LENGTH)), "root": root.id}


def wrapped_of(row: DomainKey) -> Wrapped:
    """Return the wrappings of a stored domain key."""
    return Wrapped(*(getattr(row, name) for name in COLUMNS))


def opened(found: Wrapped) -> bytes:
    """Return a domain key.

    Raises:
        KeyUnavailable: where no root key that wrapped it is held; it names the provider and the ids.
        SealBroken: where it was altered.
    """
    held = ring(settings.HOME)  # asks the provider each time: a stick that was pulled out ends everything here
    for root, wrapped in ((found.root, found.wrapped), (found.old_root, found.old_wrapped)):
        if wrapped is None or (key := key_named(settings.HOME, root)) is None:
            continue
        place = key.id, bytes(wrapped)
        if place not in _opened:
            _opened[place] = key.unwrap(place[1])
        return _opened[place]
    raise KeyUnavailable(
        f"The provider “{held.provider}” ({held.place}) holds the root key {' and '.join(held.ids)}, but keys of this "
        f"instance are wrapped by {found.root}. Put that key back, or restart this process if the key was rotated."
    )
