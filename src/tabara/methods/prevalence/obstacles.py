"""What in a table stands in the way of every model of it, so that no prior and no chance turns it into a number."""

from collections.abc import Iterable

import numpy as np

from tabara.methods.prevalence.capture import CaptureTable, Floats

FEWEST_LISTS = 3


def obstacles(table: CaptureTable, *, most_lists: int | None = None, impossible: bool = True) -> tuple[str, ...]:
    """Say why nothing can be estimated from this table, each in a sentence with its remedy; nothing if it can be tried.

    Where a list shares nobody, or everybody on it stands on another one too, the counts do not speak about some
    dependence at all. A model with a prior gives a number even then: the prior's. `impossible` says whether the
    method can respect histories that nobody can have.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> table = capture_table(["A", "B", "C"], {(1, 0, 0): 4, (1, 1, 0): 3, (0, 1, 0): 2, (0, 0, 1): 9})
    >>> obstacles(table)
    ('The list “C” shares nobody with any other, so nothing is known of who is missed. Merge it or leave it out.',)
    """
    lists = len(table.lists)
    if lists < FEWEST_LISTS:
        return ("Two lists cannot show whether they depend on each other. Add a list, or use the two-list estimator.",)
    if most_lists is not None and lists > most_lists:
        return (f"{lists} lists are too many for this method; {most_lists} is the most. Merge lists that are alike.",)
    if not any(table.overlaps().values()):
        return ("No two lists share anybody. Check how they were linked before anything else.",)
    alone = tuple(
        f"The list “{name}” shares nobody with any other, so nothing is known of who is missed. "
        "Merge it or leave it out."
        for name in table.isolated
    )
    barred = ("This method cannot respect impossible histories. Use a log-linear one.",)
    return (*alone, *nested(table), *(barred if table.impossible and not impossible else ()))


def nested(table: CaptureTable, *, fewest: int = 1) -> tuple[str, ...]:
    """Name each list whose people, if they are `fewest` or more, all stand on another one as well."""
    within = (
        (one, other)
        for one in table.lists
        for other in table.lists
        if one != other and fewest <= table.total(one) == table.total(one, other)
    )
    return tuple(
        f"Everybody on “{one}” stands on “{other}” too, so it says nothing of whom “{other}” misses. "
        "Merge the two or leave one out."
        for one, other in within
    )


def dense(table: CaptureTable) -> Floats:
    """Give the counts by bit mask, with the lists in the order of their names: the order of the table never matters."""
    counts = np.zeros(2 ** len(table.lists))
    counts[list(table.canonical.histories)] = table.canonical.counts
    return counts


def named(table: CaptureTable, masks: Iterable[int]) -> tuple[str, ...]:
    """Name sets of lists of the canonical table, in the order of the table that was given: "LA:NG"."""
    return tuple(":".join(table.names(table.mask(*table.canonical.names(mask)))) for mask in masks)
