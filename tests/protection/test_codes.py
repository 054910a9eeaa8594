"""No two cases share the code that people read aloud."""

import pytest

from tabara.access.unit import batch
from tabara.protection.cases.operations.opening import free_code
from tests.factories import make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_code_that_a_case_has_is_not_given_again() -> None:
    case = register(make_member())
    assert free_code(iter([case.code, case.code, "FREE23"]).__next__) == "FREE23"


def test_nor_is_one_that_was_given_in_the_same_batch() -> None:
    with batch():
        assert free_code(iter(["FREE23"]).__next__) == "FREE23"
        assert free_code(iter(["FREE23", "FREE45"]).__next__) == "FREE45"
