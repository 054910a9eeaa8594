"""What a study tries on a table comes out as it does by hand, or by the estimator that it is tried with."""

from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest

from tabara.methods.linkage import drawn, histories
from tabara.methods.prevalence import Status, capture_table, stepwise
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.study.shape import Study
from tests.methods.prevalence.published import published
from tests.methods.prevalence.study.quick import gate, quick

KOSOVO = published("Kosovo")


@pytest.fixture(scope="module")
def kosovo() -> Study:
    """A study of Kosovo with a claim and two other linkages."""
    fewer = capture_table(KOSOVO.lists, {**_counts(KOSOVO), (1, 1, 0, 0): 77, (1, 0, 0, 0): 1231, (0, 1, 0, 0): 945})
    return quick(KOSOVO, methods=["stepwise"], claim=20_000, linkages=[KOSOVO, fewer])


def _counts(table: CaptureTable) -> dict[tuple[int, ...], int]:
    lists = range(len(table.lists))
    pairs = zip(table.histories, table.counts, strict=True)
    return {tuple(history >> at & 1 for at in lists): count for history, count in pairs}


def test_each_list_left_out_and_each_two_merged_give_what_their_table_gives(kosovo: Study) -> None:
    assert [one.changed for one in kosovo.left_out] == [("ABA",), ("EXH",), ("HRW",), ("OSCE",)]
    for one in kosovo.left_out:
        assert one.estimate.value == stepwise(KOSOVO.without(*one.changed)).value
    assert len(kosovo.merged) == 6
    for one in kosovo.merged:
        assert one.estimate.value == pytest.approx(stepwise(KOSOVO.merged({"both": one.changed})).value, rel=1e-9)
        assert one.estimate.observed == KOSOVO.observed


def test_the_people_on_one_list_are_estimated_from_the_other_lists(kosovo: Study) -> None:
    """On EXH 1,910 people; 1,131 of them on no other list, whom the other three have to find."""
    one = next(one for one in kosovo.references if one.name == "EXH")
    assert (one.known, one.estimate.observed) == (1910, 1910 - 1131)
    inside = {history[1:]: count for history, count in _counts(KOSOVO).items() if history[0] and any(history[1:])}
    alone = stepwise(capture_table(KOSOVO.lists[1:], inside), bootstrap=50, seed=1)
    assert (one.estimate.value, one.estimate.intervals, one.inside) == (alone.value, alone.intervals, False)


def test_an_odds_ratio_is_of_people_on_other_lists(kosovo: Study) -> None:
    """Among people on OSCE or HRW, 226 are on both of EXH and ABA, and so on."""
    one = next(one for one in kosovo.overlaps if one.lists == ("EXH", "ABA"))
    both, exh, aba, neither = 181 + 18 + 27, 228 + 106 + 42, 217 + 31 + 32, 936 + 306 + 123
    ratio = (both + 0.5) * (neither + 0.5) / ((exh + 0.5) * (aba + 0.5))
    wide = np.exp(1.959963984540054 * np.sqrt(sum(1 / (cell + 0.5) for cell in (both, exh, aba, neither))))
    assert (one.both, one.odds_ratio) == (177 + 226, pytest.approx(ratio))
    assert (one.low, one.high) == (pytest.approx(ratio / wide), pytest.approx(ratio * wide))
    hrw = (18 + 27 + 0.5) * (306 + 123 + 0.5) / ((106 + 42 + 0.5) * (31 + 32 + 0.5))
    assert (set(one.given), one.given["HRW"]) == ({"OSCE", "HRW"}, pytest.approx(hrw))


def test_the_curve_multiplies_the_unseen_and_tells_when_a_claim_is_true(kosovo: Study) -> None:
    curve = kosovo.sensitivity
    assert curve is not None
    hidden = 10356.519 - 4400
    assert [(round(point.factor, 3), round(point.total)) for point in curve.curve][::4] == [
        (0.25, round(4400 + hidden / 4)),
        (1.0, 10357),
        (4.0, round(4400 + 4 * hidden)),
    ]
    assert (curve.claim, curve.tipping) == (20_000, pytest.approx((20_000 - 4400) / hidden, rel=1e-6))


