"""All decomposable graphs are there, each is weighed by its formula, and the published averages come out."""

import time
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import gammaln

from tabara.methods.prevalence import CaptureTable, PrevalenceError, Status, capture_table
from tabara.methods.prevalence.decomposable import average_over_graphs, cliques, decomposable
from tabara.methods.prevalence.graphs import graph_average
from tests.methods.prevalence.awkward import AWKWARD, drawn_tables, orders
from tests.methods.prevalence.published import published

# Quantiles, mode and best graph of the R package dga (version 2), and for six lists of a second program.
# They are printed with one decimal: the tolerance is half of it.
PRINTED = 0.0501
PUBLISHED = [
    ("UKdat_5", 40_000, (10_367.4, 11_286.9, 22_957.8, 29_551.8, 33_299.1), 11_732, 0.444),
    ("UKdat_5", 30_184, (10_329.9, 11_218.5, 22_354.3, 27_805.6, 29_442.9), 11_726, 0.440),
    ("UKdat_4", 26_708, (9_522.3, 10_117.4, 11_351.3, 12_709.6, 13_534.3), 11_299, 0.433),
    ("Ned_5", 90_574, (40_803.3, 43_529.5, 47_862.0, 52_558.4, 55_415.6), 47_632, 0.842),
    ("Ned_5", 250_000, (41_540.9, 44_319.0, 50_257.0, 177_386.9, 202_796.6), 47_681, 0.556),
    ("Kosovo", 48_400, (9_804.1, 10_776.1, 12_572.5, 14_933.6, 16_521.7), 12_284, 0.985),
    ("UKdat", 40_000, (10_214.6, 10_885.1, 12_295.9, 22_147.2, 26_174.3), None, 0.397),
    ("Ned", 250_000, (116_507.5, 125_884.9, 145_577.3, 170_040.4, 186_072.0), None, 0.460),
]
SECONDS_FOR_SIX_LISTS = 4.0


@pytest.mark.parametrize(("name", "ceiling", "quantiles", "mode", "chance"), PUBLISHED)
def test_the_published_averages_come_out(
    name: str, ceiling: int, quantiles: tuple[float, ...], mode: int | None, chance: float
) -> None:
    found = graph_average(published(name), ceiling=ceiling)
    (low, high), (lower, upper) = ((one.low, one.high) for one in found.intervals)
    assert (low, lower, found.value, upper, high) == pytest.approx(quantiles, abs=PRINTED)
    assert found.diagnostics["best"][0]["probability"] == pytest.approx(chance, abs=0.00051)
    assert mode is None or found.diagnostics["mode"] == pytest.approx(mode, abs=0.501)


@pytest.mark.parametrize(
    ("name", "ceiling", "best"),
    [
        ("UKdat_5", 40_000, {"LA:NG:PFNCA", "PFNCA:GO", "NG:GP"}),
        ("UKdat", 40_000, {"LA:NG:GP", "LA:PF:GP", "GO:GP", "PF:NCA"}),
    ],
)
def test_the_best_graph_is_named_by_its_cliques(name: str, ceiling: int, best: set[str]) -> None:
    assert set(graph_average(published(name), ceiling=ceiling).model or ()) == best


def test_six_lists_take_at_most_four_seconds() -> None:
    decomposable.cache_clear()
    start = time.process_time()
    assert graph_average(published("UKdat"), ceiling=40_000).diagnostics["graphs"] == 18_154
    assert time.process_time() - start < SECONDS_FOR_SIX_LISTS


def chordal(edges: set[frozenset[int]], points: int) -> bool:
    """Whether points can be taken away one by one, each with neighbours that are all joined: the plain way."""
    left = set(range(points))
    while left:
        free = next((one for one in left if _simplicial(edges, one, left)), None)
        if free is None:
            return False
        left.remove(free)
    return True


def _simplicial(edges: set[frozenset[int]], point: int, left: set[int]) -> bool:
    beside = [other for other in left if frozenset((point, other)) in edges]
    return all(frozenset(pair) in edges for pair in combinations(beside, 2))


def test_the_graphs_are_those_that_a_plain_search_finds() -> None:
    pairs = [frozenset(pair) for pair in combinations(range(4), 2)]
    graphs = [{pair for pair, on in zip(pairs, chosen, strict=True) if on} for chosen in product((0, 1), repeat=6)]
    plain = {frozenset(edges) for edges in graphs if chordal(edges, 4)}
    ours = {
        frozenset(
            frozenset(pair)
            for clique in cliques(graph)
            for pair in combinations([at for at in range(4) if clique >> at & 1], 2)
        )
        for graph in decomposable(4)
    }
    assert ours == plain


