"""What is given out is remembered: who, when, which report, and each of its numbers."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import wait_for
from tabara.indicators.reports import ReportFigures
from tabara.publication.models import Release
from tabara.publication.releases import Leaving, refuse_linked

ONE_AT_A_TIME = uuid.UUID(int=96)  # the guard must see what leaves at the same moment


@operation("report.publish", needs=Permission.REPORT_PUBLISH)
def publish(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str, leaving: Leaving) -> Release:
    """Put on record that a report is printed to be given out; `reason` is what it is called.

    Raises:
        Refused: where it would tell of a few people together with what was given out before.
    """
    return _entered(by, at, leaving)


@operation("dossier.release", needs=Permission.COMMISSION_READ)
def release_dossier(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str, leaving: Leaving) -> Release:
    """Put on record that the dossier of a year is printed; refused as a report is."""
    return _entered(by, at, leaving)


@operation("map.release", needs=Permission.REPORT_PUBLISH)
def release_map(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str, leaving: Leaving) -> Release:
    """Put on record that a map is kept as a picture or a drawing; refused as a report is."""
    return _entered(by, at, leaving)


@operation("brief.release", needs=Permission.COMMISSION_READ)
def release_brief(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str, leaving: Leaving) -> Release:
    """Put on record that the brief of a meeting is printed with its figures; refused as a report is."""
    return _entered(by, at, leaving)


@operation("scorecard.release", needs=Permission.COMMISSION_READ)
def release_scorecard(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str, leaving: Leaving) -> Release:
    """Put on record that the scorecard of the plan is printed with its figures; refused as a report is."""
    return _entered(by, at, leaving)


@operation("study.release", needs=Permission.RESEARCH_KEEP)
def release_study(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str, leaving: Leaving) -> Release:
    """Put on record that the report of a signed-off study is handed out to others; refused as a report is."""
    return _entered(by, at, leaving)


def _entered(by: Member, at: dt.datetime, leaving: Leaving) -> Release:
    wait_for(ONE_AT_A_TIME)
    refuse_linked(leaving)
    again = Release.objects.filter(digest=leaving.digest).exists()
    return Release.objects.create(
        kind=leaving.kind,
        name=leaving.name,
        language=leaving.language,
        since=leaving.since,
        until=leaving.until,
        counts_since=leaving.counts_since,
        counts_until=leaving.counts_until,
        profile=leaving.profile,
        threshold=leaving.threshold,
        built_at=leaving.built_at,
        digest=leaving.digest,
        numbers=[] if again else [one.as_row() for one in leaving.entries],
        given_at=at,
        given_by=by,
    )


def report_leaving(found: ReportFigures, name: str, language: str) -> Leaving:
    """Return a report as it is about to leave."""
    built = timezone.make_aware(dt.datetime.combine(found.built_on, dt.time()))
    since, until = found.report["since"], found.report["until"]
    return Leaving("infosheet", name, language, since, until, found.profile, built, found.entries)


def called(name: str, language: str, asked: Mapping[str, Any] | None = None) -> str:
    """Name what is printed, short enough for the record; the months are those of a period asked for."""
    return f"{name} {language}" + (f" {asked['since']:%Y-%m}/{asked['until']:%Y-%m}" if asked else "")
