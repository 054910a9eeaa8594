"""Probabilities that agree with one another: a is b, and b is c, so a is c.

Two records are compared without looking at any third. But if both resemble a third, they are the likelier to be one
person, and if a third that is surely the one is surely not the other, they are not. So linkages are drawn from the
pairs as they were compared, and a pair's probability is the share of linkages in which the two are one person. The
pair's own comparison counts as one linkage more, which keeps pairs of one share apart.
"""

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tabara.methods.linkage.drawing import Chance, drawings
from tabara.methods.linkage.linked import PAIRS
from tabara.methods.linkage.pairs.training import Tell

MOST_DRAWS, FEWEST_DRAWS = 60, 15
DRAWN_PAIRS = 2_000_000  # draws times pairs: fewer draws of many pairs
LEAST_DRAWN = 0.04  # a pair below this makes no group, and keeps what its own comparison said


def in_agreement(pairs: pa.Table, chance: Chance, tell: Tell) -> pa.Table:
    """Give pairs with the probabilities that agree; a pair that only a third record brings together is among them."""
    alone: dict[tuple[str, str], float] = {
        (min(two), max(two)): stated for *two, stated in zip(*(column.to_pylist() for column in pairs), strict=True)
    }
    likely = pairs.filter(pc.greater_equal(pairs["probability"], LEAST_DRAWN))
    draws = int(np.clip(DRAWN_PAIRS // max(len(likely), 1), FEWEST_DRAWS, MOST_DRAWS))
    times: Counter[tuple[str, str]] = Counter()
    for at, groups in enumerate(drawings(likely, draws, chance), start=1):
        times.update(_pairs(groups))
        tell(at / draws)
    both = sorted(alone.keys() | times.keys())
    stated = [_share(times[two], alone.get(two, 0.0), draws) for two in both]
    return pa.table([[one for one, _ in both], [other for _, other in both], stated], schema=PAIRS)


def _share(times: int, alone: float, draws: int) -> float:
    return alone if not times and alone < LEAST_DRAWN else (times + alone) / (draws + 1)


def _pairs(groups: dict[str, str]) -> list[tuple[str, str]]:
    members = defaultdict[str, list[str]](list)
    for one in sorted(groups):
        members[groups[one]].append(one)
    return [two for together in members.values() for two in combinations(together, 2)]
