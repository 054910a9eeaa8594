"""Publish a document for an audience, add a version beside the old one, and withdraw it with a reason."""

import datetime as dt
import uuid

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists, files
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.enums import Audience
from tabara.partnership.models import Guidance, GuidanceVersion
from tabara.partnership.queries.guidance import file_of
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.documents import CLASSES, WRONG
from tabara.sealing.files import seal_file
from tabara.sealing.keys import Purpose, create_key

LONGEST_TITLE, LONGEST_CAMPAIGN, LONGEST_CHANGES, LONGEST_REASON = 200, 120, 300, 200
MOST_A_DAY, MOST_VERSIONS = 40, 100


@operation("partnership.publish_guidance", needs=Permission.COMMISSION_KEEP)
def publish_guidance(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    title: str,
    kind: str,
    theme: str,
    audience: str,
    campaign: str = "",
) -> Guidance:
    """Announce a document: what it is, for whom, and of which campaign it is a product. Its files are added to it."""
    checks.known("guidance_kind", kind, "kind")
    checks.known("guidance_theme", theme, "theme")
    said = _short(title, "title", LONGEST_TITLE)
    if not said:
        raise Refused(_("Write the title of the document."), "title")
    row = Guidance(
        id=event,
        agency=by.agency,
        kind=kind,
        theme=theme,
        title=said,
        audience=_audience(audience),
        campaign=_short(campaign, "campaign", LONGEST_CAMPAIGN),
        recorded_by=by,
        recorded_at=at,
    )
    write(row)
    create_key(row.pk, by.agency_id, Purpose.NARRATIVE)
    return row


@operation("partnership.add_guidance_version", needs=Permission.COMMISSION_KEEP)
def add_guidance_version(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    guidance: Guidance,
    language: str,
    name: str,
    content: bytes,
    on: dt.date,
    changes: str = "",
) -> GuidanceVersion:
    """Add the file of a document in a language; an older one of that language stays readable beside it."""
    latest(guidance)
    _refuse_withdrawn(guidance)
    if language not in codelists.pack().languages:
        raise Refused(_("The pack offers no such language. Choose one of the list."), "language")
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    told = _short(changes, "changes", LONGEST_CHANGES)
    _refuse_too_many(by, at, guidance)
    try:
        kept = files.accept(name, content)
    except files.Unwanted as unwanted:
        raise Refused(str(WRONG[unwanted.why]), "file") from None
    last = guidance.versions.filter(language=language).aggregate(last=Max("number"))["last"] or 0
    size = next(one for one in CLASSES if len(kept.content) <= one * 1024)
    row = GuidanceVersion(id=event, guidance=guidance, language=language, number=last + 1, published_on=on)
    row.changes, row.kind, row.at_most, row.added_by, row.added_at = told, kept.kind, size, by, at
    row.sealed = seal_file(
        guidance.pk, Purpose.NARRATIVE, file_of(row), name=name[:LONGEST_CAMPAIGN], kind=kept.type, content=kept.content
    )
    write(row)
    return row


@operation("partnership.set_audience", needs=Permission.COMMISSION_KEEP)
def set_audience(*, by: Member, event: uuid.UUID, at: dt.datetime, guidance: Guidance, audience: str) -> Guidance:
    """Open a document to more readers, or to fewer; it holds for all its versions."""
    latest(guidance)
    _refuse_withdrawn(guidance)
    guidance.audience = _audience(audience)
    write(guidance, "audience")
    return guidance


@operation("partnership.withdraw_guidance", needs=Permission.COMMISSION_KEEP)
def withdraw_guidance(*, by: Member, event: uuid.UUID, at: dt.datetime, guidance: Guidance, reason: str) -> Guidance:
    """Withdraw a document, and say why: it is marked, and only those who keep the papers still open its files."""
    latest(guidance)
    _refuse_withdrawn(guidance)
    said = _short(reason, "reason", LONGEST_REASON)
    if not said:
        raise Refused(_("Say why the document is withdrawn."), "reason")
    guidance.withdrawn_for, guidance.withdrawn_on = said, timezone.localdate(at)
    write(guidance, "withdrawn_for", "withdrawn_on")
    return guidance


def _audience(audience: str) -> str:
    if audience not in {one.value for one in Audience}:
        raise Refused(_("Choose for whom the document is published."), "audience")
    return audience


def _short(words: str, field: str, longest: int) -> str:
    if len(words.strip()) > longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": longest}, field)
    return words.strip()


def _refuse_withdrawn(guidance: Guidance) -> None:
    if guidance.withdrawn_on is not None:
        raise Refused(_("This document was withdrawn. Publish a new one."))


def _refuse_too_many(by: Member, at: dt.datetime, guidance: Guidance) -> None:
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if GuidanceVersion.objects.filter(added_by=by, added_at__gte=today).count() >= MOST_A_DAY:
        raise Refused(
            _("You have added %(many)s documents today. Add more tomorrow, or let a colleague add them.")
            % {"many": MOST_A_DAY},
            "file",
        )
    if guidance.versions.count() >= MOST_VERSIONS:
        raise Refused(_("This document has %(many)s versions already. Publish a new one.") % {"many": MOST_VERSIONS})
