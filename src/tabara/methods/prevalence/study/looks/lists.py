"""What the lists themselves show: how many, how they overlap, what none of them reaches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.loglinear import as_row
from tabara.methods.prevalence.loglinear.lattice import superset_sums
from tabara.methods.prevalence.obstacles import nested
from tabara.methods.prevalence.selection import models
from tabara.methods.prevalence.strata import Strata, allowed, barred
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.looks.seen import Seen, named
from tabara.methods.prevalence.two_lists import TWO


def lists(found: Found, least: float) -> Seen:
    """Count the lists."""
    many = len(found.table.lists)
    return Seen(many, f"There are {many} lists.", many >= least)


def linked(found: Found, least: float) -> Seen:
    """Find the list that shares fewest people."""
    shared = {name: _shared(found.table, name) for name in sorted(found.table.lists)}
    fewest = min(shared.values())
    which = [name for name, many in shared.items() if many == fewest]
    return Seen(fewest, f"{named(which)}: {fewest} of the people stand on another list too.", fewest >= least, which)


def _shared(table: CaptureTable, name: str) -> int:
    bit = table.mask(name)
    return table.total(name) - sum(
        count for history, count in zip(table.histories, table.counts, strict=True) if history == bit
    )


def nested_lists(found: Found, most: float) -> Seen:
    """Find lists all of whose people stand on another one."""
    table, within = found.table, nested(found.table)
    which = [
        one
        for one in sorted(table.lists)
        if any(one != other and table.total(one) == table.total(one, other) for other in table.lists)
    ]
    return Seen(len(which), " ".join(within) or "No list lies inside another.", len(which) <= most, which)


def coverage(found: Found, most: float) -> Seen:
    """Find strata that a list does not reach, or what is impossible there, though people would be expected."""
    if not found.strata:
        return Seen(None, "No strata were given, so that nobody can see whether each list reaches everywhere.", None)
    unreached = sorted(_gaps(found.table, found.strata), reverse=True)
    never = sorted(_barred(found.table, found.strata), key=lambda gap: (-gap[0], gap[2]))
    large = [gap for gap in unreached if gap[0] >= most]
    said = [f"“{name}” names nobody of {where}, {_would(many)}." for many, name, where in large]
    closed = [gap for gap in never if gap[0] >= most]
    said += [f"Nobody of {where} can be on {_or(groups)}, {_would(many)}." for many, groups, where in closed]
    worst = max([gap[0] for gap in (*unreached, *never)], default=0.0)
    shut = [name for _, groups, _ in closed for group in groups for name in group.names]
    which = dict.fromkeys([*(name for _, name, _ in large), *shut])
    return Seen(worst, " ".join(said) or "Every list reaches every stratum.", not said, tuple(which))


def _would(many: float) -> str:
    return f"where {many:,.0f} would be expected"


def _gaps(table: CaptureTable, strata: Strata) -> Iterable[tuple[float, str, str]]:
    for key, one in strata.items():
        for name in table.lists:
            if name not in one.lists or not one.total(name):
                yield table.total(name) * one.observed / table.observed, name, " · ".join(key)


@dataclass(frozen=True, slots=True, order=True)
class _Closed:
    """Lists on which nobody can be: on all of them together, whatever else she is on, or on them alone."""

    names: tuple[str, ...]
    alone: bool

    @property
    def said(self) -> str:
        """Say it within a sentence."""
        return named(self.names) + (" alone" if self.alone else " together" if len(self.names) > 1 else "")


def _or(groups: Sequence[_Closed]) -> str:
    return " or on ".join(one.said for one in groups)


def _barred(table: CaptureTable, strata: Strata) -> Iterable[tuple[float, list[_Closed], str]]:
    """What is impossible in one stratum only: all strata together cannot be one table of one model.

    Two lists that exclude each other bar every history that has both, each of a few people: these are added up.
    """
    seen = dict(zip(table.histories, table.counts, strict=True))
    for key, one in strata.items():
        expected: dict[frozenset[str], float] = {}
        for names in barred(one):
            people = sum(other.observed for other in strata.values() if allowed(other, names))
            if people:
                expected[names] = seen.get(table.mask(*names), 0) * one.observed / people
        if expected:
            told = [names for names, many in expected.items() if many]
            yield sum(sorted(expected.values())), _closed(one, told), " · ".join(key)


def _closed(one: CaptureTable, told: Iterable[frozenset[str]]) -> list[_Closed]:
    """Say histories in as few words as may be: where all that have some lists are barred, these lists."""
    never = np.zeros((1, 1 << len(one.lists)))
    never[0, list(one.impossible)] = 1
    inside = superset_sums(never)[0]
    together = {mask for mask in one.impossible if inside[mask] == 1 << len(one.lists) - mask.bit_count()}
    least = [mask for mask in together if not any(mask & ~bit in together for bit in _bits(mask))]
    groups = set()
    for mask in (one.mask(*names) for names in told):
        within = {_Closed(tuple(sorted(one.names(few))), alone=False) for few in least if few & mask == few}
        groups |= within or {_Closed(tuple(sorted(one.names(mask))), alone=True)}
    return sorted(groups)


def _bits(mask: int) -> list[int]:
    return [1 << at for at in range(mask.bit_length()) if mask >> at & 1]


def overlap(found: Found, least: float) -> Seen:
    """Count the people on two lists or more."""
    table = found.table
    many = table.observed - table.on_exactly(1)
    empty = [":".join(pair) for pair, count in table.overlaps().items() if not count]
    said = f"{many:,} of the {table.observed:,} people stand on two lists or more"
    return Seen(many, f"{said}; {len(empty)} pairs of lists share nobody.", many >= least, empty)


def existence(found: Found, most: float) -> Seen:
    """Ask whether the model with all pairs has an estimate."""
    if len(found.table.lists) <= TWO:
        return Seen(None, "Two lists have no model with all pairs that leaves anything to estimate from.", None)
    canonical = found.table.canonical
    code = models.check_of(models.space_of(canonical), as_row(canonical))["all_pairs_check"]
    return Seen(code, _CODES[code], code <= most)


_CODES = {
    0: "The model with all pairs of lists has one estimate.",
    1: "The model with all pairs of lists has no estimate for this table.",
    2: "The table does not tell the coefficients of the model with all pairs apart.",
    3: "The model with all pairs of lists has no estimate for this table, nor would it be the only one.",
}
