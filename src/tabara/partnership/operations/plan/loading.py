"""Send a workbook of the plan, load it as a version as one act, and undo it as one while nobody has built on it."""

import datetime as dt
import json
import uuid
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, wait_for, write, write_many
from tabara.partnership.enums import PLAN_STEPS, PlanState, Progress
from tabara.partnership.models import PlanActivity, PlanObjective, PlanReport, PlanTarget, PlanVersion
from tabara.partnership.operations.plan.reading import of_stored, sent_of, stored
from tabara.partnership.operations.plan.weighing import Draft, Row, weigh
from tabara.partnership.queries import plan
from tabara.protection.cases.operations.workbooks import opened

ONE_AT_A_TIME = uuid.UUID("0198c0de-0000-7000-8000-000000000086")  # two who load at once make two versions in order
LONGEST_TITLE = 120
EXAMPLE = ("EXAMPLE", "EXEMPLE", "AKARORERO", "MFANO")  # how the rows of an example begin, in each language
COPIED = ("code", "owner", "starts_on", "due_on", "baseline", "budget", "funded")


@operation("partnership.send_plan", needs=Permission.COMMISSION_KEEP)
def send_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, title: str, content: bytes) -> PlanVersion:
    """Take a workbook of the plan in, to be looked at; nothing of it stands in the plan yet.

    A workbook that was sent before and still waits, or is in force, is the one that is there.
    """
    if not title.strip():
        raise Refused(_("Write what the plan is called."), "title")
    if len(title) > LONGEST_TITLE:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_TITLE}, "title")
    sent = sent_of(opened(content))
    number = sealing.fingerprint(content)
    wait_for(ONE_AT_A_TIME)
    known = PlanVersion.objects.filter(fingerprint=number, state=PlanState.READ).first()
    known = known or PlanVersion.objects.filter(state=PlanState.LOADED).order_by("-number").first()
    if known is not None and known.fingerprint == number:
        return known
    place = sent.keys
    said = [row[nth] for _no, row in sent.rows for nth, key in place.items() if key == "activity" and nth < len(row)]
    example = any(words.upper().startswith(EXAMPLE) for words in said)
    row = PlanVersion(id=event, agency=by.agency, title=title.strip(), fingerprint=number, is_example=example)
    row.sent, row.sent_by, row.sent_at = stored(sent), by, at
    write(row)
    return row


@operation("partnership.drop_plan", needs=Permission.COMMISSION_KEEP)
def drop_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, version: PlanVersion) -> PlanVersion:
    """Throw a workbook away that nobody loaded; nothing of what it held is left."""
    latest(version)
    _step(version, PlanState.DROPPED)
    version.sent = []
    write(version, "state", "sent")
    return version


@operation("partnership.load_plan", needs=Permission.COMMISSION_KEEP)
def load_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, version: PlanVersion, seen: str) -> PlanVersion:
    """Make a workbook the version in force: the whole of it, or nothing where any row is wrong.

    Refused where it would do something else than what was `seen`. An activity keeps its line by its number.
    """
    latest(version)
    wait_for(ONE_AT_A_TIME)
    draft = draft_of(version)
    if draft.wrong:
        raise Refused(
            _("%(rows)s rows are not in order. Correct them, and send the workbook again.") % {"rows": len(draft.wrong)}
        )
    if seen_of(draft) != seen:
        raise Refused(_("Members or lists changed since you looked at this workbook. Look at it again."))
    _step(version, PlanState.LOADED)
    lines = _lines()
    made = (PlanVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    version.number, version.loaded_by, version.loaded_at, version.sent = made, by, at, []
    write(version, "state", "number", "loaded_by", "loaded_at", "sent")
    _write_rows(version, draft, lines)
    return version


@operation("partnership.undo_plan", needs=Permission.COMMISSION_KEEP)
def undo_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, version: PlanVersion) -> PlanVersion:
    """Take a version back: the one before it is in force again. Refused where somebody has reported on it since."""
    latest(version)
    wait_for(ONE_AT_A_TIME)
    _step(version, PlanState.UNDONE)
    now = plan.version_in_force(by=by)
    if now is None or now.pk != version.pk:
        raise Refused(_("Only the version in force can be undone. Undo the later ones first."))
    reports = PlanReport.objects.filter(activity__objective__version=version)
    if any(one.told_at != version.loaded_at for one in reports):
        raise Refused(_("Somebody has reported on this version since. Load a corrected workbook instead."))
    version.undone_by, version.undone_at = by, at
    write(version, "state", "undone_by", "undone_at")
    return version


