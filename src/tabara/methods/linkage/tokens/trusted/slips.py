"""Slips of the hand in token space: a rare word that shares a shortened form with a much more frequent one.

Only to choose which pairs are compared: two names that are one letter apart may well be two names, and the comparison
still sees the tokens of what was written. It is what the model of clear records does with letters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from tabara.methods.linkage.pairs.slips import TIMES
from tabara.methods.linkage.tokens.trusted.roles import Word


def usual_tokens(words: Iterable[Word]) -> dict[str, str]:
    """Give, for the token of each word that is probably a slip, the token of the word that was probably meant.

    >>> often, slip, other = Word("t1", "b", ("n1", "n2")), Word("t2", "b", ("n2", "n3")), Word("t3", "c", ("n4",))
    >>> usual_tokens([often] * 8 + [slip, other])
    {'t2': 't1'}
    """
    counts, near = Counter[str](), dict[str, tuple[str, ...]]()
    holders = defaultdict[str, set[str]](set)
    for word in words:
        counts[word.key] += 1
        near[word.key] = word.near
        for shorter in word.near:
            holders[shorter].add(word.key)
    found = {}
    for key, times in counts.items():
        others = set[str]().union(*(holders[shorter] for shorter in near[key]))
        meant = [other for other in others if counts[other] >= TIMES * times]
        if meant:
            found[key] = min(meant, key=lambda other: (-counts[other], other))
    return found
