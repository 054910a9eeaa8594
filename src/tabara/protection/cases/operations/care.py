"""Carry a case: categories, edits, hand-over, closure, saved views."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import amend, write
from tabara.protection.cases.enums import CaseStatus
from tabara.protection.cases.models import Case, Category, SavedView
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import relist, touch
from tabara.protection.cases.operations.status import move

EDITABLE = {
    "referral_source": "referral_source",
    "household": "household",
    "marital_status": "marital_status",
    "education": "education",
}


@operation("cases.edit", needs=Permission.CASE_EDIT, on="case")
def edit_case(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    saw: int,
    changes: Mapping[str, str],
    before: Mapping[str, str],
) -> Case:
    """Change the named facts of a case, as seen in version `saw`."""
    for name, value in changes.items():
        if name not in EDITABLE:
            raise Refused(_("“%(name)s” cannot be changed here.") % {"name": name}, name)
        if value:
            checks.known(EDITABLE[name], value, name, on=timezone.localdate(at))
    amend(case, saw=saw, changes=changes, before=before)
    touch(case, at)
    return case


@operation("cases.add_category", needs=Permission.CASE_EDIT, on="case")
def add_category(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, code: str, since: dt.date, primary: bool = False
) -> Case:
    """Add a reason for which the person is protected, and make it the primary one if asked."""
    checks.known("category", code, "category", on=since)
    checks.not_after(since, timezone.localdate(at), "since", _("today"))
    rows = {row.code: row for row in case.categories.filter(until=None)}
    if code not in rows:
        rows[code] = Category(case=case, code=code, since=since)
        write(rows[code])
    if primary and case.category != code:
        for row in rows.values():
            row.is_primary = row.code == code
            write(row, "is_primary")
        case.category = code
    touch(case, at, "category")
    return case


@operation("cases.hand_over", needs=Permission.CASE_EDIT, on="case")
def hand_over(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, to: Member) -> Case:
    """Give a case to a colleague of the same agency, with what whoever carried it was to do in it."""
    if to.agency_id != case.agency_id or not to.is_active or not to.may(Permission.CASE_EDIT):
        raise Refused(_("Choose an active colleague of the agency that holds the case."), "to")
    if case.owner is not None and case.owner_id != to.pk:
        tasks.pass_on(case=case, before=case.owner, to=to)
    case.owner, case.team = to, to.team
    touch(case, at, "owner", "team")
    relist(case)
    return case


@operation("cases.close", needs=Permission.CASE_EDIT, on="case")
def close_case(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, on: dt.date, reason: str) -> Case:
    """Close a case, with the reason."""
    checks.known("closure_reason", reason, "reason", on=on)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, case.opened_on, "on", _("the day the case was opened"))
    ends = codelists.pack().codelist("closure_reason").require(reason).more.get("status") or CaseStatus.CLOSED
    tasks.settle(case)
    move(case, CaseStatus(ends))
    case.closed_on = on
    touch(case, at, "status", "closed_on")
    return case


@operation("cases.reopen", needs=Permission.CASE_EDIT, on="case")
def reopen_case(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case) -> Case:
    """Open a closed case again: the same episode goes on."""
    move(case, CaseStatus.ACTIVE)
    case.closed_on = None
    touch(case, at, "status", "closed_on")
    tasks.renew(case)
    return case


@operation("cases.save_view", needs=Permission.CASE_READ)
def save_view(*, by: Member, event: uuid.UUID, at: dt.datetime, name: str, filters: Mapping[str, Any]) -> SavedView:
    """Keep a filter of the list under a name, for the member alone."""
    name = " ".join("".join(one for one in name if one.isprintable() or one.isspace()).split())
    if not name:
        raise Refused(_("Give the view a name."), "name")
    view = SavedView(id=event, member=by, name=name[:60], filters=dict(filters))
    write(view)
    return view


@operation("cases.drop_view", needs=Permission.CASE_READ)
def drop_view(*, by: Member, event: uuid.UUID, at: dt.datetime, view: uuid.UUID) -> None:
    """Forget one of the member's own views."""
    if not SavedView.objects.visible_to(by).filter(pk=view).delete()[0]:
        raise NotFound
