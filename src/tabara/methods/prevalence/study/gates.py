"""The conditions on which a number may be given: all of them, their thresholds and what they lead to, in this place.

A gate that is not passed leaves a least number at most, or none at all, or a number with one more warning. None of
the thresholds is a law of nature; each is here so that it can be read, quarrelled with, and changed for all at once.

References
----------
Chan, Silverman and Vincent (2021), JASA 116(535); Binette and Steorts (2022), JRSS A 185(2); Aleshin-Guendel, Sadinle
and Wakefield (2024), Biometrics 80(1); Whitehead and others (2019), Journal of Human Trafficking 7(1).
"""

from collections.abc import Callable
from dataclasses import dataclass

from tabara.methods.prevalence.estimate import Status
from tabara.methods.prevalence.study import looks
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.looks import Seen
from tabara.methods.prevalence.study.shape import Gate

NONE, LEAST = Status.NOT_ESTIMABLE, Status.LOWER_BOUND_ONLY
WARN = Status.ESTIMATED  # the number may be given, and what was seen goes with it


@dataclass(frozen=True, slots=True)
class Rule:
    """A gate before anything was seen: its name, its threshold, the most that is left without it, what it asks."""

    name: str
    threshold: float
    otherwise: Status
    look: Callable[[Found, float], Seen]
    sentence: str

    @property
    def asks(self) -> str:
        """What it asks, with its threshold where that is not nought."""
        return self.sentence.format(f"{self.threshold:g}")


RULES = (
    Rule("lists", 3, LEAST, looks.lists, "There are at least {} lists; two cannot show how they depend on each other."),
    Rule("linked", 1, NONE, looks.linked, "On every list at least {} person stands on another list too."),
    Rule("nested", 0, NONE, looks.nested_lists, "No list lies inside another one."),
    Rule("coverage", 5, NONE, looks.coverage, "A list names somebody wherever {} people would be expected on it."),
    Rule("overlap", 100, LEAST, looks.overlap, "At least {} people stand on two lists or more."),
    Rule("existence", 0, LEAST, looks.existence, "The model with all pairs of lists has one estimate."),
    Rule("methods", 3, LEAST, looks.methods, "At least {} methods give a number."),
    Rule("kinds", 2, LEAST, looks.kinds, "Methods of at least {} kinds give a number; those of one kind err alike."),
    Rule("agreement", 2, LEAST, looks.agreement, "The largest number of a method is at most {} times the smallest."),
    Rule("peaks", 1.5, LEAST, looks.peaks, "Where a posterior has several peaks, they are at most {} times apart."),
    Rule("rivals", 2, LEAST, looks.rivals, "In one method, models nearly as good give at most {} times as many."),
    Rule("chains", 1.05, LEAST, looks.chains, "Chains that draw from a posterior agree: R-hat is at most {}."),
    Rule("limits", 0.05, LEAST, looks.limits, "At most {} of the resamples have no estimate, and both limits are set."),
    Rule("width", 3, LEAST, looks.width, "The upper limit of the method quoted is at most {} times the lower one."),
    Rule("fit", 0.01, LEAST, looks.fit, "The model draws tables as far off as this one with a chance of {} or more."),
    Rule("linkages", 2, LEAST, looks.linkages, "However people are linked, the numbers are at most {} times apart."),
    Rule("missed", 0, NONE, looks.missed, "People are linked by more than match-keys, or somebody says why."),
    Rule("bound", 0, LEAST, looks.bound, "No method gives fewer people than the lower limit of the least number."),
    Rule("lists_left_out", 2, WARN, looks.lists_left_out, "Without any one list the number changes at most {} times."),
    Rule("trajectory", 1.1, WARN, looks.trajectory, "From half of the people to all it moves at most {} times."),
    Rule("references", 0.75, WARN, looks.references, "At least {} of the lists have the size that the others give."),
)


def gates(found: Found) -> tuple[Gate, ...]:
    """Ask every gate."""
    return tuple(_asked(rule, found) for rule in RULES)


def _asked(rule: Rule, found: Found) -> Gate:
    seen = rule.look(found, rule.threshold)
    of = (rule.name, rule.asks, rule.threshold, rule.otherwise)
    return Gate(*of, seen.value, seen.said, seen.passed, tuple(seen.which))
