"""Respondent-driven sampling: the share of a network that has a trait, from people who brought the next ones along.

Whoever knows many people is brought along more often. So each respondent counts by one over the number of people whom
they know. What comes of it is a share of the people whom the network reaches: it is no number of people, and nobody
whom no coupon could reach is in it.

References
----------
Volz and Heckathorn (2008), "Probability based estimation theory for respondent driven sampling", Journal of Official
Statistics 24(1): the estimator, which the R package RDS calls RDS-II.
Baraff, McCormick and Raftery (2016), "Estimating uncertainty in respondent-driven sampling using a tree bootstrap
method", PNAS 113(51): seeds are drawn anew, then the recruits of each, and so on down the tree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Interval, Status

PAPER = "Volz and Heckathorn (2008), Journal of Official Statistics 24(1)"
GIVEN = "tree bootstrap (Baraff, McCormick and Raftery 2016), percentiles; coverage is nominal"
FEWEST_SEEDS, FEWEST_WAVES, FEWEST_DRAWS = 2, 3, 50
LARGEST_TREE = 0.5  # of all respondents, below one seed
ASSUMPTIONS = (
    "Everybody in the network can be reached from everybody else by people who know each other.",
    "Respondents bring along somebody whom they know, by chance among these, and say rightly how many they know.",
    "Whoever knows somebody is known by them.",
    "Chains are long enough that it no longer matters who was the first.",
    "Few of the network were asked, or it makes no difference that nobody is asked twice.",
)
A_SHARE = "This is a share of the network that was reached. It says nothing of how many people there are."


@dataclass(frozen=True)
class Network:
    """Who brought whom: how many people each respondent knows, whether they have the trait, and who brought them.

    `recruiter` is the position of whoever brought them along, or -1 for the first ones. Make it with `network`.
    """

    degrees: Floats
    trait: Floats
    recruiter: tuple[int, ...]

    @cached_property
    def recruits(self) -> tuple[tuple[int, ...], ...]:
        """Whom each respondent brought along."""
        found: list[list[int]] = [[] for _ in self.recruiter]
        for one, by in enumerate(self.recruiter):
            if by >= 0:
                found[by].append(one)
        return tuple(map(tuple, found))

    @property
    def seeds(self) -> tuple[int, ...]:
        """Those whom nobody brought along."""
        return tuple(one for one, by in enumerate(self.recruiter) if by < 0)

    @cached_property
    def waves(self) -> tuple[int, ...]:
        """How many steps each respondent is from a seed."""
        wave = dict.fromkeys(self.seeds, 0)
        front = list(self.seeds)
        while front:
            at = front.pop()
            for one in self.recruits[at]:
                wave[one] = wave[at] + 1
                front.append(one)
        return tuple(wave[one] for one in range(len(self.recruiter)))

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The seed below which each respondent stands."""
        root: dict[int, int] = {}
        for one in sorted(range(len(self.recruiter)), key=lambda at: self.waves[at]):
            root[one] = one if self.recruiter[one] < 0 else root[self.recruiter[one]]
        return tuple(root[one] for one in range(len(self.recruiter)))


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a network with a trait, or that it cannot be said. There is no number of people in it."""

    status: Status
    share: float | None
    respondents: int
    intervals: tuple[Interval, ...] = ()
    assumptions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    seeds: int = 0
    waves: int = 0
    without_seeds: float | None = None
    by_wave: tuple[float, ...] = ()  # from everybody up to each wave: it should have settled
    seed: int | None = None
    paper: str = PAPER

    def as_dict(self) -> dict[str, Any]:
        """Give it for a program."""
        told: Mapping[str, Any] = {name: getattr(self, name) for name in self.__slots__ if name != "intervals"}
        intervals = {f"{one.level:g}": [one.low, one.high] for one in self.intervals}
        return {"method": "RDS-II", **told, "status": self.status.value, "intervals": intervals, "says": A_SHARE}


def network(rows: Sequence[tuple[str, str, float, bool]]) -> Network:
    """Make a network of rows: a respondent's number, that of whoever brought them (or ""), degree, trait.

    >>> network([("1", "", 10, True), ("2", "1", 5, False)]).waves
    (0, 1)
    """
    at = {number: position for position, (number, *_rest) in enumerate(rows)}
    if len(at) != len(rows):
        raise PrevalenceError("Two respondents have the same number.")
    unknown = [by for _number, by, *_rest in rows if by and by not in at]
    if unknown:
        raise PrevalenceError(f"Somebody was brought along by “{unknown[0]}”, who is not in the file.")
    degrees = np.array([degree for _number, _by, degree, _trait in rows], float)
    if not len(rows) or not (np.isfinite(degrees).all() and (degrees >= 1).all()):
        raise PrevalenceError("Each respondent knows one person or more: at least who brought them along.")
    recruiter = tuple(at[by] if by else -1 for _number, by, *_rest in rows)
    found = Network(degrees, np.array([trait for *_rest, trait in rows], float), recruiter)
    if not _reaches_all(found):
        raise PrevalenceError("Some respondents brought each other along in a circle. Correct who brought whom.")
    return found


def _reaches_all(of: Network) -> bool:
    front, reached = list(of.seeds), 0
    while front:
        reached += 1
        front.extend(of.recruits[front.pop()])
    return reached == len(of.recruiter)


def respondent_driven(of: Network, *, bootstrap: int = 1000, seed: int = 1) -> Share:
    """Estimate the share with the trait by RDS-II, seeds included as in R, and limits by the tree bootstrap.

    >>> rows = [("1", "", 10, True), ("2", "1", 5, False), ("3", "", 20, True), ("4", "3", 4, False)]
    >>> round(respondent_driven(network(rows), bootstrap=0).share, 6)  # (1/10 + 1/20) / (1/10 + 1/5 + 1/20 + 1/4)
    0.25
    """
    if 0 < bootstrap < FEWEST_DRAWS or bootstrap < 0:
        raise PrevalenceError(f"{bootstrap} resamples are too few for an interval. Draw {FEWEST_DRAWS}, or none.")
    many = len(of.recruiter)
    if of.trait.all() or not of.trait.any():
        why = "Everybody asked has the trait, or nobody has. The share beyond them is not known."
        return Share(Status.NOT_ESTIMABLE, None, many, reasons=(why,), seed=seed)
    everybody = np.arange(many)
    waves = np.array(of.waves)
    later = everybody[waves > 0]
    drawn = tree_bootstrap(of, bootstrap, np.random.default_rng(seed))
    return Share(
        Status.ESTIMATED,
        _share(of, everybody),
        many,
        tuple(_interval(drawn, level) for level in LEVELS) if bootstrap else (),
        ASSUMPTIONS,
        (*_doubts(of), A_SHARE),
        len(of.seeds),
        int(waves.max()),
        _share(of, later) if len(later) else None,
        tuple(_share(of, everybody[waves <= wave]) for wave in range(int(waves.max()) + 1)),
        seed if bootstrap else None,
    )


def tree_bootstrap(of: Network, many: int, rng: np.random.Generator) -> Floats:
    """Return the share in each resample of the trees."""
    return np.array([_share(of, np.array(_tree(of, rng), int)) for _ in range(many)])


def _tree(of: Network, rng: np.random.Generator) -> list[int]:
    front = list(rng.choice(of.seeds, size=len(of.seeds)))
    taken: list[int] = []
    while front:
        at = int(front.pop())
        taken.append(at)
        below = of.recruits[at]
        if below:
            front.extend(rng.choice(below, size=len(below)))
    return taken


def _share(of: Network, who: np.ndarray[Any, np.dtype[np.int64]]) -> float:
    weights = 1.0 / of.degrees[who]
    return float(weights @ of.trait[who] / weights.sum())


def _interval(drawn: Floats, level: float) -> Interval:
    low, high = np.quantile(drawn, [(100 - level) / 200, (100 + level) / 200])
    return Interval(level, float(low), float(high), GIVEN)


def _doubts(of: Network) -> tuple[str, ...]:
    why = []
    if len(of.seeds) < FEWEST_SEEDS:
        why.append("All respondents come from one first person, whose acquaintances they are.")
    if max(of.waves) < FEWEST_WAVES:
        why.append(f"The longest chain has {max(of.waves)} steps; who was the first still decides.")
    largest = max(np.unique(of.roots, return_counts=True)[1]) / len(of.roots)
    if len(of.seeds) > 1 and largest > LARGEST_TREE:
        why.append(f"One first person's chains make up {largest:.0%} of the respondents.")
    return tuple(why)
