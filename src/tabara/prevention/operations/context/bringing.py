"""Import a large file of context beside the request: asked for by a member, done by a worker in that member's name."""

import datetime as dt
import uuid

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import speaking_for
from tabara.access.unit import latest
from tabara.prevention.enums import FileState
from tabara.prevention.models import ContextFile
from tabara.prevention.operations.context.importing import import_context
from tabara.prevention.operations.context.sending import plan
from tabara.prevention.operations.waiting import refuse_done

AT_ONCE = 2_000  # lines that are imported while somebody waits for the page


def import_key(file: ContextFile) -> str:
    """Return the name under which the importing of a file is a job."""
    return f"prevention.context {file.pk}"


@operation("prevention.ask_context", needs=Permission.CONTEXT_KEEP)
def ask_context(*, by: Member, event: uuid.UUID, at: dt.datetime, file: ContextFile) -> ContextFile:
    """Ask for a file to be imported; a job does it once, however often it is asked for meanwhile.

    The job weighs the rows outside any transaction, then brings them in by the same act as a small file: all or none.
    """
    latest(file)
    refuse_done(file)
    told = {"member": str(by.pk), "file": str(file.pk), "at": at.isoformat(), "language": translation.get_language()}
    jobs.enqueue(bring, key=import_key(file), **told)
    return file


@jobs.task
def bring(member: str, file: str, at: str, language: str | None) -> int:
    """Import a file in the name of whoever asked; return how many rows came in. Done twice, it is done once."""
    instant = dt.datetime.fromisoformat(at)
    with translation.override(language):
        by = Member.objects.select_related("agency").filter(pk=member, is_active=True).first()
        row = ContextFile.objects.filter(pk=file).first()
        if by is None or row is None:
            raise jobs.GiveUp(_("Whoever asked for this has no open account any more. Ask for it again."))
        if row.state == FileState.IMPORTED:
            return row.brought  # a worker brought it in, and died before it could say so
        try:
            with speaking_for(by):
                found = plan(by=by, file=row, on=timezone.localdate(instant))
                return import_context(by=by, at=instant, file=row, found=found).brought
        except Refused as refusal:
            raise jobs.GiveUp(refusal.message) from None
