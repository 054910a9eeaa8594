"""What came before the courts, by month and code: no name, no case, and of suspects and victims only how many."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import Min
from django.utils import timezone

from tabara.access.protected import Whole
from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month, month_or_none
from tabara.prosecution import queries
from tabara.prosecution.enums import Outcome, Stage
from tabara.prosecution.models import (
    Charge,
    Compensation,
    CompensationPayment,
    CourtFile,
    FileTie,
    Handing,
    Hearing,
    Participant,
    StageEntry,
    Verdict,
)

NO, CODE, YES, SUM = pa.int32(), pa.string(), pa.bool_(), pa.float64()
READ = (
    *("charge", "decided_on", "outcome", "life", "prison_months", "suspended"),
    *("charge__suspect", "charge__instrument", "charge__article", "charge__victim"),
    *("charge__suspect__sex", "charge__suspect__official"),
)


def files(reading: Reading) -> Iterator[Row]:
    """Give the court files: the months of their stages, whether they were judged in time, whether a case knows."""
    linked = set(FileTie.objects.everything(Whole.MART).filter(ended_on=None).order_by().values_list("file", flat=True))
    reached = _reached()
    in_time = dt.timedelta(days=int(reading.pack.parameters["court_judgment_days"]))
    columns = ("id", "brought_by", "complained_on", "stage", "closed_for")
    query = CourtFile.objects.order_by("complained_on", "id").values_list(*columns)
    for number, brought, day, stage, reason in query.iterator(chunk_size=AT_ONCE):
        came = reached.get(number, {})
        judged = came.get(Stage.JUDGED)
        closed = came.get(Stage.CLOSED) if stage == Stage.CLOSED else None
        months = (month_or_none(one) for one in (came.get(Stage.CHARGED), closed, judged, came.get(Stage.APPEAL)))
        quick = judged is not None and judged - day <= in_time
        yield brought, month(day), stage, reason, *months, quick, number in linked


def hearings(reading: Reading) -> Iterator[Row]:
    """Give the hearings whose day has come: held, adjourned and why, or without an answer."""
    query = Hearing.objects.filter(held_on__lt=reading.until).order_by("held_on", "id")
    for day, state, reason in query.values_list("held_on", "state", "adjourned_for").iterator(chunk_size=AT_ONCE):
        yield month(day), state, reason


def verdicts(reading: Reading) -> Iterator[Row]:
    """Give the verdicts that stand, one for each charge; one of them counts for the person, a conviction first."""
    query = Verdict.objects.order_by("charge__suspect", "charge", "on_appeal").values_list(*READ, named=True)
    for _suspect, rows in groupby(query.iterator(chunk_size=AT_ONCE), key=lambda one: one.charge__suspect):
        stand = {one.charge: one for one in rows}.values()  # the appeal's follows the first court's
        for nth, one in enumerate(sorted(stand, key=lambda one: bool(one.outcome != Outcome.CONVICTED))):
            prison = bool(one.life or one.prison_months) and not one.suspended
            told = (_beside(one), prison, one.charge__suspect__sex, one.charge__suspect__official)
            yield month(one.decided_on), one.outcome, *told, 0 if nth else 1


def money(reading: Reading) -> Iterator[Row]:
    """Give what was ordered and paid, in the currency of the pack, with a number for each file."""
    ordered = Compensation.objects.filter(currency=reading.pack.currency).order_by("ordered_on", "id")
    paid = CompensationPayment.objects.filter(compensation__currency=reading.pack.currency).order_by("paid_on", "id")
    numbers: dict[UUID, int] = {}
    for kind, query, *columns in (
        ("ordered", ordered, "ordered_on", "amount", "file"),
        ("paid", paid, "paid_on", "amount", "compensation__file"),
    ):
        for on, amount, file in query.values_list(*columns).iterator(chunk_size=AT_ONCE):
            yield month(on), kind, float(amount), numbers.setdefault(file, len(numbers))


def victims(reading: Reading) -> Iterator[Row]:
    """Give the victims, as how they take part, and the month in which the first measure protected each."""
    grouped = Participant.objects.values("id", "asked_on", "part").annotate(first=Min("protections__since"))
    query = grouped.order_by("asked_on", "id").values_list("asked_on", "part", "first")
    for day, part, first in query.iterator(chunk_size=AT_ONCE):
        yield month(day), part, month_or_none(first)


def handings(reading: Reading) -> Iterator[Row]:
    """Give the files that one agency asked another to take over, and whether it answered in time."""
    in_time = dt.timedelta(days=int(reading.pack.parameters["court_handing_days"]))
    query = Handing.objects.order_by("asked_at", "id").values_list("asked_at", "ended_at", "state")
    for asked, ended, state in query.iterator(chunk_size=AT_ONCE):
        began, answered = timezone.localdate(asked), timezone.localdate(ended) if ended else None
        quick = answered is not None and answered - began <= in_time
        yield month(began), month_or_none(answered), state, quick


def _reached() -> dict[UUID, dict[str, dt.date]]:
    """Return the day on which each file came to each stage, the latest where it came twice."""
    found: dict[UUID, dict[str, dt.date]] = {}
    rows = StageEntry.objects.order_by("since", "id").values_list("file_id", "stage", "since")
    for number, stage, since in rows.iterator(chunk_size=AT_ONCE):
        found.setdefault(number, {})[stage] = since
    return found


def _beside(one: Any) -> str:
    """Return how a sentence stands beside the penalties of the law, as a code."""
    charged = (one.charge__instrument, one.charge__article, one.charge__victim)
    charge = Charge(**dict(zip(("instrument", "article", "victim"), charged, strict=True)))
    said = Verdict(outcome=one.outcome, life=one.life, prison_months=one.prison_months)
    found = queries.beside(charge, said)
    return found.value if found else ""


def _table(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


SOURCES = (
    Source(
        "court_files",
        _table(
            brought_by=CODE,
            m=NO,
            court_stage=CODE,
            closed_for=CODE,
            **dict.fromkeys(("charged_m", "closed_m", "judged_m", "appeal_m"), NO),
            judged_in_time=YES,
            linked=YES,
        ),
        files,
    ),
    Source("court_hearings", _table(m=NO, hearing_state=CODE, adjourned_for=CODE), hearings),
    Source(
        "court_verdicts",
        _table(m=NO, outcome=CODE, beside=CODE, prison=YES, sex=CODE, official=YES, persons=NO),
        verdicts,
    ),
    Source("court_sums", _table(m=NO, kind=CODE, amount=SUM, file_no=NO), money),
    Source("court_handings", _table(m=NO, ended_m=NO, handing_state=CODE, in_time=YES), handings),
    Source("court_victims", _table(m=NO, court_part=CODE, protected_m=NO), victims),
)
