"""Import a file of providers as one act, and undo it as one while nobody has touched what it brought."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import batch, wait_for, write, write_many
from tabara.protection.directory.enums import FileState
from tabara.protection.directory.models import Brought, Offer, Provider, ProviderFile
from tabara.protection.directory.operations.filing.comparing import Entry, Row
from tabara.protection.directory.operations.filing.sending import let_go, plan, refuse_done, seen_of
from tabara.protection.directory.operations.filing.untouched import refuse_touched, taken_back
from tabara.protection.directory.operations.providers import Listing, add_provider, edit_provider
from tabara.protection.directory.operations.services import Terms, add_offer, edit_offer

ONE_AT_A_TIME = uuid.UUID("0198c0de-0000-7000-8000-00000000d1c7")  # two files with the same new provider make it once


@operation("directory.import_file", needs=Permission.DIRECTORY_KEEP, on="file")
def import_file(*, by: Member, event: uuid.UUID, at: dt.datetime, file: ProviderFile, seen: str) -> ProviderFile:
    """Do what was looked at: every provider of the file that is in order, whole; nothing of the others.

    Refused where the directory changed since: then it would do something else than what was `seen`.
    """
    refuse_done(file)
    wait_for(ONE_AT_A_TIME)
    found = plan(by=by, file=file, on=timezone.localdate(at), held=True)
    if seen_of(found) != seen:
        raise Refused(_("The directory changed since you looked at this file. Look at it again, and agree to that."))
    doing = [one for one in found.entries if one.does_something]
    if not doing:
        raise Refused(_("No line of this file would change anything. Correct it, and send it again."))
    with batch():
        write_many([row for one in doing for row in _imported(by, at, file, one)])
    file.state, file.done_by, file.done_at = FileState.IMPORTED, by, at
    let_go(file)
    write(file, "state", "done_by", "done_at", "sealed")
    return file


@operation("directory.undo_import", needs=Permission.DIRECTORY_KEEP, on="file")
def undo_import(*, by: Member, event: uuid.UUID, at: dt.datetime, file: ProviderFile) -> ProviderFile:
    """Take back what a file brought, all of it: what was new is gone, what was changed is as it was before.

    Refused where somebody has touched any of it since, for that work would be lost.
    """
    if file.state != FileState.IMPORTED:
        raise Refused(_("Only a file that was imported can be undone."))
    wait_for(ONE_AT_A_TIME)
    brought = list(file.brought.all())
    refuse_touched(file, brought)
    taken_back(brought)
    file.state, file.undone_by, file.undone_at = FileState.UNDONE, by, at
    write(file, "state", "undone_by", "undone_at")
    return file


def _imported(by: Member, at: dt.datetime, file: ProviderFile, entry: Entry) -> list[Brought]:
    """Write one provider with its services, by the operations that people use; return what was done."""
    found: list[Brought] = []
    given: dict[str, Any] = {"by": by, "at": at}
    first = entry.rows[0].line.number
    provider = entry.provider
    if provider is None:
        listing = Listing(**{name: _held(value) for name, value in entry.listing.items()})
        provider = add_provider(**given, event=sealing.event(), listing=listing, agency=entry.agency)
        found.append(_brought(file, first, provider, None, is_new=True))
    else:
        # Whoever changes a service of it has looked at it, too: that is what the day of its confirmation says.
        before = {name: getattr(provider, name) for name in entry.listing}
        before |= {"verified_on": provider.verified_on.isoformat(), "verified_by": str(provider.verified_by_id)}
        told: dict[str, Any] = {"saw": provider.version, "changes": dict(entry.listing), "before": {}}
        edit_provider(**given, event=sealing.event(), provider=provider, **told)
        found.append(_brought(file, first, provider, None, before=before))
    return found + [_served(given, file, provider, row) for row in entry.rows if row.terms]


def _served(given: dict[str, Any], file: ProviderFile, provider: Provider, row: Row) -> Brought:
    """Add a service, or change its terms."""
    number, known = row.line.number, row.offer
    if known is None:
        terms = Terms(**{name: _held(value) for name, value in row.terms.items()})
        made = add_offer(**given, event=sealing.event(), provider=provider, service=row.service, terms=terms)
        return _brought(file, number, provider, made, is_new=True)
    before = {name: _plain(getattr(known, name)) for name in row.terms}
    told: dict[str, Any] = {"saw": known.version, "changes": dict(row.terms), "before": {}}
    changed = edit_offer(**given, event=sealing.event(), provider=provider, offer=known.pk, **told)
    return _brought(file, number, provider, changed, before=before)


def _brought(
    file: ProviderFile, line: int, provider: Provider, offer: Offer | None, *, is_new: bool = False, before: Any = None
) -> Brought:
    thing = offer or provider
    known = {"provider": provider.pk, "offer": offer and offer.pk, "version": thing.version}
    return Brought(file=file, line=line, is_new=is_new, before=before or {}, **known)


def _held(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
