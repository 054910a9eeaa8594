"""People divided into strata: their tables put together, and an estimate for each added up.

Adding up assumes nothing across strata, but each needs overlap enough of its own. The limits of the sum come from
how far each stratum's limits lie from its estimate.

References
----------
Zou and Donner (2008), "Construction of confidence limits about effect measures: a general approach", Statistics in
Medicine 27(10).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tabara.methods.prevalence.capture import CaptureTable, digest
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable

Strata = Mapping[tuple[str, ...], CaptureTable]
GIVEN = "the estimates of the strata, and that chance strikes each by itself"


def pooled(strata: Strata) -> CaptureTable:
    """Put the tables of all strata into one, over all lists that occur.

    A history is impossible in all of them together if one says so, and every other one says so too or lacks a list.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> one = capture_table(["A", "B"], {(1, 0): 4, (0, 1): 2})
    >>> pooled({("f",): one, ("m",): one}).observed
    12
    """
    if not strata or len({len(key) for key in strata}) > 1:
        raise PrevalenceError("Strata need one table at least, and the same covariates for each.")
    lists = tuple(sorted({name for table in strata.values() for name in table.lists}))
    counts: dict[int, int] = {}
    for table in strata.values():
        for history, count in zip(table.histories, table.counts, strict=True):
            mask = sum(1 << lists.index(name) for name in table.names(history))
            counts[mask] = counts.get(mask, 0) + count
    seen, never = sorted(counts), frozenset(_never(strata, lists))
    return CaptureTable(lists, tuple(seen), tuple(counts[one] for one in seen), never)


def _never(strata: Strata, lists: Sequence[str]) -> Iterator[int]:
    """The histories of the whole that no stratum allows."""
    said = {names for table in strata.values() for names in barred(table)}
    for names in said:
        if not any(allowed(table, names) for table in strata.values()):
            yield sum(1 << lists.index(name) for name in names)


def barred(table: CaptureTable) -> set[frozenset[str]]:
    """Give the histories that a table calls impossible, as the names of their lists."""
    return {frozenset(table.names(history)) for history in table.impossible}


def allowed(table: CaptureTable, names: frozenset[str]) -> bool:
    """Tell whether people of a stratum can stand on exactly these lists: it has them, and does not bar it."""
    return names <= set(table.lists) and table.mask(*names) not in table.impossible


def strata_sha256(strata: Strata) -> str:
    """Give the digest of all strata with their covariates."""
    return digest([[list(key), strata[key].sha256] for key in sorted(strata)])


def stratified(strata: Strata, estimator: Callable[[CaptureTable], Estimate]) -> Estimate:
    """Estimate each stratum by itself and add up; one that cannot be estimated leaves the sum a lower bound."""
    whole, found = pooled(strata), {key: estimator(strata[key]) for key in sorted(strata)}
    one = next(iter(found.values()))
    method, told = f"{one.method} by strata", {"strata": {" · ".join(key): _short(each) for key, each in found.items()}}
    known = [each for each in found.values() if each.value is not None]
    reasons = tuple(f"{' · '.join(key)}: {each.reasons[0]}" for key, each in found.items() if each.value is None)
    if not known:
        return not_estimable(whole, method=method, paper=one.paper, reasons=reasons, diagnostics=told)
    total = sum(float(each.observed if each.value is None else each.value) for each in found.values())
    bounds = [each for each in known if each.status is not Status.ESTIMATED]
    status = Status.LOWER_BOUND_ONLY if reasons or bounds else Status.ESTIMATED
    assumptions = tuple(dict.fromkeys(sentence for each in known for sentence in each.assumptions))
    said = (*reasons, *dict.fromkeys(each.reasons[0] for each in bounds))
    of = Provenance.of(whole, one.provenance.seed)
    added = Estimate(method, one.paper, status, total, whole.observed, of, assumptions=assumptions, reasons=said)
    limits = () if reasons else tuple(limit for level in LEVELS if (limit := _added(known, total, level)))
    return replace(added, intervals=limits, diagnostics=told | {"strata_sha256": strata_sha256(strata)})


def _added(found: list[Estimate], total: float, level: float) -> Interval | None:
    """The limits of a sum of independent estimates (Zou and Donner's formula for a sum)."""
    limits = [(each.value, each.interval(level)) for each in found]
    if any(value is None or limit is None for value, limit in limits):
        return None
    below = [value - limit.low for value, limit in limits if value is not None and limit is not None]
    above = [limit.high - value for value, limit in limits if value is not None and limit is not None]
    return Interval(level, total - float(np.hypot.reduce(below)), total + float(np.hypot.reduce(above)), GIVEN)


def _short(each: Estimate) -> dict[str, object]:
    return {"status": each.status.value, "estimate": each.value, "observed": each.observed, "reasons": each.reasons}
