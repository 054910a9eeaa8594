"""Two records of one woman become one person: nothing of either is lost, and nobody sees more than before."""

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Person, Task
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.cases.operations.tasks import drift
from tabara.protection.intake import doubles, inquiries, queries
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Merge, Pair
from tabara.protection.intake.operations import Names
from tabara.protection.reintegration.operations import end_case
from tests.factories import NOW, TODAY, assisted, fresh, make_agency, make_member, register
from tests.protection.doubles.twice import FIRST, LATER, ONCE, TWICE, known, merged, registered_twice, the_pair
from tests.web.world import picture

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def supervisor():
    return make_member("supervisor")


def again(case):
    return Case._base_manager.get(pk=case.pk)


def test_the_one_who_was_registered_first_stays_and_both_cases_are_hers(supervisor):
    one, other = registered_twice(supervisor)
    row = merged(supervisor)
    assert row.survivor_id == one.person_id
    assert {again(one).person_id, again(other).person_id} == {one.person_id}
    assert {again(case).status for case in (one, other)} == {"active"}


def test_what_stands_is_what_was_chosen_and_the_rest_is_kept(supervisor):
    one, other = registered_twice(supervisor)
    merged(supervisor, stands={"given": "second", "birth": "first", "address": "second"})
    for case in (one, other):
        names = known(supervisor, case)
        assert (names.full, names.birth_date, names.address) == ("Odeta Niragira", "1999-04-02", "Kwa nyina")
        assert names.aliases == ("Odette Niragira",)  # whoever knows her so, finds her
        assert names.phones == ("71234567", "+257 71 23 45 67", "79000000")
        assert (names.number, names.safe_contact) == ("531.0101/2", "Never after six")  # what only one side knew


@pytest.mark.parametrize("left_out", ["given", "birth", "address"])
def test_no_difference_is_settled_by_a_computer(supervisor, left_out):
    registered_twice(supervisor)
    stands = {field: side for field, side in FIRST.items() if field != left_out}
    with pytest.raises(Refused, match="Say for each difference what is right") as refused:
        merged(supervisor, stands=stands)
    assert refused.value.field == left_out
    assert not Merge._base_manager.exists()


def test_she_is_found_by_either_name_and_either_code(supervisor):
    one, other = registered_twice(supervisor)
    merged(supervisor)
    for names in (ONCE, TWICE, Names(given="Odeta", surname="Niragira", birth_date="1999")):
        found = intake.find_people(by=supervisor, at=NOW, names=names)
        assert [match.case.person_id for match in found] == [one.person_id]
    assert {cases.by_code(by=supervisor, code=case.code).person_id for case in (one, other)} == {one.person_id}


def test_photographs_of_both_open(supervisor):
    one, other = registered_twice(supervisor)
    rows = [intake.add_photograph(by=supervisor, at=NOW, case=case, picture=picture()) for case in (one, other)]
    merged(supervisor)
    case = again(one)
    assert set(queries.photographs(by=supervisor, case=case)) == {row.pk for row in rows}
    for row in rows:
        assert queries.photograph(by=supervisor, case=case, number=row.pk).startswith(b"\xff\xd8")


def test_consents_services_and_tasks_go_on_in_their_own_case(supervisor):
    one, other = registered_twice(supervisor, matching=True)
    assisted(supervisor, other)
    merged(supervisor)
    case = again(other)
    assert cases.agreed(answers=cases.consents(case=case)) >= {"registration", "matching"}
    withdraw_consent(by=supervisor, at=NOW, case=case, purpose="matching")
    assert "matching" in cases.agreed(answers=cases.consents(case=again(one)))
    assisted(supervisor, case, on=TODAY)
    assert case.services.count() == 2
    assert drift() == 0


def test_both_cases_remember_it_and_the_chain_holds_no_name(supervisor):
    one, other = registered_twice(supervisor)
    merged(supervisor)
    rows = AuditEvent.objects.filter(operation="intake.merge_persons", outcome="done")
    assert {row.subject for row in rows} >= {one.pk, other.pk}
    told = str([row.__dict__ for row in AuditEvent.objects.all()]).casefold()
    assert [word for word in ("odet", "niragira", "71234567") if word in told] == []
    facts = str(Merge._base_manager.get().__dict__).casefold()
    assert [word for word in ("odet", "niragira", "71234567", "umuhora") if word in facts] == []


