"""Suppression with its audit on a national year, beside what pytauargus needs; and the guard beside a year of releases.

The tables are drawn as those of shared measurements were: 1,500 invented cases by province and age, and by province and
form of exploitation. pytauargus 0.6.0 (FREQ with its optimal method, on the same sizes) took 0.06 to 0.12 s and hid
3, 2 and 11 cells beside the small ones, without an audit of what a reader could still conclude.
"""

import random
import time

from bench.table import Row

SEED, CASES, LIMIT_S = 96, 1500, 2.0
TABLES = (("province × age", 18, 7, 5, 0.12), ("province × age", 18, 7, 10, 0.12), ("province × form", 18, 5, 5, 0.12))


def measure() -> list[Row]:
    """Return the rows of the table."""
    from tabara.methods.disclosure import Rule, protect, two_way

    rows = []
    for name, down, across, threshold, theirs in TABLES:
        table = two_way(drawn(random.Random(SEED), down, across))  # noqa: S311 - a bench
        start = time.perf_counter()
        found = protect(table, Rule(threshold))
        took = time.perf_counter() - start
        rows.append(
            Row(f"suppression and audit: {name}, k={threshold} (pytauargus: {theirs} s)", took, "s", at_most=LIMIT_S)
        )
        cells = down * across
        beside = len([at for at in found.secondary if at < cells])
        rows.append(Row(f"suppression: {name}, k={threshold}, cells beside the small ones", beside, "cells"))
    return [*rows, *_guard()]


def _guard() -> list[Row]:
    """Measure the attack of a year's numbers on three quarters by twenty groups."""
    from tabara.methods.disclosure import Told, derived

    rng = random.Random(SEED)  # noqa: S311 - a bench
    groups = [f"g{at}" for at in range(20)]
    counts = {(quarter, group): rng.randrange(20, 90) for quarter in range(4) for group in groups}
    quarters = [
        Told(f"Q{quarter}", f"Q{quarter} {group}", frozenset({(quarter, group)}), counts[quarter, group])
        for quarter in range(3)
        for group in groups
    ]
    year = [
        Told("", group, frozenset((at, group) for at in range(4)), sum(counts[at, group] for at in range(4)))
        for group in groups
    ]
    start = time.perf_counter()
    derived(quarters, year, 10)
    return [
        Row("guard: a year by 20 groups beside three quarters", time.perf_counter() - start, "s", at_most=5.0),
        _many(rng),
    ]


def _many(rng: random.Random) -> Row:
    """Measure the attack of a map on all that a busy year gave out by 42 communes and by sex, as one linked set."""
    from tabara.methods.disclosure import Told, derived

    counts = {(q, c, s): rng.randrange(20, 60) for q in range(4) for c in range(42) for s in range(3)}
    times = [*((q,) for q in range(4)), (0, 1), (2, 3), (0, 1, 2), (0, 1, 2, 3)]

    def told(release: str, quarters: tuple[int, ...], by: tuple[int, ...]) -> list[Told]:
        sums: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
        for cell, many in counts.items():
            if cell[0] in quarters:
                sums.setdefault(tuple(cell[at] for at in by), {})[cell] = many
        return [Told(release, f"{release} {key}", frozenset(some), sum(some.values())) for key, some in sums.items()]

    before = [one for at in times[:-1] for by in ((), (1,), (2,)) for one in told(f"{at} {by}", at, by)]
    now = told("", times[-1], (1, 2))
    start = time.perf_counter()
    derived(before, now, 10)
    took = time.perf_counter() - start
    return Row(f"guard: a map by 42 communes and sex beside {len(before)} numbers of its year", took, "s", at_most=10.0)


def drawn(rng: random.Random, down: int, across: int) -> list[list[int]]:
    """Draw cases into cells, some rows and columns far likelier than others."""
    cells = [[0] * across for _row in range(down)]
    rows, columns = [1 / (at + 1) for at in range(down)], [1 / (at + 1) for at in range(across)]
    for _case in range(CASES):
        cells[rng.choices(range(down), rows)[0]][rng.choices(range(across), columns)[0]] += 1
    return cells
