"""Keep the interactions of lists that the posterior tells from nought, and estimate from those.

The model with all pairs is drawn from; pairs whose mean is less than two standard deviations from nought are dropped,
and the rest is drawn from again. With the normal prior every table has a posterior. With the flat one only a table
for which the model with all pairs has an estimate does; pairs of lists that share nobody have no finite coefficient
then, and the histories that contain them are left out, as in extended maximum likelihood.

No run of usual length tells a ratio of 1.99 from 2. Pairs so near the threshold are kept, named, and the total
without them is given too: for one published table it is lower by 700 people.

References
----------
Silverman (2020), "Multiple systems analysis for the quantification of modern slavery: classical and Bayesian
approaches", Journal of the Royal Statistical Society A 183(3).
Fienberg and Rinaldo (2012), "Maximum likelihood estimation in log-linear models", Annals of Statistics 40(2).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from tabara.methods.prevalence.assumptions import COMMON
from tabara.methods.prevalence.capture import CaptureTable, Floats
from tabara.methods.prevalence.draws import credible, rhat, standard_error
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, not_estimable
from tabara.methods.prevalence.hamiltonian import Posterior, draw
from tabara.methods.prevalence.loglinear.existence import design, exists, identifiable
from tabara.methods.prevalence.obstacles import named, obstacles

Prior = Literal["normal", "flat"]
METHOD = "bayes"
PAPER = "Silverman (2020), JRSS A 183(3)"
MOST_LISTS = 8
THRESHOLD, EDGE = 2.0, 0.05
QUANTILES = (0.025, 0.1, 0.5, 0.9, 0.975)
_CHAINS, _DRAWS, _WARM = 100, 400, 100
AGREED = 1.05
ASSUMPTIONS = (*COMMON, "Lists depend on each other in the pairs that were kept, and in no other way.")
GIVEN = "the pairs that were kept, and the prior"
NO_FLAT = (
    "The model with all pairs of lists has no estimate for this table, so that a flat prior has no posterior. "
    "Use the normal prior, or merge lists."
)
NO_TRIPLES = (
    "With interactions of three lists a flat prior has no posterior for this table, so they are left out. "
    "Use the normal prior to have them."
)


@dataclass(frozen=True, slots=True)
class _Question:
    """A canonical table under one prior: the histories that count, and what chance is made of."""

    cells: np.ndarray
    y: Floats
    flat: bool
    seed: int

    def outside(self, empty: Sequence[int]) -> "_Question":
        """Leave out the histories that contain one of these sets of lists."""
        keep = np.array([not any(cell & one == one for one in empty) for cell in self.cells.tolist()], bool)
        return replace(self, cells=self.cells[keep], y=self.y[keep])

    def holds(self, term: int) -> bool:
        """Whether anybody stands on all lists of a set."""
        return bool(self.y[(self.cells & term) == term].any())

    def drawn(self, terms: Sequence[int]) -> Floats:
        """Draw the coefficients of a model: chains by draws by terms."""
        masks = np.array(terms, np.int64)
        drawn_in = np.array([0.0 if self.flat or term.bit_count() < 2 else 1.0 for term in terms])
        posterior = Posterior(self.y, design(self.cells, masks), drawn_in)
        rng = np.random.default_rng(self.seed)
        return draw(posterior, rng, chains=_CHAINS, draws=_DRAWS, warm=_WARM)


def bayes_threshold(
    table: CaptureTable,
    *,
    prior: Prior = "normal",
    threshold: float = THRESHOLD,
    triples: bool = False,
    seed: int = 1,
) -> Estimate:
    """Estimate the total as the median of the posterior of the model that is left.

    `triples` asks for interactions of three lists as well, where all three pairs were kept. With a flat prior they
    stay out if the model with all of them has no estimate.
    """
    if prior not in ("normal", "flat") or not threshold > 0:
        raise PrevalenceError("The prior is “normal” or “flat”, and the threshold above nought.")
    question, pairs, never = _asked(table.canonical, prior == "flat", seed)
    singles = [0, *(1 << at for at in range(len(table.lists)))]
    reasons = obstacles(table, most_lists=MOST_LISTS) or (() if _proper(question, [*singles, *pairs]) else (NO_FLAT,))
    if reasons:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=reasons, seed=seed)
    ratios = _ratios(question, singles, pairs)
    kept = [pair for pair in pairs if ratios[pair] >= threshold - EDGE]
    closed = _closed(kept, question) if triples else []
    wider = _with_triples(question, [*singles, *kept], closed)
    if wider is not None:
        question, more = wider
        ratios |= _ratios(question, [*singles, *kept], more)
        never += [triple for triple in closed if triple not in more]
        kept += [triple for triple in more if ratios[triple] >= threshold - EDGE]
    edge = [term for term in kept if ratios[term] < threshold + EDGE]
    totals = table.observed + np.exp(question.drawn([*singles, *kept])[:, :, 0])
    without = _median(question, [*singles, *_clear_of(edge, kept)]) if edge else None
    told = _diagnostics(table, ratios, totals) | {
        "prior": prior,
        "threshold": threshold,
        "at_threshold": named(table, edge),
        "minus_infinity": named(table, never),
        "estimate_without_these": None if without is None else table.observed + without,
    }
    left_out = () if wider is not None else (NO_TRIPLES,)
    return _estimate(table, totals, named(table, kept), told, seed, left_out)


def _asked(canonical: CaptureTable, flat: bool, seed: int) -> tuple[_Question, list[int], list[int]]:
    """The histories and pairs that count: with a flat prior none of lists that share nobody, which come last."""
    possible = {pair: bool(((canonical.cells & pair) == pair).any()) for pair in _sets(len(canonical.lists), 2)}
    empty = [pair for pair, any_ in possible.items() if not any_ or (flat and not canonical.containing(pair))]
    question = _Question(canonical.cells, canonical.y, flat, seed).outside(empty)
    never = [pair for pair in empty if possible[pair]]
    return question, [pair for pair in possible if pair not in empty], never


def _sets(lists: int, size: int) -> list[int]:
    return [sum(1 << at for at in one) for one in combinations(range(lists), size)]


def _proper(question: _Question, terms: Sequence[int]) -> bool:
    """Whether the model has a posterior: with a normal prior every one has."""
    masks = np.array(terms, np.int64)
    return not question.flat or (identifiable(question.cells, masks) and exists(question.cells, masks, question.y > 0))


def _with_triples(
    question: _Question, always: Sequence[int], closed: Sequence[int]
) -> tuple[_Question, list[int]] | None:
    """The histories and triples that count, with a flat prior none that nobody stands on; None without a posterior."""
    empty = [triple for triple in closed if question.flat and not question.holds(triple)]
    wider, more = question.outside(empty), [triple for triple in closed if triple not in empty]
    return (wider, more) if not closed or _proper(wider, [*always, *more]) else None


def _ratios(question: _Question, always: Sequence[int], terms: Sequence[int]) -> dict[int, float]:
    """How many standard deviations each term is from nought, in the model with all of them."""
    if not terms:
        return {}
    drawn = question.drawn([*always, *terms])[:, :, len(always) :]
    ratios = np.abs(drawn.mean(axis=(0, 1)) / drawn.std(axis=(0, 1)))
    return dict(zip(terms, ratios.tolist(), strict=True))


def _closed(kept: Sequence[int], question: _Question) -> list[int]:
    """The sets of three lists of which all pairs were kept, and that somebody could stand on."""
    lists = max(kept, default=0).bit_length()
    whole = [one for one in _sets(lists, 3) if all(pair in kept for pair in _sets(lists, 2) if pair & one == pair)]
    return [one for one in whole if ((question.cells & one) == one).any()]


def _clear_of(edge: Sequence[int], kept: Sequence[int]) -> list[int]:
    """The terms that stay when those at the threshold go, and with a pair the triples that are made of it."""
    return [term for term in kept if not any(term & one == one for one in edge)]


def _median(question: _Question, terms: Sequence[int]) -> float:
    return float(np.median(np.exp(question.drawn(terms)[:, :, 0])))


def _diagnostics(table: CaptureTable, ratios: dict[int, float], totals: Floats) -> dict[str, object]:
    return {
        "ratios": {named(table, [term])[0]: ratio for term, ratio in ratios.items()},
        "mean": float(totals.mean()),
        "rhat": rhat(totals),
        "quantiles": {str(share): float(np.quantile(totals, share)) for share in QUANTILES},
        "monte_carlo_errors": {str(share): standard_error(totals, share) for share in QUANTILES},
    }


def _estimate(
    table: CaptureTable,
    totals: Floats,
    model: tuple[str, ...],
    told: dict[str, object],
    seed: int,
    doubts: tuple[str, ...],
) -> Estimate:
    if not rhat(totals) <= AGREED:
        why = (f"The chains do not agree: R-hat is {rhat(totals):.2f}, above {AGREED}.",)
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=why, seed=seed, diagnostics=told)
    near = told["estimate_without_these"]
    edge = (f"Pairs at the threshold decide: without them the median is {near:,.0f}.",) if near is not None else ()
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        float(np.median(totals)),
        table.observed,
        Provenance.of(table, seed),
        intervals=credible(lambda share: float(np.quantile(totals, share)), GIVEN),
        assumptions=ASSUMPTIONS,
        reasons=(*doubts, *edge),
        model=model,
        diagnostics=told,
    )
