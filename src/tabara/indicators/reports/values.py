"""The value of each kind of line: a count, a share, a bound, the greatest of a breakdown, a list, a fact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.indicators import dimensions
from tabara.indicators.compute import rule_text
from tabara.indicators.counting import LAST_DAY
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Figure, Value
from tabara.indicators.reports.counts import Counts
from tabara.indicators.reports.lines import Line
from tabara.methods.disclosure import percentage, protect_share

PERCENT = "%"
STEPS = (25, 50, 75, 90)  # the lower bounds that "more than …" may name
ABOUT = (5,)  # "about …" is rounded to the nearest of these


@dataclass(frozen=True)
class Kind:
    """How a line of this kind gets its value, and the unit of it, where it is not that of the indicator."""

    value: Callable[[Line, Counts], Value | None]
    unit: str = ""


def figure_of(line: Line, counts: Counts) -> Figure:
    """Return the figure of a line."""
    if line.kind == "fact":
        return _fact(line)
    if line.kind not in KINDS or line.indicator is None:
        raise IndicatorError(
            _("The line “%(ref)s” of the report is of no known kind (“%(kind)s”), or names no indicator. Correct it.")
            % {"ref": line.ref, "kind": line.kind}
        )
    kind, one = KINDS[line.kind], line.indicator
    return Figure(
        key=one.key,
        value=kind.value(line, counts),
        unit=kind.unit or one.unit,
        since=line.period.last_day if one.when == LAST_DAY else line.period.since,
        until=line.period.until,
        population=line.population,
        title=one.title,
        by=line.by,
        ref=line.ref,
        label=line.label,
        rule=rule_text(one, counts.rule),
        note=line.note,
    )


def _share(line: Line, counts: Counts) -> int | None:
    count, of = counts.cell(line), counts.whole(line)
    if count is None or of is None:
        return None
    return protect_share(count, of, counts.rule)


def _at_least(line: Line, counts: Counts) -> int | None:
    share = _share(line, counts)
    if share is None:
        return None
    count, of = counts.of(line), counts.of(line, whole=True)
    return max((step for step in line.steps or STEPS if 100 * count >= step * of), default=0)


def _about(line: Line, counts: Counts) -> int | None:
    share = _share(line, counts)
    if share is None:
        return None
    step = (line.steps or ABOUT)[0]
    steps = percentage(counts.of(line), counts.of(line, whole=True) * step)
    return None if steps is None else steps * step


def _greatest(line: Line, counts: Counts) -> str | None:
    """Name the code that most people have; whoever gave no answer is not looked at."""
    shown = {code: n for code, n in _known(line, counts).items() if n}
    if not shown:
        return None
    return _word(line, max(shown, key=lambda code: shown[code] or 0))


def _listed(line: Line, counts: Counts) -> tuple[str, ...] | None:
    """Name the codes that occur often enough to be seen: those that the line has words for first, in its order."""
    shown = {code: n for code, n in _known(line, counts).items() if n}
    if not shown:
        return None
    order = {code: place for place, code in enumerate(line.words)}
    codes = sorted(shown, key=lambda code: (order.get(code, len(order)), -(shown[code] or 0), code))
    return tuple(_word(line, code) for code in codes)


def _of_register(line: Line, counts: Counts) -> int | None:
    """Give the share of a register that attended; whoever attended twice cannot make it more than all."""
    attended, held = counts.attended(line)
    return protect_share(min(attended, held), held, counts.rule) if held else None


def _known(line: Line, counts: Counts) -> Mapping[str, int | None]:
    codes = counts.codes(line)
    name = str(line.more["by"])
    return {code: codes[code] for code in dimensions.in_order(name, codes) if code != dimensions.UNKNOWN}


def _word(line: Line, code: str) -> str:
    label = dimensions.label(str(line.more["by"]), code, "")
    return line.words.get(code, label).get("en") or code


def _fact(line: Line) -> Figure:
    """Return a published fact of the pack, with its source as the note."""
    key = str(line.more["fact"])
    fact = codelists.pack().fact(key, line.more.get("on", line.period.since))
    if fact is None:
        raise IndicatorError(_("The pack has no fact “%(key)s” for that day. Add it to facts.csv.") % {"key": key})
    return Figure(
        key=key,
        value=int(fact.value) if fact.value.isdigit() else fact.value,
        unit=fact.unit,
        since=fact.since or line.period.since,
        until=fact.until or line.period.until,
        population=line.population,
        title=line.label,
        ref=line.ref,
        label=line.label,
        rule="published fact",
        note=line.note or dict.fromkeys(codelists.pack().languages, fact.source),
    )


KINDS: Mapping[str, Kind] = {
    "count": Kind(lambda line, counts: counts.cell(line)),
    "share": Kind(_share, PERCENT),
    "about": Kind(_about, PERCENT),
    "at_least": Kind(_at_least, PERCENT),
    "register_share": Kind(_of_register, PERCENT),
    "modal": Kind(_greatest, "group"),
    "list": Kind(_listed, "list"),
}
