"""The decomposable graphs of up to six lists, and how likely each and each total is.

Given a graph, the chance of the counts is known in closed form under a hyper-Dirichlet prior of 2^-p a cell, so that
all graphs and all totals are weighed by one product of matrices.

References
----------
Madigan and York (1997), "Bayesian methods for estimation of the size of a closed population", Biometrika 84(1).
Dawid and Lauritzen (1993), "Hyper Markov laws in the statistical analysis of decomposable graphical models", Annals
of Statistics 21(3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from tabara.methods.prevalence.capture import Floats, Ints

MOST_LISTS = 6  # seven lists have 617,675 decomposable graphs
POINTS = 1_000
_TRAIL, _FAR = 200, 30  # points between the ceiling and this many times it, to see what it cuts off
_BLOCK = 2_048
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class GraphPosterior:
    """How likely each total is, averaged over the graphs, and how likely the best graphs are.

    A graph is told by its cliques, each a bit mask of lists. `mass_beyond` is the share of the weight that lies above
    the ceiling where totals up to 30 times as large are thought of as well. `joined` is the weight of the graph that
    joins all lists: it lets anybody be missed, so that under it the prior alone says how many are.
    """

    totals: Floats
    weights: Floats
    best: tuple[tuple[tuple[int, ...], float], ...]
    graphs: int
    mass_beyond: float
    joined: float

    def quantile(self, share: float) -> float:
        """Give the total below which this share of the weight lies, straight between the points of the grid."""
        return float(np.interp(share, np.cumsum(self.weights), self.totals))

    @property
    def mode(self) -> float:
        return float(self.totals[int(self.weights.argmax())])

    @property
    def modes(self) -> tuple[float, ...]:
        """Give every total more likely than its neighbours and at least a twentieth as likely as the likeliest."""
        inner, most = self.weights[1:-1], float(self.weights.max())
        peaks = (inner > self.weights[:-2]) & (inner >= self.weights[2:]) & (inner > most / 20)
        return tuple(float(total) for total in self.totals[1:-1][peaks]) or (self.mode,)


def average_over_graphs(counts: Sequence[int] | Ints | Floats, ceiling: float, points: int = POINTS) -> GraphPosterior:
    """Weigh the totals from the people observed up to a ceiling; counts stand by the bit mask of their history.

    >>> found = average_over_graphs([0, 54, 463, 15, 995, 19, 62, 1], ceiling=10_000)
    >>> found.graphs, round(found.quantile(0.5))
    (8, 3846)
    """
    observed = np.asarray(counts, float)
    lists, seen = observed.size.bit_length() - 1, float(observed[1:].sum())
    unseen = np.linspace(0.0, ceiling - seen, points)
    far = np.geomspace(max(ceiling - seen, 1.0), _FAR * ceiling, _TRAIL)
    graphs = decomposable(lists).astype(float)
    scores = _scores(observed, np.concatenate([unseen, far]))
    log_density, by_graph = _averaged(graphs, scores, points)
    weights = np.exp(log_density[:points] - log_density[:points].max())
    inside = weights.sum() * float(unseen[1] - unseen[0])
    outside = float(np.trapezoid(np.exp(log_density[points:] - log_density[:points].max()), far))
    chances = by_graph / by_graph.sum()
    best = tuple((cliques(graphs[at]), float(chances[at])) for at in np.argsort(-chances)[:_SHOWN])
    joined, beyond = float(chances[graphs[:, -1] > 0].sum()), outside / (inside + outside)
    return GraphPosterior(seen + unseen, weights / weights.sum(), best, len(graphs), beyond, joined)


def _averaged(graphs: Floats, scores: Floats, points: int) -> tuple[Floats, Floats]:
    """Add up the chances over the graphs a block at a time: the log of each total's, and each graph's in ratio."""
    peak, sums = -np.inf, np.zeros(scores.shape[1])
    by_graph = np.empty(len(graphs))
    for start in range(0, len(graphs), _BLOCK):
        chances = graphs[start : start + _BLOCK] @ scores[1:] + scores[0]
        highest = max(peak, float(chances.max()))
        if highest > peak:
            factor = np.exp(peak - highest) if start else 0.0
            sums, by_graph[:start], peak = sums * factor, by_graph[:start] * factor, highest
        np.exp(chances - peak, out=chances)
        sums += chances.sum(axis=0)
        by_graph[start : start + _BLOCK] = chances[:, :points].sum(axis=1)
    with np.errstate(divide="ignore"):
        return np.log(sums) + peak, by_graph


def _scores(counts: Floats, unseen: Floats) -> Floats:
    """For each number of unseen people: first what all graphs share, then the part of each set of lists (by mask)."""
    size, seen = counts.size, counts[1:].sum()
    cells, each = np.arange(size), 1.0 / size
    parts = np.empty((size + 1, unseen.size))
    parts[0] = gammaln(seen + unseen + 1) - gammaln(unseen + 1) - np.log(seen + unseen)
    for inside in range(size):
        margin = np.bincount(cells & inside, weights=np.where(cells > 0, counts, 0.0), minlength=size)
        within = [cell for cell in range(1, size) if not cell & ~inside]
        prior = each * 2.0 ** (size.bit_length() - 1 - inside.bit_count())
        known = float(gammaln(margin[within] + prior).sum()) - (len(within) + 1) * float(gammaln(prior))
        parts[inside + 1] = gammaln(unseen + margin[0] + prior) + known
    return parts


@lru_cache(maxsize=MOST_LISTS)
def decomposable(lists: int) -> NDArray[np.int8]:
    """List the decomposable graphs, each as what it adds (cliques) and takes away (separators) of each set of lists.

    A graph is decomposable if its points can be taken away one after another, each while its neighbours are all
    joined. Taking one away adds the set of it and its neighbours, and takes away the set of its neighbours; what is
    not a clique or a separator cancels. All graphs are taken apart at once.

    >>> [len(decomposable(lists)) for lists in (1, 2, 3, 4, 5)]
    [1, 2, 8, 61, 822]
    """
    neighbours = _neighbours(lists)
    graphs = neighbours.shape[1]
    sets = np.zeros((graphs, 2**lists), np.int8)
    left = np.full(graphs, 2**lists - 1)
    for _ in range(lists):
        done = np.zeros(graphs, bool)
        for point in range(lists):
            beside = neighbours[point] & left
            free = np.flatnonzero((left >> point & 1 == 1) & ~done & _joined(neighbours, beside))
            np.add.at(sets, (free, beside[free] | 1 << point), 1)
            np.add.at(sets, (free, beside[free]), -1)
            left[free] &= ~(1 << point)
            done[free] = True
    whole: NDArray[np.int8] = sets[left == 0]
    return whole


def _neighbours(lists: int) -> Ints:
    """For each point of each graph, the mask of the points it is joined to."""
    pairs = list(combinations(range(lists), 2))
    graphs = np.arange(2 ** len(pairs))
    beside = np.zeros((lists, graphs.size), np.int64)
    for at, (one, other) in enumerate(pairs):
        joined = graphs >> at & 1
        beside[one] |= joined << other
        beside[other] |= joined << one
    return beside


def _joined(neighbours: Ints, sets: Ints) -> NDArray[np.bool_]:
    """For each graph, whether all points of its set are joined to each other."""
    whole = np.ones(sets.size, bool)
    for point, beside in enumerate(neighbours):
        whole &= (sets >> point & 1 == 0) | (sets & ~(1 << point) & ~beside == 0)
    return whole


def cliques(graph: Sequence[int] | NDArray[np.generic]) -> tuple[int, ...]:
    """Give the cliques of a graph as bit masks of its lists."""
    return tuple(int(at) for at in np.flatnonzero(np.asarray(graph) > 0))
