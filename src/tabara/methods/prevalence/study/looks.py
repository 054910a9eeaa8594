"""What each gate looks at, and what it saw there. The thresholds are in `gates`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.estimate import Estimate, Status
from tabara.methods.prevalence.loglinear import as_row
from tabara.methods.prevalence.obstacles import nested
from tabara.methods.prevalence.selection import models
from tabara.methods.prevalence.strata import Strata
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.parts.variants import CHIEFS, TRIED
from tabara.methods.prevalence.two_lists import TWO

_NEAR = "has models nearly as good that give"
_NEARLY = 2.0  # by so much of Schwarz's criterion another model is nearly as good (Raftery 1995)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a gate saw, and whether it is enough; None where there was nothing to see. `which` are those it is about."""

    value: float | None
    said: str
    passed: bool | None
    which: Sequence[str] = ()


def lists(found: Found, least: float) -> Seen:
    """Count the lists."""
    many = len(found.table.lists)
    return Seen(many, f"There are {many} lists.", many >= least)


def linked(found: Found, least: float) -> Seen:
    """Find the list that shares fewest people."""
    shared = {name: _shared(found.table, name) for name in sorted(found.table.lists)}
    fewest = min(shared.values())
    which = [name for name, many in shared.items() if many == fewest]
    return Seen(fewest, f"{_and(which)}: {fewest} of the people stand on another list too.", fewest >= least, which)


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
    """Find strata that a list does not reach though it is large enough."""
    if not found.strata:
        return Seen(None, "No strata were given, so that nobody can see whether each list reaches everywhere.", None)
    gaps = sorted(_gaps(found.table, found.strata), reverse=True)
    large = [gap for gap in gaps if gap[0] >= most]
    said = " ".join(
        f"“{name}” names nobody of {where}, where {expected:,.0f} would be expected." for expected, name, where in large
    )
    which = tuple(dict.fromkeys(name for _, name, _ in large))
    return Seen(gaps[0][0] if gaps else 0.0, said or "Every list reaches every stratum.", not large, which)


def _gaps(table: CaptureTable, strata: Strata) -> Iterable[tuple[float, str, str]]:
    for key, one in strata.items():
        for name in table.lists:
            if name not in one.lists or not one.total(name):
                yield table.total(name) * one.observed / table.observed, name, " · ".join(key)


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


def methods(found: Found, least: float) -> Seen:
    """Count the methods that give a number."""
    many, asked = len(found.numbers), len(found.ensemble)
    none = [one.method for one in found.ensemble if one.method not in found.numbers]
    said = f"{many} of {asked} methods give a number" + (f"; none comes from {_and(none)}." if none else ".")
    return Seen(many, said, many >= least, none)


def agreement(found: Found, most: float) -> Seen:
    """Compare the largest and the smallest number."""
    numbers = found.numbers
    if len(numbers) < TWO:
        return Seen(None, "Fewer than two methods give a number, so that none is confirmed by another.", False)
    low, high = min(numbers, key=numbers.__getitem__), max(numbers, key=numbers.__getitem__)
    ratio = numbers[high] / numbers[low]
    said = f"From {numbers[low]:,.0f} ({low}) to {numbers[high]:,.0f} ({high}): {ratio:.2f} times as many."
    return Seen(ratio, said, ratio <= most, (low, high))


def peaks(found: Found, most: float) -> Seen:
    """Look for a posterior with several peaks: its median lies between them, where nothing is."""
    several = {
        one.method: [float(peak) for peak in one.diagnostics["modes"]]
        for one in found.ensemble
        if one.method in found.numbers and "modes" in one.diagnostics
    }
    if not several:
        return Seen(None, "No posterior was looked at for its peaks.", None)
    return _answered(several, most, "No posterior has more than one peak.", "has peaks at")


def rivals(found: Found, most: float) -> Seen:
    """Look inside each method for another answer nearly as good as the one that it gives."""
    inside = {one.method: _answers(one) for one in found.ensemble if one.method in found.numbers}
    if not inside:
        return Seen(None, "No method gives a number.", None)
    return _answered(inside, most, "No method has a model nearly as good that gives another number.", _NEAR)


def _answered(answers: Mapping[str, Sequence[float]], most: float, one: str, several: str) -> Seen:
    ratios = {method: max(told) / min(told) for method, told in answers.items()}
    worst = max(ratios, key=ratios.__getitem__)
    if ratios[worst] == 1.0:
        return Seen(1.0, one, True)
    said = f"{worst} {several} {_and(f'{told:,.0f}' for told in sorted(answers[worst]))}."
    return Seen(ratios[worst], said, ratios[worst] <= most, [name for name, ratio in ratios.items() if ratio > most])


def _answers(one: Estimate) -> list[float]:
    """The answers near each other in worth: models by the criterion, pairs kept or not, the search gone further."""
    told = one.diagnostics
    if one.method == "bic":
        return [float(other["estimate"]) for other in told["best"] if other["bic"] - told["bic"] <= _NEARLY]
    further = told.get("past_empty_overlaps", {}).get("estimate", told.get("estimate_without_these"))
    return [float(one.value or 0)] + ([] if further is None else [float(further)])


def chains(found: Found, most: float) -> Seen:
    """Find the chains that agree least."""
    rhats = {one.method: float(one.diagnostics["rhat"]) for one in found.ensemble if "rhat" in one.diagnostics}
    if not rhats:
        return Seen(None, "No method with chains drew from this table.", None)
    which = [method for method, value in rhats.items() if not value <= most]
    said = "; ".join(f"{method} {value:.3f}" for method, value in rhats.items())
    return Seen(max(rhats.values()), f"R-hat: {said}.", not which, which)


