"""How firm the number to be quoted is: its limits, its fit, and what moves it."""

from math import isfinite

from tabara.methods.prevalence.estimate import Status
from tabara.methods.prevalence.selection.resampling import GIVEN_CHOICE
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.looks.seen import Seen, named
from tabara.methods.prevalence.study.parts.variants import CHIEFS, TRIED


def limits(found: Found, most: float) -> Seen:
    """Ask whether the resamples set both limits."""
    chief = found.chief
    if chief is None:
        return Seen(None, f"Neither {' nor '.join(CHIEFS)} gives a number whose limits could be told.", False, CHIEFS)
    spread, quoted = chief.diagnostics.get("bootstrap"), chief.interval(95)
    if spread is None:
        return Seen(None, "No resamples were drawn, so that no limits hold the choice of the model.", False)
    failed = float(spread["failed"])
    sound = failed <= most and quoted is not None and quoted.given == GIVEN_CHOICE and isfinite(quoted.high)
    beside = 95 in spread.get("outside", ())  # limits that do not hold the estimate say nothing of it
    said = f"{failed:.1%} of {spread['resamples']:,} resamples have no estimate"
    said = f"{said} by {chief.method}; the lists {'set' if sound else 'do not set'} both limits."
    said += " They do not hold the estimate." if beside else ""
    return Seen(failed, said, sound and not beside, (chief.method,))


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
        return Seen(None, "No table with one list left out gives an estimate to compare.", None)
    ratios = {name: max(value / chief, chief / value) for name, value in moved.items()}
    worst = max(ratios, key=ratios.__getitem__)
    which = [name for name, ratio in ratios.items() if ratio > most]
    said = f"Without “{worst}” the number is {moved[worst]:,.0f} instead of {chief:,.0f}"
    none = [one.changed[0] for one in found.left_out if one.changed[0] not in moved]
    return Seen(ratios[worst], said + (f"; without {named(none)} there is none." if none else "."), not which, which)


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


def missed(found: Found, _none: float) -> Seen:
    """Ask whether links were missed that nobody counted: each makes any number too large, and a least number, too."""
    if found.misses is None:
        return Seen(None, "Nobody said how people were linked.", None)
    said = "Match-keys miss people who are written otherwise, and nobody counted them; each makes a number too large."
    return Seen(None, said if found.misses else "People were linked otherwise, or somebody says why.", not found.misses)
