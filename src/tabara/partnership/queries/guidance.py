"""What members read of the documents that the Commission publishes: each sees those for an audience of theirs."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tabara import files
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.partnership.enums import Audience
from tabara.partnership.models import Guidance, GuidanceVersion
from tabara.sealing.files import open_file
from tabara.sealing.keys import Purpose

MOST = 200
# Whoever works with cases, courts, communities or figures; not who only keeps accounts.
PARTNERS = (
    Permission.CASE_READ,
    Permission.REFERRAL_ANSWER,
    Permission.COURT_READ,
    Permission.ALERT_RECORD,
    Permission.PREVENTION_RECORD,
    Permission.FIGURE_READ,
    Permission.COMMISSION_READ,
)


@dataclass(frozen=True)
class OpenedFile:
    """The file of a version in the clear: what is sent, and as what."""

    type: str
    ending: str
    content: bytes


def audiences(*, by: Member) -> tuple[Audience, ...]:
    """Return the audiences that a member belongs to."""
    held = [Audience.PUBLIC]
    if any(by.may(one) for one in PARTNERS):
        held.append(Audience.PARTNERS)
    if by.may(Permission.COMMISSION_READ):
        held.append(Audience.COMMISSION)
    return tuple(held)


def documents(
    *, by: Member, theme: str = "", audience: str = "", language: str = "", withdrawn: bool = False
) -> list[Guidance]:
    """List the documents that a member may read and that hold, by title; or those that were withdrawn."""
    rows = _readable(by).filter(withdrawn_on__isnull=not withdrawn)
    rows = rows.filter(theme=theme) if theme else rows
    rows = rows.filter(audience=audience) if audience else rows
    if language:
        rows = rows.filter(pk__in=GuidanceVersion.objects.filter(language=language).values("guidance"))
    return list(rows[:MOST])


def document(*, by: Member, number: uuid.UUID) -> Guidance:
    """Give a document.

    Raises:
        NotFound: there is none that the member may read.
    """
    found = _readable(by).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def versions(*, by: Member, guidance: Guidance) -> list[GuidanceVersion]:
    """List the versions of a document that the member may read, without their files: by language, the newest first."""
    document(by=by, number=guidance.pk)
    return list(guidance.versions.defer("sealed"))


def languages_of(*, by: Member, documents: Sequence[Guidance]) -> dict[uuid.UUID, list[str]]:
    """Return in which languages each of these documents can be read."""
    readable = _readable(by).filter(pk__in=[one.pk for one in documents])
    rows = GuidanceVersion.objects.filter(guidance__in=readable).order_by("language")
    found: dict[uuid.UUID, list[str]] = {}
    for number, language in rows.values_list("guidance", "language").distinct():
        found.setdefault(number, []).append(language)
    return found


def version_file(*, by: Member, guidance: Guidance, version: uuid.UUID) -> OpenedFile:
    """Give the file of one version; of a withdrawn document only to whoever keeps the Commission's papers.

    Raises:
        NotFound: there is none that the member may read.
    """
    known = document(by=by, number=guidance.pk)
    row = known.versions.filter(pk=version).first()
    if row is None or (known.withdrawn_on is not None and not by.may(Permission.COMMISSION_KEEP)):
        raise NotFound
    _name, kind, content = open_file(known.pk, Purpose.NARRATIVE, file_of(row), bytes(row.sealed))
    return OpenedFile(kind, files.ENDING[files.Kind(row.kind)], content)


def file_of(row: GuidanceVersion) -> str:
    """Name where the file of a version is sealed."""
    return f"guidance.{row.guidance_id}.version.{row.pk}"


def sealed_guidance() -> set[uuid.UUID]:
    """Return the documents whose files are sealed under keys of their own: numbers, for the check of the databases."""
    return set(Guidance.objects.order_by().values_list("pk", flat=True))


def in_force(*, by: Member, on: dt.date) -> int:
    """Count the documents that the member may read and that hold on a day."""
    return _readable(by).filter(withdrawn_on=None, versions__published_on__lte=on).distinct().count()


def _readable(by: Member) -> QuerySet[Guidance]:
    return Guidance.objects.filter(audience__in=[one.value for one in audiences(by=by)])
