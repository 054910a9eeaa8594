"""Recruitment agencies: how many are licensed, what is complained of, what was warned of; no agency is named."""

from collections.abc import Iterator

import pyarrow as pa

from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month, month_or_none
from tabara.prevention.enums import ComplaintState, LicenceState
from tabara.prevention.models import Caution, Complaint, Firm, LicenceStep

NO, CODE, DAY, YES = pa.int32(), pa.string(), pa.date32(), pa.bool_()


def licensed(reading: Reading) -> Iterator[Row]:
    """Give the spells in which the licence of an agency held: without those in which it was suspended or revoked."""
    steps: dict[object, list[tuple[str, object]]] = {}
    told = LicenceStep.objects.order_by("stepped_on", "id").values_list("firm", "state", "stepped_on")
    for firm, state, day in told.iterator(chunk_size=AT_ONCE):
        steps.setdefault(firm, []).append((state, day))
    query = Firm.objects.order_by("since", "id").values_list("id", "since", "until")
    for firm, since, until in query.iterator(chunk_size=AT_ONCE):
        began = since
        for state, day in steps.get(firm, []):
            if state == LicenceState.LICENSED:
                began = began or day
            elif began is not None:
                yield began, min(day, until)  # type: ignore[type-var]  # both are days
                began = None
        if began is not None:
            yield began, until


def licence_steps(reading: Reading) -> Iterator[Row]:
    """Give the licences that were suspended or revoked, by the month in which they were."""
    query = LicenceStep.objects.exclude(state=LicenceState.LICENSED).order_by("stepped_on", "id")
    for state, day in query.values_list("state", "stepped_on").iterator(chunk_size=AT_ONCE):
        yield state, month(day)


def complaints(reading: Reading) -> Iterator[Row]:
    """Give the complaints that count: about what, by which way, and whether they were answered by their day."""
    query = Complaint.objects.exclude(state=ComplaintState.STRUCK).order_by("received_on", "id")
    columns = ("received_on", "kind", "channel", "destination", "state", "passed_to", "passed_on", "due_on")
    for row in query.values_list(*columns, "answered_on").iterator(chunk_size=AT_ONCE):
        received, kind, channel, country, state, body, passed, due, answered = row
        group = reading.pack.destination_group(country) if country else ""
        in_time = answered is not None and answered <= due
        late = answered is None and due is not None and due < reading.until
        yield month(received), kind, channel, group, state, body, month_or_none(passed), in_time, late


def warnings(reading: Reading) -> Iterator[Row]:
    """Give the warnings that were not taken back."""
    query = Caution.objects.filter(withdrawn_on=None).order_by("issued_on", "id")
    for audience, day in query.values_list("audience", "issued_on").iterator(chunk_size=AT_ONCE):
        yield audience, month(day)


def table(**columns: pa.DataType) -> pa.Schema:
    """Return the columns of a table."""
    return pa.schema(list(columns.items()))


SAID = {"m": NO, "complaint_kind": CODE, "complaint_channel": CODE, "destination_group": CODE}
BECAME = {"complaint_state": CODE, "complaint_body": CODE, "passed_m": NO, "in_time": YES, "late": YES}
SOURCES = (
    Source("licensed_spells", table(since=DAY, until=DAY), licensed),
    Source("licence_steps", table(licence_state=CODE, m=NO), licence_steps),
    Source("complaints", table(**SAID, **BECAME), complaints),
    Source("warnings_given", table(warning_audience=CODE, m=NO), warnings),
)
