"""The hierarchy at work: make a subject's key, seal a field with it, open a field with it."""

import json
import secrets
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from django.conf import settings

from tabara.sealing import cipher
from tabara.sealing.models import DataKey, DomainKey
from tabara.sealing.root import LENGTH, root_key


class Purpose(StrEnum):
    """What a key is for; each agency has a domain key for each."""

    IDENTITY = "identity"
    NARRATIVE = "narrative"
    INDEX = "index"


_unwrapped: dict[tuple[bytes, bytes], bytes] = {}  # a root key and what it wrapped -> a domain key
_domains: ContextVar[dict[tuple[uuid.UUID, str], tuple[int, bytes]] | None] = ContextVar("domain_keys", default=None)
_fresh: ContextVar[dict[tuple[uuid.UUID, str], tuple[DataKey, bytes]] | None] = ContextVar("fresh_keys", default=None)


def create_key(subject: uuid.UUID, agency: uuid.UUID, purpose: Purpose) -> None:
    """Make the key of a person's identity or of a case's narrative, under the agency's domain key."""
    domain, outer = domain_key(agency, purpose)
    plain = secrets.token_bytes(LENGTH)
    row = DataKey(subject=subject, purpose=purpose, domain_id=domain, wrapped=cipher.wrap(outer, plain))
    fresh = _fresh.get()
    if fresh is None:
        row.save(force_insert=True)
    else:
        fresh[subject, purpose] = (row, plain)


def destroy_key(subject: uuid.UUID, purpose: Purpose) -> None:
    """Destroy a subject's key: what it sealed is unreadable from now on, here and in every copy."""
    DataKey.objects.filter(subject=subject, purpose=purpose).delete()


@contextmanager
def many_keys() -> Iterator[None]:
    """Collect the keys made inside the block and store them together at its end."""
    fresh: dict[tuple[uuid.UUID, str], tuple[DataKey, bytes]] = {}
    before, domains_before = _fresh.set(fresh), _domains.set({})
    try:
        yield
        DataKey.objects.bulk_create([row for row, _ in fresh.values()], batch_size=500)
    finally:
        _fresh.reset(before)
        _domains.reset(domains_before)


def domain_key(agency: uuid.UUID, purpose: Purpose) -> tuple[int, bytes]:
    """Return the number and the bytes of an agency's newest key for a purpose; it is made when first asked for."""
    known = _domains.get()
    if known is None:
        return _stored_domain_key(agency, purpose)
    if (agency, purpose) not in known:
        known[agency, purpose] = _stored_domain_key(agency, purpose)
    return known[agency, purpose]


def _stored_domain_key(agency: uuid.UUID, purpose: Purpose) -> tuple[int, bytes]:
    """Return a domain key as the database has it: what was made in a transaction that failed never was."""
    root = root_key(settings.HOME)
    row = DomainKey.objects.filter(agency=agency, purpose=purpose).order_by("-version").first()
    if row is None:  # two processes may come here at once: one makes it, both use it
        made = cipher.wrap(root, secrets.token_bytes(LENGTH))
        row, _ = DomainKey.objects.get_or_create(agency=agency, purpose=purpose, version=1, defaults={"wrapped": made})
    wrapped = bytes(row.wrapped)
    if (root, wrapped) not in _unwrapped:
        _unwrapped[root, wrapped] = cipher.unwrap(root, wrapped)
    return row.pk, _unwrapped[root, wrapped]


def data_keys(subjects: Iterable[uuid.UUID], purpose: Purpose) -> dict[uuid.UUID, bytes]:
    """Return the keys of several subjects at once; a subject whose key was destroyed is left out."""
    wanted = list(subjects)
    fresh = _fresh.get() or {}
    found = {subject: fresh[subject, purpose][1] for subject in wanted if (subject, purpose) in fresh}
    root = root_key(settings.HOME)
    outers: dict[bytes, bytes] = {}
    rest = [subject for subject in wanted if subject not in found]
    rows = DataKey.objects.filter(subject__in=rest, purpose=purpose) if rest else DataKey.objects.none()
    for subject, wrapped, outer in rows.values_list("subject", "wrapped", "domain__wrapped"):
        outer = bytes(outer)
        if outer not in outers:
            outers[outer] = cipher.unwrap(root, outer)
        found[subject] = cipher.unwrap(outers[outer], bytes(wrapped))
    return found


def subjects_with_key(purpose: Purpose) -> set[uuid.UUID]:
    """Return everything that has a key for a purpose: to check the databases against each other."""
    return set(DataKey.objects.filter(purpose=purpose).values_list("subject", flat=True))


def seal(subject: uuid.UUID, purpose: Purpose, field: str, value: Any) -> bytes:
    """Return a value (anything JSON can hold, or bytes) sealed for one field of one subject."""
    key = key_of(subject, purpose)
    plain = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return cipher.seal(key, plain, subject=subject, field=field)


def unseal(subject: uuid.UUID, purpose: Purpose, field: str, sealed: bytes | None) -> Any:
    """Return the value sealed for this field; `None` where nothing is stored."""
    if not sealed:
        return None
    return json.loads(unseal_bytes(subject, purpose, field, sealed))


def unseal_bytes(subject: uuid.UUID, purpose: Purpose, field: str, sealed: bytes) -> bytes:
    """Return the bytes sealed for this field."""
    return cipher.unseal(key_of(subject, purpose), bytes(sealed), subject=subject, field=field)


def key_of(subject: uuid.UUID, purpose: Purpose) -> bytes:
    """Return the key of one subject.

    Raises:
        SealBroken: where it was destroyed, or never was.
    """
    key = data_keys([subject], purpose).get(subject)
    if key is None:
        raise cipher.SealBroken
    return key
