"""What leaves the unit in the clear shows no small overlap, not even to an agency that subtracts."""

from itertools import combinations

import pytest
from hypothesis import given, strategies

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.tokens import Link, Linked, capture_csv, pairs_csv, study_csv, withheld
from tabara.methods.prevalence import PrevalenceError, estimators, read_csv

HISTORIES = strategies.dictionaries(
    strategies.frozensets(strategies.sampled_from("ABCD"), min_size=1), strategies.integers(1, 60), min_size=1
)
A, B, AB = frozenset("A"), frozenset("B"), frozenset("AB")


@given(HISTORIES, strategies.integers(10, 30))
def test_no_overlap_below_the_limit_is_told_and_none_can_be_subtracted(
    histories: dict[frozenset[str], int], least: int
) -> None:
    hidden = withheld(histories, least)
    assert [one for one, people in histories.items() if len(one) > 1 and people < least and one not in hidden] == []
    for name in frozenset[str]().union(*histories):
        gone = [one for one in hidden if name in one]
        enough = len(gone) > 1 and sum(histories[one] for one in gone) >= least
        assert not gone or enough or set(gone) == {one for one in histories if name in one}


@given(HISTORIES)
def test_the_capture_table_holds_every_number_that_may_be_told(histories: dict[frozenset[str], int]) -> None:
    hidden = withheld(histories)
    told = cells(capture_csv(histories, hidden))
    shown = {one: str(people) for one, people in histories.items() if one not in hidden}
    assert {one: told[one] for one in shown} == shown
    assert {told[one] for one in told.keys() - shown.keys()} <= {"withheld"}


@given(HISTORIES)
def test_a_history_that_is_withheld_cannot_be_told_from_one_of_nobody(histories: dict[frozenset[str], int]) -> None:
    hidden = withheld(histories)
    told = cells(capture_csv(histories, hidden))
    names = sorted(frozenset[str]().union(*histories))
    every = [frozenset(some) for many in (1, 2, 3, 4) for some in combinations(names, many)]
    unseen = [one for one in every if one not in histories]
    assert {told.get(one, "") for one in unseen} <= ({"withheld"} if hidden else {""})


def test_of_a_list_whose_people_all_stand_on_another_nothing_is_told() -> None:
    histories = {A: 288, AB: 3}
    assert capture_csv(histories, withheld(histories)) == "A,B,count\n0,1,withheld\n1,0,withheld\n1,1,withheld\n"


def cells(text: str) -> dict[frozenset[str], str]:
    """Read a capture table as it is written."""
    head, *rows = (line.split(",") for line in text.splitlines())
    return {frozenset(n for n, bit in zip(head[:-1], row[:-1], strict=True) if bit == "1"): row[-1] for row in rows}


def test_more_lists_than_a_capture_table_can_have_are_refused() -> None:
    with pytest.raises(LinkageError, match="13 lists are too many for a capture table; 12 is the most"):
        capture_csv({frozenset({f"L{at}"}): 20 for at in range(13)})


def test_nothing_is_withheld_where_every_overlap_is_large_enough() -> None:
    assert withheld({A: 3, B: 4, AB: 10}) == frozenset()
    assert withheld({A: 3, B: 40, AB: 9}) == {A, B, AB}


def linked() -> Linked:
    """Three people on A and B of whom the last one is doubtful, one on A alone."""
    return Linked(
        ("A", "B", "A", "B", "A", "B", "A"),
        (0, 0, 1, 1, 2, 3, 4),
        (Link(0, 1, 0.99), Link(2, 3, 0.8), Link(4, 5, 0.2)),
    )


def test_a_study_gets_a_table_that_the_estimators_read() -> None:
    whole = linked()
    assert whole.histories == {AB: 2, A: 2, B: 1}
    table = read_csv(capture_csv(whole.histories))
    assert (table.observed, table.total("A", "B")) == (5, 2)
    assert estimators.ESTIMATORS["chapman"](table, estimators.Asked()).observed == 5


def test_no_estimate_can_be_made_of_a_table_from_which_something_is_withheld() -> None:
    text = capture_csv(linked().histories, withheld(linked().histories))
    with pytest.raises(PrevalenceError, match="the count is “withheld”"):
        read_csv(text)


def test_study_numbers_say_who_is_one_person_on_which_lists_and_how_probably() -> None:
    numbers = ["K", "C", "J", "B", "I", "A", "H"]
    head, *rows = study_csv(linked(), numbers).splitlines()
    assert head == "study_id,person,list,probability"
    together = ["B,B,B,0.800000", "C,C,B,0.990000", "J,B,A,0.800000", "K,C,A,0.990000"]
    assert rows == sorted(["A,A,B,", "H,H,A,", "I,I,A,", *together])
    assert study_csv(linked(), numbers, [AB]).splitlines()[1:] == ["A,A,B,", "H,H,A,", "I,I,A,"]


def test_pairs_hold_the_doubtful_ones_too_so_that_other_linkages_can_be_drawn() -> None:
    assert pairs_csv(linked(), list("KCJBIAH")).splitlines() == [
        "unique_id_l,unique_id_r,probability",
        "A,I,0.200000",
        "B,J,0.800000",
        "C,K,0.990000",
    ]
