"""Writes of identities. Called by intake alone; every one is remembered with the person's number, never a name."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tabara import files
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused, Stale
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import afterwards, write, write_many
from tabara.sealing.keys import Purpose, create_key, destroy_key, hand_key, seal
from tabara.vault import queries
from tabara.vault.models import Draft, Former, Identity, Listed, Names, NameToken, Photograph
from tabara.vault.tokens import tokens_of

FIELD = "identity"
LONGEST_SIDE = 1200  # pixels, as kept


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
    write_many(token_rows(agency, person, names, sex))
    return row


@operation("vault.change_identity", needs=Permission.CASE_REGISTER)
def change_identity(
    *, by: Member, event: uuid.UUID, at: dt.datetime, person: uuid.UUID, saw: int, names: Names, sex: str
) -> Identity:
    """Seal corrected names in place of those seen in version `saw`."""
    row = Identity.objects.of([person]).select_for_update().first()
    if row is None:
        raise NotFound
    if row.version != saw:
        raise Stale({"names": row.version})
    row.sealed, row.version, row.updated_at = seal(person, Purpose.IDENTITY, FIELD, asdict(names)), saw + 1, at
    write(row, "sealed", "version", "updated_at")
    NameToken.objects.of([person]).delete()
    write_many(token_rows(row.agency, person, names, sex))
    return row


@operation("vault.hand_over_identity", needs=Permission.CASE_REGISTER)
def hand_over_identity(
    *, by: Member, event: uuid.UUID, at: dt.datetime, person: uuid.UUID, agency: uuid.UUID, sex: str
) -> Identity:
    """Give who a person is to another agency: the key, what it seals, and the tokens, which only that agency asks."""
    row = Identity.objects.of([person]).select_for_update().first()
    if row is None:
        raise NotFound
    names = queries.identity(by=by, person=person)
    if names is None:
        raise NotFound
    hand_key(person, agency, Purpose.IDENTITY)
    row.agency, row.updated_at, row.compared = agency, at, 0  # nobody there has compared her yet
    write(row, "agency", "updated_at", "compared")
    NameToken.objects.of([person]).delete()
    write_many(token_rows(agency, person, names, sex))
    return row


@operation("vault.copy_identity", needs=Permission.CASE_REGISTER)
def copy_identity(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    person: uuid.UUID,
    copy: uuid.UUID,
    agency: uuid.UUID,
    sex: str,
) -> Identity:
    """Seal who a person is a second time, under a key of another agency: names, photographs, and what finds her there.

    Whatever either agency writes from then on stays with it. Called by intake alone.
    """
    names = queries.identity(by=by, person=person)
    if names is None:
        raise NotFound
    create_key(copy, agency, Purpose.IDENTITY)
    row = Identity(person=copy, agency=agency, sealed=seal(copy, Purpose.IDENTITY, FIELD, asdict(names)), updated_at=at)
    write(row)
    write_many(token_rows(agency, copy, names, sex))
    for taken in Photograph.objects.of([person]):
        picture = queries.photograph(by=by, person=person, number=taken.pk)
        if picture is not None:
            other = Photograph(person=copy, taken_at=taken.taken_at)
            other.sealed = seal(copy, Purpose.IDENTITY, f"photograph.{other.pk}", picture)
            write(other)
    return row


def token_rows(agency: uuid.UUID, person: uuid.UUID, names: Names, sex: str) -> list[Model]:
    """Return the rows that find a person, by names that were not stored in the clear."""
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
    try:
        return files.redrawn(picture, longest_side=LONGEST_SIDE)
    except files.Unwanted as unwanted:
        raise Refused(_refusal(unwanted.why), "photograph") from None


def _refusal(why: files.Why) -> str:
    if why is files.Why.TOO_LARGE:
        return _("The photograph is larger than 8 MB. Choose a smaller one.")
    if why is files.Why.TOO_MANY_PIXELS:
        return _("The photograph has more than 40 million pixels. Choose a smaller one.")
    return _("This file is not a JPEG, PNG or WebP picture. Choose another one.")


def forget(person: uuid.UUID) -> None:
    """Take a person out of the vault: names, what finds them, photographs. Within an operation of intake."""
    for kind in (NameToken, Photograph, Former, Listed, Identity):
        kind.objects.of([person]).delete()


def forget_draft(draft: uuid.UUID) -> None:
    """Take an unfinished form out of the vault. Within an operation of intake."""
    Draft.objects.everything(Whole.RETENTION).filter(pk=draft).delete()


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
    known = Draft.objects.visible_to(by).select_for_update().filter(pk=draft).first()
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
    if not Draft.objects.visible_to(by).filter(pk=draft).exists():
        raise NotFound
    afterwards(lambda: _forget(by, draft))


def _forget(by: Member, draft: uuid.UUID) -> None:
    """Delete first: a crash before the second step leaves a key to nothing, never a form that cannot be opened."""
    Draft.objects.visible_to(by).filter(pk=draft).delete()
    destroy_key(draft, Purpose.IDENTITY)
