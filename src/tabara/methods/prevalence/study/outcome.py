"""What may be said: the coded outcome that the gates leave, and the number that may leave with its warning."""

from collections.abc import Iterable, Sequence

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.estimate import Estimate, Status
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.shape import Gate, Quoted

PILOT_BELOW, PILOT_BELOW_ON_TWO = 500, 100  # people seen, people on two lists or more
PILOT = "A pilot: so few people say little of anybody else."
NOMINAL = "The coverage of the limits is nominal."
MISSED = "A link that was missed makes the number larger: where one in ten was, by about a tenth."
UNTESTED = "No table can show that those whom nobody has seen are like those whom somebody has."


def is_pilot(table: CaptureTable) -> bool:
    """Tell whether a study is too small to be more than a pilot.

    >>> is_pilot(CaptureTable(("A", "B"), (1, 2, 3), (900, 900, 99)))
    True
    """
    return table.observed < PILOT_BELOW or table.observed - table.on_exactly(1) < PILOT_BELOW_ON_TWO


def outcome_of(gates: Iterable[Gate], least: Estimate | None) -> Status:
    """Give the most that the gates leave; a least number needs one."""
    left = _worst(gates)
    return Status.NOT_ESTIMABLE if left is Status.LOWER_BOUND_ONLY and least is None else left


def quoted_of(outcome: Status, found: Found, gates: Iterable[Gate]) -> Quoted | None:
    """Give the number to quote: of the chief method within the limits of all, or the least that anything gives."""
    numbers = found.numbers
    if outcome is Status.NOT_ESTIMABLE:
        return None
    chief = found.chief if outcome is Status.ESTIMATED else _lowest(found)
    if chief is None or chief.value is None:
        return None
    members = [one for one in found.ensemble if one.method in numbers] if outcome is Status.ESTIMATED else [chief]
    every = [*numbers.values(), chief.value]
    doubts = [gate.said for gate in gates if gate.passed is False and gate.otherwise is Status.ESTIMATED]
    warning = " ".join((_warning(outcome, chief, found, min(every), max(every)), *doubts))
    return Quoted(outcome, chief.method, chief.value, min(every), max(every), _widest(members), warning)


def _lowest(found: Found) -> Estimate | None:
    """The least number, or an estimate that is smaller still: “at least” must hold for every method and linkage."""
    members = [one for one in found.ensemble if one.method in found.numbers]
    members += [] if found.least is None else [found.least]
    members += [] if found.linkages is None else [one.estimate for one in found.linkages.variants]
    members += found.least_otherwise
    known = [one for one in members if one.status is not Status.NOT_ESTIMABLE and one.value is not None]
    return min(known, key=lambda one: (one.value, one.method), default=None)


def _widest(members: Sequence[Estimate]) -> dict[str, tuple[float, float]]:
    limits = {}
    for level in LEVELS:
        known = [one for one in (member.interval(level) for member in members) if one is not None]
        if known:
            limits[str(level)] = (min(one.low for one in known), max(one.high for one in known))
    return limits


def _warning(outcome: Status, chief: Estimate, found: Found, low: float, high: float) -> str:
    pilot = (PILOT,) if is_pilot(found.table) else ()
    if outcome is Status.ESTIMATED:
        return " ".join((*pilot, f"Methods give {low:,.0f} to {high:,.0f}.", NOMINAL, MISSED, UNTESTED))
    least = found.least
    undercut = least is not None and least is not chief
    other = "" if chief is found.by(chief.method) else ", people linked otherwise,"
    fewer = f"but {chief.method}{other} gives fewer."
    why = (f"The bound would be {least.value:,.0f}, {fewer}",) if least and undercut else ()
    return " ".join((*pilot, "How many more there are these lists cannot say.", *why, NOMINAL, MISSED))


def says(outcome: Status, quoted: Quoted | None, gates: Sequence[Gate], table: CaptureTable) -> str:
    """Say in a sentence or two what came out, and why it is not more."""
    pilot = "A pilot. " if is_pilot(table) else ""
    worst = _worst(gates)
    missed = [gate for gate in gates if gate.passed is False and gate.otherwise is worst]
    why = " ".join(f"Not met: “{gate.asks}” {gate.said}" for gate in missed)
    if quoted is None:
        return f"{pilot}These lists cannot say how many people there are. {why}"
    if outcome is Status.LOWER_BOUND_ONLY:
        return f"{pilot}At least {quoted.value:,.0f} people; how many more, these lists cannot say. {why}"
    low, high = quoted.limits["95"]
    return (
        f"{pilot}About {quoted.value:,.0f} people, seen and hidden. Methods give {quoted.lowest:,.0f} to "
        f"{quoted.highest:,.0f}; all their limits together run from {low:,.0f} to {high:,.0f}."
    )


def _worst(gates: Iterable[Gate]) -> Status:
    left = {gate.otherwise for gate in gates if gate.passed is False}
    ranked = (Status.NOT_ESTIMABLE, Status.LOWER_BOUND_ONLY)
    return next((status for status in ranked if status in left), Status.ESTIMATED)
