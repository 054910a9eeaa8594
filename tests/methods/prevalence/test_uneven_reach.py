"""A list that covers one province only, lists that exclude each other in one: impossible is not merely unseen."""

from itertools import product

import numpy as np
import pytest

from tabara.methods.prevalence import (
    CaptureTable,
    PrevalenceError,
    Status,
    capture_table,
    pooled,
    read_strata,
    stepwise,
    stratified,
)
from tabara.methods.prevalence.strata import Strata
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.looks.lists import coverage
from tests.methods.prevalence.study.quick import gate, quick

PEOPLE = {"north": 6_000, "south": 4_000}
REACH = {"A": 0.2, "B": 0.25, "C": 0.2, "D": 0.3}


def drawn(seed: int, *, where: tuple[str, ...] = ("south",), exclude: bool = False, north: float = REACH["A"]) -> str:
    """People found by chance, as a CSV by province: D works in `where` only; A and B may exclude each other there.

    `north` is how well A reaches the people of the north.
    """
    rng, rows = np.random.default_rng(seed), ["province,A,B,C,D,count"]
    for province, many in PEOPLE.items():
        on = rng.random((many, 4)) < [north if province == "north" else REACH["A"], *list(REACH.values())[1:]]
        on[:, 3] &= province in where
        barred = exclude and province in where
        if barred:
            on = on[~(on[:, 0] & on[:, 1])]
        histories, counts = np.unique(on[on.any(axis=1)].astype(int), axis=0, return_counts=True)
        rows += [f"{province},{','.join(map(str, one))},{n}" for one, n in zip(histories, counts, strict=True)]
        rows += [f"{province},1,1,{c},{d},impossible" for c in (0, 1) for d in (0, 1) if barred]
    return "\n".join(rows) + "\n"


def total(strata: Strata) -> float:
    found = stratified(strata, stepwise)
    assert found.status is Status.ESTIMATED
    return float(found.value or 0)


def test_a_list_of_one_province_misleads_about_all_and_not_about_each() -> None:
    """In the north D has missed nobody: it does not work there."""
    by_province, together = [], []
    for seed in range(20):
        strata = read_strata(drawn(seed, north=0.5), ["province"])
        assert strata[("north",)].lists == ("A", "B", "C")
        by_province.append(total(strata))
        together.append(float(stepwise(pooled(strata), threshold=0).value or 0))
    assert np.mean(by_province) == pytest.approx(10_000, rel=0.02)
    assert np.mean(together) > 10_300  # as if D had missed those whom A finds


def test_a_history_impossible_in_one_province_is_respected_there() -> None:
    """Whoever would be on both A and B is on neither table nor total: 4,000 of the south less 5 %."""
    truth, found = 6_000 + 4_000 * (1 - REACH["A"] * REACH["B"]), []
    for seed in range(20):
        strata = read_strata(drawn(seed, exclude=True), ["province"])
        assert strata[("south",)].impossible == {3, 7, 11, 15}
        found.append(total(strata))
    assert np.mean(found) == pytest.approx(truth, rel=0.02)


def test_what_no_stratum_allows_is_impossible_in_all_and_what_one_allows_is_not() -> None:
    head = "sex,A,B,C,count\n"
    rows = "f,1,0,0,9\nf,0,1,0,9\nf,0,0,1,9\nf,1,0,1,3\nf,0,1,1,3\nf,1,1,1,impossible\nf,1,1,0,impossible\n"
    men = "m,1,0,0,9\nm,0,1,0,9\nm,0,0,1,9\nm,1,0,1,3\nm,0,1,1,3\nm,1,1,1,impossible\n"
    whole = pooled(read_strata(head + rows + men, ["sex"]))
    assert (whole.impossible, whole.observed) == ({7}, 66)
    without = "m,1,0,0,9\nm,0,1,0,9\nm,1,1,0,2\n"  # no C among men
    assert pooled(read_strata(head + rows + without, ["sex"])).impossible == {7}