def test_an_episode_entered_twice_is_to_be_closed_and_nothing_else_waits_for_it(supervisor):
    _one, other = registered_twice(supervisor)
    merged(supervisor, twice=other)
    task = Task._base_manager.get(kind="duplicate.close")
    assert (task.case_id, drift()) == (other.pk, 0)
    end_case(by=supervisor, at=NOW, case=again(other), on=TODAY, reason="duplicate", answer="agrees")
    assert not Task._base_manager.filter(kind="duplicate.close").exists()


def test_a_case_of_somebody_else_cannot_be_the_one_entered_twice(supervisor):
    registered_twice(supervisor)
    stranger = register(supervisor, names=Names(given="Aline", surname="Bukuru"))
    with pytest.raises(Refused, match="of neither of the two"):
        merged(supervisor, twice=stranger)


@pytest.mark.parametrize("role", ["caseworker", "focal_point", "data_protection_officer", "coordinator"])
def test_only_who_answers_for_cases_merges(supervisor, role):
    registered_twice(supervisor)
    by = make_member(role)
    with pytest.raises(NotAllowed):
        intake.merge_persons(by=by, at=NOW, pair=the_pair(), saw=(1, 1), stands=FIRST)


def test_another_agencys_supervisor_merges_nothing_here(supervisor):
    registered_twice(supervisor)
    with pytest.raises(NotAllowed):
        intake.merge_persons(
            by=make_member("supervisor", agency=make_agency("other")), at=NOW, pair=the_pair(), saw=(1, 1), stands=FIRST
        )


def test_what_was_merged_is_not_merged_again(supervisor):
    registered_twice(supervisor)
    seen = intake.compare_pair(by=supervisor, at=NOW, pair=the_pair(), reason="verification")
    merged(supervisor)
    with pytest.raises(Refused, match=r"merged with somebody else meanwhile|merged already"):
        intake.merge_persons(by=supervisor, at=NOW, pair=the_pair(), saw=seen.versions, stands=FIRST)


def test_of_two_who_merge_the_same_woman_with_others_the_second_is_told(supervisor):
    registered_twice(supervisor)
    register(supervisor, names=Names(given="Odete", surname="Niragira", birth_date="1999"), birth_year=1999)
    pairs = list(Pair._base_manager.order_by("first_id", "second_id"))
    seen = [intake.compare_pair(by=supervisor, at=NOW, pair=one, reason="verification") for one in pairs]
    assert len(pairs) == 3
    every = dict.fromkeys(("given", "birth", "address", "number", "safe_contact"), "first")
    intake.merge_persons(by=supervisor, at=NOW, pair=pairs[0], saw=seen[0].versions, stands=every)
    with pytest.raises(Refused, match="merged with somebody else meanwhile"):  # the second with the third
        intake.merge_persons(by=supervisor, at=NOW, pair=pairs[2], saw=seen[2].versions, stands=every)
    merged(supervisor, pairs[1], stands=every)  # the first, who is both by now, with the third
    assert Case._base_manager.values_list("person").distinct().count() == 1
    assert Person._base_manager.count() == 3


def test_names_corrected_since_they_were_compared_are_looked_at_again(supervisor):
    from tabara.access.errors import Stale

    one, _other = registered_twice(supervisor)
    seen = intake.compare_pair(by=supervisor, at=NOW, pair=the_pair(), reason="verification")
    intake.correct_identity(by=supervisor, at=NOW, case=one, saw=1, names=ONCE)
    with pytest.raises(Stale):
        intake.merge_persons(by=supervisor, at=NOW, pair=the_pair(), saw=seen.versions, stands=FIRST)
    assert not Merge._base_manager.exists()


def test_who_was_said_to_be_two_people_is_not_merged_and_not_offered(supervisor):
    little = Names(given="Odeta", surname="Niragira", birth_date="1999")
    _one, other = registered_twice(supervisor, names=(ONCE, little))
    intake.say_different(by=supervisor, at=NOW, pair=the_pair())
    assert doubles.pairs(by=supervisor) == []
    with pytest.raises(Refused, match="Say first that they are one"):
        merged(supervisor)
    intake.correct_identity(by=supervisor, at=NOW, case=other, saw=1, names=little)
    assert doubles.pairs(by=supervisor) == []  # nothing more is known of her
    intake.correct_identity(by=supervisor, at=NOW, case=other, saw=2, names=TWICE)
    assert [one.state for one in doubles.pairs(by=supervisor)] == ["open"]  # the same mother, the same telephone


