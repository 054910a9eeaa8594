"""Accounts stay inside the agency that opens them."""

import pytest

from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operations import add_member
from tests.factories import NOW, make_agency, make_member, make_team

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_member_belongs_to_no_team_of_another_agency() -> None:
    """The list of cases asks by team: it would have shown another agency's."""
    administrator = make_member("administrator")
    account = {"username": "odile", "name": "Odile", "roles": ["caseworker"]}
    with pytest.raises(Refused, match="team of the same agency"):
        add_member(
            by=administrator, at=NOW, agency=administrator.agency, team=make_team(make_agency("away")), **account
        )
    assert not Member.objects.filter(username="odile").exists()
