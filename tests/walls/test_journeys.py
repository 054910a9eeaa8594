"""The ways through the pages, as the server's role and held by the walls. The mart: tests/cli/test_postgresql."""

import pytest

from tabara.mart import source
from tabara.mart.build import build
from tabara.protection.cases.models import Case
from tests import factories
from tests.factories import NOW
from tests.walled import counted, needs_server
from tests.web.steps import page, said, signed_in

pytestmark = needs_server


@pytest.fixture
def full(walled):
    """A person of one agency, carried to a decision and helped, and a caseworker of another agency."""
    worker = factories.make_member(agency=factories.make_agency("ours"))
    case = factories.register(worker, given="Odette", surname="Niragira")
    factories.screened(worker, case, entered_on=factories.TODAY)
    factories.determined(worker, case)
    factories.assisted(worker, case)
    return case


@pytest.mark.parametrize("where", ["case", "record-service", "screening", "determination"])
def test_whoever_holds_a_case_sees_its_pages_and_another_agency_none(full, where):
    ours = signed_in("supervisor", agency=full.agency)
    other = signed_in("supervisor", agency=factories.make_agency("other"))
    assert ours.get(page(where, number=full.pk)).status_code == 200
    assert other.get(page(where, number=full.pk)).status_code == 404


def test_the_list_shows_each_agency_its_own(full):
    ours = signed_in("supervisor", agency=full.agency)
    other = signed_in("supervisor", agency=factories.make_agency("other"))
    assert full.code in said(ours.get(page("cases")))
    assert full.code not in said(other.get(page("cases")))


def test_a_name_is_found_and_opened_by_its_own_agency_alone(full):
    ours = signed_in("supervisor", agency=full.agency)
    other = signed_in("supervisor", agency=factories.make_agency("other"))
    asked = {"given": "Odette", "surname": "Niragira"}
    assert full.code in said(ours.post(page("search"), asked))
    assert full.code not in said(other.post(page("search"), asked))


def test_without_a_role_of_its_own_the_mart_refuses_to_count_what_it_cannot_see(full, tmp_path):
    with pytest.raises(source.NoReport, match="TABARA_REPORT_DATABASE"):
        build(tmp_path, at=NOW)


def test_a_case_handed_to_another_team_leaves_the_lists_of_the_first(walled):
    from tabara.protection.cases.operations import hand_over

    agency = factories.make_agency("ours")
    north, south = (factories.make_team(agency, name) for name in ("North", "South"))
    giver, taker = (factories.make_member(agency=agency, team=team) for team in (north, south))
    case = factories.register(giver)
    hand_over(by=giver, at=NOW, case=case, to=taker)
    assert (counted("cases_case", by=giver), counted("cases_case", by=taker)) == (0, 1)
    assert Case._base_manager.count() == 0


def test_who_registers_for_a_colleague_of_another_team_registers_whole(walled):
    agency = factories.make_agency("ours")
    north, south = (factories.make_team(agency, name) for name in ("North", "South"))
    writer, owner = (factories.make_member(agency=agency, team=team) for team in (north, south))
    from tabara.protection.intake.operations import Names, register_person

    told = factories.situation()
    register_person(by=writer, at=NOW, names=Names(given="Odette"), situation=told, owner=owner)
    assert (counted("cases_case", by=writer), counted("cases_case", by=owner)) == (0, 1)
    assert counted("cases_category", by=owner) == 1
