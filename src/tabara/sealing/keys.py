"""The hierarchy at work: make a subject's key, seal a field with it, open a field with it."""

import json
import secrets
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings

from tabara.sealing import cipher
from tabara.sealing.cipher import SealBroken
from tabara.sealing.domains import COLUMNS, Purpose, Wrapped, domain_key, known_domains, opened
from tabara.sealing.models import DataKey
from tabara.sealing.root import LENGTH, ring
from tabara.sealing.shredding import shred

__all__ = ["Purpose", "domain_key", "shred"]
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
    """Destroy the key of something that was never a record, such as a form thrown away; a record is shredded."""
    DataKey.objects.filter(subject=subject, purpose=purpose).delete()


def hand_key(subject: uuid.UUID, agency: uuid.UUID, purpose: Purpose) -> None:
    """Wrap the key of something that another agency holds from now on by that agency's domain key, and by no other.

    What the key sealed is not touched: nothing is opened for it, and nothing is copied.
    """
    domain, outer = domain_key(agency, purpose)
    wrapped = cipher.wrap(outer, key_of(subject, purpose))
    fresh = _fresh.get() or {}
    if (subject, purpose) in fresh:
        row, _plain = fresh[subject, purpose]
        row.domain_id, row.wrapped = domain, wrapped
    else:
        DataKey.objects.filter(subject=subject, purpose=purpose).update(domain=domain, wrapped=wrapped)


@contextmanager
def many_keys() -> Iterator[None]:
    """Collect the keys made inside the block and store them together at its end."""
    fresh: dict[tuple[uuid.UUID, str], tuple[DataKey, bytes]] = {}
    before, domains_before = _fresh.set(fresh), known_domains.set({})
    try:
        yield
        DataKey.objects.bulk_create([row for row, _ in fresh.values()], batch_size=500)
    finally:
        _fresh.reset(before)
        known_domains.reset(domains_before)


def data_keys(subjects: Iterable[uuid.UUID], purpose: Purpose) -> dict[uuid.UUID, bytes]:
    """Return the keys of several subjects at once; a subject whose key was destroyed or altered is left out."""
    wanted = set(subjects)
    fresh = _fresh.get() or {}
    found = {subject: fresh[subject, purpose][1] for subject in wanted if (subject, purpose) in fresh}
    rest = wanted - found.keys()
    ring(settings.HOME)  # without a root key nothing is opened, not even what is known already
    rows = DataKey.objects.filter(subject__in=rest, purpose=purpose) if rest else DataKey.objects.none()
    for subject, wrapped, *outer in rows.values_list("subject", "wrapped", *(f"domain__{name}" for name in COLUMNS)):
        try:
            found[subject] = cipher.unwrap(opened(Wrapped(*outer)), bytes(wrapped))
        except SealBroken:
            continue
    return found


def has_key(subject: uuid.UUID, purpose: Purpose) -> bool:
    """Return whether a subject still has a key: without one it was erased, and what does not open was not altered."""
    return DataKey.objects.filter(subject=subject, purpose=purpose).exists()


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


def unseal_many(purpose: Purpose, fields: Iterable[tuple[uuid.UUID, str, bytes | None]]) -> list[Any]:
    """Return the values of many fields (subject, field, what is stored), asking for each subject's key once.

    What is stored nowhere is `None`. What does not open is the `SealBroken` itself, so that the others are still seen.
    """
    wanted = list(fields)
    keys = data_keys({subject for subject, _, sealed in wanted if sealed}, purpose)
    return [_value(keys.get(subject), subject, field, sealed) for subject, field, sealed in wanted]


def _value(key: bytes | None, subject: uuid.UUID, field: str, sealed: bytes | None) -> Any:
    if not sealed:
        return None
    try:
        if key is None:
            raise SealBroken(subject, field)
        return json.loads(cipher.unseal(key, bytes(sealed), subject=subject, field=field))
    except SealBroken as broken:
        return broken


def key_of(subject: uuid.UUID, purpose: Purpose) -> bytes:
    """Return the key of one subject.

    Raises:
        SealBroken: where it was destroyed or altered, or never was.
    """
    key = data_keys([subject], purpose).get(subject)
    if key is None:
        raise SealBroken(subject)
    return key