def limits(found: Found, most: float) -> Seen:
    """Ask whether the resamples set both limits."""
    chief = found.chief
    if chief is None:
        return Seen(None, f"Neither {' nor '.join(CHIEFS)} gives a number whose limits could be told.", False, CHIEFS)
    spread, quoted = chief.diagnostics.get("bootstrap"), chief.interval(95)
    if spread is None:
        return Seen(None, "No resamples were drawn, so that no limits hold the choice of the model.", False)
    failed = float(spread["failed"])
    sound = failed <= most and len(chief.intervals) > TWO and quoted is not None and isfinite(quoted.high)
    said = f"{failed:.1%} of {spread['resamples']:,} resamples have no estimate"
    said = f"{said} by {chief.method}; the lists {'set' if sound else 'do not set'} both limits."
    return Seen(failed, said, sound, (chief.method,))


def width(found: Found, most: float) -> Seen:
    """Compare the two limits: how many people there might be after one method alone."""
    chief = found.chief
    told = None if chief is None else chief.interval(95)
    if chief is None or told is None:
        return Seen(None, "There are no limits to compare.", None)
    ratio = told.high / told.low
    said = f"The limits of {chief.method} run from {told.low:,.0f} to {_people(told.high)}"
    said += f", {ratio:.2f} times as many." if isfinite(ratio) else "."
    return Seen(ratio, said, ratio <= most, (chief.method,))


def _people(limit: float) -> str:
    return f"{limit:,.0f}" if isfinite(limit) else "no end"


def fit(found: Found, least: float) -> Seen:
    """Ask how rare a table as far from the model as this one is."""
    chief = found.chief
    one = next((fit for fit in found.fits if chief is not None and fit.method == chief.method), None)
    if one is None:
        return Seen(None, "There is no model whose fit could be judged.", None)
    worst = min(one.p_deviance, one.p_pearson)
    said = f"Of {one.resamples:,} tables that the model drew, {one.p_deviance:.1%} are as far off by the deviance"
    return Seen(worst, f"{said} and {one.p_pearson:.1%} by Pearson's statistic.", worst >= least, (one.method,))


def lists_left_out(found: Found, most: float) -> Seen:
    """Find the list without which the number moves most."""
    chief = found.numbers.get(TRIED)
    moved = {
        one.changed[0]: one.estimate.value
        for one in found.left_out
        if one.estimate.status is Status.ESTIMATED and one.estimate.value is not None
    }
    if chief is None or not moved:
        return Seen(None, "With three lists, one left out leaves two, which give no estimate to compare.", None)
    ratios = {name: max(value / chief, chief / value) for name, value in moved.items()}
    worst = max(ratios, key=ratios.__getitem__)
    which = [name for name, ratio in ratios.items() if ratio > most]
    said = f"Without “{worst}” the number is {moved[worst]:,.0f} instead of {chief:,.0f}"
    none = [one.changed[0] for one in found.left_out if one.changed[0] not in moved]
    return Seen(ratios[worst], said + (f"; without {_and(none)} there is none." if none else "."), not which, which)


def trajectory(found: Found, most: float) -> Seen:
    """Ask whether the estimate still moves as people are added."""
    one = found.trajectory
    if one is None or one.drift is None:
        return Seen(None, "There is no estimate whose course could be followed.", None)
    ends = f"{one.steps[0].median:,.0f} from half of the people, {one.steps[-1].median:,.0f} from all"
    return Seen(one.drift, f"{ends}; the medians differ {one.drift:.2f} times.", one.drift <= most, (one.method,))


def references(found: Found, least: float) -> Seen:
    """Count the lists whose size the others find."""
    asked = [one for one in found.references if one.inside is not None and one.estimate.status is Status.ESTIMATED]
    if not asked:
        return Seen(None, "No list shares enough with three others that they could tell its size.", None)
    missed = [one.name for one in asked if not one.inside]
    share = 1 - len(missed) / len(asked)
    said = f"{len(asked) - len(missed)} of {len(asked)} lists have the size that the others give them."
    return Seen(share, said, share >= least, missed)


def linkages(found: Found, most: float) -> Seen:
    """Compare the numbers that several linkages give."""
    one = found.linkages
    if one is None:
        return Seen(None, "One linkage was given, so that nobody can see what its errors do.", None)
    if one.lowest is None or one.highest is None:
        return Seen(None, "No linkage gives a number.", False)
    none = sum(variant.estimate.value is None for variant in one.variants)
    ratio = one.highest / one.lowest
    said = f"{len(one.variants)} linkages give {one.lowest:,.0f} to {one.highest:,.0f}"
    return Seen(ratio, said + (f"; {none} give none." if none else "."), ratio <= most and not none)


def bound(found: Found, most: float) -> Seen:
    """Find methods that give fewer people than the least number allows."""
    least = found.least
    limit = None if least is None else least.interval(95)
    if least is None or limit is None:
        return Seen(None, "There is no least number to compare with.", None)
    below = [method for method, value in found.numbers.items() if value < limit.low]
    said = f"The least number is {least.value:,.0f} ({limit.low:,.0f} to {limit.high:,.0f})"
    return Seen(len(below), said + (f"; fewer come from {_and(below)}." if below else "."), len(below) <= most, below)


def _shared(table: CaptureTable, name: str) -> int:
    bit = table.mask(name)
    return table.total(name) - sum(
        count for history, count in zip(table.histories, table.counts, strict=True) if history == bit
    )


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
