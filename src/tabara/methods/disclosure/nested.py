"""Protect counts that lie in one another, so that no level, and no other cut of the same ground, gives one away.

Each leaf is a path, from the widest area to the narrowest, through every way in which the ground is divided: province
today, province before, commune today, commune before. From step to step, what is known are the shown areas, each by
itself, and the withheld ones of one such part, together: that is all that the total leaves of them. Inside each part,
whatever areas it is made of, nothing is withheld alone. So whatever is put together of shown areas tells no more than
they do.

References
----------
de Wolf (2002), "HiTaS: a heuristic approach to cell suppression in hierarchical tables", in: Inference Control in
Statistical Databases, LNCS 2316 (from the widest to the narrowest, each part a table of its own).
"""

from collections.abc import Mapping, Sequence

from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.protect import protect
from tabara.methods.disclosure.rules import Rule
from tabara.methods.disclosure.table import one_way

Path = tuple[str, ...]


def protect_nested(leaves: Mapping[Path, int], rule: Rule) -> Mapping[Path, int | None]:
    """Give every area of every depth as it may be shown, None where it may not; leaves that may hold someone are 0.

    >>> from tabara.methods.disclosure.rules import PUBLIC
    >>> shown = protect_nested({("N", "n1"): 12, ("N", "n2"): 30, ("N", "n3"): 3, ("S", "s1"): 40}, PUBLIC)
    >>> [(path, value) for path, value in shown.items()]  # doctest: +NORMALIZE_WHITESPACE
    [(('N',), 45), (('S',), 40), (('N', 'n1'), None), (('N', 'n2'), 30), (('N', 'n3'), None), (('S', 's1'), 40)]
    """
    depth = _depth(leaves)
    sums = [_summed(leaves, at + 1) for at in range(depth)]
    if not depth:
        return {}
    first = protect(one_way(list(sums[0].values())), rule).counts
    shown: dict[Path, int | None] = dict(zip(sums[0], first, strict=True))
    parts = _parts(list(sums[0]), shown)
    for inside in sums[1:]:
        below: dict[Path, list[Path]] = {}
        for path in inside:
            below.setdefault(path[:-1], []).append(path)
        finer = []
        for part in parts:
            paths = [path for above in part for path in below[above]]
            shown |= zip(paths, line([inside[path] for path in paths], rule), strict=True)
            finer += _parts(paths, shown)
        parts = finer
    return {path: shown[path] for one in sums for path in one}


def _parts(paths: list[Path], shown: Mapping[Path, int | None]) -> list[list[Path]]:
    """Give what a reader knows the sum of: each shown area, and those withheld beside one another together."""
    withheld = [path for path in paths if shown[path] is None]
    return [*([path] for path in paths if shown[path] is not None), *([withheld] if withheld else [])]


def line(counts: Sequence[int], rule: Rule) -> list[int | None]:
    """Give the pieces of a whole that is known: the small ones withheld, and the least of the others that hide them.

    What the withheld ones hold together is known. It must be enough for any small one to be the threshold, and leave
    more than one way to share it out. Where nothing else does, all are withheld, empty ones too: then none is known to
    hold anybody.

    >>> from tabara.methods.disclosure.rules import PUBLIC
    >>> line([120, 45, 14, 3], PUBLIC), line([10, 0, 0], PUBLIC), line([1, 1, 8, 0], PUBLIC)
    ([120, 45, None, None], [10, 0, 0], [None, None, None, 0])
    """
    hidden = {at for at, count in enumerate(counts) if rule.withholds(count)}
    least = 1 if rule.zeros == "shown" else 0
    if hidden and rule.complementary:
        others = sorted((count, at) for at, count in enumerate(counts) if count and at not in hidden)
        while others and not _hides([counts[at] for at in hidden], least, rule):
            hidden.add(others.pop(0)[1])
        if not _hides([counts[at] for at in hidden], least, rule):
            hidden = set(range(len(counts)))
    return [None if at in hidden else count for at, count in enumerate(counts)]


def _hides(withheld: Sequence[int], least: int, rule: Rule) -> bool:
    together = sum(withheld)
    return len(withheld) > 1 and together >= rule.threshold and together > least * len(withheld)


def _depth(leaves: Mapping[Path, int]) -> int:
    depths = {len(path) for path in leaves}
    if len(depths) > 1:
        raise DisclosureError("The paths of a nested table must be of one length.")
    return depths.pop() if depths else 0


def _summed(leaves: Mapping[Path, int], depth: int) -> dict[Path, int]:
    found: dict[Path, int] = {}
    for path, count in leaves.items():
        found[path[:depth]] = found.get(path[:depth], 0) + count
    return found
