"""Who answers for a child, and the search for relatives."""

from collections.abc import Iterator

from tabara.mart.extraction.protection.hung import CODE, NO, hung, table
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.family.models import Guardian, Tracing

MISTAKE = "mistake"  # of the list guardian_end: nobody ever was the guardian


def guardians(reading: Reading) -> Iterator[Row]:
    """Give the guardians that were named."""
    for *keys, kind, ended, since, until in hung(reading, Guardian, "kind", "ended_reason", "since", "until"):
        if ended != MISTAKE:
            yield *keys, kind, month(since), month_or_none(until)


def tracings(reading: Reading) -> Iterator[Row]:
    """Give the searches, in the month in which each was asked for, and where each stands."""
    for *keys, state, asked in hung(reading, Tracing, "state", "asked_on"):
        yield *keys, state, month(asked)


SOURCES = (
    Source("guardians", table(guardian_kind=CODE, m=NO, until_m=NO), guardians),
    Source("tracings", table(tracing_state=CODE, m=NO), tracings),
)
