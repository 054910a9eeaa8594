"""What cannot be is refused in a sentence, with the answer at fault, and nothing is half-written."""

import datetime as dt

import pytest

from tabara.access.errors import Refused
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, Person, Screening
from tabara.protection.intake.operations import Names, Relative
from tabara.vault.models import Identity
from tests.factories import TODAY, determined, make_member, register, screened

pytestmark = pytest.mark.django_db(databases="__all__")
NAMES = Names(given="Odette", surname="Niragira")


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"consented": False}, "consented", "has not agreed"),
        ({"consent_language": "xx"}, "consent_language", "not in the list"),
        ({"birth_precision": "rumour"}, "birth_precision", "how well the birth is known"),
        ({"birth_year": 2030}, "birth_year", "is after"),
        ({"category": "hero"}, "category", "not in the list"),
        ({"opened_on": dt.date(2999, 1, 1)}, "opened_on", "is after today"),
        ({"place": "ZZ1", "place_version": "2024"}, "place", "no place"),
        ({"names": Names(given=" ")}, "given", "at least one name"),
        ({"names": Names(given="A", birth_date="2001-02-30")}, "birth_date", "is no date"),
        ({"names": Names(given="A", birth_date="2999-01-01")}, "birth_date", "after the day of registration"),
        ({"names": Names(given="A", birth_date="1999-04-02"), "birth_year": 1998}, "birth_date", "differ"),
        ({"names": Names(given="A", relatives=(Relative("boss", "B"),))}, "relatives", "not in the list"),
    ],
)
def test_a_registration_that_cannot_be(answers, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        register(make_member(), **{"names": NAMES, **answers})
    assert refused.value.field == field
    assert (Case._base_manager.count(), Person._base_manager.count(), Identity._base_manager.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("findings", "field", "sentence"),
    [
        ({"trafficking_type": "internal", "destination_country": "SA"}, "destination_country", "cannot end in another"),
        ({"age_at_entry": 40}, "age_at_entry", "was 40 at entry but is only 27 now"),
        ({"age_at_entry": 130}, "age_at_entry", "between 0 and 120"),
        ({"entered_on": dt.date(1998, 1, 1)}, "entered_on", "is after"),
        ({"entered_on": dt.date(2026, 5, 1)}, "entered_on", "the day of the screening"),
        ({"exploitation": ["fun"]}, "exploitation", "not in the list"),
    ],
)
def test_a_screening_that_cannot_be(findings, field, sentence):
    member = make_member()
    case = register(member, birth_year=1999, birth_precision="year")
    with pytest.raises(Refused, match=sentence) as refused:
        screened(member, case, **findings)
    assert refused.value.field == field
    assert Screening._base_manager.count() == 0


def test_an_estimated_birth_does_not_contradict_an_age():
    member = make_member()
    case = register(member, birth_year=1999, birth_precision="estimate")
    assert screened(member, case, age_at_entry=29).age_at_entry == 29
    assert determined(member, case, age_at_entry=29, on=TODAY).age_at_entry == 29


@pytest.mark.parametrize(
    ("ticked", "sentence"),
    [
        ([], "No indicator is ticked yet"),
        (["al_dec_conditions"], "in no dimension enough"),
        (["al_cod_documents", "al_cod_debt"], "enough: 1 of 6"),
        (["cs_cod_documents", "cs_cod_debt"], "No indicator is ticked yet"),  # of a set that does not fit an adult
    ],
)
def test_the_indicators_are_explained_in_a_sentence(ticked, sentence):
    said = queries.advice(age_at_entry=30, exploitation=["forced_labour"], indicators=ticked)
    assert sentence in said.sentence
