"""Cases that belong together, and suspects as codes: one case never tells of another to whoever sees only one."""

import pytest

from tabara.access.errors import NotFound, Refused
from tabara.protection.family import queries
from tabara.protection.family.operations import end_involvement, name_suspect, open_family, tie_cases, untie_cases
from tests.factories import NOW, make_agency, make_member, make_team, register

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]


@pytest.fixture
def worker():
    home = make_agency("home")
    return make_member(agency=home, team=make_team(home, "North"))


@pytest.fixture
def case(worker):
    return register(worker)


@pytest.fixture
def sister(worker):
    return register(worker, given="Alice")


def tied(by, case):
    return [(one.other.code, one.tie.tie, one.tie.together) for one in queries.ties(by=by, case=case)]


def test_a_tie_is_seen_from_both_cases(worker, case, sister):
    tie_cases(by=worker, at=NOW, case=case, code=sister.code.lower(), tie="sibling", together=True)
    assert tied(worker, case) == [(sister.code, "sibling", True)]
    assert tied(worker, sister) == [(case.code, "sibling", True)]


def test_whoever_sees_one_case_alone_learns_of_no_tie(worker, case):
    colleague = make_member(agency=worker.agency, team=make_team(worker.agency, "South"))
    theirs = register(colleague)
    supervisor = make_member("supervisor", agency=worker.agency)
    tie_cases(by=supervisor, at=NOW, case=case, code=theirs.code, tie="household")
    assert tied(supervisor, case) == [(theirs.code, "household", False)]
    assert tied(worker, case) == []
    assert tied(colleague, theirs) == []


def test_a_case_one_does_not_see_cannot_be_tied(worker, case):
    theirs = register(make_member(agency=make_agency("other")))
    with pytest.raises(Refused, match="You see no case of that code"):
        tie_cases(by=worker, at=NOW, case=case, code=theirs.code, tie="sibling")


def test_a_case_is_not_tied_to_itself_nor_twice(worker, case, sister):
    with pytest.raises(Refused, match="the same case"):
        tie_cases(by=worker, at=NOW, case=case, code=case.code, tie="sibling")
    tie_cases(by=worker, at=NOW, case=case, code=sister.code, tie="sibling")
    with pytest.raises(Refused, match="tied so already"):
        tie_cases(by=worker, at=NOW, case=sister, code=case.code, tie="sibling")


def test_a_tie_ends(worker, case, sister):
    row = tie_cases(by=worker, at=NOW, case=case, code=sister.code, tie="sibling")
    untie_cases(by=worker, at=NOW, case=sister, number=row.pk)
    assert tied(worker, case) == []
    with pytest.raises(NotFound):
        untie_cases(by=worker, at=NOW, case=case, number=row.pk)


def suspect(by, case, **facts):
    return name_suspect(
        by=by, at=NOW, case=case, **{"roles": ["recruiter"], "told": "A woman called Mama Zawadi", **facts}
    )


def known(by, case):
    return [(one.involvement.suspect.code, one.cases, one.beside) for one in queries.suspects(by=by, case=case)]


def test_a_suspect_is_a_code_and_the_rest_is_sealed(worker, case):
    row = suspect(worker, case)
    assert row.suspect.code.startswith("S")
    assert b"Zawadi" not in bytes(row.told)
    assert open_family(by=worker, at=NOW, case=case, reason="assistance") == {row.pk: "A woman called Mama Zawadi"}


def test_the_same_code_in_two_cases_is_told_with_those_beside_it(worker, case, sister):
    first = suspect(worker, case).suspect.code
    second = suspect(worker, sister, roles=["transporter"]).suspect.code
    suspect(worker, sister, code=first)
    assert known(worker, case) == [(first, 2, (second,))]
    assert sorted(known(worker, sister)) == sorted([(first, 2, (second,)), (second, 1, (first,))])


def test_a_code_stands_once_in_a_case_and_a_wrong_entry_is_ended(worker, case):
    row = suspect(worker, case)
    with pytest.raises(Refused, match="stands in the case already"):
        suspect(worker, case, code=row.suspect.code)
    end_involvement(by=worker, at=NOW, case=case, number=row.pk)
    assert known(worker, case) == []


def test_the_code_of_another_agency_is_none_of_ours(worker, case):
    other = make_member(agency=make_agency("other"))
    code = suspect(other, register(other)).suspect.code
    with pytest.raises(Refused, match="no such code"):
        suspect(worker, case, code=code)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"roles": []}, "roles"), ({"roles": ["boss"]}, "roles"), ({"told": " "}, "told")]
)
def test_a_suspect_needs_a_part_and_words(worker, case, wrong, field):
    with pytest.raises(Refused) as refused:
        suspect(worker, case, **wrong)
    assert refused.value.field == field
    assert queries.suspects(by=worker, case=case) == []


def test_a_colleague_of_the_team_sees_no_suspect_of_a_case_carried_by_another(worker, case):
    suspect(worker, case)
    assert known(make_member(agency=worker.agency, team=worker.team), case) == []
    assert len(known(make_member("supervisor", agency=worker.agency), case)) == 1
