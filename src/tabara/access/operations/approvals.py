"""Ask another person to approve an act, approve or refuse it, and do what was approved."""

import datetime as dt
import inspect
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries, second
from tabara.access.enums import ApprovalState, Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.founding import SYSTEM
from tabara.access.fresh import demand_fresh
from tabara.access.models import Approval, Member
from tabara.access.operation import operation, permitted, registry
from tabara.access.unit import write


@operation("access.ask_approval", needs=Permission.APPROVAL_ASK)
def ask_approval(*, by: Member, event: uuid.UUID, at: dt.datetime, act: str, given: Mapping[str, Any]) -> Approval:
    """Ask for the approval of an act that needs two persons; `given` is all it will be called with."""
    known = registry.get(act)
    if known is None or known.pair is None:
        raise Refused(_("“%(act)s” needs no approval. Do it yourself.") % {"act": act})
    whole_act = second.complete(inspect.unwrap(known.call), given)
    second.refresh(whole_act)
    held = whole_act.get(known.on) if known.on else None
    if not permitted(by, known.needs, held):
        raise NotAllowed
    demand_fresh(by)
    known.pair.refuses(by=by, at=at, **whole_act)
    agency = by.agency_id if held is None else held.agency_id
    _refuse_without_approvers(by, agency)
    told, now = second.plain(whole_act), timezone.now()
    row = Approval(id=event, operation=act, arguments=told, digest=second.digest_of(act, told), agency_id=agency)
    row.asked_by, row.asked_at, row.expires_at = by, now, now + second.LIFE
    write(row)
    return row


def _refuse_without_approvers(by: Member, agency: uuid.UUID) -> None:
    if not queries.approvers(by=by, agency=agency):
        raise Refused(
            _(
                "Nobody could approve this yet: it takes another person with another role. Open an account for a data "
                "protection officer or a supervisor first, then ask again."
            )
        )


@operation("access.decide_approval", needs=Permission.APPROVE, on="approval")
def decide_approval(*, by: Member, event: uuid.UUID, at: dt.datetime, approval: Approval, agrees: bool) -> Approval:
    """Approve what somebody asked for, exactly as it is, or refuse it."""
    demand_fresh(by)
    if not second.may_approve(by, asker=approval.asked_by, agency=approval.agency_id):
        raise second.NotApproved(
            _("You cannot approve this: it takes somebody other than the person who asked, with other roles.")
        )
    if str(by.pk) in {value.get("number") for value in approval.arguments.values() if isinstance(value, dict)}:
        raise second.NotApproved(_("You cannot approve what is about yourself. Somebody else has to."))
    state = approval.state(timezone.now())
    if state is ApprovalState.EXPIRED:
        raise Refused(_("This was asked more than 24 hours ago. It has to be asked anew."))
    if state is not ApprovalState.WAITING:
        raise Refused(_("This was decided already."))
    approval.decided_by, approval.decided_at, approval.agrees = by, timezone.now(), agrees
    write(approval, "decided_by", "decided_at", "agrees")
    return approval


@operation("access.forget_approvals", needs=Permission.RETENTION_RUN)
def forget_approvals(*, by: Member, event: uuid.UUID, at: dt.datetime, before: dt.datetime) -> None:
    """Forget approvals that ended before an instant; what was done with them stays in the memory of acts."""
    if by.username != SYSTEM:
        raise NotAllowed
    Approval.objects.filter(expires_at__lt=before).delete()


def do_approved(*, by: Member, event: uuid.UUID | None, at: dt.datetime, approval: Approval) -> Any:
    """Do exactly what was approved, in the name of the person who asked, and return what that act returns.

    Raises:
        NotFound: where the act, or a record it is about, is gone.
    """
    known = registry.get(approval.operation)
    if known is None:
        raise NotFound
    given = second.restored(inspect.unwrap(known.call), approval.arguments)
    if any(
        isinstance(value, Mapping) and "kind" in value and given[n] is None for n, value in approval.arguments.items()
    ):
        raise NotFound
    return known.call(by=by, event=event, at=at, approval=approval, **given)
