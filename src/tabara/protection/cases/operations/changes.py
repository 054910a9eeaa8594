"""Keep a line of each act that matters, for those who follow the case; and what each of them has read, or leaves out.

The line is written as the act ends, in its own transaction (`access.telling`): no operation has to think of it.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.shares import this_moment
from tabara.access.speaking import for_everybody
from tabara.access.telling import Done, listens
from tabara.access.unit import current_batch, put, write
from tabara.protection.cases.mattering import ALWAYS, Topic, matters
from tabara.protection.cases.models import Case, Change, ChangeChoice, ChangeRead


@listens
def keep_what_matters(done: Done) -> None:
    """Keep a line of an act that matters to its case.

    Of what a batch brings in at once nobody is told: a thousand lines in a minute say nothing.
    """
    if current_batch() is not None or not matters(done.name, done.thing):
        return
    number, now = _case_of(done.about), this_moment()
    if number is None or done.at < now - looks_back():
        return  # an emergency access that opened nothing; or something that is typed in long after
    with for_everybody():  # whoever answers a referral never saw the case, or has just lost sight of it
        agency = Case.objects.everything(Whole.INDEX).filter(pk=number).values_list("agency", flat=True)[0]
        row = Change(case_id=number, act=done.name, at=done.at, done_by=done.by, agency_id=agency)
        row.told_at = now
        write(row)


def looks_back() -> dt.timedelta:
    """Return for how long it is told what changed."""
    return dt.timedelta(days=int(codelists.pack().parameters["change_days"]))


def _case_of(about: object) -> uuid.UUID | None:
    return about.pk if isinstance(about, Case) else getattr(about, "case_id", None)


@operation("cases.read_changes", needs=Permission.CASE_EDIT)
def read_changes(*, by: Member, event: uuid.UUID, at: dt.datetime, lines: Sequence[uuid.UUID]) -> None:
    """Say which lines the member has read; what came in since stays unread."""
    found = Change.objects.visible_to(by).filter(pk__in=list(lines)).values_list("pk", flat=True)
    rows = [ChangeRead(change_id=number, member=by) for number in found]
    ChangeRead.objects.visible_to(by).bulk_create(rows, ignore_conflicts=True)


@operation("cases.choose_changes", needs=Permission.CASE_EDIT)
def choose_changes(*, by: Member, event: uuid.UUID, at: dt.datetime, left_out: Sequence[str]) -> ChangeChoice:
    """Choose which topics the member is not told of. What touches somebody's safety is always told."""
    if set(left_out) - set(Topic):
        raise Refused(_("Choose among the topics of the list."), "left_out")
    if set(left_out) & ALWAYS:
        raise Refused(_("What touches somebody’s safety cannot be left out."), "left_out")
    row = ChangeChoice(member=by, left_out=sorted(left_out))
    put(row)
    return row


@operation("cases.forget_changes", needs=Permission.RETENTION_RUN)
def forget_changes(*, by: Member, event: uuid.UUID, at: dt.datetime, before: dt.datetime) -> None:
    """Remove the lines that are older than anybody looks back; what was done stays in the memory of acts."""
    with for_everybody():
        Change.objects.everything(Whole.RETENTION).filter(told_at__lt=before).delete()
