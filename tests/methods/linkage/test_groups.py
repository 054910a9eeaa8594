"""Groups of records follow what people decided first; several linkages are drawn as the probabilities have it."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies

from tabara.methods.linkage import Decision, LinkageError, drawn, histories, likeliest
from tabara.methods.linkage.grouping import grouped
from tabara.methods.prevalence import capture_table

IDS = "abcdefgh"
PAIR = strategies.tuples(strategies.sampled_from(IDS), strategies.sampled_from(IDS)).filter(lambda two: two[0] < two[1])


def links(stated):
    """Return a table of pairs with their probabilities."""
    left, right = zip(*stated, strict=True) if stated else ((), ())
    columns = {"unique_id_l": pa.array(left, pa.string()), "unique_id_r": pa.array(right, pa.string())}
    return pa.table({**columns, "probability": pa.array(stated.values(), pa.float64())})


@given(strategies.lists(PAIR), strategies.sets(PAIR))
def test_a_rejected_pair_never_lies_in_one_group_and_every_record_is_in_one(some, rejected):
    found = grouped(IDS, some, [Decision(*two, same=False) for two in rejected])
    assert found.keys() == set(IDS)
    assert all(found[one] != found[other] for one, other in rejected)
    assert all(found[found[one]] == found[one] <= one for one in IDS)


@given(strategies.lists(PAIR))
def test_without_decisions_every_link_holds(some):
    found = grouped(IDS, some, [])
    assert all(found[one] == found[other] for one, other in some)


def test_an_accepted_pair_is_together_whatever_its_probability():
    assert grouped("abc", [], [Decision("b", "c", True)]) == {"a": "a", "b": "b", "c": "b"}


def test_decisions_that_contradict_one_another_are_refused_and_so_are_unknown_records():
    three = [Decision("a", "b", True), Decision("b", "c", True), Decision("a", "c", False)]
    with pytest.raises(LinkageError, match="“a” and “c” were said to be two people"):
        grouped("abc", [], three)
    with pytest.raises(LinkageError, match="There is no record “z”"):
        grouped("abc", [], [Decision("a", "z", True)])


def test_a_pair_is_drawn_together_as_often_as_it_is_probable():
    made = drawn(links({("a", "b"): 0.7, ("c", "d"): 0.2}), 4000, np.random.default_rng(5))
    together = [np.mean([one["a"] == one["b"] for one in made]), np.mean([one["c"] == one["d"] for one in made])]
    assert together == pytest.approx([0.7, 0.2], abs=4 * 0.5 / 4000**0.5)


def test_who_resembles_two_records_of_one_person_is_not_drawn_twice_as_often():
    made = drawn(links({("a", "b"): 1.0, ("a", "c"): 0.3, ("b", "c"): 0.3}), 4000, np.random.default_rng(6))
    assert np.mean([one["c"] == one["a"] for one in made]) == pytest.approx(0.3, abs=4 * 0.5 / 4000**0.5)


@given(strategies.dictionaries(PAIR, strategies.floats(0, 1), max_size=10), strategies.sets(PAIR, max_size=3))
@settings(max_examples=50)
def test_every_draw_is_a_linkage_that_keeps_to_decisions(stated, rejected):
    decided = [Decision(*two, same=False) for two in rejected]
    for made in drawn(links(stated), 3, np.random.default_rng(7), decided):
        assert all(made[one] != made[other] for one, other in rejected)
        assert all(made[one] == made[other] for (one, other), share in stated.items() if share == 1 and not rejected)
        assert all(made[group] == group for group in made.values())


def test_the_likeliest_linkage_makes_no_chains_and_keeps_to_decisions():
    stated = links({("a", "b"): 0.9, ("b", "c"): 0.8, ("d", "e"): 0.6, ("f", "g"): 0.4})
    assert likeliest(stated) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "d", "f": "f", "g": "g"}
    decided = [Decision("a", "b", False), Decision("f", "g", True)]
    assert likeliest(stated, decided) == {"a": "a", "b": "b", "c": "b", "d": "d", "e": "d", "f": "f", "g": "f"}


def test_draws_repeat_with_their_seed_and_do_not_heed_the_order_of_pairs():
    stated = {("a", "b"): 0.5, ("b", "c"): 0.4, ("c", "d"): 0.6, ("a", "d"): 0.5}
    turned = dict(reversed(stated.items()))
    one, other = (drawn(links(way), 20, np.random.default_rng(8)) for way in (stated, turned))
    assert one == other
    assert len({tuple(made.values()) for made in one}) > 1


def test_histories_count_people_by_their_lists_and_leave_out_whom_no_allowed_list_holds():
    clusters = {"1": "1", "2": "1", "3": "3", "4": "4"}
    list_of = {"1": "police", "2": "shelter", "3": "shelter", "4": "closed", "5": "police"}
    counts = histories(clusters, list_of, ["police", "shelter"])
    assert counts == {(0, 1): 1, (1, 0): 1, (1, 1): 1}
    assert capture_table(["police", "shelter"], counts).observed == 3
    assert histories(clusters, list_of) == {(0, 0, 1): 1, (0, 1, 0): 1, (0, 1, 1): 1, (1, 0, 0): 1}


def test_a_list_that_is_named_twice_is_refused():
    with pytest.raises(LinkageError, match="A list is named twice"):
        histories({}, {"1": "A"}, ["A", "A"])
