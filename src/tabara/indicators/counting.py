"""Count: many questions in few queries, before anything is withheld. Nothing here is for a reader; see `compute`.

People are first taken together over the period, one row each, and then counted by what stands beside their case: a
distinct count that is a plain sum. Questions of the same view and conditions share one pass over those rows.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from tabara.indicators import dimensions
from tabara.indicators.catalogue import NOT, TYPES, Conditions, Indicator
from tabara.indicators.dimensions import Column
from tabara.indicators.errors import IndicatorError
from tabara.indicators.periods import Period
from tabara.mart import Mart
from tabara.mart.reading import ONE_EACH, ONE_EACH_QUARTER

AT_ONCE = 2  # queries, each of which leaves a core idle now and then
Placed = tuple[tuple[Column, tuple[str, ...]], ...]  # conditions whose breakdowns were found
Cells = dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Cut:
    """One indicator by some breakdowns, under some conditions.

    Of a count of kinds of help, `types` are groups of services that count as one kind each, and `others` says whether
    the services in no group count too, each as its own kind.
    """

    indicator: Indicator
    by: tuple[str, ...] = ()
    where: Conditions = ()
    types: tuple[tuple[str, ...], ...] = ()
    others: bool = True
    keyed: bool = False  # not how many, but the sum of their record keys: the key of the cell


@dataclass(frozen=True)
class Frame:
    """What counts share that are answered by one query: the rows, and what splits a person's rows apart."""

    view: str
    when: str
    within: tuple[str, ...]
    people: bool
    conditions: Placed  # on the view's own rows
    split: tuple[Column, ...]
    bits: Column | None


@dataclass
class Query:
    """The counts that share a frame, each with the breakdowns beside the case and its expression."""

    frame: Frame
    counts: list[tuple[int, tuple[str, ...], tuple[Column, ...], str]] = field(default_factory=list)
    given: dict[str, Any] = field(default_factory=dict)

    def value(self, value: str) -> str:
        """Give a parameter's name for a value."""
        name = next((name for name, known in self.given.items() if known == value), f"p{len(self.given)}")
        self.given[name] = value
        return f"${name}"


def count(cuts: Sequence[Cut], *, mart: Mart, period: Period, geography: str) -> list[Cells]:
    """Return the cells of each cut; a cell that is not there is zero."""
    queries: dict[Frame, Query] = {}
    for number, cut in enumerate(cuts):
        frame, beside, rest = _placed(cut, mart, period, geography)
        query = queries.setdefault(frame, Query(frame))
        query.counts.append((number, cut.by, beside, _measure(cut, frame, rest, query, mart)))
    found: list[Cells] = [{} for _cut in cuts]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for _done in pool.map(lambda query: _answer(query, mart, period, found), queries.values()):
            pass
    return found


def _placed(cut: Cut, mart: Mart, period: Period, geography: str) -> tuple[Frame, tuple[Column, ...], Placed]:
    """Say which rows a cut counts, which breakdowns stand beside them, and which conditions the counted ones meet."""
    where = (*cut.indicator.where, *cut.where)
    view, columns = _columns(cut, tuple(name for name, _codes in where), mart, period, geography)
    people = cut.indicator.of_people
    asked = [columns[name] for name in cut.by]
    several = [one for one in asked if one.bits]
    if len(several) > 1:
        raise IndicatorError(_("Only one of the breakdowns may be one in which a person counts several times."))
    split = tuple(one for one in asked if one.own and not one.bits and people)
    conditions = tuple((columns[name], codes) for name, codes in where)
    rows = tuple((one, codes) for one, codes in conditions if people and one.own and not one.bits)
    rest = tuple(one for one in conditions if one not in rows)
    indicator = cut.indicator
    frame = Frame(view, indicator.when, indicator.within, people, rows, split, several[0] if several else None)
    return frame, tuple(one for one in asked if one not in split and not one.bits), rest


