"""Whoever is registered twice is found: by tokens, at once or by night, and never by reading all names."""

import pytest

from tabara.access.founding import SYSTEM
from tabara.access.unit import batch
from tabara.protection.intake import doubles, queries
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations import Names
from tabara.vault.models import Identity
from tests.factories import NOW, make_agency, make_member, make_team, register
from tests.protection.doubles.twice import ONCE, TWICE, registered_twice, the_pair

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def supervisor():
    return make_member("supervisor")


def test_who_is_registered_twice_is_found_as_she_is_registered(supervisor):
    one, other = registered_twice(supervisor)
    pair = the_pair()
    assert {pair.first_id, pair.second_id} == {one.person_id, other.person_id}
    assert pair.first_id == one.person_id  # the earlier one comes first
    assert set(pair.reasons) == {"name", "birth", "phone", "mother"}
    assert pair.score > 90


@pytest.mark.parametrize(
    ("names", "reasons"),
    [
        (Names(given="Odeta", surname="Niragila", birth_date="2000"), {"name", "near"}),
        (Names(given="Odette", surname="Niragira"), {"name"}),
        (Names(given="Niragira", surname="Odette", birth_date="1999"), {"name", "birth"}),
        (Names(given="Aline", surname="Bukuru", aliases=("Odette Niragira",), birth_date="1999"), {"name", "birth"}),
    ],
    ids=["another spelling, a year apart", "no age", "names in the other order", "a nickname"],
)
def test_a_name_written_otherwise_is_found_too(supervisor, names, reasons):
    registered_twice(supervisor, names=(ONCE, names), years=(1999, None))
    assert set(the_pair().reasons) == reasons


def test_somebody_else_of_the_same_age_and_street_is_not_offered(supervisor):
    registered_twice(supervisor, names=(ONCE, Names(given="Aline", surname="Bukuru", birth_date="1999")))
    assert not Pair._base_manager.exists()


def test_a_sister_is_offered_for_nothing_but_what_she_shares(supervisor):
    sister = Names(given="Aline", surname="Niragira", birth_date="2008", relatives=ONCE.relatives, phones=ONCE.phones)
    registered_twice(supervisor, names=(ONCE, sister), years=(1999, 2008))
    assert [pair.reasons for pair in Pair._base_manager.all() if "name" in pair.reasons] == []


def test_two_agencies_are_never_laid_side_by_side(supervisor):
    registered_twice(supervisor, make_member("supervisor", agency=make_agency("other")))
    assert not Pair._base_manager.exists()


def test_a_corrected_name_is_compared_anew(supervisor):
    _one, other = registered_twice(supervisor, names=(ONCE, Names(given="Aline", surname="Bukuru")), years=(1999, None))
    assert not Pair._base_manager.exists()
    intake.correct_identity(by=supervisor, at=NOW, case=other, saw=1, names=TWICE)
    assert "name" in the_pair().reasons
    intake.correct_identity(by=supervisor, at=NOW, case=other, saw=2, names=Names(given="Aline", surname="Bukuru"))
    assert not Pair._base_manager.exists()  # nobody had said anything about it


def test_what_came_in_many_at_a_time_is_compared_by_night(supervisor):
    with batch():
        registered_twice(supervisor)
    assert not Pair._base_manager.exists()
    system = make_member("data_team", username=SYSTEM)
    assert intake.look_for_duplicates(by=system, at=NOW) == 2
    assert set(the_pair().reasons) == {"name", "birth", "phone", "mother"}
    assert intake.look_for_duplicates(by=system, at=NOW) == 0  # each once


def test_no_person_compares_everybody(supervisor):
    from tabara.access.errors import NotAllowed

    for by in (supervisor, make_member("data_team")):
        with pytest.raises(NotAllowed):
            intake.look_for_duplicates(by=by, at=NOW)


def test_few_names_are_opened_however_many_resemble_her(supervisor, monkeypatch):
    from tabara.protection.intake.operations.doubles import looking

    for year in range(1990, 2004):
        register(supervisor, names=Names(given="Odette", surname="Niragira", birth_date=str(year)), birth_year=year)
    opened = []
    ask = looking.identities.names_of
    monkeypatch.setattr(looking.identities, "names_of", lambda **given: opened.append(given["persons"]) or ask(**given))
    Pair._base_manager.all().delete()
    registered_twice(supervisor)
    assert max(map(len, opened)) <= looking.MOST_COMPARED + 1


def test_nothing_but_numbers_and_words_of_a_list_is_kept(supervisor):
    registered_twice(supervisor)
    kept = str(the_pair().__dict__).casefold()
    assert [word for word in ("odet", "niragira", "1999", "71234567", "consol", "umuhora") if word in kept] == []


def test_each_sees_the_pairs_of_whom_both_names_are_hers_to_open():
    agency = make_agency("first")
    north, south = make_team(agency, "North"), make_team(agency, "South")
    one = make_member("caseworker", team=north)
    other = make_member("caseworker", team=south)
    registered_twice(one, other)
    chief = make_member("supervisor", agency=agency)
    stranger = make_member("supervisor", agency=make_agency("other"))
    assert [len(doubles.pairs(by=by)) for by in (one, other, chief, stranger)] == [0, 0, 1, 0]


def test_whoever_registers_compares_herself_remembered_as_done(supervisor):
    registered_twice(supervisor)
    assert {row.compared == row.version for row in Identity._base_manager.all()} == {True}
    assert queries.loose_ends() == dict.fromkeys(queries.loose_ends(), 0)
