"""Every indicator of the pack can be counted, by each thing it says it may be broken down by."""

import datetime as dt

import pytest

from tabara import codelists
from tabara.indicators import compute, indicators
from tabara.indicators.dimensions import LISTS
from tabara.methods.disclosure import INTERNAL
from tests.indicators import drawn

pytestmark = pytest.mark.django_db(databases="__all__")
PERIOD = {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 1, 1)}
WORDS_OF_THEIR_OWN = {"review", "quarter", "year", "province", "commune"}
KEYS_OF_AGENCIES = {"agency", "provider", "sender", "recipient", "presumed_by", "identified_by"}
YES_OR_NO = {"child_rule", "working_group"}


def test_each_is_counted_by_each_of_its_breakdowns(worker, built):
    drawn.people(worker, "person | opened\nAnna | 2025-01")
    mart = built()
    for key, one in indicators().items():
        assert compute([key], mart=mart, rule=INTERNAL, **PERIOD)[0].value >= 0
        for name in one.by:
            compute([key], mart=mart, rule=INTERNAL, by=(name,), **PERIOD)


def test_every_breakdown_has_words_for_its_cells():
    lists = codelists.pack().codelists
    named = {name for one in indicators().values() for name in one.by}
    without = {name for name in named if LISTS.get(name, name) not in lists}
    assert without - WORDS_OF_THEIR_OWN - KEYS_OF_AGENCIES - YES_OR_NO == set()


def test_there_are_at_least_forty_figures_of_protection_and_each_speaks_every_language():
    ours = [one for one in indicators().values() if one.pillar == "protection"]
    assert len(ours) >= 40
    spoken = set(codelists.pack().languages)
    texts = {(one.key, text) for one in ours for text in ("title", "population", "note") if getattr(one, text)}
    keys = {one.key: one for one in ours}
    assert [named for named in texts if set(getattr(keys[named[0]], named[1])) != spoken] == []
