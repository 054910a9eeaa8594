"""Several linkages drawn from the match probabilities, and the capture histories that each of them gives.

Links that were missed lower the overlap of lists and raise an estimate of hidden people, links made wrongly do the
opposite. So a study is repeated on linkages drawn as they may be, and its spread is told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.grouping import Decision, Groups, decide
from tabara.methods.linkage.merging import TWO, Questions, merged, questions

EVEN = 0.5

History = tuple[int, ...]


def drawn(
    pairs: pa.Table, draws: int, rng: np.random.Generator, decided: Iterable[Decision] = ()
) -> list[dict[str, str]]:
    """Draw linkages: for each, the group of every record that stands in a pair; every other record is alone.

    The most probable groups meet first. Whether two groups are one person is drawn once, with the mean probability of
    the pairs between them, so that a person who resembles two records of another is not drawn twice as often. What a
    person decided is the same in every draw.

    >>> pairs = pa.table({"unique_id_l": ["a", "b"], "unique_id_r": ["b", "c"], "probability": [1.0, 0.0]})
    >>> drawn(pairs, 2, np.random.default_rng(1))
    [{'a': 'a', 'b': 'a', 'c': 'c'}, {'a': 'a', 'b': 'a', 'c': 'c'}]
    """
    ids, asked = _asked(pairs, decided)
    return [_numbered(ids, merged(asked, rng.random)) for _ in range(draws)]


def likeliest(pairs: pa.Table, decided: Iterable[Decision] = ()) -> dict[str, str]:
    """Give one linkage, made as `drawn` makes it: two groups are one person if their pairs are probable on the mean.

    Unlike the groups above a threshold it has no chains: that a resembles b, and b resembles c, is not enough where a
    and c resemble each other in nothing.

    >>> pairs = pa.table({"unique_id_l": ["a", "b"], "unique_id_r": ["b", "c"], "probability": [0.9, 0.8]})
    >>> likeliest(pairs)
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    ids, asked = _asked(pairs, decided)
    return _numbered(ids, merged(asked, lambda: EVEN))


def _numbered(ids: Sequence[str], groups: Iterable[Sequence[int]]) -> dict[str, str]:
    """Give every record the smallest number in its group."""
    found = {one: one for one in ids}
    for members in groups:
        smallest = ids[min(members)]
        found.update((ids[member], smallest) for member in members)
    return found


def _asked(pairs: pa.Table, decided: Iterable[Decision]) -> tuple[list[str], Questions]:
    """Number the records in their order, and put together whom somebody said to be one person."""
    told = pairs.to_pydict()
    links = {
        (min(two), max(two)): stated
        for *two, stated in zip(told["unique_id_l"], told["unique_id_r"], told["probability"], strict=True)
    }
    sentences = [Decision(*one) for one in decided]
    ids = sorted({one for two in links for one in two} | {one for said in sentences for one in said[:2]})
    place = {one: at for at, one in enumerate(ids)}
    groups = decide(ids, sentences)
    between = _between(groups, links, sentences)
    ends = [sorted((place[one], place[other])) for one, other in between]
    one, other = np.array(ends, np.int64).reshape(-1, 2).T
    members = defaultdict[int, list[int]](list)
    for record in ids if sentences else ():
        members[place[groups.of(record)]].append(place[record])
    together = {group: those for group, those in members.items() if len(those) > 1}
    return ids, questions(one, other, np.array(list(between.values()), np.float64), len(ids), together)


def _between(
    groups: Groups, links: Mapping[tuple[str, str], float], sentences: Iterable[Decision]
) -> dict[tuple[str, str], float]:
    """Sum the pairs between groups; those that somebody said to be two people stay two."""
    between: dict[tuple[str, str], float] = {}
    for (one, other), stated in sorted(links.items()):
        left, right = sorted((groups.of(one), groups.of(other)))
        if left != right:
            between[left, right] = between.get((left, right), 0.0) + stated
    for said in sentences:
        left, right = sorted((groups.of(said.unique_id_l), groups.of(said.unique_id_r)))
        if left != right:
            between[left, right] = TWO
    return between


def histories(
    clusters: Mapping[str, str], list_of: Mapping[str, str], lists: Sequence[str] | None = None
) -> dict[History, int]:
    """Count people by the lists that they stand on, as `prevalence.capture_table(lists, counts)` takes it.

    `list_of` gives the list of each record; a record that it does not name counts nowhere, and a record that no
    cluster names is a person alone. The lists stand in the order of `lists`, or else of their names; of a record on
    none of them nothing is counted.

    >>> histories({"1": "1", "2": "1", "3": "3"}, {"1": "A", "2": "B", "3": "B", "4": "C"}, ["A", "B"])
    {(0, 1): 1, (1, 1): 1}
    """
    order = tuple(lists) if lists is not None else tuple(sorted(set(list_of.values())))
    if len(set(order)) != len(order):
        raise LinkageError("A list is named twice. Name each list once.")
    stands_on: dict[str, set[str]] = defaultdict(set)
    for record, name in list_of.items():
        stands_on[clusters.get(record, record)].add(name)
    counted = Counter(tuple(int(name in on) for name in order) for on in stands_on.values())
    return {history: people for history, people in sorted(counted.items()) if any(history)}