def test_a_graph_is_weighed_by_its_cliques_and_separators() -> None:
    """The formula written out for one graph, A - B - C, against the ratio that the averaging gives it."""
    counts = np.array([0, 9, 8, 4, 7, 2, 3, 1], float)

    def part(inside: int, unseen: float) -> float:
        prior = 2.0 ** -inside.bit_count()
        cells = {cell & inside for cell in range(8)}
        margins = {one: sum(counts[cell] for cell in range(8) if cell & inside == one) for one in cells}
        margins[0] += unseen
        return float(sum(gammaln(margins[one] + prior) - gammaln(prior) for one in cells))

    def chain(unseen: float) -> float:
        total = counts.sum() + unseen
        shared = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total) + gammaln(1.0) - gammaln(total + 1.0)
        return float(np.exp(part(0b011, unseen) + part(0b110, unseen) - part(0b010, unseen) + shared))

    def all_alone(unseen: float) -> float:
        total = counts.sum() + unseen
        shared = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total) + 3 * (gammaln(1.0) - gammaln(total + 1.0))
        return float(np.exp(sum(part(1 << at, unseen) for at in range(3)) + shared))

    found = average_over_graphs(counts, ceiling=counts.sum() + 100, points=101)
    chances = dict(found.best)
    grid = range(101)
    expected = sum(map(chain, grid)) / sum(map(all_alone, grid))
    assert chances[(0b011, 0b110)] / chances[(0b001, 0b010, 0b100)] == pytest.approx(expected, rel=1e-9)


@given(drawn_tables, orders)
@settings(max_examples=40, deadline=None)
def test_the_order_of_lists_and_rows_and_empty_histories_change_nothing(table: CaptureTable, order: Random) -> None:
    lists = order.sample(table.lists, len(table.lists))
    shuffled = table.ordered(lists)
    histories = list(zip(shuffled.histories, shuffled.counts, strict=True))
    order.shuffle(histories)
    bits = {tuple(history >> at & 1 for at in range(len(lists))): count for history, count in histories}
    again = capture_table(lists, {(0,) * len(lists): 0} | bits)
    one, other = (graph_average(each).as_dict() for each in (again, table))
    named = {"model", "diagnostics"}  # the names of a model follow the order of the lists
    assert {key: one[key] for key in one.keys() - named} == {key: other[key] for key in other.keys() - named}
    assert one["diagnostics"]["modes"] == other["diagnostics"]["modes"]


@pytest.mark.parametrize("case", AWKWARD)
def test_a_table_that_cannot_tell_gets_no_number(case: str) -> None:
    table, why = AWKWARD[case]
    found = graph_average(table)
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert why in found.reasons[0]


def test_seven_lists_and_impossible_histories_are_refused() -> None:
    seven = {tuple(int(at in (one, (one + 1) % 7)) for at in range(7)): 5 for one in range(7)}
    alone = {tuple(int(at == one) for at in range(7)): 9 for one in range(7)}
    assert "7 lists are too many" in graph_average(capture_table(list("ABCDEFG"), seven | alone)).reasons[0]
    barred = capture_table(
        ["A", "B", "C"],
        {(1, 0, 0): 9, (0, 1, 0): 8, (0, 0, 1): 7, (1, 1, 0): 4, (0, 1, 1): 3},
        impossible=[(1, 0, 1), (1, 1, 1)],
    )
    assert "impossible histories" in graph_average(barred).reasons[0]


def test_where_all_lists_are_joined_the_prior_decides_and_that_is_said_or_there_is_no_number() -> None:
    """Many people fit no graph but that one, under which the likeliest number of missing people is always nought."""
    counts = (120, 90, 70, 25, 18, 14, 6)
    histories = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1))
    few, many = (
        graph_average(capture_table("ABC", {one: count * times for one, count in zip(histories, counts, strict=True)}))
        for times in (1, 100)
    )
    assert (few.status, few.reasons, few.diagnostics["all_joined"] < 0.001) == (Status.ESTIMATED, (), True)
    assert (many.status, many.value) == (Status.NOT_ESTIMABLE, None)
    assert many.reasons[0].startswith("100% of the weight is on the graph that joins all lists")
    assert many.diagnostics["mode"] == 34_300
    korea = graph_average(published("Korea"))
    assert korea.diagnostics["all_joined"] == pytest.approx(0.1708, abs=1e-4)
    assert (korea.status, korea.reasons[0][:20]) == (Status.ESTIMATED, "17% of the weight is")


def test_a_ceiling_that_decides_is_said_and_one_below_the_observed_refused() -> None:
    low, high = (graph_average(published("Ned_5"), ceiling=ceiling) for ceiling in (90_574, 250_000))
    assert "35% of the weight would lie above the ceiling of 90,574" in low.reasons[0]
    assert [round(mode, -4) for mode in high.diagnostics["modes"]] == [50_000, 160_000]
    assert "2 different answers" in high.reasons[0]
    for wrong in (8_234.0, float("nan"), float("inf")):
        with pytest.raises(PrevalenceError, match="above the 8234 people"):
            graph_average(published("Ned_5"), ceiling=wrong)
