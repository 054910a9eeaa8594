"""Which words are given names, told by the sex of those who bear them.

A given name is of women or of men, a surname of both alike. Where a whole list holds surnames first, or whole names in
one field, the columns say nothing of the roles of words, and this still does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import lgamma, log

PURE = 0.08  # how much of a given name's bearers are of the other sex, roughly
MOST = 3.0  # log odds that sex alone may say of one word
_KNOWN = 2  # sexes


def leanings(borne: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Give for each word the log odds that it is a given name, from the sex of each of its bearers.

    >>> told = leanings([("odet", "f")] * 6 + [("jan", "m")] * 5 + [("bukur", "f"), ("bukur", "m")] * 4)
    >>> {word: round(odds, 1) for word, odds in told.items()}
    {'odet': 3.0, 'jan': 2.9, 'bukur': -2.7}
    """
    seen: Mapping[str, Counter[str]] = defaultdict(Counter)
    overall = Counter[str]()
    for word, sex in borne:
        if sex:
            seen[word][sex] += 1
            overall[sex] += 1
    if len(overall) < _KNOWN:
        return {}
    one, other, *_ = sorted(overall)
    share = overall[one] / (overall[one] + overall[other])
    return {word: _odds(counts[one], counts[other], share) for word, counts in seen.items()}


def _odds(one: int, other: int, share: float) -> float:
    """Set "of one sex, whichever" against "of both, as everybody"."""
    one_sex = _beta(one + PURE, other + PURE) - _beta(PURE, PURE)
    both = one * log(share) + other * log(1 - share)
    return max(-MOST, min(MOST, one_sex - both))


def _beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)


def mean(words: Iterable[str], lean: Callable[[str], float]) -> float:
    """Give the mean leaning of words; nought where there are none."""
    told = [lean(word) for word in words]
    return sum(told) / len(told) if told else 0.0
