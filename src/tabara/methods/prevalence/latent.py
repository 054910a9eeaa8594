"""Latent classes: people differ in how likely each list is to find them, and the counts decide in how many ways.

The posterior of this model is known to have several peaks that chains cross rarely. So twenty chains or more are run
side by side, and where they do not agree there is no number: only where each of them stayed.

References
----------
Manrique-Vallier (2016), "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72(4).
Binette and Steorts (2022), "On the reliability of multiple systems estimation for the quantification of modern
slavery", Journal of the Royal Statistical Society A 185(2).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tabara.methods.prevalence.assumptions import CLOSED, LINKED, MEANT
from tabara.methods.prevalence.capture import CaptureTable, Floats
from tabara.methods.prevalence.draws import credible, rhat, standard_error
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, not_estimable
from tabara.methods.prevalence.fan import Fan, even, in_turn
from tabara.methods.prevalence.gibbs import Run, totals
from tabara.methods.prevalence.obstacles import dense, obstacles

METHOD = "latent"
PAPER = "Manrique-Vallier (2016), Biometrics 72(4)"
AGREED = 1.05  # the highest split R-hat with which chains agree
_SIDE_BY_SIDE = 10  # chains of one piece of work; more would be quicker alone and slower together
_NEAR, _NOTABLE = 0.95, 0.01
QUANTILES = (0.025, 0.1, 0.5, 0.9, 0.975)
ASSUMPTIONS = (
    CLOSED,
    LINKED,
    MEANT,
    "People fall into classes; within a class, standing on one list says nothing about standing on another.",
    "Those whom no list saw belong to classes that the lists saw others of: no table can show that they do.",
    "Totals are weighed by 1/N up to the cap, and none is larger.",
)
GIVEN = "the model of classes, its prior and the cap of unseen people"
Tell = Callable[[float], None]


def latent_classes(
    table: CaptureTable, *, run: Run | None = None, seed: int = 1, tell: Tell | None = None, fan: Fan = in_turn
) -> Estimate:
    """Estimate the total as the median over all chains, if they agree; `tell` hears the share that is done."""
    run = run or Run()
    reasons = obstacles(table, impossible=False)
    if reasons:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=reasons, seed=seed)
    chains = draw(table, run, seed, tell, fan)
    agreement = rhat(chains)
    near = float((chains > table.observed * (1 + _NEAR * run.cap)).mean())
    found = _diagnostics(chains, run) | {"rhat": agreement, "share_near_cap": near}
    if not agreement <= AGREED:
        why = (_disagreement(chains, agreement),)
        told = {"assumptions": ASSUMPTIONS, "diagnostics": found}
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=why, seed=seed, **told)
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        float(np.median(chains)),
        table.observed,
        Provenance.of(table, seed),
        intervals=credible(lambda share: float(np.quantile(chains, share)), GIVEN),
        assumptions=ASSUMPTIONS,
        reasons=_warnings(near, run),
        diagnostics=found,
    )


def draw(table: CaptureTable, run: Run, seed: int, tell: Tell | None = None, fan: Fan = in_turn) -> Floats:
    """Give the totals that were drawn, chains by draws.

    Chains run side by side in groups, each with a seed of its own, whoever runs them.
    """
    sizes = even(run.chains, _SIDE_BY_SIDE)
    seeds = np.random.SeedSequence(seed).spawn(len(sizes))
    groups = [_Group(dense(table), replace(run, chains=size), one) for size, one in zip(sizes, seeds, strict=True)]
    return np.concatenate(list(_told_of(tell, groups, fan)))


@dataclass(frozen=True, slots=True)
class _Group:
    """Chains that run side by side."""

    counts: Floats
    run: Run
    seed: np.random.SeedSequence


def _told_of(tell: Tell | None, groups: Sequence[_Group], fan: Fan) -> Iterator[Floats]:
    """The groups as they are done; those that run here tell of every draw, others of themselves."""
    if fan is in_turn:
        for at, group in enumerate(groups):
            yield _chains(group, None if tell is None else _further(tell, at, len(groups)))
        return
    for at, drawn in enumerate(fan(_chains, groups)):
        yield drawn
        if tell:
            tell((at + 1) / len(groups))


def _further(tell: Tell, before: int, of: int) -> Tell:
    return lambda share: tell((before + share) / of)


def _chains(group: _Group, tell: Tell | None = None) -> Floats:
    drawn = np.empty((group.run.chains, group.run.draws))
    for at, one in enumerate(totals(group.counts, group.run, np.random.default_rng(group.seed))):
        drawn[:, at] = one
        if tell is not None:
            tell((at + 1) / group.run.draws)
    return drawn


def _diagnostics(chains: Floats, run: Run) -> dict[str, object]:
    return {
        "chains": run.chains,
        "iterations": run.iterations,
        "burn_in": run.burn_in,
        "classes": run.classes,
        "cap": run.cap,
        "chain_medians": np.median(chains, axis=1),
        "quantiles": {str(share): float(np.quantile(chains, share)) for share in QUANTILES},
        "monte_carlo_errors": {str(share): standard_error(chains, share) for share in QUANTILES},
    }


def _disagreement(chains: Floats, agreement: float) -> str:
    medians = np.sort(np.median(chains, axis=1))
    return (
        f"The chains do not agree: R-hat is {agreement:.2f}, above {AGREED}. Their medians run from "
        f"{medians[0]:,.0f} to {medians[-1]:,.0f}. No number of these would be honest."
    )


def _warnings(near: float, run: Run) -> tuple[str, ...]:
    said = f"{near:.0%} of the draws lie near the cap of {run.cap:g} unseen people for each one seen: it decides."
    return (said,) if near > _NOTABLE else ()
