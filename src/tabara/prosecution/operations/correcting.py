"""Put right what was mistyped in a court file: a charge, a verdict, the day of a hearing.

What stood there is kept beside it with the reason; the row itself says what is right, so that every figure follows. The
days on which a file came to its stages are no part of it: the time in each stage stays as it is.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution.enums import Corrected, HearingState, Stage
from tabara.prosecution.models import Charge, Correction, CourtFile, Hearing, Verdict
from tabara.prosecution.operations.charging import refuse_article
from tabara.prosecution.operations.files import convicted
from tabara.prosecution.operations.hearings import refuse_hearing_day
from tabara.prosecution.operations.judging import refuse_sentence
from tabara.protection.cases.operations import checks


@operation("prosecution.correct_charge", needs=Permission.COURT_RECORD, on="file")
def correct_charge(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    charge: uuid.UUID,
    reason: str,
    instrument: str,
    article: str,
    victim: str,
    offence_on: dt.date,
    on: dt.date,
) -> Correction:
    """Put a charge right: its article, whom the offence was against, its days."""
    row = _row(file.charges, charge)
    checks.known("charged_for", victim, "victim", on=offence_on)
    checks.not_before(on, file.complained_on, "on", _("the day of the complaint"))
    until = _came_to(file, Stage.CHARGED)
    checks.not_after(on, until or timezone.localdate(at), "on", _("the day on which the file was charged"))
    checks.not_after(offence_on, on, "offence_on", _("the day of the charge"))
    refuse_article(row.suspect, instrument, article, offence_on, but=row)
    right = {"instrument": instrument, "article": article, "victim": victim, "offence_on": offence_on}
    return _correct(by, event, at, file, row, {**right, "charged_on": on}, reason)


@operation("prosecution.correct_verdict", needs=Permission.COURT_RECORD, on="file")
def correct_verdict(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    verdict: uuid.UUID,
    reason: str,
    outcome: str,
    on: dt.date,
    prison_months: int | None = None,
    life: bool = False,
    fine: Decimal | None = None,
    suspended: bool = False,
) -> Correction:
    """Put a verdict right: what the court said, on which day, the sentence."""
    row = _row(Verdict.objects.filter(charge__file=file), verdict)
    checks.known("verdict", outcome, "outcome", on=on)
    _refuse_verdict_day(file, row, on, at)
    refuse_sentence(outcome, prison_months, fine, life=life, suspended=suspended)
    right = {"outcome": outcome, "decided_on": on, "prison_months": prison_months, "life": life}
    made = _correct(by, event, at, file, row, {**right, "fine": fine, "suspended": suspended}, reason)
    if file.compensations.exists() and not convicted(file):
        raise Refused(
            _("Compensation was ordered in this file, so somebody stays convicted. Correct the other verdict first."),
            "outcome",
        )
    return made


@operation("prosecution.correct_hearing", needs=Permission.COURT_RECORD, on="file")
def correct_hearing(
    *, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, hearing: uuid.UUID, reason: str, on: dt.date
) -> Correction:
    """Put the day of a hearing right."""
    row: Hearing = _row(file.hearings, hearing)
    refuse_hearing_day(file, on, at, "on", but=row)
    if row.state != HearingState.PLANNED:
        checks.not_after(on, timezone.localdate(at), "on", _("today"))
    return _correct(by, event, at, file, row, {"held_on": on}, reason)


def _row(rows: Any, number: uuid.UUID) -> Any:
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def _correct(
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    row: Charge | Verdict | Hearing,
    right: Mapping[str, Any],
    reason: str,
) -> Correction:
    """Write what is right into the row, and beside it what stood there; refuse where nothing differs."""
    checks.known("court_correction", reason, "reason", on=timezone.localdate(at))
    wrong = {name: getattr(row, name) for name, value in right.items() if getattr(row, name) != value}
    if not wrong:
        raise Refused(_("This is what stands there already. Change what is wrong, or leave it."))
    what = {Charge: Corrected.CHARGE, Verdict: Corrected.VERDICT, Hearing: Corrected.HEARING}[type(row)]
    before = {name: _plain(value) for name, value in wrong.items()}
    made = Correction(id=event, file=file, what=what, row=row.pk, before=before, reason=reason)
    made.corrected_by, made.corrected_at = by, at
    for name in wrong:
        setattr(row, name, right[name])
    write(row, *wrong)
    write(made)
    return made


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, dt.date | Decimal) else value


def _came_to(file: CourtFile, stage: Stage) -> dt.date | None:
    found: dt.date | None = file.stages.filter(stage=stage).values_list("since", flat=True).first()
    return found


def _refuse_verdict_day(file: CourtFile, row: Verdict, on: dt.date, at: dt.datetime) -> None:
    """Refuse a day outside the stage in which that court had the file."""
    began = _came_to(file, Stage.APPEAL if row.on_appeal else Stage.TRIAL)
    ended = _came_to(file, Stage.FINAL if row.on_appeal else Stage.JUDGED)
    checks.not_before(on, began or file.complained_on, "on", _("the day on which the file came to that court"))
    checks.not_after(on, ended or timezone.localdate(at), "on", _("the day on which that court had judged"))
