"""Network scale-up: how many people there are of whom others know, from how many of them those others know.

Respondents say how many people they know in groups of known size, and how many in the hidden one. The first says how
many people a respondent knows at all; the second then scales up. The estimate is too small as far as people do not
know this of those whom they know, which for trafficking is the rule, and wrong as far as hidden people know more or
fewer others than everybody does. `Factors` put that right where it was measured; `generalised` measures both at once
from what hidden people themselves report.

References
----------
Killworth, McCarty, Bernard, Shelley and Johnsen (1998), "Estimation of seroprevalence, rape, and homelessness in the
United States using a social network approach", Evaluation Review 22(2): the estimator and its standard error.
Feehan and Salganik (2016), "Generalizing the network scale-up method: a new estimator for the size of hidden
populations", Sociological Methodology 46(1): the generalised estimator, the factors, the rescaled bootstrap.
Rao, Wu and Yue (1992), "Some recent work on resampling methods for complex surveys", Survey Methodology 18(2).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Interval, Status
from tabara.methods.surveys.resampling import Design, resampled_weights

PAPER = "Killworth and others (1998), Evaluation Review 22(2)"
GENERALISED_PAPER = "Feehan and Salganik (2016), Sociological Methodology 46(1)"
GIVEN = "rescaled bootstrap of respondents (Rao, Wu and Yue 1992), percentiles; coverage is nominal"
FEWEST_GROUPS, FEWEST_REPORTS = 2, 10
FAR_OFF = 2.0  # a known group that the survey itself misses by such a factor
KNOWN_RIGHT = "The sizes of the known groups are right, and of the same area and time as the survey."
COUNTED = "Respondents count correctly how many people they know in each known group."
REACHED = "The known groups together know as many people as everybody does."
KNOWS = "Whoever knows a hidden person knows that they are one: as far as that fails, the number is too small."
ALIKE = "Hidden people know as many others as everybody does: as far as they know fewer, the number is too small."
RIGHTLY = "Nobody is reported as one of the hidden people who is not."
REPORTED = "Hidden people say rightly how many in the known groups know that they are one of them."
ASSUMPTIONS = (KNOWN_RIGHT, COUNTED, REACHED, KNOWS, ALIKE, RIGHTLY)
GENERALISED = (KNOWN_RIGHT, RIGHTLY, REPORTED, "The hidden people asked stand for all of them, by their weights.")


@dataclass(frozen=True, slots=True)
class Survey:
    """What respondents say: a row for each with a column for each known group, and their count of hidden people.

    `known` has the size of each group in the order of the columns, `total` that of the whole population. `design` says
    how the respondents were drawn; without it all weigh the same and were drawn alone.
    """

    groups: tuple[str, ...]
    known: Floats
    total: float
    reports: Floats
    hidden: Floats
    design: Design

    def __post_init__(self) -> None:
        if self.reports.shape != (len(self.hidden), len(self.groups)) or len(self.known) != len(self.groups):
            raise PrevalenceError("Each respondent needs one count for each known group, and each group a size.")
        if len(self.hidden) != len(self.design.weights):
            raise PrevalenceError("Each respondent needs one weight.")
        if not (np.isfinite(self.known).all() and (self.known > 0).all() and 0 < self.total < np.inf):
            raise PrevalenceError("The size of a known group and of the whole population is a number above nought.")
        if (self.known > self.total).any():
            raise PrevalenceError("A known group is larger than the whole population. One of the two is wrong.")
        counts = np.column_stack([self.reports, self.hidden])
        if not (np.isfinite(counts).all() and (counts >= 0).all()):
            raise PrevalenceError("How many people a respondent knows is a count that is not negative.")

    @property
    def degrees(self) -> Floats:
        """How many people each respondent knows: N times those known in the groups, over the groups' sizes."""
        met: Floats = self.reports.sum(axis=1)
        return met * (self.total / float(self.known.sum()))


@dataclass(frozen=True, slots=True)
class HiddenReports:
    """What hidden people say: for each, how many in each known group know that they are one; and their weights.

    `within` has the part of each known group that could have been asked in the survey, where that is not all of it.
    """

    aware: Floats
    weights: Floats
    within: Floats | None = None