def _columns(
    cut: Cut, conditions: tuple[str, ...], mart: Mart, period: Period, geography: str
) -> tuple[str, dict[str, Column]]:
    """Find every breakdown and condition, in the view by quarters where that is enough."""
    indicator = cut.indicator
    names = {*cut.by, *conditions}
    coarse = f"{indicator.view}_quarters"
    for view in (coarse, indicator.view) if period.of_quarters and coarse in mart.columns else (indicator.view,):
        found = {
            name: dimensions.column(name, view=view, when=indicator.when, mart=mart, geography=geography)
            for name in names
        }
        if all(found.values()):
            return view, {name: one for name, one in found.items() if one}
    missing = ", ".join(sorted(name for name, one in found.items() if not one))
    raise IndicatorError(
        _("“%(key)s” cannot be broken down by %(missing)s. Choose one of: %(by)s.")
        % {"key": indicator.key, "missing": missing, "by": ", ".join(indicator.by)}
    )


def _measure(cut: Cut, frame: Frame, conditions: Placed, query: Query, mart: Mart) -> str:
    """Write what a cut counts of each row, with the conditions on the rows that it counts."""
    told = " AND ".join(_condition(one, codes, query, mart) for one, codes in _narrowing(cut, frame, conditions))
    if cut.keyed:
        counted = "sum(f.record_key)"
    elif not cut.indicator.of_people:
        counted = _added(cut.indicator)
    elif cut.indicator.count == TYPES and not _by_service(frame):
        counted = f"sum({_kinds(cut, conditions, mart)})"
    else:
        return f"count_if({told})" if told else "count(*)"  # twice as fast as a filter
    return f"{counted} FILTER (WHERE {told})" if told else counted


def _narrowing(cut: Cut, frame: Frame, conditions: Placed) -> Placed:
    """Give the conditions on the rows counted. Of kinds of help, one on services narrows the kinds, not the people."""
    if cut.indicator.count != TYPES:
        return conditions
    if _by_service(frame):
        return tuple((replace(one, sql="b.mask") if one.bits == "service" else one, told) for one, told in conditions)
    return tuple((one, told) for one, told in conditions if one.bits != "service")


def _by_service(frame: Frame) -> bool:
    return frame.bits is not None and frame.bits.bits == "service"


def _added(indicator: Indicator) -> str:
    if indicator.distinct:
        return f"count(DISTINCT v.{indicator.distinct})"
    if indicator.middle:
        return f"median(v.{indicator.add})"
    return f"max(v.{indicator.add})" if indicator.most else f"sum(v.{indicator.add})"


def _kinds(cut: Cut, conditions: Placed, mart: Mart) -> str:
    """Write how many kinds of help a person got: one for each group of services, one for each service in no group."""
    masks = [mart.mask("service", group) for group in cut.types]
    parts = [f"CAST((v.services & {mask}) <> 0 AS INTEGER)" for mask in masks]
    if cut.others:
        held = "v.services"
        for one, codes in conditions:
            if one.bits == "service":
                wanted = mart.mask("service", codes)
                held += f" & ~{wanted}" if codes[0] == NOT else f" & {wanted}"
        for mask in masks:
            held += f" & ~{mask}"
        parts.append(f"bit_count({held})")
    return " + ".join(parts)


def _condition(one: Column, codes: tuple[str, ...], query: Query, mart: Mart) -> str:
    negative = codes[:1] == (NOT,)
    if one.bits:
        held = f"({one.sql} & {mart.mask(one.bits, codes)})"
        return f"{held} = 0" if negative else f"{held} <> 0"
    wanted = ", ".join(query.value(code) for code in (codes[1:] if negative else codes))
    return f"coalesce(CAST({one.sql} AS VARCHAR), 'unknown') {'NOT ' if negative else ''}IN ({wanted})"


