"""Reads of identities. Each takes `by`, and is called by intake alone, which has asked whether `by` may."""

import datetime as dt
import json
import logging
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, F

from tabara.access.models import Member
from tabara.access.protected import Whole
from tabara.methods.linkage import prerank
from tabara.sealing.cipher import SealBroken
from tabara.sealing.cipher import unseal as unseal_with
from tabara.sealing.keys import Purpose, data_keys, has_key, key_of, unseal, unseal_bytes
from tabara.vault.models import Draft, Former, Identity, Names, NameToken, Photograph, Relative
from tabara.vault.tokens import tokens_to_ask

log = logging.getLogger(__name__)


class Together(NamedTuple):
    """Who two people were before they were found to be one, and what was made of it."""

    first: Names
    second: Names
    merged: Names
    photographs: list[uuid.UUID]  # those of the second
    version: int  # of the second's identity


def candidates(*, by: Member, names: Names, sex: str, limit: int) -> list[uuid.UUID]:
    """Return the numbers of the persons of the member's agency who share a search token, the most shared first."""
    wanted = tokens_to_ask(by.agency_id, names, sex)
    return list(
        prerank(
            NameToken.objects.everything(Whole.INDEX).filter(token__in=wanted).values_list("person", flat=True), limit
        )
    )


def resembling(
    *, by: Member, agency: uuid.UUID, names: Names, sex: str, shared: int, limit: int | None = None
) -> list[uuid.UUID]:
    """Return the persons of an agency who share at least so many search tokens with these names, the most first.

    Nothing is opened.
    """
    wanted = tokens_to_ask(agency, names, sex)
    found = NameToken.objects.everything(Whole.INDEX).filter(token__in=wanted, agency=agency)
    counted = found.values("person").annotate(met=Count("token", distinct=True)).filter(met__gte=shared)
    return [row["person"] for row in counted.order_by("-met", "person")[:limit]]


def not_compared(limit: int) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Return the persons who were never compared as they are known now, each with the agency: numbers only."""
    rows = Identity.objects.everything(Whole.INDEX).exclude(compared=F("version")).order_by("updated_at", "person")
    return list(rows.values_list("person", "agency")[:limit])


def versions_of(*, by: Member, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return the version of each person's identity; whoever has none is left out."""
    return dict(Identity.objects.of(persons).values_list("person", "version"))


def former(*, by: Member, merge: uuid.UUID) -> Together | None:
    """Return who the two people of a merge were before; `None` where that was erased or undone."""
    row = Former.objects.everything(Whole.INDEX).filter(merge=merge).first()
    if row is None or not has_key(row.person, Purpose.IDENTITY):
        return None
    told = unseal(row.person, Purpose.IDENTITY, former_field(row.merge), bytes(row.sealed))
    first, second, merged = (read(told[side]) for side in ("first", "second", "merged"))
    return Together(first, second, merged, [uuid.UUID(one) for one in told["photographs"]], told["version"])


def former_field(merge: uuid.UUID) -> str:
    """Return under which name it is sealed."""
    return f"former.{merge}"


def names_of(*, by: Member, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, Names]:
    """Return the opened names of several persons; whoever's key was destroyed, or seal altered, is left out."""
    numbers = list(persons)
    keys = data_keys(numbers, Purpose.IDENTITY)
    opened: dict[uuid.UUID, Names] = {}
    for person, sealed in Identity.objects.of(numbers).values_list("person", "sealed"):
        try:
            if person in keys:
                opened[person] = _opened(keys[person], person, bytes(sealed))
        except SealBroken as broken:
            log.warning("%s", broken)
    return opened


def identity(*, by: Member, person: uuid.UUID) -> Names | None:
    """Return who one person is; `None` where that was erased.

    Raises:
        SealBroken: where it is there and does not open, because it was altered.
    """
    sealed = Identity.objects.of([person]).values_list("sealed", flat=True).first()
    if sealed is None or not has_key(person, Purpose.IDENTITY):
        return None
    return _opened(key_of(person, Purpose.IDENTITY), person, bytes(sealed))


def version_of(*, by: Member, person: uuid.UUID) -> int:
    """Return the version of a person's identity, which a correction must name."""
    return Identity.objects.of([person]).values_list("version", flat=True).get()


def photographs(*, by: Member, person: uuid.UUID) -> list[uuid.UUID]:
    """Return the numbers of a person's photographs, newest first."""
    return list(Photograph.objects.of([person]).order_by("-taken_at").values_list("pk", flat=True))


def photograph(*, by: Member, person: uuid.UUID, number: uuid.UUID) -> bytes | None:
    """Return a photograph as JPEG."""
    row = Photograph.objects.of([person]).filter(pk=number).first()
    return unseal_bytes(person, Purpose.IDENTITY, f"photograph.{row.pk}", bytes(row.sealed)) if row else None


def drafts(*, by: Member) -> list[Draft]:
    """Return the member's unfinished forms, the last saved first."""
    return list(Draft.objects.visible_to(by).order_by("-saved_at"))


def draft(*, by: Member, number: uuid.UUID) -> tuple[Draft, dict[str, Any]] | None:
    """Return one of the member's unfinished forms with its answers."""
    row = Draft.objects.visible_to(by).filter(pk=number).first()
    return (row, unseal(row.pk, Purpose.IDENTITY, "draft", bytes(row.sealed))) if row else None


def saved_drafts() -> list[tuple[uuid.UUID, dt.datetime]]:
    """Return the number of each unfinished form and when it was saved last: for the schedule of what is kept."""
    return list(Draft.objects.everything(Whole.RETENTION).values_list("pk", "saved_at"))


def _opened(key: bytes, person: uuid.UUID, sealed: bytes) -> Names:
    return read(json.loads(unseal_with(key, sealed, subject=person, field="identity")))


def read(found: dict[str, Any]) -> Names:
    """Return names as they were sealed."""
    found["relatives"] = tuple(Relative(**one) for one in found["relatives"])
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    return Names(**told)


def everybody() -> set[uuid.UUID]:
    """Return the numbers of all persons that have an identity: to check the databases against each other."""
    return set(Identity.objects.everything(Whole.CHECK).values_list("person", flat=True))


def all_drafts() -> set[uuid.UUID]:
    """Return the numbers of all unfinished forms: to check the databases against each other."""
    return set(Draft.objects.everything(Whole.CHECK).values_list("pk", flat=True))


def seals_that_open(limit: int) -> tuple[int, int]:
    """Return how many identities were tried, the newest and the oldest, and how many of them do not open."""
    rows = Identity.objects.everything(Whole.CHECK).order_by("updated_at").values_list("person", "sealed")
    some = dict([*rows[: limit // 2], *rows.reverse()[: limit // 2]])
    keys = data_keys(some, Purpose.IDENTITY)
    broken = sum(not _opens(key, person, bytes(some[person])) for person, key in keys.items())
    return len(keys), broken


def _opens(key: bytes, person: uuid.UUID, sealed: bytes) -> bool:
    try:
        _opened(key, person, sealed)
    except SealBroken:
        return False
    return True
