"""Puts together what a meeting should know before it begins: figures, what is late, what is due, the agenda."""

import datetime as dt
from collections.abc import Sequence

from tabara import codelists
from tabara.access.models import Member
from tabara.codelists import Surface
from tabara.indicators import Figure, compute
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart
from tabara.partnership import queries
from tabara.partnership.enums import DecisionState
from tabara.partnership.models import AgendaItem, Decision, Meeting
from tabara.publication.brief import Brief, Line, Task
from tabara.publication.planned import card
from tabara.publication.printing import value
from tabara.publication.words import Words

SOON = dt.timedelta(days=31)  # what is due before the next monthly meeting
MOST = 8  # rows of a list on one page


def brief(*, by: Member, meeting: Meeting, mart: Mart | None, language: str, on: dt.date, demo: bool = False) -> Brief:
    """Return the brief of a meeting; `demo` prints that its figures are invented.

    The figures pass the public rule of disclosure, of the quarter under way and the one before: a month alone, beside
    its quarter, would tell small counts apart (docs/adr/0081).
    """
    words = Words(language)
    late = queries.decisions(by=by, group=meeting.group, late_on=on)
    held = queries.decisions(by=by, group=meeting.group, state=DecisionState.OPEN)
    soon = [one for one in held if on <= one.due_on <= on + SOON]
    quarter, before = _quarters(on)
    return Brief(
        overline=codelists.pack().codelist("working_group").codes[meeting.group].text(language),
        title=words.say("brief_title", day=words.day(meeting.held_on)),
        where=meeting.venue,
        agenda=tuple(words.set(_title(item, language)) for item in meeting.items.all()),
        columns=(words.period(*before), words.period(*quarter)),
        figures=_lines(mart, words, before, quarter) if mart else (),
        late=tuple(_task(one, words) for one in late[:MOST]),
        late_more=max(0, len(late) - MOST),
        soon=tuple(_task(one, words) for one in soon[:MOST]),
        plan=_plan(by, mart, words, on),
        built=words.say("built", date=words.day(mart.built_at.date())) if mart else words.say("brief_no_figures"),
        demo=words.say("demo") if demo else "",
    )


def _plan(by: Member, mart: Mart | None, words: Words, on: dt.date) -> str:
    found = card(by=by, mart=mart, on=on)
    if found is None:
        return ""
    name = "brief_plan_example" if found.version.is_example else "brief_plan"
    return words.say(name, late=words.number(len(found.late)), unfunded=words.number(len(found.unfunded)))


def _lines(
    mart: Mart, words: Words, before: tuple[dt.date, dt.date], quarter: tuple[dt.date, dt.date]
) -> tuple[Line, ...]:
    keys: Sequence[str] = codelists.pack().parameters["brief_figures"]
    then, now = (
        {one.key: one for one in compute(keys, mart=mart, since=since, until=until, rule=rule_at(Surface.BRIEF))}
        for since, until in (before, quarter)
    )
    return tuple(_line(then[key], now[key], words) for key in keys)


def _line(then: Figure, now: Figure, words: Words) -> Line:
    return Line(
        label=words.text(now.title),
        population=words.text(now.population),
        before=value(then, words),
        now=value(now, words),
        withheld=(then.withheld, now.withheld),
    )


def _task(one: Decision, words: Words) -> Task:
    return Task(words.set(one.words), words.set(one.owner.organisation), words.day(one.due_on))


def _title(item: AgendaItem, language: str) -> str:
    return item.title or codelists.pack().codelist("agenda_kind").codes[item.kind].text(language)


def _quarters(on: dt.date) -> tuple[tuple[dt.date, dt.date], tuple[dt.date, dt.date]]:
    """Return the quarter under way and the one before it, each half-open."""
    first = dt.date(on.year, on.month - (on.month - 1) % 3, 1)
    return (first, _later(first, 3)), (_later(first, -3), first)


def _later(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)
