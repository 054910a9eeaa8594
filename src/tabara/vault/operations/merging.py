"""Make one identity of two, and two of one again. Within an operation of intake, which has asked whether it may be."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tabara.access.errors import NotFound, Stale
from tabara.access.models import Member
from tabara.access.unit import write, write_many
from tabara.sealing.keys import Purpose, seal, unseal, unseal_bytes
from tabara.vault import queries
from tabara.vault.models import Former, Identity, Names, NameToken, Photograph
from tabara.vault.operations.identities import FIELD, token_rows
from tabara.vault.parting import changed, parted


def compared(persons: Iterable[uuid.UUID]) -> None:
    """Remember that these were compared, as they are known now, with everybody whom they resemble."""
    for row in Identity.objects.of(persons):
        row.compared = row.version
        write(row, "compared")


def merge_identities(
    *,
    by: Member,
    at: dt.datetime,
    merge: uuid.UUID,
    survivor: uuid.UUID,
    absorbed: uuid.UUID,
    saw: tuple[int, int],
    names: Names,
    sex: str,
) -> None:
    """Let one person be known as these names say; who the two were stays, sealed with her.

    What finds the second one now finds the first; the photographs go over; the second one's key stays, and seals
    nothing any more, for the case that they are parted.
    """
    first, second = _held(survivor, absorbed)
    if (first.version, second.version) != saw:
        raise Stale({"names": first.version})
    known = queries.names_of(by=by, persons=(survivor, absorbed))
    pictures = _hand_photographs(absorbed, survivor)
    _hand_formers(absorbed, survivor, None)
    told: dict[str, Any] = {
        "first": asdict(known[survivor]),
        "second": asdict(known[absorbed]),
        "merged": asdict(names),
    }
    told |= {"photographs": [str(one) for one in pictures], "version": second.version}
    sealed = seal(survivor, Purpose.IDENTITY, queries.former_field(merge), told)
    write(Former(merge=merge, person=survivor, sealed=sealed))
    _known_as(first, names, sex, at)
    for kind in (NameToken, Identity):
        kind.objects.of([absorbed]).delete()


def part_identities(
    *,
    by: Member,
    at: dt.datetime,
    merge: uuid.UUID,
    survivor: uuid.UUID,
    absorbed: uuid.UUID,
    sexes: tuple[str, str],
    own: Iterable[uuid.UUID],
) -> list[str]:
    """Let two people be known apart again, as before the merge; return which parts were changed since, and stay.

    `own` are the merges that the second one had seen before: what they say goes back to her.
    """
    first = Identity.objects.of([survivor]).select_for_update().first()
    told, now = queries.former(by=by, merge=merge), queries.identity(by=by, person=survivor)
    if first is None or told is None or now is None:
        raise NotFound
    second = Identity(person=absorbed, agency=first.agency, version=told.version + 1, updated_at=at)
    second.sealed = seal(absorbed, Purpose.IDENTITY, FIELD, asdict(told.second))
    write(second)
    write_many(token_rows(second.agency, absorbed, told.second, sexes[1]))
    _hand_photographs(survivor, absorbed, told.photographs)
    _hand_formers(survivor, absorbed, set(own))
    Former.objects.of([survivor]).filter(merge=merge).delete()
    _known_as(first, parted(told.first, told.merged, now), sexes[0], at)
    return changed(told.merged, now)


def _held(survivor: uuid.UUID, absorbed: uuid.UUID) -> tuple[Identity, Identity]:
    found = {row.person: row for row in Identity.objects.of((survivor, absorbed)).select_for_update()}
    if len(found) < len((survivor, absorbed)):
        raise NotFound
    return found[survivor], found[absorbed]


def _known_as(row: Identity, names: Names, sex: str, at: dt.datetime) -> None:
    row.sealed, row.updated_at = seal(row.person, Purpose.IDENTITY, FIELD, asdict(names)), at
    row.version += 1
    write(row, "sealed", "version", "updated_at")
    NameToken.objects.of([row.person]).delete()
    write_many(token_rows(row.agency, row.person, names, sex))


def _hand_photographs(before: uuid.UUID, after: uuid.UUID, which: Iterable[uuid.UUID] | None = None) -> list[uuid.UUID]:
    """Seal photographs with another person: all of them, or those that are named and still there."""
    rows = Photograph.objects.of([before])
    found = list(rows if which is None else rows.filter(pk__in=list(which)))
    for row in found:
        field = f"photograph.{row.pk}"
        plain = unseal_bytes(before, Purpose.IDENTITY, field, bytes(row.sealed))
        row.person, row.sealed = after, seal(after, Purpose.IDENTITY, field, plain)
        write(row, "person", "sealed")
    return [row.pk for row in found]


def _hand_formers(before: uuid.UUID, after: uuid.UUID, which: set[uuid.UUID] | None) -> None:
    """Seal with another person what is kept of earlier merges."""
    for row in Former.objects.of([before]):
        if which is None or row.merge in which:
            field = queries.former_field(row.merge)
            told = unseal(before, Purpose.IDENTITY, field, bytes(row.sealed))
            row.person, row.sealed = after, seal(after, Purpose.IDENTITY, field, told)
            write(row, "person", "sealed")
