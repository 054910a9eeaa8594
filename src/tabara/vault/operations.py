"""Writes of identities. Called by intake alone; every one is remembered with the person's number, never a name."""

import datetime as dt
import struct
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused, Stale
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import afterwards, write, write_many
from tabara.sealing.keys import Purpose, create_key, destroy_key, seal
from tabara.vault.models import Draft, Identity, Names, NameToken, Photograph
from tabara.vault.tokens import tokens_of

FIELD = "identity"
LARGEST_PHOTOGRAPH = 8 * 1024 * 1024  # bytes, as received
LONGEST_SIDE = 1200  # pixels, as kept
MOST_PIXELS = 40_000_000  # as received: a small file may unfold to gigabytes
# What Pillow raises for a file that is no picture, or a broken one, or one made to break it.
UNREADABLE: tuple[type[Exception], ...] = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError, MemoryError),
    *(struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning),
)


@operation("vault.store_identity", needs=Permission.CASE_REGISTER)
def store_identity(
    *, by: Member, event: uuid.UUID, at: dt.datetime, person: uuid.UUID, agency: uuid.UUID, names: Names, sex: str
) -> Identity:
    """Seal who a person is, under a key of her own, and make the tokens that find her."""
    create_key(person, agency, Purpose.IDENTITY)
    row = Identity(
        person=person, agency=agency, sealed=seal(person, Purpose.IDENTITY, FIELD, asdict(names)), updated_at=at
    )
    write(row)
    write_many(_tokens(agency, person, names, sex))
    return row


@operation("vault.change_identity", needs=Permission.CASE_REGISTER)
def change_identity(
    *, by: Member, event: uuid.UUID, at: dt.datetime, person: uuid.UUID, saw: int, names: Names, sex: str
) -> Identity:
    """Seal corrected names in place of those seen in version `saw`."""
    row = Identity.objects.select_for_update().filter(pk=person).first()
    if row is None:
        raise NotFound
    if row.version != saw:
        raise Stale({"names": row.version})
    row.sealed, row.version, row.updated_at = seal(person, Purpose.IDENTITY, FIELD, asdict(names)), saw + 1, at
    write(row, "sealed", "version", "updated_at")
    NameToken.objects.filter(person=person).delete()
    write_many(_tokens(row.agency, person, names, sex))
    return row


def _tokens(agency: uuid.UUID, person: uuid.UUID, names: Names, sex: str) -> list[Model]:
    return [NameToken(token=token, agency=agency, person=person) for token in sorted(tokens_of(agency, names, sex))]


@operation("vault.store_photograph", needs=Permission.CASE_REGISTER)
def store_photograph(*, by: Member, event: uuid.UUID, at: dt.datetime, person: uuid.UUID, picture: bytes) -> Photograph:
    """Seal a photograph, drawn anew so that nothing of the camera (place, time, model) stays in it."""
    row = Photograph(id=event, person=person, taken_at=at)
    row.sealed = seal(person, Purpose.IDENTITY, f"photograph.{row.pk}", redrawn(picture))
    write(row)
    return row


def redrawn(picture: bytes) -> bytes:
    """Return the picture as a fresh JPEG of at most 1,200 pixels, upright, without metadata."""
    if len(picture) > LARGEST_PHOTOGRAPH:
        raise Refused(_("The photograph is larger than 8 MB. Choose a smaller one."), "photograph")
    try:
        with Image.open(BytesIO(picture), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(_("The photograph has more than 40 million pixels. Choose a smaller one."), "photograph")
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            bare = Image.new("RGB", upright.size)
            bare.paste(upright)
    except UNREADABLE:
        raise Refused(_("This file is not a JPEG, PNG or WebP picture. Choose another one."), "photograph") from None
    out = BytesIO()
    bare.save(out, "JPEG", quality=85)
    return out.getvalue()


@operation("vault.save_draft", needs=Permission.CASE_REGISTER)
def save_draft(
    *, by: Member, event: uuid.UUID, at: dt.datetime, draft: uuid.UUID | None, saw: int, answers: Mapping[str, Any]
) -> Draft:
    """Keep an unfinished form, sealed under a key of its own. `draft` is `None` for a new one."""
    if draft is None:
        row = Draft(id=event, member=by.id, agency=by.agency_id, saved_at=at)
        create_key(row.pk, by.agency_id, Purpose.IDENTITY)
        row.sealed = seal(row.pk, Purpose.IDENTITY, "draft", dict(answers))
        write(row)
        return row
    known = Draft.objects.select_for_update().filter(pk=draft, member=by.id).first()
    if known is None:
        raise NotFound
    if known.version != saw:
        raise Stale({"version": known.version})
    known.sealed, known.version, known.saved_at = seal(known.pk, Purpose.IDENTITY, "draft", dict(answers)), saw + 1, at
    write(known, "sealed", "version", "saved_at")
    return known


@operation("vault.drop_draft", needs=Permission.CASE_REGISTER)
def drop_draft(*, by: Member, event: uuid.UUID, at: dt.datetime, draft: uuid.UUID) -> None:
    """Forget an unfinished form, and destroy its key, once everything else that the act did is stored."""
    if not Draft.objects.filter(pk=draft, member=by.id).exists():
        raise NotFound
    afterwards(lambda: _forget(draft))


def _forget(draft: uuid.UUID) -> None:
    """Delete first: a crash before the second step leaves a key to nothing, never a form that cannot be opened."""
    Draft.objects.filter(pk=draft).delete()
    destroy_key(draft, Purpose.IDENTITY)
