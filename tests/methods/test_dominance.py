"""A number of one agency alone is withheld, with as many others as hide it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tabara.methods.disclosure import PUBLIC, DisclosureError, one_way, protect, two_way
from tabara.methods.disclosure.dominance import Dominance
from tabara.methods.disclosure.relations import matrix, relations

RULE = Dominance()
CELL = st.integers(0, 8)


@pytest.mark.parametrize(
    ("parts", "withheld"),
    [({}, False), ({"a": 0}, False), ({"a": 12}, True), ({"a": 90, "b": 10}, False), ({"a": 91, "b": 9, "c": 0}, True)],
)
def test_at_least_two_agencies_stand_behind_a_number_and_none_behind_more_than_nine_tenths(parts, withheld):
    assert RULE.withholds(parts) is withheld


def test_a_rule_that_asks_nothing_withholds_nothing():
    assert Dominance(1, 1.0).withholds({"a": 12}) is False
    assert not Dominance(1, 1.0).asks
    assert RULE.asks


def test_a_large_number_of_one_agency_is_withheld_beside_another_that_hides_it():
    assert protect(one_way([200, 30, 40]), PUBLIC, [0]).counts == (None, None, 40)
    assert protect(one_way([200, 0, 0]), PUBLIC, [0]).entries == (None, 0, 0, None)  # nothing but the total can hide it
    assert protect(one_way([200, 30, 40]), PUBLIC).counts == (200, 30, 40)
    assert protect(one_way([200, 30, 40]), PUBLIC, [0]).dominated == {0}


def test_a_small_number_that_is_also_one_agencys_is_named_once():
    found = protect(one_way([3, 30, 40]), PUBLIC, [0])
    assert (found.small, found.dominated, found.counts) == ({0}, frozenset(), (None, None, 40))


def most(table, shown, at):
    """Give what a reader of the shown entries must think possible of one."""
    equal, _at_least = relations(table.lines)
    fixed = [(0, None) if one is None else (one, one) for one in shown]
    aim = np.zeros(len(shown))
    aim[at] = -1
    found = linprog(aim, A_eq=matrix(equal, len(shown)), b_eq=np.zeros(len(equal)), bounds=fixed, method="highs")
    return np.inf if found.status == 3 else -found.fun


@settings(max_examples=25, deadline=None)
@given(
    cells=st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=3, max_size=3), at=st.integers(0, 8)
)
def test_no_reader_of_the_rest_can_tell_it_within_the_threshold(cells, at):
    table = two_way(cells)
    found = protect(table, PUBLIC, [at])
    if table.entries[at]:
        assert found.entries[at] is None
        assert most(table, found.entries, at) >= (10 if table.entries[at] < 10 else table.entries[at] + 10) - 1e-6


@pytest.mark.parametrize("told", [(0, 0.9), (2, 0.0), (2, 1.1)])
def test_a_rule_that_cannot_be_is_refused(told):
    with pytest.raises(DisclosureError, match="Dominance needs"):
        Dominance(*told)


def test_less_than_nothing_is_refused():
    with pytest.raises(DisclosureError, match="less than nothing"):
        RULE.withholds({"a": -1})
