"""While somebody recovers and reflects, nothing goes to an authority but by her own wish."""

import pytest

from tabara.access.errors import Refused
from tabara.protection.cases.models import Consent
from tabara.protection.cases.operations import agree_to_share, end_reflection
from tests.factories import NOW, TODAY, determined, make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def case(worker):
    found = register(worker)
    determined(worker, found, "possible")
    return found


def shares(by, case, kind="police", **more):
    recipient = make_agency(kind, kind=kind)
    usual = {"given": True, "asked_on": TODAY, "language": "fr", "asked_apart": True, "groups": ["course"]}
    return agree_to_share(by=by, at=NOW, case=case, recipient=recipient, **{**usual, **more})


@pytest.mark.parametrize("kind", ["police", "immigration", "justice"])
def test_an_authority_waits_unless_the_person_herself_wants_it(worker, case, kind):
    with pytest.raises(Refused, match="nobody presses her"):
        shares(worker, case, kind)
    assert Consent._base_manager.filter(purpose="authority").count() == 0
    assert shares(worker, case, kind, own_wish=True).own_wish is True


def test_a_no_is_always_stored_and_a_helper_needs_no_such_wish(worker, case):
    assert shares(worker, case, given=False, groups=()).own_wish is False
    assert shares(worker, case, "health").given


def test_afterwards_the_usual_question_is_enough(worker, case):
    end_reflection(by=worker, at=NOW, case=case, own_wish=True)
    assert shares(worker, case).given


def test_without_that_time_the_usual_question_is_enough(worker):
    assert shares(worker, register(worker)).given
