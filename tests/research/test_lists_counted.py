"""A list is defined once: its agencies, whom it counts, the period; and taken out of use, never changed."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.research import queries
from tabara.research.models import CountedList
from tabara.research.operations import ask_linkage, define_list, strike_linkage, strike_list
from tests.factories import NOW, make_agency, make_member
from tests.research.studied import SINCE, UNTIL, asked, definition, listed

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def researcher():
    return make_member("researcher")


def test_a_list_keeps_its_definition(researcher) -> None:
    row = listed(researcher, "NGO", "umoja", "amani", victims="identified", title=" Shelters ")
    assert row.defined() == {
        "key": "NGO",
        "title": "Shelters",
        "agencies": ["amani", "umoja"],
        "victims": "identified",
        "since": "2025-01-01",
        "until": "2026-01-01",
        "words": "Whoever came to the house.",
    }
    assert [one.pk for one in queries.lists(by=researcher)] == [row.pk]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "1st"}, "key"),
        ({"key": "A B"}, "key"),
        ({"key": "A" * 21}, "key"),
        ({"title": " "}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"agencies": ()}, "agencies"),
        ({"agencies": ("nobody",)}, "agencies"),
        ({"victims": "everybody"}, "victims"),
        ({"until": SINCE}, "until"),
        ({"words": ""}, "words"),
        ({"words": "x" * 301}, "words"),
    ],
)
def test_a_list_that_cannot_be_is_refused_and_nothing_is_kept(researcher, facts, field) -> None:
    usual = {**vars(definition("A")), **facts}
    with pytest.raises(Refused) as refusal:
        define_list(by=researcher, at=NOW, definition=type(definition("B"))(**usual))
    assert (refusal.value.field, CountedList.objects.count()) == (field, 0)


def test_an_agency_abroad_is_on_no_list(researcher) -> None:
    make_agency("abroad", country="TZ")
    with pytest.raises(Refused) as refusal:
        listed(researcher, "A", "abroad")
    assert refusal.value.field == "agencies"
    assert "abroad" not in [one.key for one in queries.agencies_of(by=researcher)]


def test_a_short_name_is_free_again_once_its_list_is_out_of_use(researcher) -> None:
    first = listed(researcher, "A")
    with pytest.raises(Refused, match="list “A” already"):
        listed(researcher, "A")
    strike_list(by=researcher, at=NOW, counted=first)
    second = listed(researcher, "A", until=UNTIL + dt.timedelta(days=365))
    assert [one.pk for one in queries.lists(by=researcher)] == [second.pk]
    assert queries.list_of(by=researcher, number=first.pk).struck_by == researcher
    with pytest.raises(Refused, match="out of use already"):
        strike_list(by=researcher, at=NOW, counted=first)


def test_a_linkage_keeps_the_definitions_as_they_were(researcher) -> None:
    row = asked(researcher, "C", "A")
    strike_list(by=researcher, at=NOW, counted=queries.lists(by=researcher)[0])
    assert queries.linkage_of(by=researcher, number=row.pk).keys == ["A", "C"]


@pytest.mark.parametrize(("many", "field"), [(1, "lists"), (13, "lists")])
def test_one_list_and_too_many_lists_are_not_linked(researcher, many, field) -> None:
    lists = [listed(researcher, f"L{at}", "umoja") for at in range(many)]
    with pytest.raises(Refused) as refusal:
        ask_linkage(by=researcher, at=NOW, lists=lists)
    assert refusal.value.field == field


def test_a_list_out_of_use_is_not_linked(researcher) -> None:
    lists = [listed(researcher, "A"), listed(researcher, "B")]
    strike_list(by=researcher, at=NOW, counted=lists[1])
    with pytest.raises(Refused, match="“B” is out of use"):
        ask_linkage(by=researcher, at=NOW, lists=lists)


def test_a_linkage_out_of_use_is_listed_no_more(researcher) -> None:
    row = asked(researcher)
    strike_linkage(by=researcher, at=NOW, linkage=row)
    assert queries.linkages(by=researcher) == []
    with pytest.raises(Refused, match="out of use"):
        strike_linkage(by=researcher, at=NOW, linkage=row)


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "coordinator", "linkage_officer", "justice"])
def test_lists_are_of_those_who_keep_research(role) -> None:
    with pytest.raises(NotAllowed):
        listed(make_member(role))
    with pytest.raises(NotAllowed):
        queries.lists(by=make_member(role))


def test_a_list_that_is_not_there_is_not_found(researcher) -> None:
    for ask in (queries.list_of, queries.linkage_of, queries.counts_of, queries.study_of):
        with pytest.raises(NotFound):
            ask(by=researcher, number=researcher.pk)
