"""A merge that was wrong is undone: as before, and what was changed since stays and is said."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases.models import Case, Person, Task
from tabara.protection.cases.operations.tasks import drift
from tabara.protection.intake import doubles, queries
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Merge
from tabara.protection.intake.operations import Names
from tests.factories import NOW, make_agency, make_member, register, situation
from tests.protection.doubles.twice import LATER, ONCE, TWICE, known, merged, registered_twice, the_pair
from tests.web.world import picture

pytestmark = pytest.mark.django_db(databases="__all__")
FAR = NOW + dt.timedelta(days=31)


@pytest.fixture
def supervisor():
    return make_member("supervisor")


def again(case):
    return Case._base_manager.get(pk=case.pk)


def facts(case):
    person = Person._base_manager.get(pk=again(case).person_id)
    return person.sex, person.birth_year, person.birth_precision, person.citizenship


def test_all_is_as_before(supervisor):
    one, other = registered_twice(supervisor, years=(1999, 1998), names=(ONCE, Names("Odeta", "Niragira")))
    rows = [intake.add_photograph(by=supervisor, at=NOW, case=case, picture=picture()) for case in (one, other)]
    before = [(known(supervisor, case), facts(case), case.person_id) for case in (one, other)]
    row = merged(supervisor, twice=other, stands={"given": "second", "birth": "second"})
    assert known(supervisor, one).given == "Odeta"
    intake.undo_merge(by=supervisor, at=LATER, merge=row)
    assert [(known(supervisor, case), facts(case), again(case).person_id) for case in (one, other)] == before
    assert [queries.photographs(by=supervisor, case=again(case)) for case in (one, other)] == [[r.pk] for r in rows]
    assert queries.photograph(by=supervisor, case=again(other), number=rows[1].pk).startswith(b"\xff\xd8")
    assert (row.later, the_pair().state, doubles.merges(by=supervisor, at=NOW)) == ([], "open", [])
    assert not Task._base_manager.filter(kind="duplicate.close").exists()
    assert drift() == 0
    assert queries.loose_ends() == dict.fromkeys(queries.loose_ends(), 0)
    found = intake.find_people(by=supervisor, at=NOW, names=Names("Odeta", "Niragira"))
    assert {match.case.pk for match in found} == {one.pk, other.pk}


def test_what_was_changed_since_stays_with_the_first_and_is_said(supervisor):
    one, other = registered_twice(supervisor)
    row = merged(supervisor)
    merged_as = known(supervisor, one)
    from dataclasses import replace

    corrected = replace(merged_as, address="Gitega", phones=(*merged_as.phones, "76111111"))
    intake.correct_identity(by=supervisor, at=LATER, case=again(one), saw=2, names=corrected)
    new = intake.open_again(by=supervisor, at=LATER, case=again(other), situation=situation(), why="other")
    intake.undo_merge(by=supervisor, at=LATER, merge=row)
    first = known(supervisor, one)
    assert (first.full, first.address, first.phones) == ("Odette Niragira", "Gitega", ("71234567", "76111111"))
    assert known(supervisor, other) == TWICE
    assert again(new).person_id == one.person_id
    assert set(Merge._base_manager.get().later) == {"address", "phones", "cases"}


def test_after_the_period_it_stands(supervisor):
    registered_twice(supervisor)
    row = merged(supervisor)
    with pytest.raises(Refused, match="could be undone until 1 April 2026"):
        intake.undo_merge(by=supervisor, at=FAR, merge=row)
    assert doubles.undo_period() == dt.timedelta(days=30)


def test_it_is_undone_once(supervisor):
    registered_twice(supervisor)
    row = merged(supervisor)
    intake.undo_merge(by=supervisor, at=LATER, merge=row)
    with pytest.raises(Refused, match="undone already"):
        intake.undo_merge(by=supervisor, at=LATER, merge=row)


def test_merges_are_undone_from_the_last_one_back(supervisor):
    one, other = registered_twice(supervisor)
    third = register(supervisor, names=Names(given="Aline", surname="Bukuru"), at=NOW)
    first = merged(supervisor)
    pair = intake.name_pair(by=supervisor, at=NOW, case=again(one), code=third.code)
    stands = {"given": "first", "surname": "first"}
    later = merged(supervisor, pair, stands=stands, at=NOW + dt.timedelta(hours=1))
    with pytest.raises(Refused, match="merged into this person later"):
        intake.undo_merge(by=supervisor, at=LATER, merge=first)
    intake.undo_merge(by=supervisor, at=LATER, merge=later)
    intake.undo_merge(by=supervisor, at=LATER, merge=first)
    assert known(supervisor, one) == ONCE
    assert known(supervisor, other) == TWICE
    assert known(supervisor, third).full == "Aline Bukuru"


def test_whoever_was_two_is_merged_with_a_third_and_all_come_back(supervisor):
    earlier = register(supervisor, names=Names(given="Aline", surname="Bukuru"))
    one, other = registered_twice(supervisor)
    first = merged(supervisor)
    pair = intake.name_pair(by=supervisor, at=NOW, case=again(one), code=earlier.code)
    stands = {"given": "first", "surname": "first"}
    later = merged(supervisor, pair, stands=stands, at=NOW + dt.timedelta(hours=1))
    assert {again(case).person_id for case in (earlier, one, other)} == {earlier.person_id}
    with pytest.raises(Refused, match="merged with somebody else since"):
        intake.undo_merge(by=supervisor, at=LATER, merge=first)
    intake.undo_merge(by=supervisor, at=LATER, merge=later)
    intake.undo_merge(by=supervisor, at=LATER, merge=first)
    assert (known(supervisor, one), known(supervisor, other)) == (ONCE, TWICE)


def test_who_may_not_merge_parts_nobody(supervisor):
    registered_twice(supervisor)
    row = merged(supervisor)
    for by in (make_member("caseworker"), make_member("supervisor", agency=make_agency("other"))):
        with pytest.raises(NotAllowed):
            intake.undo_merge(by=by, at=LATER, merge=row)


def test_once_a_case_has_gone_elsewhere_nobody_parts_the_two(supervisor):
    _one, other = registered_twice(supervisor)
    row = merged(supervisor)
    Case._base_manager.filter(pk=other.pk).update(agency=make_agency("other"))
    with pytest.raises(Refused, match="gone to another agency since"):
        intake.undo_merge(by=supervisor, at=LATER, merge=row)
