"""What the makers of a study said of it, in the words of its reader: whom it means, how it was linked, who is out."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from tabara.methods.prevalence.study import NotAgreed
from tabara.publication.studies.shown import Shown

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def period(of: Shown) -> str:
    """Give the period of the lists, its days written as the language does; empty where nobody said it."""
    return DAY.sub(lambda found: _day(of, found[0]), of.study.description.period)


def _day(of: Shown, text: str) -> str:
    try:
        return of.words.day(dt.date.fromisoformat(text))
    except ValueError:  # what somebody wrote is no day
        return text


def victim(of: Shown) -> str:
    """Say whom the study means; empty where nobody did."""
    told, words = of.study.description, of.words
    if told.victim:
        return words.sentence(told.victim)
    return "; ".join(words.of("victims", code) or code for code in told.victims)


def linkage(of: Shown) -> str:
    """Say how people were linked; empty where nobody did."""
    told, words = of.study.description, of.words
    if told.linkage or told.linked is None:
        return words.sentence(told.linkage)
    how = told.linked
    values = {name: words.number(one) if isinstance(one, int | float) else one for name, one in how.values.items()}
    try:
        return words.of("linked", how.by, **values) or how.text
    except KeyError:  # told by a version that knew fewer values
        return how.text


def not_agreed(of: Shown) -> dict[str, NotAgreed] | None:
    """Give for each list who was left out, those of which nobody said it among them; nothing where nobody did."""
    told = of.study.description.not_agreed
    if told is None:
        return None
    return {**{name: NotAgreed() for name in of.study.table.lists}, **told}


def rests_on(of: Shown) -> str:
    """Say in one line who was left out of which list; somebody may be left out of two, so nothing is added up."""
    told, words = not_agreed(of), of.words
    if told is None:
        return words.say("rests_left_not")
    each = [f"{name} ({_count(of, one.every)})" for name, one in told.items()]
    return words.say("rests_left_since" if _since(told) else "rests_left", text=words.join(each))


def left_out(of: Shown) -> dict[str, Any]:
    """Give the section on those who were left out, list by list; to the public no parts, for rounded they add up to
    something else, and a withheld one could be worked out."""
    told, words = not_agreed(of), of.words
    heading = words.say("sec_left_out")
    if told is None:
        return {"heading": heading, "lead": words.say("no_left_out"), "blocks": []}
    parts = {} if of.public else {word: part for word, part in _parts(told).items() if any(n is not None for n in part)}
    columns = {**parts, "col_left": [one.every for one in told.values()]}
    rows = [
        [name, *(_count(of, many) for many in line)]
        for name, line in zip(told, zip(*columns.values(), strict=True), strict=True)
    ]
    head = [words.say(one) for one in ("col_lists", *columns)]
    rounded = [{"kind": "lines", "lines": [words.say("left_rounded")], "small": True}] if of.public else []
    table = {"kind": "table", "head": head, "rows": rows, "shape": "numbers"}
    lead = words.say("lead_left_since" if _since(told) else "lead_left_out")
    return {"heading": heading, "lead": lead, "blocks": [*rounded, table]}


def _since(told: Mapping[str, NotAgreed]) -> bool:
    """Return whether those are known who took their agreement back; that nobody did is known of them, too."""
    return any(one.since is not None for one in told.values())


def _parts(told: Mapping[str, NotAgreed]) -> dict[str, list[int | None]]:
    """Return what the totals are made of, under the word of each column; those before linking where more follow."""
    every = told.values()
    return {
        "col_refused": [one.no for one in every],
        "col_not_asked": [one.not_asked for one in every],
        "col_before": [one.people if _since(told) else None for one in every],
        "col_since": [one.since for one in every],
    }


def _count(of: Shown, people: int | None) -> str:
    return of.words.say("not_told") if people is None else of.count(people)
