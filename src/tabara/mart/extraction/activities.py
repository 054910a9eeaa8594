"""Who works together: dates of organisations."""

from collections.abc import Iterator

import pyarrow as pa

from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source
from tabara.partnership.models import Membership

NO, CODE, DAY = pa.int32(), pa.string(), pa.date32()


def membership(reading: Reading) -> Iterator[Row]:
    """Give the memberships; an organisation is a number, the same in every row of it."""
    numbers: dict[str, int] = {}
    query = Membership.objects.order_by("organisation", "since", "id").values_list(
        "organisation", "group", "kind", "since", "until"
    )
    for name, group, kind, since, until in query.iterator(chunk_size=AT_ONCE):
        number = numbers.setdefault(name.casefold(), len(numbers) + 1)
        yield number, group, kind, since, until


SOURCES = (
    Source(
        "membership",
        pa.schema([("organisation", NO), ("working_group", CODE), ("kind", CODE), ("since", DAY), ("until", DAY)]),
        membership,
    ),
)
