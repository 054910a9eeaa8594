"""The same estimate from other tables: a list left out, two merged, people linked otherwise, one list as the whole.

Each is what somebody else could have been given. Where the answer moves much, it was made by who chose the lists.

References
----------
Sharifi Far, King and others (2021), "Multiple systems estimation for modern slavery: robustness of list omission and
combination", Crime & Delinquency 67(13-14).
Binette and Steorts (2022), JRSS A 185(2): one list as the whole population, whose size is known.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.estimate import Estimate
from tabara.methods.prevalence.estimators import Asked, attempted
from tabara.methods.prevalence.fan import Fan
from tabara.methods.prevalence.study.shape import Linkages, Reference, Variant
from tabara.methods.prevalence.two_lists import CHAPMAN

CHIEFS = ("bic", "stepwise")  # quoted: their limits hold the choice of the model, the first takes in three lists too
TRIED = "stepwise"  # on other tables: quick enough to be made anew thousands of times
_FEWEST, _THREE = 2, 3
Job = tuple[str, CaptureTable, Asked]


def made(job: Job) -> Estimate:
    """Do one estimate: a piece of work that another process can do."""
    return attempted(*job)


def left_out(table: CaptureTable, asked: Asked, fan: Fan) -> tuple[Variant, ...]:
    """Give the estimate without each list; whoever stood on no other list is then among the unseen."""
    if len(table.lists) <= _FEWEST:
        return ()
    names = [(name,) for name in sorted(table.lists)]
    return _varied(names, [table.without(*one) for one in names], asked, fan)


def merged(table: CaptureTable, asked: Asked, fan: Fan) -> tuple[Variant, ...]:
    """Give the estimate with each two lists made one."""
    if len(table.lists) <= _FEWEST:
        return ()
    pairs = list(combinations(sorted(table.lists), 2))
    return _varied(pairs, [table.merged({" + ".join(pair): pair}) for pair in pairs], asked, fan)


def _varied(
    changed: Sequence[tuple[str, ...]], tables: Sequence[CaptureTable], asked: Asked, fan: Fan
) -> tuple[Variant, ...]:
    found = fan(made, [(_method(one), one, asked) for one in tables])
    return tuple(Variant(names, one) for names, one in zip(changed, found, strict=True))


def _method(table: CaptureTable) -> str:
    return TRIED if len(table.lists) >= _THREE else CHAPMAN


def references(table: CaptureTable, asked: Asked, fan: Fan) -> tuple[Reference, ...]:
    """Take each list as if it were the whole, and estimate its size from the others: it is known how large it is."""
    names = [name for name in sorted(table.lists) if _within(table, name) is not None]
    tables = [one for one in (_within(table, name) for name in names) if one is not None]
    found = fan(made, [(_method(one), one, asked) for one in tables])
    return tuple(_reference(name, table.total(name), one) for name, one in zip(names, found, strict=True))


def _reference(name: str, known: int, found: Estimate) -> Reference:
    limits = found.interval(95)
    return Reference(name, known, found, None if limits is None else bool(limits.low <= known <= limits.high))


def _within(table: CaptureTable, name: str) -> CaptureTable | None:
    """The people on one list, by the others that name two or more of them; none where fewer than two others do."""
    inside, bit = {}, table.mask(name)
    for history, count in zip(table.histories, table.counts, strict=True):
        if history & bit and history != bit:
            inside[history] = count
    naming = tuple(one for one in table.lists if one != name and any(history & table.mask(one) for history in inside))
    if len(naming) < _FEWEST:
        return None
    seen: dict[int, int] = {}
    for history, count in inside.items():
        mask = sum(1 << at for at, one in enumerate(naming) if history & table.mask(one))
        seen[mask] = seen.get(mask, 0) + count
    barred = _barred(table, bit, naming) if table.impossible else frozenset[int]()
    return CaptureTable(naming, tuple(sorted(seen)), tuple(seen[one] for one in sorted(seen)), barred)


def _barred(table: CaptureTable, bit: int, naming: Sequence[str]) -> frozenset[int]:
    """The histories on the other lists that nobody on this one can have."""
    masks = [table.mask(one) for one in naming]
    inside = (int(history) for history in table.cells if int(history) & bit)
    possible = {sum(1 << at for at, mask in enumerate(masks) if history & mask) for history in inside}
    return frozenset(range(1, 1 << len(naming))) - possible


def linkages(table: CaptureTable, others: Sequence[CaptureTable], asked: Asked, fan: Fan) -> Linkages | None:
    """Give the estimates from several linkages of the same lists, drawn from how sure each link is."""
    if not others:
        return None
    variants = _varied([(str(at + 1),) for at in range(len(others))], others, asked, fan)
    values = [one.estimate.value for one in variants if one.estimate.value is not None]
    shared = [one.observed - one.on_exactly(1) for one in others]
    middle = float(np.median(values)) if values else None
    ends = (min(values), max(values)) if values else (None, None)
    return Linkages(_method(table), variants, ends[0], middle, ends[1], _around(variants), (min(shared), max(shared)))


def _around(variants: Sequence[Variant]) -> dict[str, tuple[float, float]]:
    """The limits of all linkages together, if every one has them: from the lowest to the highest."""
    limits: dict[str, tuple[float, float]] = {}
    for level in (95, 80):
        found = [one.estimate.interval(level) for one in variants]
        known = [one for one in found if one is not None]
        if len(known) == len(variants):
            limits[str(level)] = (min(one.low for one in known), max(one.high for one in known))
    return limits
