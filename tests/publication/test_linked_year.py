"""A year of releases, attacked at once by somebody who holds all that left and knows nothing of how it was guarded.

The attack shares no code with the guard: it lays every number that left on the smallest groups of people there are and
asks one programme after the other. Only groups that really are of one to nine people can be found out, so only those
are asked about.
"""

import datetime as dt
import itertools
import random

import numpy as np
import pytest
from scipy.optimize import linprog

from tabara.access.errors import Refused
from tabara.indicators.entries import Entry
from tabara.methods.disclosure import PUBLIC, one_way, protect, two_way
from tabara.publication.models import Release
from tabara.publication.operations import publish
from tabara.publication.releases import Leaving
from tests.factories import NOW, make_member

pytestmark = pytest.mark.django_db(databases="__all__")

LAND = [  # the pieces of the invented country: province and commune of 2024, province and commune of 2010
    *(("ZZA", "ZZA1", "ZZ1", "ZZ101"), ("ZZA", "ZZA2", "ZZ1", "ZZ102"), ("ZZA", "ZZA1", "ZZ1", "ZZ102")),
    *(("ZZA", "ZZA2", "ZZ1", "ZZ103"), ("ZZB", "ZZB1", "ZZ2", "ZZ201"), ("ZZB", "ZZB2", "ZZ2", "ZZ202")),
    *(("ZZB", "ZZB1", "ZZ2", "ZZ203"), ("ZZB", "ZZB2", "ZZ2", "ZZ203")),
]
SEXES, AGES = ("female", "male"), ("0_17", "18_plus")
LEVELS = {("province", "2024"): 0, ("commune", "2024"): 1, ("province", "2010"): 2, ("commune", "2010"): 3}
NOWHERE = ("",) * 4
# The smallest groups: where, in which quarter, of which sex, of which age; of each there may be people not known.
CELLS = list(itertools.product([*LAND, NOWHERE], (1, 2, 3, 4), (*SEXES, ""), (*AGES, "")))


def people(seed):
    """Draw how many people there are in each group: women everywhere, few men in the second and the last quarter."""
    rng = random.Random(seed)
    full = {piece: rng.choice((4, 8, 12)) for piece in LAND}
    part = {("male", 2): 0.02, ("male", 4): 0.01}
    return {
        cell: int(rng.randrange(1, full[cell[0]] + 1) * part.get((cell[2], cell[1]), 1) + rng.random())
        for cell in CELLS
        if cell[0] in full and cell[2] and cell[3]
    }


def meets(cell, where, quarters, geography="2024"):
    """Say whether a group is counted under these conditions."""
    piece, quarter, sex, age = cell
    said = {"sex": sex, "age_group": age, **{name: piece[at] for (name, of), at in LEVELS.items() if of == geography}}
    return quarter in quarters and all(said[name] == code for name, code in where.items())


def release(count, quarters, by, geography="2024"):
    """Make a release: one table by these things with its totals, protected as a sheet's table is."""
    codes = {
        "sex": SEXES,
        "age_group": AGES,
        **{
            name: tuple(dict.fromkeys(piece[at] for piece in LAND))
            for (name, of), at in LEVELS.items()
            if of == geography
        },
    }
    conditions = [dict(zip(by, some, strict=True)) for some in itertools.product(*(codes[name] for name in by))]
    told = {(): {}} | {tuple(one.items()): one for one in conditions}
    if len(by) == 2:
        told |= {((name, code),): {name: code} for name in by for code in codes[name]}
    counts = {
        key: sum(n for cell, n in count.items() if meets(cell, one, quarters, geography)) for key, one in told.items()
    }
    shown = _protected(counts, conditions, by, codes)
    return [(told[key], quarters, geography, value) for key, value in shown.items()]


def _protected(counts, conditions, by, codes):
    cells = [tuple(one.items()) for one in conditions]
    if not by:
        return {(): protect(one_way([counts[()]]), PUBLIC).total}
    if len(by) == 1:
        found = protect(one_way([counts[cell] for cell in cells]), PUBLIC)
        return {**dict(zip(cells, found.counts, strict=True)), (): found.total}
    wide = len(codes[by[1]])
    rows = [[counts[cell] for cell in cells[at : at + wide]] for at in range(0, len(cells), wide)]
    found = protect(two_way(rows), PUBLIC)
    sides = [((by[0], code),) for code in codes[by[0]]] + [((by[1], code),) for code in codes[by[1]]]
    return dict(zip([*cells, *sides, ()], found.entries, strict=True))


