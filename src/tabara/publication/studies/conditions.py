"""The conditions of a number in the reader's words: what each asks, and what it saw."""

from math import isfinite
from typing import Any

from tabara.methods.prevalence.study import Gate
from tabara.publication.studies.shown import Shown

PEOPLE = {"linked", "coverage", "overlap"}
SHARES = {"limits", "fit", "references"}
NAMES_LISTS = {"linked", "nested", "coverage", "lists_left_out", "references"}
NAMES_METHODS = {"agreement", "peaks", "rivals", "chains", "bound", "methods", "width"}
_DIGITS = 2


def conditions(of: Shown) -> dict[str, Any]:
    """Give the section with every condition."""
    words = of.words
    rows = []
    for gate in of.study.gates:
        asks, saw = condition(of, gate)
        rows.append([asks, saw, met(of, gate)])
    table = {
        "kind": "table",
        "head": [words.say(one) for one in ("col_condition", "col_saw", "col_met")],
        "rows": rows,
        "marked": [gate.passed is False for gate in of.study.gates],
        "shape": "gates",
    }
    return {"heading": words.say("sec_gates"), "lead": words.say("lead_gates"), "blocks": [table]}


def condition(of: Shown, gate: Gate) -> tuple[str, str]:
    """Give what a gate asks and what it saw; one that is not known says it in its own words."""
    threshold = "" if gate.threshold is None else _value(of, gate, gate.threshold, exact=True)
    asks = of.words.of("gate", gate.name, threshold=threshold)
    if not asks:
        return of.words.set(gate.asks), of.words.set(gate.said)
    return asks, _saw(of, gate)


def met(of: Shown, gate: Gate) -> str:
    """Say whether a gate is passed, and if not, what that leaves."""
    if gate.passed is None:
        return of.words.say("nothing")
    return of.words.say("yes" if gate.passed else f"then_{gate.otherwise.value}")


def _saw(of: Shown, gate: Gate) -> str:
    if gate.saw is None:
        return "—"
    value = _value(of, gate, gate.saw)
    which = _which(of, gate)
    return f"{value} ({which})" if which else value


def _value(of: Shown, gate: Gate, value: float, *, exact: bool = False) -> str:
    if gate.name == "existence":
        return of.words.say(f"existence_{int(value)}")
    if gate.name in SHARES:
        return of.share(value)
    if gate.name in PEOPLE and not exact:
        return of.count(value)
    return of.words.number(round(value, _DIGITS)) if isfinite(value) else "∞"


def _which(of: Shown, gate: Gate) -> str:
    """Name the lists or methods that it is about."""
    if gate.name in NAMES_LISTS and gate.which and (gate.passed is False or gate.name == "linked"):
        return of.words.join(gate.which)
    if gate.name in NAMES_METHODS and gate.which:
        return of.words.join([of.words.method(name) for name in gate.which])
    return ""
