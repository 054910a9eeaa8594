"""Who sees what of the way home: its steps are the course of the case, the rest is the plan, the words are sealed."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.intake.operations.erasing import forget_notes
from tabara.protection.reintegration import operations, queries
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.protection.reintegration.ways import handed_over, kept, planned, visits
from tests.protection.sharing.sharers import agrees, receiver, refer, sender, shared

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]


@pytest.fixture
def worker():
    return sender()


@pytest.fixture
def case(worker):
    from tests.protection.reintegration.ways import willing

    found = willing(worker)
    handed_over(worker, found)
    plan = planned(worker, found)
    kept(worker, found, visits(plan)[0], notes="She is tired.")
    return found


def seen(by, case):
    return len(queries.returns(by=by, case=case)), len(queries.plans(by=by, case=case))


def test_the_holder_sees_all_of_it(worker, case):
    assert seen(worker, case) == (1, 1)


def test_whoever_shares_the_plan_sees_all_of_it(worker, case):
    helper = receiver()
    shared(worker, case, helper, ("plan",))
    assert seen(helper, case) == (1, 1)


def test_whoever_shares_the_course_sees_the_steps_alone(worker, case):
    helper = receiver()
    shared(worker, case, helper, ("course",))
    assert seen(helper, case) == (1, 0)
    with pytest.raises(NotFound):
        queries.journey(by=helper, case=case, number=queries.returns(by=helper, case=case)[0].pk)


def test_whoever_shares_only_services_sees_nothing_of_it(worker, case):
    helper = receiver()
    shared(worker, case, helper, ("services",))
    assert seen(helper, case) == (0, 0)


def test_who_is_only_asked_sees_nothing(worker, case):
    helper = receiver()
    agrees(worker, case, helper.agency)
    refer(worker, case, helper.agency)
    assert seen(helper, case) == (0, 0)


def test_a_coordinator_sees_the_steps_and_no_plan(worker, case):
    worker.agency.in_network = True
    worker.agency.save(update_fields=["in_network"])
    coordinator = make_member("coordinator", agency=make_agency("commission"))
    assert seen(coordinator, case) == (1, 0)


def test_the_words_open_for_a_reason_to_who_carries_the_case(worker, case):
    told = operations.open_words(by=worker, at=NOW, case=case, reason="assistance")
    assert {"She is tired.", "Sister Agnès", "Calm", "LP-77", "By bus through Isaka at six"} < {
        one.text for one in told
    }
    with pytest.raises(Refused, match="Say why"):
        operations.open_words(by=worker, at=NOW, case=case, reason="")


def test_the_words_stay_closed_to_whoever_may_not_read_notes(worker, case):
    helper = receiver()
    shared(worker, case, helper, ("plan",))
    with pytest.raises(NotAllowed):
        operations.open_words(by=helper, at=NOW, case=case, reason="assistance")


def test_notes_alone_open_no_words_of_a_plan_that_is_not_shared(worker, case):
    helper = receiver("supervisor")
    shared(worker, case, helper, ("narrative",))
    with pytest.raises(NotFound):
        operations.open_words(by=helper, at=NOW, case=case, reason="assistance")


def test_whoever_it_is_shared_with_changes_nothing(worker, case):
    helper = receiver()
    shared(worker, case, helper)
    with pytest.raises(NotAllowed):
        planned(helper, case)
    with pytest.raises(NotAllowed):
        operations.end_case(by=helper, at=NOW, case=case, on=TODAY, reason="declined", answer="agrees")


def test_what_was_written_goes_with_what_was_told(worker, case):
    forget_notes(case)
    assert operations.open_words(by=worker, at=NOW, case=case, reason="assistance") == ()
    assert [row.handover for row in queries.returns(by=worker, case=case)] == [None]