def leaving(numbers, name):
    """Return a release as the register takes it."""
    entries = []
    for where, quarters, geography, value in numbers:
        first, last = dt.date(2025, 3 * min(quarters) - 2, 1), dt.date(2025, 3 * max(quarters), 28)
        until = (last + dt.timedelta(days=4)).replace(day=1)
        at = tuple(sorted((one, (code,)) for one, code in where.items()))
        entries.append(Entry("victims_identified", at, first, until, geography, value))
    since, until = min(one.since for one in entries), max(one.until for one in entries)
    return Leaving("infosheet", name, "en", since, until, "own", NOW, tuple(entries))


YEAR = (1, 2, 3, 4)
ASKED = [
    *(((1,), ("sex",)), ((2,), ("sex",)), ((3,), ("sex",)), ((1, 2), ()), ((1, 2), ("province",)), (YEAR, ("sex",))),
    *((YEAR, ("province", "age_group")), (YEAR, ("commune",))),
]
OLDER = [(YEAR, ("commune",)), (YEAR, ("province", "sex"))]


def releases(count):
    """Give what somebody asks for over a year, in its order: quarters, half-years, the year, maps, both divisions."""
    return [
        *(release(count, quarters, by) for quarters, by in ASKED),
        *(release(count, quarters, by, "2010") for quarters, by in OLDER),
    ]


def found_out(numbers, count):
    """Give every group of one to nine people that these numbers pin down between one and nine."""
    known = [(where, quarters, of, value) for where, quarters, of, value in numbers if value is not None]
    rows = np.array(
        [[float(meets(cell, where, quarters, of)) for cell in CELLS] for where, quarters, of, _value in known]
    )
    values = np.array([value for *_rest, value in known], float)
    return {name for name, aim in groups(count) if _pinned(aim, rows, values)}


def groups(count):
    """Give the groups that really are of one to nine people: by any of the things of tables, in any quarters."""
    some_quarters = [some for size in (2, 3) for some in itertools.combinations((1, 2, 3, 4), size)]
    single = itertools.product(
        [None, *dict.fromkeys(cell[0] for cell in CELLS)], [None, 1, 2, 3, 4], (None, *SEXES), (None, *AGES)
    )
    asked = [*single, *((None, some, sex, None) for some in some_quarters for sex in (None, *SEXES))]
    for some in asked:
        inside = [all(_is(one, at) for one, at in zip(some, cell, strict=True)) for cell in CELLS]
        true = sum(count.get(cell, 0) for cell, is_in in zip(CELLS, inside, strict=True) if is_in)
        if 1 <= true < PUBLIC.threshold:
            yield some, np.array(inside, float)


def _is(one, at):
    return one is None or one == at or (isinstance(one, tuple) and isinstance(at, int) and at in one)


def _pinned(aim, rows, values):
    most = linprog(-aim, A_eq=rows, b_eq=values, bounds=(0, None))
    if most.status or -most.fun > PUBLIC.threshold - 1e-6:
        return False
    least = linprog(aim, A_eq=rows, b_eq=values, bounds=(0, None))
    return least.status == 0 and least.fun > 1e-6


def test_whoever_holds_all_that_left_in_a_year_learns_of_no_few_people():
    """It takes seconds because the attack asks of every small group there is, one programme after the other."""
    count, by, left = people(seed=1), make_member("data_team"), []
    asked = releases(count)
    for at, numbers in enumerate(asked):
        try:
            publish(by=by, at=NOW, reason="trial", leaving=leaving(numbers, f"release {at}"))
        except Refused:
            continue
        left.append(numbers)
    assert Release.objects.count() == len(left)
    assert len(asked) / 2 < len(left) < len(asked)  # most of what a year asks for leaves, and not all of it
    assert found_out(list(itertools.chain(*left)), count) == set()
    assert found_out(list(itertools.chain(*asked)), count)  # without the guard, some would have been found
