"""Who is the same person, as a unit can tell that holds match-keys alone: from which kinds two records share.

A shared kind says that everything it binds agrees. A kind that both records have and do not share, although all of
it but one attribute is known to agree, says that this attribute differs. So agreement and contradiction are read off
without any attribute being shown, and weighed in bits, after Fellegi and Sunter. The weights are not trained: too
few attributes are seen apart. They are usual ones, for names as unequally common as ours, and stated here.

Brothers and sisters share a name, a mother, a telephone and a place. So a pair is weighed against two kinds of people
that are not one: strangers, who share nothing but by chance, and kin, who share anything but their names.

References
----------
Fellegi and Sunter (1969), "A theory for record linkage", Journal of the American Statistical Association 64.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import log2

from tabara.methods.linkage.tokens.study import Link
from tabara.methods.linkage.tokens.texts.match_texts import KINDS

Row = Mapping[str, Sequence[str]]
MOST_SHARED = 50
"""Records that share a token, above which it is no key and nobody is compared by it."""

BINDS = {kind: frozenset(kind.split("+")) for kind in KINDS}
_IMPLIES = {"names": {"name", "beginnings"}, "date": {"year", "about"}, "year": {"about"}, "commune": {"province"}}
_GROUPS = (  # of what implies one another, the most telling counts
    (("names", 10.0), ("beginnings", 8.0), ("name", 5.0)),
    (("date", 13.0), ("about", 2.5)),
    (("commune", 8.0), ("province", 4.0)),
    (("mother", 5.0),),
    (("phone", 13.0),),
    (("sex", 1.0),),
)
_AGAINST = {"about": -4.0, "date": -1.5, "province": -4.0, "commune": -4.0, "mother": -4.0, "phone": -2.0}
_SAME_LIST = -3.0
_AGAINST |= {"sex": -5.0, "names": -4.0, "name": -4.0}
_KIN = -3.0  # bits: how much rarer kin are, or share less, than records of one person
_NAMES = frozenset({"names", "beginnings", "name", "sex"})


def by_match_keys(rows: Sequence[Row], lists: Sequence[str] = ()) -> tuple[Link, ...]:
    """Give every two records that share a token, with the probability that they are one person.

    `lists` names the list of each record: that nobody stands on one list twice as a rule counts against a link.

    >>> one, other = {"names+date": ("t1",), "date+commune": ("t2",)}, {"names+date": ("t1",), "date+commune": ("t2",)}
    >>> [link.probability > 0.99 for link in by_match_keys([one, other, {"names+date": ("t3",)}])]
    [True]
    """
    alone = log2(max(len(rows), 2))  # bits: how unlikely it is that two records drawn at random are one person
    links = []
    for (one, other), shared in sorted(_sharing(rows).items()):
        same, kin = _bits(shared, rows[one].keys() & rows[other].keys())
        same += _SAME_LIST if lists and lists[one] == lists[other] else 0.0
        links.append(Link(one, other, 1 / (1 + 2 ** (alone - same) + 2 ** (kin - same))))
    return tuple(links)


def _sharing(rows: Sequence[Row]) -> dict[tuple[int, int], set[str]]:
    """The kinds that each two records share, for those that share any."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for kind, tokens in row.items():
            for token in tokens:
                holders[kind, token].append(number)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (kind, _), numbers in holders.items():
        if len(numbers) <= MOST_SHARED:
            for pair in combinations(numbers, 2):
                shared[pair].add(kind)
    return shared


def _bits(shared: Iterable[str], both_have: Iterable[str]) -> tuple[float, float]:
    """Weigh one person, and two of one family, against strangers: kin have one name in common at most."""
    agreed = _agreed(shared)
    differing = _differing(agreed, set(both_have).difference(shared))
    same = _weight(agreed) + sum(_AGAINST.get(name, 0.0) for name in differing)
    kin = _weight((agreed - _NAMES) | (agreed & {"name"})) + _KIN
    return same, kin + sum(_AGAINST.get(name, 0.0) for name in differing - _NAMES)


def _weight(agreed: Collection[str]) -> float:
    return sum(next((weight for name, weight in group if name in agreed), 0.0) for group in _GROUPS)


def _agreed(shared: Iterable[str]) -> set[str]:
    agreed = set[str]().union(*(BINDS.get(kind, frozenset()) for kind in shared))
    return agreed.union(*(_IMPLIES.get(name, set()) for name in agreed))


def _differing(agreed: set[str], apart: Iterable[str]) -> set[str]:
    """The attributes that alone can be why a kind that both records have is not shared."""
    left = (BINDS.get(kind, frozenset()) - agreed for kind in apart)
    return {name for (name,) in (attributes for attributes in left if len(attributes) == 1)}
