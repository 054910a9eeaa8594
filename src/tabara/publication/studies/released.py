"""What a study tells of people, as the register of releases remembers it: how many stand on which of its lists."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from tabara.indicators.entries import Entry
from tabara.indicators.profiles import profile, rule_of
from tabara.methods.disclosure import Rule
from tabara.methods.prevalence.study import Study, from_dict
from tabara.publication.studies.overlaps import Shared as Counted
from tabara.publication.studies.overlaps import overlaps

KEY = "study_lists"  # of an entry that no indicator counts
PUBLIC = "public"  # the profile of whoever is outside
EXACTLY, ALL, ANY, OF = "exactly", "all", "any", "of"
LIST = "list"  # of a condition that says what one of the lists is; entries of earlier releases have none


def public_rule() -> Rule:
    """Return the rule of whoever is outside, as the pack has it."""
    return rule_of(profile(PUBLIC))


def entries_of_study(study: Study, lists: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Return what the report for others tells exactly; numbers of models in it are rounded."""
    found = overlaps(study.table, public_rule())
    named = [
        *((EXACTLY, one) for one in found.exactly),
        *((ALL, one) for one in (*found.each, *found.pairs)),
        (ANY, Counted(found.lists, found.total)),
    ]
    return tuple(_entry(how, one, found.lists, lists) for how, one in named)


def entries_of_line(result: Mapping[str, Any], lists: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Return what the line of a study on an infosheet tells exactly: how many people were seen."""
    found = overlaps(from_dict(result).table, public_rule())
    return (_entry(ANY, Counted(found.lists, found.total), found.lists, lists),)


def period_of(lists: Sequence[Mapping[str, Any]]) -> tuple[dt.date, dt.date]:
    """Return from the first day of any of the lists until the last of all."""
    since = min(dt.date.fromisoformat(str(one["since"])) for one in lists)
    return since, max(dt.date.fromisoformat(str(one["until"])) for one in lists)


def _entry(how: str, one: Counted, names: tuple[str, ...], lists: Sequence[Mapping[str, Any]]) -> Entry:
    """Return a number with what each list is: another one may have its name, and it may have another name."""
    there = sorted((each for each in lists if each["key"] in names), key=lambda each: str(each["key"]))
    defined = [
        (LIST, (each["key"], str(each["since"]), str(each["until"]), each["victims"], *each["agencies"]))
        for each in there
    ]
    where = ((how, tuple(sorted(one.lists))), (OF, tuple(sorted(names))), *defined)
    return Entry(KEY, where, *period_of(lists), "", one.count)


def lists_in(entry: Entry) -> str:
    """Name the lists of an entry."""
    (how, codes), (_of, lists), *_defined = entry.where
    alone = [f"− {one}" for one in lists if one not in codes] if how == EXACTLY else []
    return " ".join(chain([" / ".join(codes) if how == ANY else " + ".join(codes)], alone))
