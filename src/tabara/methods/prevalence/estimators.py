"""The estimators by the names that people call them: what the command line, the pages and a study choose from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tabara.methods.prevalence import decomposable, thresholding
from tabara.methods.prevalence.bounds import chao_bound, pairs_bound
from tabara.methods.prevalence.capture import CaptureTable, Floats
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, not_estimable
from tabara.methods.prevalence.fan import Fan, in_turn
from tabara.methods.prevalence.gibbs import CAP, Run
from tabara.methods.prevalence.graphs import graph_average
from tabara.methods.prevalence.latent import latent_classes
from tabara.methods.prevalence.selection import aic_stepwise, bic_ensemble, steps, stepwise
from tabara.methods.prevalence.sensitivity import no_highest_interaction
from tabara.methods.prevalence.thresholding import Prior, bayes_threshold
from tabara.methods.prevalence.two_lists import CHAPMAN, LINCOLN_PETERSEN, TWO, chapman, lincoln_petersen

SEED = 1
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an estimate is asked with; an estimator takes what it needs of it. `tell` hears the share that is done."""

    bootstrap: int = RESAMPLES
    seed: int = SEED
    threshold: float = steps.THRESHOLD  # of stepwise: a probability
    order: int | None = None  # of bic; else the usual one
    among: int | None = None  # of bic: how many of the best models a resample chooses from
    ratio: float = thresholding.THRESHOLD  # of bayes: standard deviations from nought
    triples: bool = False  # of bayes
    points: int = decomposable.POINTS  # of graphs
    resamples: Floats | None = None  # instead of drawing them
    ceiling: float | None = None
    cap: float = CAP
    prior: Prior = "normal"
    chains: Run | None = None  # of latent; its cap is the one above
    tell: Callable[[float], None] | None = None
    fan: Fan = in_turn  # who does the pieces of the work


Estimator = Callable[[CaptureTable, Asked], Estimate]


def _stepwise(table: CaptureTable, asked: Asked) -> Estimate:
    return stepwise(
        table,
        threshold=asked.threshold,
        bootstrap=asked.bootstrap,
        seed=asked.seed,
        resamples=asked.resamples,
        fan=asked.fan,
    )


def _bic(table: CaptureTable, asked: Asked) -> Estimate:
    tell = asked.tell
    progress = None if tell is None else (lambda done, of: tell(done / of))
    return bic_ensemble(
        table,
        order=asked.order,
        among=asked.among,
        bootstrap=asked.bootstrap,
        seed=asked.seed,
        resamples=asked.resamples,
        progress=progress,
        fan=asked.fan,
    )


def _aic(table: CaptureTable, _asked: Asked) -> Estimate:
    return aic_stepwise(table)


def _bayes(table: CaptureTable, asked: Asked) -> Estimate:
    return bayes_threshold(table, prior=asked.prior, threshold=asked.ratio, triples=asked.triples, seed=asked.seed)


def _graphs(table: CaptureTable, asked: Asked) -> Estimate:
    return graph_average(table, ceiling=asked.ceiling, points=asked.points)


def _latent(table: CaptureTable, asked: Asked) -> Estimate:
    run = replace(asked.chains or Run(), cap=asked.cap)
    return latent_classes(table, run=run, seed=asked.seed, tell=asked.tell, fan=asked.fan)


def _chao(table: CaptureTable, _asked: Asked) -> Estimate:
    return chao_bound(table)


ESTIMATORS: Mapping[str, Estimator] = {
    "stepwise": _stepwise,
    "bic": _bic,
    "aic": _aic,
    "bayes": _bayes,
    "graphs": _graphs,
    "latent": _latent,
    "chao": _chao,
    "pairs": lambda table, _asked: pairs_bound(table),
    "no-highest": lambda table, _asked: no_highest_interaction(table),
    LINCOLN_PETERSEN: lambda table, _asked: lincoln_petersen(table),
    CHAPMAN: lambda table, _asked: chapman(table),
}
FOR_TWO_LISTS = (LINCOLN_PETERSEN, CHAPMAN)


def all_for(table: CaptureTable) -> tuple[str, ...]:
    """Name every estimator, but those for two lists where there are more: what is asked for when all are.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> all_for(capture_table(["A", "B"], {(1, 0): 4, (1, 1): 2, (0, 1): 3}))[-2:]
    ('lincoln-petersen', 'chapman')
    """
    return tuple(name for name in ESTIMATORS if len(table.lists) == TWO or name not in FOR_TWO_LISTS)


def attempted(name: str, table: CaptureTable, asked: Asked) -> Estimate:
    """Estimate by one of several methods: where it refuses this table, that is its answer, and the others go on.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> attempted("aic", capture_table("AB", {(1, 0): 3, (1, 1): 2, (0, 1): 4}), Asked()).status.value
    'NOT_ESTIMABLE'
    """
    try:
        return ESTIMATORS[name](table, asked)
    except PrevalenceError as error:
        return not_estimable(table, method=name, paper="", reasons=(str(error),), seed=asked.seed)
