"""Between what is stored and the capture table that every estimate takes."""

from collections.abc import Mapping

from tabara.methods.prevalence import CaptureTable, capture_table
from tabara.research.models import CaptureCount


def bits(histories: Mapping[tuple[int, ...], int]) -> dict[str, int]:
    """Return histories as they are stored: which lists, as noughts and ones in their order, and how many people.

    >>> bits({(1, 0, 1): 4})
    {'101': 4}
    """
    return {"".join(map(str, one)): count for one, count in sorted(histories.items()) if count}


def table_of(row: CaptureCount, drawn: Mapping[str, int] | None = None) -> CaptureTable:
    """Return the capture table of what was counted, or of one of the linkages drawn; lists that hold nobody are out.

    Raises:
        PrevalenceError: where there is no such table.
    """
    told = row.histories if drawn is None else drawn
    kept = [at for at in range(len(row.linkage.keys)) if any(one[at] == "1" for one in row.histories)]
    counts: dict[tuple[int, ...], int] = {}
    for history, count in told.items():
        short = tuple(int(history[at]) for at in kept)
        if any(short):
            counts[short] = counts.get(short, 0) + count
    barred = [tuple(int(one[at]) for at in kept) for one in row.impossible]
    return capture_table([row.linkage.keys[at] for at in kept], counts, barred)