def _answer(query: Query, mart: Mart, period: Period, found: list[Cells]) -> None:
    """Run a query and hand out its rows to the cuts that asked."""
    beside = list(dict.fromkeys(one for _n, _by, columns, _m in query.counts for one in columns))
    measures = list(dict.fromkeys(measure for *_rest, measure in query.counts))
    rows = mart.sql(_text(query, beside, measures, mart), {**query.given, **_days(query.frame, period)})
    names = [*(one.name for one in query.frame.split), *([query.frame.bits.name] if query.frame.bits else [])]
    names += [one.name for one in beside]
    wanted: dict[int, list[tuple[int, tuple[str, ...], int]]] = {}
    for number, by, columns, measure in query.counts:
        grouping = sum(1 << (len(beside) - 1 - at) for at, one in enumerate(beside) if one not in columns)
        wanted.setdefault(grouping, []).append((number, by, measures.index(measure)))
    for grouping, *row in rows:
        cells = {name: dimensions.cell(name, value) for name, value in zip(names, row, strict=False)}
        for number, by, at in wanted.get(grouping, ()):
            value = row[len(names) + at]
            if value:
                found[number][tuple(cells[name] for name in by)] = round(value)


def _text(query: Query, beside: Sequence[Column], measures: Sequence[str], mart: Mart) -> str:
    frame = query.frame
    fixed = [f"v.split_{at}" for at, _one in enumerate(frame.split)]
    joins = ""
    if any(part.startswith("f.") for part in _mentioned(frame, beside, measures)):
        joins = "JOIN facts AS f ON f.case_no = v.case_no"
    if frame.bits:
        joins += f" JOIN code_bits AS b ON b.codelist = '{frame.bits.bits}' AND ({frame.bits.sql} & b.mask) <> 0"
        fixed.append("b.code")
    columns = [one.sql for one in beside]
    sets = dict.fromkeys(tuple(one.sql for one in cut) for _n, _by, cut, _m in query.counts)
    grouping = f"grouping({', '.join(columns)})" if columns else "0"
    grouped = ", ".join(f"({', '.join((*fixed, *one))})" for one in sets)
    return (
        f"SELECT {', '.join([grouping, *fixed, *columns, *measures])} "  # noqa: S608 - names from the catalogue, values as parameters
        f"FROM ({_rows(query, mart)}) AS v {joins} GROUP BY GROUPING SETS ({grouped})"
    )


def _mentioned(frame: Frame, beside: Sequence[Column], measures: Sequence[str]) -> list[str]:
    """Give the columns that a query reads, as they are written."""
    words = " ".join([*measures, *(one.sql for one in beside), frame.bits.sql if frame.bits else ""])
    return words.replace("(", " ").replace(")", " ").split()


def _rows(query: Query, mart: Mart) -> str:
    """Write the rows to count: people one by one with what they got in the period, or what happened in it."""
    frame = query.frame
    told = [_during(frame.when), *(_during(one) for one in frame.within)]
    if not frame.people:
        return f"SELECT * FROM {frame.view} AS v WHERE {' AND '.join(told)}"  # noqa: S608 - names from the catalogue
    told += [_condition(one, codes, query, mart) for one, codes in frame.conditions]
    split = [f"{one.sql} AS split_{at}" for at, one in enumerate(frame.split)]
    apart = ", ".join(["v.person_no", *(one.sql for one in frame.split)])
    held = ["services"] if "services" in mart.columns[frame.view] else []
    if _one_each(frame):
        columns, together = ["v.person_no", *split, "v.case_no", *held], ""
    else:
        held = [f"bit_or(v.{name}) AS {name}" for name in held]
        columns, together = ["v.person_no", *split, "max(v.case_no) AS case_no", *held], f" GROUP BY {apart}"
    return f"SELECT {', '.join(columns)} FROM {frame.view} AS v WHERE {' AND '.join(told)}{together}"  # noqa: S608 - names from the catalogue


def _one_each(frame: Frame) -> bool:
    """Say whether the rows of a view are one for each person already, or for each person and part of the split."""
    split = [one.name for one in frame.split]
    return frame.view in ONE_EACH or (frame.view in ONE_EACH_QUARTER and split == ["quarter"])


def _during(column: str) -> str:
    if column == LAST_DAY:
        return "v.since <= $last_day AND (v.until IS NULL OR v.until > $last_day)"
    return f"v.{column} >= $first AND v.{column} < $end"


def _days(frame: Frame, period: Period) -> Mapping[str, Any]:
    if frame.when == LAST_DAY:
        return {"last_day": period.last_day}
    return {"first": period.first, "end": period.end}


LAST_DAY = "last day"
__all__ = ["LAST_DAY", "Cells", "Cut", "count"]
