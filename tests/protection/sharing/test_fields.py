"""Which groups of fields a role sees, for which reason: one table, and nothing beside it."""

import dataclasses

import pytest

from tabara.access import showing
from tabara.access.enums import FieldGroup, Reason
from tabara.access.roles import ROLES
from tabara.protection.cases import queries
from tabara.protection.intake.operations import Names, open_identity
from tabara.protection.intake.queries import PARTS
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import now, registered, sender

WHO = Names(given="Odette", phones=("+99911223344",), address="behind the mill")


def test_the_table_speaks_of_every_role_and_of_every_group_with_its_permission() -> None:
    assert set(showing.POLICY) == set(ROLES)
    assert set(showing.NEEDS) == set(FieldGroup)


def test_every_part_of_an_identity_lies_in_one_group() -> None:
    parts = [name for names in PARTS.values() for name in names]
    assert sorted(parts) == sorted(field.name for field in dataclasses.fields(Names))


@pytest.mark.django_db(databases="__all__")
def test_whoever_only_verifies_who_it_is_opens_no_telephone() -> None:
    worker = sender()
    case = registered(worker, names=WHO)
    assert open_identity(by=worker, at=now(), case=case, reason=Reason.VERIFICATION) == Names(given="Odette")
    for reason in set(Reason) - {Reason.VERIFICATION}:
        assert open_identity(by=worker, at=now(), case=case, reason=reason) == WHO


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("supervisor", {"course", "findings", "services", "plan", "identity", "contact", "narrative"}),
        ("data_protection_officer", {"course", "findings", "services"}),
        ("coordinator", {"course", "findings", "services"}),
        ("data_team", set()),
        ("administrator", set()),
    ],
)
def test_a_role_sees_of_its_own_agencys_cases_what_the_table_says(role: str, seen: set[str]) -> None:
    case = registered(sender())
    member = make_member(role, agency=make_agency("home"))
    assert queries.seen(by=member, case=case) == seen
