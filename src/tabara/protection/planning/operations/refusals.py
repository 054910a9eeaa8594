"""What is refused in more than one act, and how words of this room are sealed."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.unit import current_batch, write
from tabara.protection.cases.enums import OPEN_CASES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.planning import queries
from tabara.protection.planning.enums import PLAN_STEPS, PlanState
from tabara.protection.planning.models import Plan
from tabara.sealing.keys import Purpose, has_key, seal


class Responsible(NamedTuple):
    """Who does something: an agency, and one of its members where one is named."""

    agency: Agency
    member: Member | None = None


def sealed(case: Case, field: str, text: str) -> bytes | None:
    """Return a text as it is stored; nothing where nothing was written."""
    text = text.strip()
    return seal(case.pk, Purpose.NARRATIVE, field, text) if text else None


def refuse_ended(case: Case) -> None:
    """Refuse to write about a case that is closed, or about somebody who was erased."""
    if case.status not in OPEN_CASES:
        raise Refused(_("This case is closed. Open it again before you assess or plan."))
    if current_batch() is not None:
        return  # its key is not stored yet, and nobody has erased it
    if not (has_key(case.pk, Purpose.NARRATIVE) and has_key(case.person_id, Purpose.IDENTITY)):
        raise Refused(_("This person was erased. Nothing can be planned for her here; open a new case if she comes."))


def refuse_day(case: Case, on: dt.date, at: dt.datetime, field: str = "on") -> None:
    """Refuse a day that has not come yet, or one before the case."""
    checks.not_after(on, timezone.localdate(at), field, _("today"))
    checks.not_before(on, case.opened_on, field, _("the day the case was opened"))


def refuse_past(day: dt.date, at: dt.datetime, field: str) -> None:
    """Refuse a day to come that has passed."""
    checks.not_before(day, timezone.localdate(at), field, _("today"))


def refuse_stranger(who: Responsible, field: str) -> None:
    """Refuse a member of another agency than the one named, and whoever's account is closed."""
    if who.member is not None and (who.member.agency_id != who.agency.pk or not who.member.is_active):
        raise Refused(_("Choose an active member of the agency that you named."), field)


def writable(case: Case) -> Plan:
    """Return the version of a case's plan that can be written in."""
    refuse_ended(case)
    found = queries.draft(case=case)
    if found is not None:
        return found
    if queries.in_force(case=case) is not None:
        raise Refused(_("The approved plan is not changed. Begin a new version, and change that one."))
    raise Refused(_("There is no plan to write in. Begin one first, or wait until the supervisor has decided."))


def ask_again(plan: Plan) -> None:
    """Forget what the person said about a plan that was changed since: she is asked about what it says now."""
    if plan.agrees is not None:
        plan.agrees, plan.agreed_on, plan.signature, plan.said = None, None, "", None
        write(plan, "agrees", "agreed_on", "signature", "said")


def carried_out(case: Case) -> Plan:
    """Return the version of a case's plan that was approved and is not over."""
    found = queries.in_force(case=case)
    if found is None:
        raise Refused(_("No plan of this case is approved. Submit one, and let a supervisor decide."))
    return found


def step(plan: Plan, to: PlanState) -> None:
    """Let a plan go to its next state; refuse a step that there is none of."""
    if to not in PLAN_STEPS[PlanState(plan.state)]:
        raise Refused(_("This plan has gone further meanwhile. Read it again, and see what it waits for."))
    plan.state = to