def draft_of(version: PlanVersion) -> Draft:
    """Return what a workbook that waits would make of the plan.

    Raises:
        Refused: where it does not wait any more.
    """
    if version.state != PlanState.READ:
        raise Refused(_("This workbook was loaded or dropped already. Send another one."))
    return weigh(of_stored(version.sent))


def seen_of(draft: Draft) -> str:
    """Return a number for what a workbook would do: whoever agrees to it has seen exactly this."""
    told = [[row.number, sorted((key, str(value)) for key, value in row.said.items())] for row in draft.rows]
    return sealing.fingerprint(json.dumps(told).encode())


def _step(version: PlanVersion, state: PlanState) -> None:
    if state not in PLAN_STEPS[PlanState(version.state)]:
        raise Refused(_("This workbook was loaded or dropped already. Send another one."))
    version.state = state


def _lines() -> dict[str, uuid.UUID]:
    """Return the line of each activity that ever stood in the plan, by its number: the latest where it had two."""
    rows = PlanActivity.objects.filter(objective__version__state=PlanState.LOADED)
    return dict(rows.order_by("objective__version__number").values_list("code", "line"))


def _write_rows(version: PlanVersion, draft: Draft, lines: dict[str, uuid.UUID]) -> None:
    objectives: dict[str, PlanObjective] = {}
    activities: list[PlanActivity] = []
    targets: list[PlanTarget] = []
    reports: list[PlanReport] = []
    for nth, row in enumerate(draft.rows, start=1):
        said = row.said
        objective = objectives.setdefault(
            said["objective_code"],
            PlanObjective(
                version=version,
                pillar=said["pillar"],
                code=said["objective_code"],
                words=said["objective"],
                position=nth,
            ),
        )
        if row.has_activity:
            one = _activity(row, objective, nth, lines)
            activities.append(one)
            targets += [PlanTarget(activity=one, year=year, value=value) for year, value in row.targets.items()]
            reports += _report(version, one, row)
    for rows in (list(objectives.values()), activities, targets, reports):
        write_many(list(rows))


def _activity(row: Row, objective: PlanObjective, nth: int, lines: dict[str, uuid.UUID]) -> PlanActivity:
    said = row.said
    one = PlanActivity(objective=objective, position=nth, title=said["activity"], owner_agency=row.agency)
    for key in COPIED:
        setattr(one, key, said.get(key))
    for key in ("progress", "indicator", "measure", "counting", "currency"):
        setattr(one, key, said.get(key, ""))
    one.line = lines.get(one.code, one.line)
    return one


def _report(version: PlanVersion, one: PlanActivity, row: Row) -> list[PlanReport]:
    """Return what the workbook itself tells of an activity beyond the plan, as a report of the day of its loading."""
    told = {key: row.said.get(key) for key in ("spent", "actual", "evidence")}
    if not any(value not in (None, "") for value in told.values()) or version.loaded_at is None:
        return []
    on = timezone.localdate(version.loaded_at)
    actual: Decimal | None = told["actual"]
    return [
        PlanReport(
            activity=one,
            told_on=on,
            told_at=version.loaded_at,
            told_by=version.loaded_by,
            progress=one.progress or Progress.UNDER_WAY,
            spent=told["spent"],
            actual=actual,
            actual_year=on.year if actual is not None else None,
            evidence=told["evidence"] or "",
            source=one.owner,
        )
    ]
