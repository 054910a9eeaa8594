"""The order of places as drawn tables: the score, the range that the unknown leaves, the places one may hold."""

import random

import pytest

from tabara.methods.priority import Part, Score, rank_order, ranks, scaled, score

MORE = Part(weight=1, nothing_at=0, full_at=100)
LESS = Part(weight=1, nothing_at=5, full_at=0)
ROOT = Part(weight=1, nothing_at=0, full_at=100, root=True)
SEED = 20261122


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        (MORE, 0, 0),
        (MORE, 25, 0.25),
        (MORE, 100, 1),
        (MORE, 900, 1),
        (MORE, -3, 0),
        (LESS, 5, 0),
        (LESS, 4, 0.2),
        (LESS, 0, 1),
        (LESS, 50, 0),
        (ROOT, 25, 0.5),
        (ROOT, 1, 0.1),
    ],
)
def test_a_value_is_scaled_between_two_fixed_numbers(part, value, said):
    assert scaled(part, value) == pytest.approx(said)


#     weights and values ("-" is unknown)           score  low  high  known
DRAWN = """
1:100                                             | 100  | 100 | 100 | 1
1:0                                               | 0    | 0   | 0   | 1
1:100 1:0                                         | 50   | 50  | 50  | 1
3:100 1:0                                         | 75   | 75  | 75  | 1
1:50 1:-                                          | 50   | 25  | 75  | 0.5
3:100 1:-                                         | 100  | 75  | 100 | 0.75
1:- 1:-                                           | -    | 0   | 100 | 0
2:20 1:80 1:-                                     | 40   | 30  | 55  | 0.75
"""


@pytest.mark.parametrize("line", DRAWN.strip().splitlines())
def test_the_score_is_the_mean_of_what_is_known_and_the_range_says_the_rest(line):
    drawn, *wanted = (cell.strip() for cell in line.split("|"))
    parts = {}
    for nth, told in enumerate(drawn.split()):
        weight, value = told.split(":")
        parts[str(nth)] = (Part(float(weight), 0, 100), None if value == "-" else float(value))
    value, low, high, known = (None if one == "-" else float(one) for one in wanted)
    found = score(parts)
    assert (found.low, found.high, found.known) == pytest.approx((low, high, known))
    assert found.value == (None if value is None else pytest.approx(value))


def test_no_parts_say_nothing():
    assert score({}) == Score(None, 0.0, 100.0, 0.0)


def test_the_score_lies_within_its_range_and_what_is_learned_stays_within_it():
    rng = random.Random(SEED)
    for _ in range(300):
        parts = {
            str(nth): (
                Part(rng.randint(1, 9), 0, 100, rng.random() < 0.5),
                rng.uniform(0, 120) if rng.random() < 0.6 else None,
            )
            for nth in range(6)
        }
        before = score(parts)
        learned = score({key: (part, rng.uniform(0, 120) if it is None else it) for key, (part, it) in parts.items()})
        assert before.low - 1e-9 <= learned.low <= learned.high <= before.high + 1e-9
        if before.value is not None:
            assert before.low - 1e-9 <= before.value <= before.high + 1e-9


def of(low, high):
    return Score((low + high) / 2, low, high, 1.0)


@pytest.mark.parametrize(
    ("scores", "places"),
    [
        ([of(90, 90), of(50, 50), of(10, 10)], [(1, 1), (2, 2), (3, 3)]),
        ([of(0, 100), of(50, 50), of(10, 10)], [(1, 3), (1, 2), (2, 3)]),
        ([of(50, 50), of(50, 50)], [(1, 1), (1, 1)]),
        ([of(40, 60), of(55, 80), of(10, 20)], [(1, 2), (1, 2), (3, 3)]),
        ([], []),
    ],
)
def test_a_place_may_stand_between_two_ranks(scores, places):
    assert [(one.best, one.worst) for one in ranks(scores)] == places


def test_every_order_that_the_ranges_allow_lies_within_the_ranks():
    rng = random.Random(SEED)
    for _ in range(100):
        scores = [of(*sorted((rng.randint(0, 100), rng.randint(0, 100)))) for _ in range(8)]
        told = ranks(scores)
        drawn = [rng.uniform(one.low, one.high) for one in scores]
        for nth, value in enumerate(drawn):
            place = 1 + sum(other > value for other in drawn)
            assert told[nth].best <= place <= told[nth].worst


def test_places_without_a_score_come_last_those_that_may_be_highest_first():
    low, high = Score(None, 0.0, 40.0, 0.1), Score(None, 30.0, 90.0, 0.3)
    some = [low, of(10, 10), high, of(60, 60)]
    assert sorted(some, key=rank_order) == [of(60, 60), of(10, 10), high, low]
