"""Average over all decomposable graphs of the lists: which pairs depend on each other is not chosen, but weighed.

Every decomposable graph on the lists is a model; the totals are weighed by 1/N up to a ceiling. That ceiling is an
assumption: where larger totals are just as likely, the upper end of the interval is the ceiling's, and it is said.
Under the graph that joins all lists the counts say nothing of whom they miss, and the prior's answer is that nobody
is missing. So there is no number where that graph is the likelier one: many people who fit no other graph get there.

References
----------
Madigan and York (1997), "Bayesian methods for estimation of the size of a closed population", Biometrika 84(1).
"""

from tabara.methods.prevalence.assumptions import COMMON
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.decomposable import MOST_LISTS, POINTS, GraphPosterior, average_over_graphs
from tabara.methods.prevalence.draws import credible
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, not_estimable
from tabara.methods.prevalence.obstacles import dense, named, obstacles

METHOD = "graphs"
PAPER = "Madigan and York (1997), Biometrika 84(1)"
MOST = 1e11  # beyond, numbers are too large for their logarithms to be told apart
CEILING = 10  # times the people seen: how many unseen ones are thought of
ASSUMPTIONS = (
    *COMMON,
    "How the lists depend on each other can be told by a decomposable graph, all of them equally likely beforehand.",
    "Totals are weighed by 1/N up to the ceiling, and none is larger.",
)
GIVEN = "all decomposable graphs and the ceiling"
_NOTABLE, _HALF = 0.05, 0.5


def graph_average(table: CaptureTable, *, ceiling: float | None = None, points: int = POINTS) -> Estimate:
    """Estimate the total as the median over all graphs and totals; without a ceiling, ten unseen for each one seen.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> table = capture_table(["A", "B", "C"], {(1, 0, 0): 4, (1, 1, 0): 3, (0, 1, 1): 2, (0, 0, 1): 9})
    >>> graph_average(table).status.value
    'ESTIMATED'
    """
    highest = (1 + CEILING) * table.observed if ceiling is None else ceiling
    if not table.observed < highest <= MOST or points <= 2:
        above = f"above the {table.observed} people seen"
        raise PrevalenceError(f"The ceiling must lie {above}, with points between, and be {MOST:,.0f} at most.")
    reasons = obstacles(table, most_lists=MOST_LISTS, impossible=False)
    if reasons:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=reasons)
    found = average_over_graphs(dense(table), highest, points)
    told = _diagnostics(table, found) | {"ceiling": highest}
    if found.joined > _HALF:
        why = (
            f"{found.joined:.0%} of the weight is on the graph that joins all lists; under it they say nothing of whom "
            "they miss, and the number would be the prior's."
        )
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=(why,), diagnostics=told)
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        found.quantile(0.5),
        table.observed,
        Provenance.of(table),
        intervals=credible(found.quantile, GIVEN),
        assumptions=ASSUMPTIONS,
        reasons=_warnings(found, highest),
        model=named(table, found.best[0][0]),
        diagnostics=told,
    )


def _diagnostics(table: CaptureTable, found: GraphPosterior) -> dict[str, object]:
    return {
        "mode": found.mode,
        "modes": found.modes,
        "graphs": found.graphs,
        "best": [{"model": named(table, graph), "probability": chance} for graph, chance in found.best],
        "mass_beyond_ceiling": found.mass_beyond,
        "all_joined": found.joined,
    }


def _warnings(found: GraphPosterior, ceiling: float) -> tuple[str, ...]:
    said = []
    if found.joined > _NOTABLE:
        said.append(
            f"{found.joined:.0%} of the weight is on the graph that joins all lists; under it the prior alone says how "
            "many are missing, and that is few."
        )
    if len(found.modes) > 1:
        several = " and ".join(f"{mode:,.0f}" for mode in found.modes)
        said.append(f"The models give {len(found.modes)} different answers, around {several}; the median hides that.")
    if found.mass_beyond > _NOTABLE:
        above = f"{found.mass_beyond:.0%} of the weight would lie above the ceiling of {ceiling:,.0f}"
        said.append(f"{above}: the upper limits are those of the ceiling, not of the lists.")
    return tuple(said)
