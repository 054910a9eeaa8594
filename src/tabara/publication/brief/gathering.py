"""Puts together what a meeting should know before it begins: figures, what is late, what is due, the agenda."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tabara import codelists
from tabara.access.models import Member
from tabara.codelists import Surface
from tabara.indicators import Figure, compute
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart
from tabara.partnership import queries
from tabara.partnership.enums import DecisionState
from tabara.partnership.models import AgendaItem, Decision, Meeting
from tabara.publication.brief.printed import Brief, Line, Task
from tabara.publication.releases.finished import Period, last_two
from tabara.publication.scorecard import card
from tabara.publication.typesetting import Words
from tabara.publication.typesetting.printing import value

SOON = dt.timedelta(days=31)  # what is due before the next monthly meeting
MOST = 8  # rows of a list on one page


@dataclass(frozen=True)
class Quarters:
    """The figures of a brief: of the last quarter that is over, and of the one before it."""

    built_at: dt.datetime
    before: Period
    last: Period
    then: tuple[Figure, ...]
    now: tuple[Figure, ...]


def brief(
    *,
    by: Member,
    meeting: Meeting,
    figures: Quarters | None,
    language: str,
    on: dt.date,
    demo: bool = False,
    left_out: bool = False,
) -> Brief:
    """Return the brief of a meeting; `demo` prints that its figures are invented, `left_out` that they stayed out.

    The figures are those of `figures_of_brief`; nothing where there are none.
    """
    words = Words(language)
    late = queries.decisions(by=by, group=meeting.group, late_on=on)
    held = queries.decisions(by=by, group=meeting.group, state=DecisionState.OPEN)
    soon = [one for one in held if on <= one.due_on <= on + SOON]
    return Brief(
        overline=codelists.pack().codelist("working_group").codes[meeting.group].text(language),
        title=words.say("brief_title", day=words.day(meeting.held_on)),
        where=meeting.venue,
        agenda=tuple(words.set(_title(item, language)) for item in meeting.items.all()),
        columns=(words.period(*figures.before), words.period(*figures.last)) if figures else ("", ""),
        figures=_lines(figures, words) if figures else (),
        late=tuple(_task(one, words) for one in late[:MOST]),
        late_more=max(0, len(late) - MOST),
        soon=tuple(_task(one, words) for one in soon[:MOST]),
        plan=_plan(by, words, on),
        built=words.built(figures.built_at if figures else None, left_out=left_out),
        demo=words.say("demo") if demo else "",
    )


def _plan(by: Member, words: Words, on: dt.date) -> str:
    found = card(by=by, mart=None, on=on)  # what is late or lacks money needs no figure
    if found is None:
        return ""
    name = "brief_plan_example" if found.version.is_example else "brief_plan"
    return words.say(name, late=words.number(len(found.late)), unfunded=words.number(len(found.unfunded)))


def figures_of_brief(mart: Mart, on: dt.date) -> Quarters:
    """Return the figures of the last quarter that is over and of the one before it, by the rule of the brief.

    Not of the one under way: given out once, it would bind the sheet of the whole quarter (docs/adr/0101). And no month
    alone: beside its quarter it would tell small counts apart (docs/adr/0081).
    """
    keys: Sequence[str] = codelists.pack().parameters["brief_figures"]
    last, before = last_two(mart, on)
    then, now = (
        compute(keys, mart=mart, since=since, until=until, rule=rule_at(Surface.BRIEF))
        for since, until in (before, last)
    )
    return Quarters(mart.built_at, before, last, then, now)


def _lines(figures: Quarters, words: Words) -> tuple[Line, ...]:
    then, now = ({one.key: one for one in some} for some in (figures.then, figures.now))
    return tuple(_line(then[key], now[key], words) for key in then)


def _line(then: Figure, now: Figure, words: Words) -> Line:
    return Line(
        label=words.text(now.title),
        population=words.text(now.population),
        before=value(then, words),
        last=value(now, words),
        withheld=(then.withheld, now.withheld),
    )


def _task(one: Decision, words: Words) -> Task:
    return Task(words.set(one.words), words.set(one.owner.organisation), words.day(one.due_on))


def _title(item: AgendaItem, language: str) -> str:
    return item.title or codelists.pack().codelist("agenda_kind").codes[item.kind].text(language)