def test_a_study_of_strata_with_impossible_histories_says_what_all_together_cannot() -> None:
    strata = read_strata(drawn(1, where=("north",), exclude=True).replace("south", "west"), ["province"])
    found = quick(pooled(strata), strata=strata, methods=["stepwise"])
    one = gate(found, "coverage")
    assert (found.outcome, one.passed) == (Status.NOT_ESTIMABLE, False)
    assert "Nobody of north can be on A and B together, where " in one.said
    assert "“D” names nobody of west, where " in one.said
    assert set(one.which) >= {"A", "B", "D"}
    assert found.strata is not None
    assert found.strata.status is Status.ESTIMATED
    assert found.strata.value == pytest.approx(10_000 - 6_000 * 0.05, rel=0.06)


def test_few_people_on_each_of_many_impossible_histories_are_added_up() -> None:
    """Five lists: A and B bar eight histories of the north, on which 14 of the south's 900 stand, none on 5 or more."""
    both = dict(zip(product((0, 1), repeat=3), (3, 3, 2, 2, 1, 1, 1, 1), strict=True))
    rest = [one for one in product((0, 1), repeat=5) if any(one) and not one[0] & one[1]]
    counts = dict.fromkeys(rest, 38) | {rest[0]: 900 - 38 * 22}
    north = capture_table("ABCDE", counts, impossible=[(1, 1, *one) for one in both])
    south = capture_table("ABCDE", counts | {rest[0]: 50} | {(1, 1, *one): many for one, many in both.items()})
    strata: Strata = {("north",): north, ("south",): south}
    assert (north.observed, south.observed) == (900, 900)
    one = coverage(Found(pooled(strata), strata, (), (), (), (), None, (), None), 5)
    said = "Nobody of north can be on A and B together, where 14 would be expected."
    assert (one.value, one.passed, one.said, one.which) == (pytest.approx(14), False, said, ("A", "B"))
    alone: Strata = {("north",): capture_table("ABCDE", counts, impossible=[(1, 1, 0, 0, 0)]), ("south",): south}
    one = coverage(Found(pooled(alone), alone, (), (), (), (), None, (), None), 2)
    assert one.said == "Nobody of north can be on A and B alone, where 3 would be expected."


def test_a_study_where_every_stratum_bars_the_same_histories_is_a_study_like_any_other() -> None:
    """Two lists that exclude each other everywhere: told so, nothing keeps the study from a number."""
    text = drawn(3, where=("north", "south"), exclude=True)
    strata = read_strata(text, ["province"])
    found = quick(pooled(strata), strata=strata, methods=["stepwise", "aic"])
    assert (gate(found, "coverage").passed, pooled(strata).impossible) == (True, {3, 7, 11, 15})
    assert found.references[0].estimate.observed > 0
    numbers = [found.strata.value if found.strata else 0, *(one.value for one in found.ensemble if one.value)]
    assert numbers == [pytest.approx(9_500, rel=0.06)] * len(numbers)


def test_a_stratum_that_one_list_names_alone_is_refused_by_its_name() -> None:
    with pytest.raises(PrevalenceError, match="Stratum north: only “A” names people there"):
        read_strata("province,A,B,count\nnorth,1,0,4\nsouth,1,1,2\nsouth,0,1,3\n", ["province"])


def test_a_list_as_the_whole_keeps_what_is_impossible() -> None:
    """Of the people on A, none can be on B and C at once."""
    counts = {9: 5, 5: 6, 3: 7, 11: 2, 13: 3, 1: 20, 2: 9, 4: 9, 8: 9}
    table = CaptureTable(
        tuple("ABCD"), tuple(sorted(counts)), tuple(counts[one] for one in sorted(counts)), frozenset({7, 15, 6, 14})
    )
    found = quick(table, methods=["stepwise"])
    one = next(one for one in found.references if one.name == "A")
    assert one.estimate.observed == 5 + 6 + 7 + 2 + 3
    assert (
        one.estimate.provenance.capture_sha256
        == CaptureTable(("B", "C", "D"), (1, 2, 4, 5, 6), (7, 6, 5, 2, 3), frozenset({3, 7})).sha256
    )
