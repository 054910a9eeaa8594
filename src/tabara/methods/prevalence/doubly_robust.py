"""Two lists that are independent among people who are alike: what is known of each person makes them comparable.

Where age, sex or place decides which list finds somebody, two lists look dependent though they are not among people
alike in these. The chances to stand on either and on both are told by a logistic model of the covariates, fitted on
other people than those it is used for; a correction makes the error of the estimate the product of the errors of the
models, so that slow or wrong ones harm it less. The people are split several times, and the median split is taken.

References
----------
Das, Kennedy and Jewell (2023), "Doubly robust capture-recapture methods for estimating population size", Journal of
the American Statistical Association 118(542).
Chernozhukov and others (2018), "Double/debiased machine learning for treatment and structural parameters",
Econometrics Journal 21(1): cross-fitting, and the median over splits.
"""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.special import ndtri

from tabara.methods.prevalence.assumptions import CLOSED, LINKED, MEANT
from tabara.methods.prevalence.capture import CaptureTable, Floats, Ints
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable
from tabara.methods.prevalence.logistic import multinomial, one_hot
from tabara.methods.prevalence.strata import Strata, pooled, strata_sha256

METHOD = "doubly-robust"
PAPER = "Das, Kennedy and Jewell (2023), JASA 118(542)"
FOLDS, SPLITS = 5, 11
LEAST = 0.005  # the least chance to stand on both that is divided by
_NOTABLE = 0.05
ASSUMPTIONS = (
    CLOSED,
    LINKED,
    MEANT,
    "Among people alike in the covariates, being on one of the two lists makes it no more likely to be on the other.",
    "Everybody, whatever their covariates, could have stood on both lists.",
)
GIVEN = "independence of the two lists among people alike in the covariates"

Learner = Callable[[Floats, Floats], Floats]  # features and counts by class of each group -> chances by class


def doubly_robust(
    strata: Strata,
    lists: tuple[str, str],
    *,
    folds: int = FOLDS,
    splits: int = SPLITS,
    seed: int = 1,
    learner: Learner = multinomial,
) -> Estimate:
    """Estimate from two lists with what divides people into strata as covariates; other lists tell who was seen.

    `learner` may be any model of the chances: it gets features and counts (on neither, the first only, the second
    only, both) of each stratum, and gives the chances.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> table = capture_table(["A", "B"], {(1, 0): 400, (0, 1): 300, (1, 1): 60})
    >>> round(doubly_robust({("f",): table, ("m",): table}, ("A", "B"), folds=1).value)
    5520
    """
    whole = pooled(strata)
    if folds < 1 or splits < 1 or whole.observed < 2 * folds:
        raise PrevalenceError("People must be split at least once, with two people at least in each part.")
    first, second = sorted(lists)
    reasons = _hindrances(strata, whole, first, second)
    if reasons:
        return not_estimable(whole, method=METHOD, paper=PAPER, reasons=reasons, seed=seed)
    keys = sorted(strata)
    counts = np.array([_classes(strata[key], first, second) for key in keys])
    rng = np.random.default_rng(seed)
    found = np.array([_once(one_hot(keys), _split(counts, folds, rng), learner) for _ in range(splits)])
    total = float(np.median(found[:, 0]))
    error = float(np.sqrt(np.median(found[:, 1] + (found[:, 0] - total) ** 2)))
    told = {
        "lists": (first, second),
        "strata": len(keys),
        "strata_sha256": strata_sha256(strata),
        "standard_error": error,
        "splits": found[:, 0],
        "share_clipped": float(found[:, 2].max()),
        "strata_without_overlap": [key for key, row in zip(keys, counts, strict=True) if not row[3]],
    }
    return _estimate(whole, total, error, told, seed)


def _hindrances(strata: Strata, whole: CaptureTable, first: str, second: str) -> tuple[str, ...]:
    whole.mask(first, second)
    if first == second:
        raise PrevalenceError("Two different lists are needed.")
    missing = [(key, name) for key in sorted(strata) for name in (first, second) if name not in strata[key].lists]
    if missing:
        key, name = missing[0]
        where = ", ".join(key)
        return (f"The list “{name}” names nobody of {where}. Leave these people out, or take another list.",)
    if any(table.impossible for table in strata.values()):
        return ("This method cannot respect impossible histories. Leave those strata out.",)
    if not whole.total(first, second):
        return (f"The lists “{first}” and “{second}” share nobody. Check how they were linked.",)
    inside = [one for one in (first, second) if whole.total(one) == whole.total(first, second)]
    return (f"Everybody on “{inside[0]}” stands on the other list too. Take other lists.",) if inside else ()


def _classes(table: CaptureTable, first: str, second: str) -> list[int]:
    """How many people of a stratum stand on neither of the two lists, the first only, the second only, and both."""
    both = table.total(first, second)
    one, other = table.total(first) - both, table.total(second) - both
    return [table.observed - one - other - both, one, other, both]


def _split(counts: Ints, folds: int, rng: np.random.Generator) -> Ints:
    """Deal the people out into parts of one size: part, stratum, class."""
    people = np.repeat(np.arange(counts.size), counts.ravel())
    part = rng.permutation(np.arange(people.size) % folds)
    dealt = np.bincount(part * counts.size + people, minlength=folds * counts.size)
    return dealt.reshape(folds, *counts.shape).astype(np.int64)


def _once(features: Floats, dealt: Ints, learner: Learner) -> tuple[float, float, float]:
    """The total, its variance, and the share of people whose chance of both was too small, for one way of splitting."""
    people, parts = float(dealt.sum()), len(dealt)
    sums, squares, clipped = 0.0, 0.0, 0.0
    for part in range(parts):
        rest = dealt.sum(axis=0) - (dealt[part] if parts > 1 else 0)
        chances = learner(features, rest.astype(float))
        both = np.maximum(chances[:, 3], LEAST)
        one, other = np.maximum(chances[:, 1] + chances[:, 3], both), np.maximum(chances[:, 2] + chances[:, 3], both)
        each = np.column_stack([0 * one, 1 / one, 1 / other, 1 / one + 1 / other - 1 / both])
        each = each * (one * other / both)[:, None]
        sums += float((dealt[part] * each).sum())
        squares += float((dealt[part] * each**2).sum())
        clipped += float(dealt[part][chances[:, 3] < LEAST].sum())
    inverse = sums / people  # one over the chance to be seen at all
    spread = squares / people - inverse**2
    return people * inverse, people * spread + people * inverse * max(inverse - 1, 0.0), clipped / people


def _estimate(whole: CaptureTable, total: float, error: float, told: Mapping[str, object], seed: int) -> Estimate:
    if not (np.isfinite(total) and total > whole.observed):
        why = (
            f"The correction leads to {total:,.0f} people, fewer than were seen: the models of the chances are off.",
        )
        return not_estimable(whole, method=METHOD, paper=PAPER, reasons=why, seed=seed, diagnostics=told)
    clipped = float(str(told["share_clipped"]))
    said = f"For {clipped:.0%} of the people the chance to stand on both lists is too small to divide by."
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        total,
        whole.observed,
        Provenance.of(whole, seed),
        intervals=_limits(whole.observed, total, error),
        assumptions=ASSUMPTIONS,
        reasons=(said,) if clipped > _NOTABLE else (),
        diagnostics=told,
    )


def _limits(seen: int, total: float, error: float) -> tuple[Interval, ...]:
    wide = {level: float(ndtri(0.5 + level / 200)) * error for level in LEVELS}
    return tuple(Interval(level, max(float(seen), total - wide[level]), total + wide[level], GIVEN) for level in LEVELS)