@dataclass(frozen=True, slots=True)
class Factors:
    """What puts the basic estimate right, where somebody has measured it (Feehan and Salganik 2016).

    All are about how many of those who can be asked somebody knows. `frame`: those who can be asked, to everybody.
    `degree`: hidden people, to those who can be asked. `aware`: of these acquaintances of a hidden person, the share
    who know that they are one. `precise`: of the reports, the share that are right.
    """

    frame: float = 1.0
    degree: float = 1.0
    aware: float = 1.0
    precise: float = 1.0

    def __post_init__(self) -> None:
        if not all(np.isfinite(one) and one > 0 for one in (self.frame, self.degree, self.aware, self.precise)):
            raise PrevalenceError("A factor is a number above nought.")
        if max(self.aware, self.precise) > 1:
            raise PrevalenceError("A share of those who know, or of reports that are right, is 1 at most.")

    @property
    def together(self) -> float:
        """What the basic estimate is multiplied by."""
        return self.precise / (self.frame * self.degree * self.aware)


@dataclass(frozen=True, slots=True)
class ScaledUp:
    """How many hidden people there are after a survey; or that it cannot be said, and why.

    `held_out` has for each known group what the survey says of its size without it, over its size: far from 1, the
    survey misjudges even what is known.
    """

    method: str
    paper: str
    status: Status
    value: float | None
    respondents: int
    degree: float | None
    intervals: tuple[Interval, ...] = ()
    held_out: Mapping[str, float] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    seed: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give it for a program."""
        return {
            "method": self.method,
            "paper": self.paper,
            "status": self.status.value,
            "estimate": self.value,
            "respondents": self.respondents,
            "mean_degree": self.degree,
            "intervals": {f"{one.level:g}": [one.low, one.high] for one in self.intervals},
            "held_out": dict(self.held_out),
            "assumptions": list(self.assumptions),
            "reasons": list(self.reasons),
            "seed": self.seed,
        }


def scale_up(survey: Survey, *, factors: Factors | None = None, bootstrap: int = 1000, seed: int = 1) -> ScaledUp:
    """Estimate by the basic scale-up, N times the hidden known over all known, and by factors that were measured.

    >>> from tabara.methods.surveys.resampling import alone
    >>> reports, hidden = np.array([[2.0, 6], [1, 3], [3, 3]]), np.array([4.0, 2, 5])
    >>> survey = Survey(("A", "B"), np.array([50.0, 150]), 1000.0, reports, hidden, alone(3))
    >>> round(scale_up(survey, bootstrap=0).value, 6)  # 1000 * 11 / (40 + 20 + 30)
    122.222222
    """
    by = factors or Factors()
    hindrances = _hindrances(survey)
    if hindrances:
        return _nothing("scale-up", PAPER, survey, hindrances, seed)
    degrees = survey.degrees

    def of(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = by.together * survey.total * (weights @ survey.hidden) / (weights @ degrees)
        return found

    weights = survey.design.weights
    value = float(of(weights[None, :])[0])
    if value > survey.total:
        why = "More people would be hidden than there are. Check the sizes of the known groups and the counts."
        return _nothing("scale-up", PAPER, survey, (why,), seed)
    drawn = of(resampled_weights(survey.design, bootstrap, np.random.default_rng(seed)))
    return ScaledUp(
        "scale-up",
        PAPER if by == Factors() else GENERALISED_PAPER,
        Status.ESTIMATED,
        value,
        len(weights),
        float(np.average(degrees, weights=weights)),
        _intervals(drawn),
        held_out(survey),
        ASSUMPTIONS,
        _doubts(survey),
        seed if bootstrap else None,
    )


def generalised(
    survey: Survey, hidden: HiddenReports, *, frame: float | None = None, bootstrap: int = 1000, seed: int = 1
) -> ScaledUp:
    """Estimate by the reports about hidden people over how many reports each of these causes, as they say themselves.

    `frame` is how many people could have been asked in the survey; without it, everybody could.

    >>> from tabara.methods.surveys.resampling import alone
    >>> survey = Survey(("A", "B"), np.array([50.0, 150]), 1000.0, np.ones((3, 2)), np.array([4.0, 2, 5]), alone(3))
    >>> told = HiddenReports(np.array([[1.0, 1], [0, 2]]), np.ones(2))
    >>> round(generalised(survey, told, bootstrap=0).value, 6)  # 1000 * 11/3 reports, over 1000 * (2 + 2)/2 / 200 each
    366.666667
    """
    hindrances = (*_hindrances(survey), *_unheard(survey, hidden))
    if hindrances:
        return _nothing("generalised scale-up", GENERALISED_PAPER, survey, hindrances, seed)
    rng, asked = np.random.default_rng(seed), survey.total if frame is None else frame
    within = survey.known if hidden.within is None else hidden.within
    aware = hidden.aware.sum(axis=1) * asked / float(within.sum())

    def of(weights: Floats, told: Floats) -> Floats:
        out = asked * (weights @ survey.hidden) / weights.sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = out / ((told @ aware) / told.sum(axis=1))
        return found

    value = float(of(survey.design.weights[None, :], hidden.weights[None, :])[0])
    weights = resampled_weights(survey.design, bootstrap, rng)
    drawn = of(weights, resampled_weights(Design(hidden.weights), bootstrap, rng))
    degree = float(np.average(survey.degrees, weights=survey.design.weights))
    return ScaledUp(
        "generalised scale-up",
        GENERALISED_PAPER,
        Status.ESTIMATED,
        value,
        len(survey.hidden),
        degree,
        _intervals(drawn),
        held_out(survey),
        GENERALISED,
        _doubts(survey),
        seed if bootstrap else None,
    )


def held_out(survey: Survey) -> Mapping[str, float]:
    """Give for each known group the size that the others make of it, over its size."""
    weights, found = survey.design.weights, {}
    for at, name in enumerate(survey.groups):
        others = float(weights @ np.delete(survey.reports, at, axis=1).sum(axis=1))
        if others and len(survey.groups) > 1:
            size = float(np.delete(survey.known, at).sum()) * float(weights @ survey.reports[:, at]) / others
            found[name] = size / float(survey.known[at])
    return found


def _hindrances(survey: Survey) -> tuple[str, ...]:
    why = []
    if len(survey.groups) < FEWEST_GROUPS:
        why.append("One known group cannot show whether respondents count well. Ask about two groups or more.")
    if len(survey.hidden) < FEWEST_GROUPS:
        why.append("One respondent is no survey.")
    if not survey.degrees.any():
        why.append("No respondent knows anybody in the known groups, so nothing says how many people they know.")
    if not survey.hidden.any():
        why.append("No respondent knows a hidden person. That is no proof that there are none; ask more people.")
    return tuple(why)


def _unheard(survey: Survey, hidden: HiddenReports) -> tuple[str, ...]:
    if hidden.aware.shape != (len(hidden.weights), len(survey.groups)):
        raise PrevalenceError("Each hidden person needs one count for each known group, and one weight.")
    if not (hidden.aware >= 0).all() or not (hidden.weights > 0).all():
        raise PrevalenceError("Hidden people's counts are not negative, and their weights above nought.")
    return () if hidden.aware.any() else ("No hidden person is known as one by anybody in the known groups.",)


def _doubts(survey: Survey) -> tuple[str, ...]:
    told = int((survey.hidden > 0).sum())
    few = f"Only {told} respondents know a hidden person; the interval is hardly worth its name."
    off = [name for name, ratio in held_out(survey).items() if not 1 / FAR_OFF <= ratio <= FAR_OFF]
    far = f"The survey misses the known size of {', '.join(off)} by a factor of {FAR_OFF:g} or more."
    return (*((few,) if told < FEWEST_REPORTS else ()), *((far,) if off else ()))


def _intervals(drawn: Floats) -> tuple[Interval, ...]:
    if not len(drawn) or not np.isfinite(drawn).all():
        return ()
    ends = ((level, np.quantile(drawn, [(100 - level) / 200, (100 + level) / 200])) for level in LEVELS)
    return tuple(Interval(level, float(low), float(high), GIVEN) for level, (low, high) in ends)


def _nothing(method: str, paper: str, survey: Survey, why: tuple[str, ...], seed: int) -> ScaledUp:
    return ScaledUp(method, paper, Status.NOT_ESTIMABLE, None, len(survey.hidden), None, reasons=why, seed=seed)