def test_a_trajectory_ends_at_the_estimate_and_rests_where_the_model_is_right(kosovo: Study) -> None:
    course = kosovo.trajectory
    assert course is not None
    assert [one.share for one in course.steps] == [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert course.steps[-1].median == pytest.approx(14341.6638, rel=1e-6)
    assert all(one.low <= one.median <= one.high for one in course.steps)
    assert course.drift == pytest.approx(max(s.median for s in course.steps) / min(s.median for s in course.steps))


def test_a_model_that_cannot_have_drawn_the_table_does_not_fit(kosovo: Study) -> None:
    """Pairs alone leave a deviance of 39.9 on 5 degrees of freedom; with three lists at once 9.3 on 4."""
    fits = {one.method: one for one in kosovo.fits}
    assert (round(fits["stepwise"].deviance, 3), fits["stepwise"].df) == (39.894, 5)
    assert fits["stepwise"].p_deviance == pytest.approx(1 / 51)
    assert (round(fits["bic"].deviance, 3), fits["bic"].df) == (9.323, 4)
    assert fits["bic"].p_deviance > 1 / 51


def test_other_linkages_spread_the_number_and_its_limits(kosovo: Study) -> None:
    """A hundred links missed between two lists: fewer overlaps, more people."""
    found = kosovo.linkages
    assert found is not None
    first, second = (one.estimate for one in found.variants)
    assert first.value is not None
    assert second.value is not None
    assert first.value < second.value
    assert (found.lowest, found.highest) == (first.value, second.value)
    assert found.median == pytest.approx((first.value + second.value) / 2)
    assert found.overlaps == (1082, 1182)
    told = [one.interval(95) for one in (first, second)]
    assert found.limits["95"] == (min(one.low for one in told if one), max(one.high for one in told if one))
    assert gate(kosovo, "linkages").saw == pytest.approx(second.value / first.value)


def test_linkages_drawn_from_probabilities_flow_into_a_study() -> None:
    """Records of three lists, of which every pair on A and B that may be one person is so with a chance of a half."""
    people = {"A": range(140), "B": range(80, 220), "C": [*range(40, 110), *range(180, 260)]}
    list_of = {f"{name}{one}": name for name, some in people.items() for one in some}
    same = [
        (f"{a}{one}", f"{b}{one}", 0.5 if (a, b) == ("A", "B") and one % 2 else 1.0)
        for a, b in combinations("ABC", 2)
        for one in set(people[a]) & set(people[b])
    ]
    pairs = pa.table(dict(zip(("unique_id_l", "unique_id_r", "probability"), zip(*same, strict=True), strict=True)))
    draws = drawn(pairs, 5, np.random.default_rng(1))
    tables = [capture_table("ABC", histories(draw, list_of, "ABC")) for draw in draws]
    found = quick(tables[0], methods=["stepwise"], linkages=tables).linkages
    assert found is not None
    assert [one.estimate.provenance.capture_sha256 for one in found.variants] == [one.sha256 for one in tables]
    assert found.overlaps[0] < found.overlaps[1]
    assert found.lowest is not None
    assert found.highest is not None
    assert found.lowest < found.highest


def test_a_linkage_without_a_number_is_no_agreement() -> None:
    table = published("Korea")
    apart = capture_table(table.lists, {(1, 0, 0): 77, (0, 1, 0): 71, (0, 0, 1): 59})
    found = quick(table, methods=["stepwise"], linkages=[table, apart])
    one = gate(found, "linkages")
    assert (found.linkages is not None and found.linkages.variants[1].estimate.status) is Status.NOT_ESTIMABLE
    assert (one.passed, one.said) == (False, "2 linkages give 269 to 269; 1 give none.")
