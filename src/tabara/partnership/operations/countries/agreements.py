"""Write down an agreement with other countries, and what becomes of it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.enums import AGREEMENT_STEPS, AgreementState
from tabara.partnership.models import Agreement, AgreementStep
from tabara.partnership.operations.countries.words import FAR, others, written
from tabara.protection.cases.operations import checks

LONGEST_TITLE, LONGEST_SOURCE = 120, 200


@operation("partnership.write_agreement", needs=Permission.PARTNERSHIP_RECORD)
def write_agreement(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    kind: str,
    title: str,
    countries: Iterable[str],
    covers: Iterable[str] = (),
    source: str,
    signed_on: dt.date | None = None,
    in_force_on: dt.date | None = None,
    expires_on: dt.date | None = None,
) -> Agreement:
    """Write down an agreement as it stands: negotiated, signed, or in force until a day."""
    today = timezone.localdate(at)
    row = Agreement(id=event, agency=by.agency, recorded_by=by, recorded_at=at)
    row.kind = checks.known("agreement_kind", kind, "kind", on=today)
    row.covers = checks.all_known("agreement_matter", covers, "covers", on=today)
    row.countries = others(countries, today)
    row.title = written(title, "title", LONGEST_TITLE, _("Write what the agreement is called."))
    row.source = _source(source)
    row.signed_on, row.in_force_on, row.expires_on = signed_on, in_force_on, expires_on
    _refuse_days(row, today)
    row.state = _standing(row)
    write(row)
    return row


@operation("partnership.move_agreement", needs=Permission.PARTNERSHIP_RECORD)
def move_agreement(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    agreement: Agreement,
    state: str,
    on: dt.date,
    source: str,
    expires_on: dt.date | None = None,
) -> Agreement:
    """Let an agreement go a step: signed, in force, ended; and say where that stands."""
    latest(agreement)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    known = {one.value for one in AgreementState}
    if state not in known or AgreementState(state) not in AGREEMENT_STEPS[AgreementState(agreement.state)]:
        raise Refused(_("This agreement cannot go there from where it stands. Choose another step."), "state")
    if expires_on is not None and state != AgreementState.IN_FORCE:
        raise Refused(_("Only an agreement that comes into force gets a last day. Leave it empty."), "expires_on")
    day = {AgreementState.SIGNED: "signed_on", AgreementState.IN_FORCE: "in_force_on", AgreementState.ENDED: "ended_on"}
    setattr(agreement, day[AgreementState(state)], on)
    agreement.expires_on = expires_on if state == AgreementState.IN_FORCE else agreement.expires_on
    agreement.state = state
    _refuse_days(agreement, timezone.localdate(at))
    write(agreement, "state", "signed_on", "in_force_on", "expires_on", "ended_on")
    _keep(agreement, by, event, on, source)
    return agreement


@operation("partnership.renew_agreement", needs=Permission.PARTNERSHIP_RECORD)
def renew_agreement(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    agreement: Agreement,
    on: dt.date,
    source: str,
    expires_on: dt.date | None = None,
) -> Agreement:
    """Let an agreement in force run until a later day, or without a last day."""
    latest(agreement)
    if agreement.state != AgreementState.IN_FORCE or agreement.expires_on is None:
        raise Refused(_("Only an agreement in force that has a last day is renewed."))
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if expires_on is not None:
        after = agreement.expires_on + dt.timedelta(days=1)
        checks.not_before(expires_on, after, "expires_on", _("the day after its last day so far"))
    agreement.expires_on = expires_on
    _refuse_days(agreement, timezone.localdate(at))
    write(agreement, "expires_on")
    _keep(agreement, by, event, on, source)
    return agreement


def _keep(agreement: Agreement, by: Member, event: uuid.UUID, on: dt.date, source: str) -> None:
    if agreement.in_force_on is not None:
        checks.not_before(on, agreement.in_force_on, "on", _("the day on which it came into force"))
    row = AgreementStep(id=event, agreement=agreement, state=agreement.state, stepped_on=on, told_by=by)
    row.expires_on, row.source = agreement.expires_on, _source(source)
    write(row)


def _source(source: str) -> str:
    return written(source, "source", LONGEST_SOURCE, _("Write where this stands: a law, a gazette, an address."))


def _standing(row: Agreement) -> AgreementState:
    if row.in_force_on:
        return AgreementState.IN_FORCE
    return AgreementState.SIGNED if row.signed_on else AgreementState.NEGOTIATED


def _refuse_days(row: Agreement, today: dt.date) -> None:
    """Refuse days to come, and days in the wrong order."""
    if row.signed_on:
        checks.not_after(row.signed_on, today, "signed_on", _("today"))
    if row.in_force_on:
        checks.not_after(row.in_force_on, today, "in_force_on", _("today"))
        if row.signed_on is None:
            raise Refused(_("What is in force was signed. Write on which day."), "signed_on")
        checks.not_before(row.in_force_on, row.signed_on, "in_force_on", _("the day on which it was signed"))
    if row.ended_on and row.signed_on:
        checks.not_before(row.ended_on, row.signed_on, "on", _("the day on which it was signed"))
    if row.expires_on:
        if row.in_force_on is None:
            raise Refused(_("Only an agreement in force has a last day. Leave it empty."), "expires_on")
        checks.not_before(row.expires_on, row.in_force_on + dt.timedelta(days=1), "expires_on", _("its second day"))
        checks.not_after(row.expires_on, row.in_force_on + FAR, "expires_on", _("thirty years from its beginning"))
