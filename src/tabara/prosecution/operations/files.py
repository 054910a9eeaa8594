"""Open a court file, and let it go from stage to stage."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution import queries
from tabara.prosecution.enums import ENDED, STAGE_STEPS, HandingState, HearingState, Outcome, Stage
from tabara.prosecution.models import CourtFile, StageEntry
from tabara.protection.cases.operations import checks
from tabara.sealing.keys import Purpose, create_key, seal

LONGEST = 5_000
OLDEST = dt.timedelta(days=365 * 30)  # a complaint older than that is a slip


@operation("prosecution.open_file", needs=Permission.COURT_RECORD)
def open_file(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    brought_by: str,
    on: dt.date,
    place: str = "",
    place_version: str = "",
    words: str = "",
) -> CourtFile:
    """Open a court file with its complaint: who brought it as a code, when, where, and the words of it, sealed."""
    checks.known("complainant", brought_by, "brought_by", on=on)
    today = timezone.localdate(at)
    checks.not_after(on, today, "on", _("today"))
    checks.not_before(on, today - OLDEST, "on", _("the earliest day that can be recorded"))
    if place:
        checks.known_place(place, place_version, "place")
    if len(words) > LONGEST:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST}, "words")
    row = CourtFile(id=event, code=_free_code(), agency=by.agency, brought_by=brought_by, complained_on=on)
    row.place, row.place_version, row.moved_on = place, place_version if place else "", on
    row.recorded_by, row.recorded_at = by, at
    create_key(row.pk, row.agency_id, Purpose.NARRATIVE)
    if words.strip():
        row.words = seal(row.pk, Purpose.NARRATIVE, queries.place_of_words(row), words.strip())
    write(row)
    write(StageEntry(file=row, stage=Stage.COMPLAINT, since=on, recorded_by=by))
    return row


@operation("prosecution.move_file", needs=Permission.COURT_RECORD, on="file")
def move_file(
    *, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, stage: str, on: dt.date, reason: str = ""
) -> StageEntry:
    """Let a file go a step: to an investigation, a charge, a trial, a judgment, an appeal, its end; or close it."""
    refuse_step(file, stage)
    refuse_day(file, on, at)
    _refuse_bare(file, stage)
    if stage == Stage.CLOSED:
        checks.known("court_closure", reason, "reason", on=on)
    file.stage, file.moved_on, file.closed_for = stage, on, reason if stage == Stage.CLOSED else ""
    write(file, "stage", "moved_on", "closed_for")
    row = StageEntry(id=event, file=file, stage=stage, since=on, recorded_by=by)
    write(row)
    return row


def refuse_step(file: CourtFile, stage: str) -> None:
    """Refuse a step that a file cannot go from where it is."""
    after = STAGE_STEPS[Stage(file.stage)]
    if stage not in after:
        if not after:
            raise Refused(_("This file has come to its end. Open another one where something new is brought."), "stage")
        raise Refused(_("A file cannot go there from where it is. Choose one of the steps that are offered."), "stage")


def refuse_day(file: CourtFile, on: dt.date, at: dt.datetime, field: str = "on") -> None:
    """Refuse a day after today, or before the latest stage of a file."""
    checks.not_after(on, timezone.localdate(at), field, _("today"))
    last = max(file.stages.values_list("since", flat=True), default=file.complained_on)
    checks.not_before(on, last, field, _("the day of its latest stage"))


def refuse_ended(file: CourtFile) -> None:
    """Refuse what only a file under way allows."""
    if file.stage in ENDED:
        raise Refused(_("This file has ended. Nothing more is written in it."))


def moved(file: CourtFile, on: dt.date) -> None:
    """Remember that something moved in a file, so that it is not shown as quiet."""
    if on > file.moved_on:
        file.moved_on = on
        write(file, "moved_on")


def _refuse_bare(file: CourtFile, stage: str) -> None:
    """Refuse a stage whose record is missing: a charge, or the verdicts."""
    if stage == Stage.CHARGED and not file.charges.exists():
        raise Refused(_("Write down the charges first: who is charged under which article."), "stage")
    if stage == Stage.JUDGED and file.charges.filter(verdicts=None).exists():
        raise Refused(_("One of the charges has no verdict yet. Write it down first."), "stage")
    if stage in ENDED and file.hearings.filter(state=HearingState.PLANNED).exists():
        raise Refused(_("A hearing is still planned. Say first what became of it."), "stage")
    if stage in ENDED and file.handings.filter(state=HandingState.ASKED).exists():
        raise Refused(_("An agency is asked to take this file over. Take that back first."), "stage")


def convicted(file: CourtFile) -> bool:
    """Return whether somebody stands convicted in a file."""
    stand = [queries.standing(one.verdicts.all()) for one in file.charges.all()]
    return any(one is not None and one.outcome == Outcome.CONVICTED for one in stand)


def _free_code() -> str:
    while CourtFile.objects.filter(code=(code := f"J{sealing.code(8)}")).exists():
        continue
    return code
