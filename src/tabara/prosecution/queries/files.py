"""What members of an agency of justice read of its court files."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.prosecution.enums import ENDED, HearingState, Stage
from tabara.prosecution.models import Correction, CourtFile, Hearing, StageEntry

MOST = 200


@dataclass(frozen=True)
class Stay:
    """How long a file was in a stage: until a day, or until today where it still is."""

    stage: str
    since: dt.date
    until: dt.date | None
    days: int


def files(*, by: Member, stage: str = "") -> list[CourtFile]:
    """List the court files of the member's agency, of a stage or of all, the newest first."""
    _demand(by)
    found = CourtFile.objects.filter(agency_id=by.agency_id)
    return list((found.filter(stage=stage) if stage else found)[:MOST])


def file(*, by: Member, number: uuid.UUID) -> CourtFile:
    """Give a court file of the member's agency.

    Raises:
        NotFound: there is none of that number, or it is another agency's: the two look the same.
    """
    _demand(by)
    found = CourtFile.objects.filter(pk=number, agency_id=by.agency_id).first()
    if found is None:
        raise NotFound
    return found


def under_way(*, by: Member) -> int:
    """Return how many court files of the member's agency have not ended."""
    _demand(by)
    return CourtFile.objects.filter(agency_id=by.agency_id).exclude(stage__in=ENDED).count()


def quiet(*, by: Member, on: dt.date) -> list[CourtFile]:
    """List the files that have not moved for the pack's days and wait for no hearing, the longest first."""
    _demand(by)
    before = on - dt.timedelta(days=int(codelists.pack().parameters["court_quiet_days"]))
    found = CourtFile.objects.filter(agency_id=by.agency_id, moved_on__lt=before).exclude(stage__in=ENDED)
    coming = Hearing.objects.filter(state=HearingState.PLANNED, held_on__gte=on).values("file")
    return list(found.exclude(pk__in=coming).order_by("moved_on", "id")[:MOST])


def hearings(*, by: Member, until: dt.date) -> list[Hearing]:
    """List the planned hearings up to a day, those first whose day has passed without an answer."""
    _demand(by)
    found = Hearing.objects.filter(file__agency_id=by.agency_id, state=HearingState.PLANNED, held_on__lte=until)
    return list(found.select_related("file")[:MOST])


def stays(entries: Iterable[StageEntry], on: dt.date) -> list[Stay]:
    """Return how long a file was in each stage that it came to, in order; what has ended lasts no longer."""
    rows = list(entries)
    found = []
    for nth, row in enumerate(rows):
        after = rows[nth + 1].since if nth + 1 < len(rows) else None
        last = after or (row.since if row.stage in ENDED else on)
        found.append(Stay(Stage(row.stage), row.since, after, max((last - row.since).days, 0)))
    return found


def corrections(*, file: CourtFile) -> dict[uuid.UUID, list[Correction]]:
    """Return what was put right in a file, by the charge, verdict or hearing that it belongs to, the oldest first."""
    found: dict[uuid.UUID, list[Correction]] = {}
    for one in file.corrections.select_related("corrected_by"):
        found.setdefault(one.row, []).append(one)
    return found


def place_of_words(file: CourtFile) -> str:
    """Name where the words of a complaint are sealed."""
    return f"court.{file.pk}.words"


def place_of_name(file: CourtFile, suspect: uuid.UUID) -> str:
    """Name where a suspect's name is sealed."""
    return f"court.{file.pk}.suspect.{suspect}"


def sealed_apart() -> set[uuid.UUID]:
    """Return what is sealed under keys of its own: each court file, as its number."""
    return set(CourtFile.objects.values_list("pk", flat=True))


def _demand(by: Member) -> None:
    if not by.may(Permission.COURT_READ):
        raise NotAllowed
