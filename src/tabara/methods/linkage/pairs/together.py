"""Probabilities that agree with one another: a is b, and b is c, so a is c.

Two records are compared without looking at any third. But if both resemble a third, they are the likelier to be one
person, and if a third that is surely the one is surely not the other, they are not. So linkages are drawn from the
pairs as they were compared, and a pair's probability is the share of linkages in which the two are one person. The
pair's own comparison counts as one linkage more, which keeps pairs of one share apart.
"""

from itertools import combinations

import numpy as np

from tabara.methods.linkage.merging import Chance, Floats, Ints, merged, questions
from tabara.methods.linkage.pairs.training import Tell

MOST_DRAWS, FEWEST_DRAWS = 60, 15
DRAWN_PAIRS = 2_000_000  # draws times pairs: fewer draws of many pairs
LEAST_DRAWN = 0.04  # a pair below this makes no group, and keeps what its own comparison said


def in_agreement(
    left: Ints, right: Ints, stated: Floats, records: int, chance: Chance, tell: Tell
) -> tuple[Ints, Ints, Floats]:
    """Give pairs with the probabilities that agree; a pair that only a third record brings together is among them.

    Records go by number, of each pair the smaller one first.
    """
    likely = stated >= LEAST_DRAWN
    draws = int(np.clip(DRAWN_PAIRS // max(int(likely.sum()), 1), FEWEST_DRAWS, MOST_DRAWS))
    asked = questions(left[likely], right[likely], stated[likely], records)
    drawn = [np.zeros(0, np.int64)]
    for at in range(1, draws + 1):
        drawn.append(_pairs(merged(asked, chance), records))
        tell(at / draws)
    found, times = np.unique(np.concatenate(drawn), return_counts=True)
    compared = left * records + right
    both = np.union1d(compared, found)
    alone, together = np.zeros(len(both)), np.zeros(len(both))
    alone[np.searchsorted(both, compared)] = stated
    together[np.searchsorted(both, found)] = times
    alike = (together == 0) & (alone < LEAST_DRAWN)
    return both // records, both % records, np.where(alike, alone, (together + alone) / (draws + 1))


def _pairs(groups: list[list[int]], records: int) -> Ints:
    """Give the pairs of records in one group, each as one number."""
    found = [one * records + other for group in groups for one, other in combinations(sorted(group), 2)]
    return np.array(found, np.int64)
