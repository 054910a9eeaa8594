"""Tables from which no number may come, and drawn tables whose order must not matter."""

from itertools import product

from hypothesis import strategies

from tabara.methods.prevalence import CaptureTable, capture_table

AWKWARD = {
    "two lists": (capture_table(["A", "B"], {(1, 0): 40, (0, 1): 30, (1, 1): 6}), "Two lists cannot show"),
    "no overlap": (
        capture_table(["A", "B", "C"], {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 9}),
        "No two lists share anybody",
    ),
    "a list alone": (
        capture_table(["A", "B", "C"], {(1, 0, 0): 40, (0, 1, 0): 30, (1, 1, 0): 7, (0, 0, 1): 9}),
        "The list “C” shares nobody",
    ),
    "a list inside another": (
        capture_table(["A", "B", "C"], {(1, 0, 0): 40, (1, 1, 0): 8, (1, 0, 1): 7, (0, 0, 1): 9, (1, 1, 1): 2}),
        "Everybody on “B” stands on “A” too",
    ),
}


def _table(counts: list[int]) -> CaptureTable:
    lists = "ABCD"[: (len(counts) + 1).bit_length() - 1]
    histories = [history for history in product((0, 1), repeat=len(lists)) if any(history)]
    return capture_table(list(lists), dict(zip(histories, counts, strict=True)))


drawn_tables = strategies.sampled_from([7, 15]).flatmap(
    lambda cells: strategies.lists(strategies.integers(1, 60), min_size=cells, max_size=cells).map(_table)
)
orders = strategies.randoms(use_true_random=False)
