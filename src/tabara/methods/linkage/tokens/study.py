"""Links between records, and the people that they make."""

from collections.abc import Iterable
from typing import NamedTuple

THRESHOLD = 0.5
"""The probability from which records count as one person, unless the caller says otherwise."""


class Link(NamedTuple):
    """Two records, by their place, the earlier first, and how probable it is that they are one person."""

    one: int
    other: int
    probability: float


def people_of(records: int, links: Iterable[Link], threshold: float = THRESHOLD) -> tuple[int, ...]:
    """Give each record the number of its person.

    The most probable links are taken first. Two groups of records become one person where the mean probability over
    all pairs between them reaches the threshold, and a pair that was never compared counts nought: a chain of
    doubtful links, each resembling the next, makes nobody one person with everybody.

    >>> people_of(4, [Link(0, 2, 0.9), Link(1, 3, 0.2)])
    (0, 1, 0, 2)
    >>> people_of(3, [Link(0, 1, 0.9), Link(1, 2, 0.6)])
    (0, 0, 1)
    """
    links = sorted(links, key=lambda link: (-link.probability, link.one, link.other))
    probable = {(link.one, link.other): link.probability for link in links}
    groups = [[number] for number in range(records)]  # the same list stands at each of its members
    for link in links:
        one, other = groups[link.one], groups[link.other]
        if link.probability < threshold:
            break
        if one is not other and _mean(one, other, probable) >= threshold:
            one += other
            for number in other:
                groups[number] = one
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(min(group), len(numbers)) for group in groups)


def _mean(one: list[int], other: list[int], probable: dict[tuple[int, int], float]) -> float:
    pairs = [(min(left, right), max(left, right)) for left in one for right in other]
    return sum(probable.get(pair, 0.0) for pair in pairs) / len(pairs)
