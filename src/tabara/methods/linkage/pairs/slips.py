"""Slips of the hand, known by how rare they are: a key that is one letter from one much more frequent stands for it.

Only to choose which pairs are compared: two names that are one letter apart may well be two names, and the comparison
still sees what was written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

TIMES = 4  # as frequent the other key has to be
SHORTEST = 4


def usual_keys(keys: Iterable[str]) -> dict[str, str]:
    """Give for each key that is probably a slip the key that was probably meant.

    >>> usual_keys(["dativ"] * 8 + ["dtiv", "datib", "aline"])
    {'datib': 'dativ', 'dtiv': 'dativ'}
    """
    counts = Counter(keys)
    near = defaultdict[str, list[str]](list)
    for key in sorted(counts):
        for shorter in _shorter(key):
            near[shorter].append(key)
    found = {}
    for key in sorted(counts):
        others = {other for shorter in _shorter(key) for other in near[shorter]}
        meant = [other for other in others if _means(key, other, counts)]
        if meant:
            found[key] = min(meant, key=lambda other: (-counts[other], other))
    return found


def _shorter(key: str) -> Iterator[str]:
    """Give the key, and the key without each of its letters: two keys one edit apart share one of these."""
    yield key
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]


def _means(key: str, other: str, counts: Counter[str]) -> bool:
    frequent = counts[other] >= TIMES * counts[key] and min(len(key), len(other)) >= SHORTEST
    return frequent and OSA.distance(key, other, score_cutoff=1) <= 1
