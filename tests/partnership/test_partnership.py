"""Organisations join groups, from a day until a day."""

import datetime as dt

import pytest

from tabara.access.errors import Refused
from tabara.partnership.models import Membership
from tabara.partnership.operations import join
from tests.factories import NOW, TODAY, make_member

pytestmark = pytest.mark.django_db(databases="__all__")
USUAL = {"group": "counter_trafficking", "organisation": " Umoja ", "kind": "ngo", "since": TODAY}


def test_a_membership_keeps_the_organisation_and_its_days() -> None:
    row = join(by=make_member("coordinator"), at=NOW, **USUAL)
    assert (row.organisation, row.since, row.until) == ("Umoja", TODAY, None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"group": "chess"}, "group"),
        ({"kind": "circus"}, "kind"),
        ({"organisation": "  "}, "organisation"),
        ({"since": TODAY + dt.timedelta(days=1)}, "since"),
        ({"until": TODAY}, "until"),
    ],
)
def test_a_membership_that_cannot_be_is_refused(facts: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        join(by=make_member("coordinator"), at=NOW, **{**USUAL, **facts})
    assert (refusal.value.field, Membership.objects.count()) == (field, 0)
