"""What is corrected is checked like what was registered, and everything that follows from it follows."""

from typing import Any

import pytest

from tabara.access.errors import Refused
from tabara.protection.cases.models import Case, Person
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries
from tabara.protection.intake.operations import Names
from tests.factories import NOW, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")


def corrected(case: Case, **names: Any) -> Person:
    by = case.owner
    saw = queries.identity_version(by=by, case=case)
    intake.correct_identity(by=by, at=NOW, case=case, saw=saw, names=Names(**{"given": "Odette", **names}))
    return Person._base_manager.get(pk=case.person_id)


@pytest.mark.parametrize(
    ("before", "after", "year", "precision"),
    [
        ("1999", "2009", 2009, "year"),
        ("1999", "2009-05-04", 2009, "day"),
        ("1999", "", None, "unknown"),
        ("1999", "1999", 1999, "estimate"),
        ("", "2009", 2009, "year"),
    ],
)
def test_a_corrected_birth_corrects_the_age(before: str, after: str, year: int | None, precision: str) -> None:
    facts = {"birth_year": 1999, "birth_precision": "estimate"} if before else {}
    case = register(make_member(), names=Names(given="Odette", birth_date=before), **facts)
    person = corrected(case, birth_date=after)
    assert (person.birth_year, person.birth_precision) == (year, precision)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ({"given": " "}, "Write at least one name"),
        ({"birth_date": "2026-03-03"}, "is after the day of registration"),
        ({"birth_date": "1890"}, "older than 120"),
        ({"birth_date": "0000"}, "is no date"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(names: dict[str, str], sentence: str) -> None:
    case = register(make_member(), names=Names(given="Odette", birth_date="1999"))
    with pytest.raises(Refused, match=sentence):
        corrected(case, **names)
    assert queries.identity_version(by=case.owner, case=case) == 1
