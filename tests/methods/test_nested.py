"""Areas in one another: whatever levels and divisions are looked at, no small count follows from the others."""

import random

import pytest

from tabara.methods.disclosure import PUBLIC, DisclosureError, Rule, protect_nested
from tabara.methods.disclosure.audit import Reader
from tabara.methods.disclosure.nested import line
from tabara.methods.disclosure.table import Line

FAR = 10_000
# Two provinces of today, cut by two of before; communes of today and before, one of each split across a border.
GROUND = [
    ("N", "A", "n1", "a1"), ("N", "A", "n1", "a2"), ("N", "A", "n2", "a3"), ("N", "B", "n2", "b1"),
    ("S", "A", "s1", "a3"), ("S", "B", "s1", "b2"), ("S", "B", "s2", "b3"), ("S", "B", "s3", "b4"),
    ("S", "B", "s3", "b5"),
]  # fmt: skip # a drawn table


def published(leaves, rule=PUBLIC):
    """Put the maps together as a reader sees them: each place of each level by its code, None where withheld."""
    shown, places = protect_nested(leaves, rule), {}
    for path, value in shown.items():
        places.setdefault((len(path), path[-1]), []).append(value)
    return {place: None if None in values else sum(values) for place, values in places.items()}


def attacked(leaves, *, knowing, rule=PUBLIC):
    """Let a reader find what small areas and places may hold: `{which: (least, most)}`.

    The reader has every map, and even every shown area that the maps are put together of; knows that areas add up, and
    the total of all, unless that is small itself. One who knows the rule (`knowing`) also knows that no withheld area
    is empty, unless empty ones of its kind are withheld too.
    """
    shown, maps = protect_nested(leaves, rule), published(leaves, rule)
    names = [(), *shown, *maps]
    true = {name: sum(n for path, n in leaves.items() if path[: len(name)] == name) for name in [(), *shown]}
    true |= {(at, code): sum(n for path, n in leaves.items() if path[at - 1] == code) for at, code in maps}
    entries = [None if rule.withholds(true[()]) else true[()], *shown.values(), *maps.values()]
    inside = {name: [at for at, other in enumerate(names) if other[:-1] == name and other in shown] for name in names}
    lines = [Line(tuple(parts), names.index(name)) for name, parts in inside.items() if parts and name not in maps]
    for (depth, code), _value in maps.items():
        parts = tuple(at for at, name in enumerate(names) if name in shown and (len(name), name[-1]) == (depth, code))
        lines.append(Line(parts, names.index((depth, code))))
    empty = {len(path) for path, value in shown.items() if value is None and not true[path]}  # withheld although empty
    bounds = {
        at: (int(knowing and bool(true[name]) and name in shown and len(name) not in empty), FAR)
        for at, (name, value) in enumerate(zip(names, entries, strict=True))
        if value is None
    }
    small = [name for name in names if rule.withholds(true[name])]
    assert [entries[names.index(name)] for name in small] == [None] * len(small)
    return {name: _between(entries, lines, bounds, names.index(name)) for name in small}


def _between(entries, lines, bounds, at):
    ends = []
    for direction in (-1, 1):
        reader = Reader(entries, lines, bounds)
        reader.push([at], direction)
        ends.append(reader.low[at])
    return tuple(ends)


@pytest.mark.parametrize("seed", range(40))
def test_no_small_place_follows_from_all_maps_of_both_divisions_together(seed):
    rng = random.Random(seed)
    most = rng.choice([3, 12, 40, 90])
    leaves = {path: rng.choice([0, rng.randint(0, most)]) for path in GROUND}
    leaves["N", "A", "unknown", "unknown"] = rng.randint(0, 5)
    for place, (_least, high) in attacked(leaves, knowing=False).items():
        assert high >= PUBLIC.threshold, f"{place} is known to be small"
    for place, (least, high) in attacked(leaves, knowing=True).items():
        assert least < high, f"{place} is known"


def test_the_attack_finds_what_subtracting_one_division_from_the_other_gives_away():
    """Were each map protected by itself, n1 = 23 of today less a1 = 20 of before would be the 3 of a2."""
    paths = [("n1", "a1"), ("n1", "a2"), ("n2", "a2")]
    entries = [None, None, None, 23, 30, 20, None]
    lines = [Line((0, 1), 3), Line((2,), 4), Line((0,), 5), Line((1, 2), 6)]
    reader = Reader(entries, lines, dict.fromkeys((0, 1, 2, 6), (0, FAR)))
    reader.push([1], 1)
    assert (len(paths), reader.high[1]) == (3, 3)


def test_what_lies_in_withheld_areas_is_withheld_as_far_as_their_sum_would_tell():
    leaves = {("N", "n1"): 4, ("N", "n2"): 0, ("S", "s1"): 50, ("S", "s2"): 0, ("T", "t1"): 30, ("T", "t2"): 12}
    assert protect_nested(leaves, PUBLIC) == {
        ("N",): None,
        ("S",): 50,
        ("T",): None,
        ("N", "n1"): None,
        ("N", "n2"): 0,
        ("S", "s1"): 50,
        ("S", "s2"): 0,
        ("T", "t1"): 30,
        ("T", "t2"): None,
    }


def test_where_all_are_few_all_is_withheld_even_what_is_empty():
    leaves = {("N", "n1"): 4, ("N", "n2"): 0, ("S", "s1"): 0}
    shown = {("N",): None, ("S",): 0, ("N", "n1"): None, ("N", "n2"): None, ("S", "s1"): 0}
    assert protect_nested(leaves, PUBLIC) == shown


def test_a_place_of_the_older_division_is_shown_where_all_its_pieces_are():
    leaves = dict.fromkeys(GROUND, 20)
    assert published(leaves)[4, "a3"] == 40
    leaves["S", "A", "s1", "a3"] = 2
    maps = published(leaves)
    assert (maps[4, "a3"], maps[2, "A"], maps[2, "B"]) == (None, None, None)
    assert (maps[1, "N"], maps[1, "S"], maps[3, "n1"]) == (80, 82, 40)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([120, 45, 14, 3], [120, 45, None, None]),
        ([10, 0, 0], [10, 0, 0]),
        ([40, 3, 8, 0], [40, None, None, 0]),  # eleven between the two: either may be ten
        ([40, 3, 6, 0], [None, None, None, 0]),
        ([1] * 10 + [0], [None] * 11),  # ten ones would be known if the empty one were shown
        ([], []),
    ],
)
def test_the_parts_of_a_shown_whole(counts, shown):
    assert line(counts, PUBLIC) == shown


def test_who_may_see_small_counts_sees_all():
    leaves = {("N", "n1"): 1, ("N", "n2"): 0}
    assert protect_nested(leaves, Rule(0, complementary=False)) == {("N",): 1, ("N", "n1"): 1, ("N", "n2"): 0}


def test_paths_of_two_lengths_are_refused():
    with pytest.raises(DisclosureError, match="of one length"):
        protect_nested({("N",): 1, ("S", "s1"): 2}, PUBLIC)


def test_nothing_is_nothing():
    assert protect_nested({}, PUBLIC) == {}