def test_a_colleague_is_asked_and_finds_it_among_the_tasks(supervisor):
    registered_twice(supervisor)
    colleague = make_member("supervisor", agency=supervisor.agency)
    assert colleague in doubles.colleagues(by=supervisor, pair=the_pair())
    intake.ask_colleague(by=supervisor, at=NOW, pair=the_pair(), colleague=colleague)
    task = Task._base_manager.get(kind="duplicate.look")
    assert (task.member_id, drift()) == (colleague.pk, 0)
    intake.say_same(by=colleague, at=NOW, pair=the_pair())
    assert not Task._base_manager.filter(kind="duplicate.look").exists()
    assert (inquiries.tally(by=supervisor), drift()) == ((1, 0), 0)


def test_nobody_is_asked_who_may_not_open_both_names(supervisor):
    registered_twice(supervisor)
    stranger = make_member("caseworker", agency=supervisor.agency)
    with pytest.raises(Refused, match="may not open both names"):
        intake.ask_colleague(by=supervisor, at=NOW, pair=the_pair(), colleague=stranger)


def test_both_names_are_opened_with_a_reason_and_both_cases_remember_it(supervisor):
    one, other = registered_twice(supervisor)
    with pytest.raises(Refused, match="Say why you need the name"):
        intake.compare_pair(by=supervisor, at=NOW, pair=the_pair(), reason="")
    intake.compare_pair(by=supervisor, at=NOW, pair=the_pair(), reason="verification")
    rows = AuditEvent.objects.filter(operation="intake.compare_pair", outcome="done", reason="verification")
    assert {row.subject for row in rows} >= {one.pk, other.pk}


def test_two_cases_can_be_named_by_hand(supervisor):
    one = register(supervisor, names=ONCE)
    other = register(supervisor, names=Names(given="Aline", surname="Bukuru"))
    pair = intake.name_pair(by=supervisor, at=NOW, case=one, code=other.code.lower())
    assert [row.pk for row in doubles.pairs_of(by=supervisor, case=other)] == [pair.pk]
    assert intake.name_pair(by=supervisor, at=NOW, case=other, code=one.code) == pair
    with pytest.raises(Refused, match="of one person already"):
        intake.name_pair(by=supervisor, at=NOW, case=one, code=one.code)
    with pytest.raises(Refused, match="No case that you may see"):
        intake.name_pair(by=supervisor, at=NOW, case=one, code="NOSUCH")


def test_who_was_erased_is_not_compared(supervisor):
    from tabara.protection.intake.operations.erasing import forget_person

    one, _other = registered_twice(supervisor)
    from tabara.access.unit import whole

    with whole():
        forget_person(one.person, at=NOW, why="asked")
    with pytest.raises(Refused, match="erased"):
        merged(supervisor)


def test_with_a_case_at_two_agencies_nobody_is_merged(supervisor):
    one, _other = registered_twice(supervisor)
    stranger = register(make_member("supervisor", agency=make_agency("other")), names=ONCE)
    Case._base_manager.filter(pk=stranger.pk).update(person=one.person)
    with pytest.raises(Refused, match="Another agency holds a case of one of the two"):
        merged(supervisor)


def test_what_is_held_about_her_is_printed_whole_and_erased_whole(supervisor):
    from tabara.access.unit import whole
    from tabara.protection.intake.operations.erasing import forget_person
    from tabara.sealing import ledger
    from tabara.vault.models import Former, Identity, Photograph

    one, other = registered_twice(supervisor)
    intake.add_photograph(by=supervisor, at=NOW, case=other, picture=picture())
    merged(supervisor)
    held = intake.subject_access_report(by=fresh(supervisor), at=NOW, case=again(one), reason="person_asked")
    assert ({row.case.pk for row in held.cases}, held.photographs) == ({one.pk, other.pk}, 1)
    with whole():
        forget_person(again(one).person, at=NOW, why="asked")
    assert [kind for kind in (Identity, Former, Photograph) if kind._base_manager.exists()] == []
    assert {line.subject for line in ledger.whole()} >= {str(one.person_id), str(other.person_id)}
    assert queries.loose_ends() == dict.fromkeys(queries.loose_ends(), 0)
    with pytest.raises(Refused, match="has been erased since"):
        intake.undo_merge(by=supervisor, at=LATER, merge=Merge._base_manager.get())
