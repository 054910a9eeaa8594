"""What the methods say beside each other: how many give a number, of how many kinds, and how far apart."""

from collections.abc import Mapping, Sequence

from tabara.methods.prevalence.estimate import Estimate
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.looks.seen import Seen, named
from tabara.methods.prevalence.two_lists import TWO

_NEAR = "has models nearly as good that give"
_NEARLY = 2.0  # by so much of Schwarz's criterion another model is nearly as good (Raftery 1995)


def methods(found: Found, least: float) -> Seen:
    """Count the methods that give a number."""
    many, asked = len(found.numbers), len(found.ensemble)
    none = [one.method for one in found.ensemble if one.method not in found.numbers]
    said = f"{many} of {asked} methods give a number" + (f"; none comes from {named(none)}." if none else ".")
    return Seen(many, said, many >= least, none)


_KINDS = {
    "interactions of lists": ("stepwise", "bic", "aic", "bayes", "graphs", "no-highest"),
    "classes of people": ("latent",),
}


def kinds(found: Found, least: float) -> Seen:
    """Count the kinds of methods that give a number: those of one kind are blind to the same, and agree for it.

    People whom every list finds more easily than others look like lists that depend on each other in any number;
    methods that know interactions of lists alone then agree on a number that is too small.
    """
    told = {kind: [one for one in every if one in found.numbers] for kind, every in _KINDS.items()}
    seen = [f"{kind} ({', '.join(some)})" for kind, some in told.items() if some]
    said = f"A number comes from {named(seen)}." if seen else "No method gives a number."
    return Seen(len(seen), said, len(seen) >= least)


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
    said = f"{worst} {several} {named(f'{told:,.0f}' for told in sorted(answers[worst]))}."
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


def bound(found: Found, most: float) -> Seen:
    """Find methods that give fewer people than the least number allows."""
    least = found.least
    limit = None if least is None else least.interval(95)
    if least is None or limit is None:
        return Seen(None, "There is no least number to compare with.", None)
    below = [method for method, value in found.numbers.items() if value < limit.low]
    said = f"The least number is {least.value:,.0f} ({limit.low:,.0f} to {limit.high:,.0f})"
    return Seen(len(below), said + (f"; fewer come from {named(below)}." if below else "."), len(below) <= most, below)
