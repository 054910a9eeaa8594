"""What has to be ready before anybody leaves: the pack's list, and a sentence that names what is missing."""

import pytest

from tabara.access.errors import NotFound, Refused
from tabara.protection.planning.operations import Considered, record_best_interests
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import Check, ReturnState
from tabara.protection.reintegration.operations import Details
from tests.factories import NOW, TODAY
from tests.protection.reintegration.ways import DAY, at, cleared, departed, home_worker, prepared, ticked, willing

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
OF_AN_ADULT = ["wish", "risk", "fit_to_travel", "document", "route", "escort", "receiver", "money", "belongings"]


@pytest.fixture
def worker():
    return home_worker()


@pytest.fixture
def case(worker):
    return willing(worker)


@pytest.fixture
def child(worker):
    return willing(worker, birth_year=2014)


def keys(journey):
    return [item.key for item in queries.checklist(journey=journey, on=TODAY)]


def item(journey, key):
    return next(one for one in queries.checklist(journey=journey, on=TODAY) if one.key == key)


def record(worker, journey, key, **answers):
    given = {"by": worker, "at": NOW, "case": journey.case, "journey": journey.pk, "key": key, "on": TODAY}
    return operations.record_item(**{**given, **answers})


def test_an_adult_has_the_list_of_an_adult(worker, case):
    assert keys(prepared(worker, case)) == OF_AN_ADULT


@pytest.mark.parametrize("year", [2014, 2008, None])
def test_a_child_and_whoever_may_be_one_has_that_of_a_child(worker, year):
    journey = prepared(worker, willing(worker, birth_year=year))
    assert keys(journey) == [*OF_AN_ADULT, "family", "guardian", "best_interests"]


def test_the_wish_stands_there_by_the_consent_alone(worker, case):
    journey = prepared(worker, case)
    assert (item(journey, "wish").state, item(journey, "wish").on) == (Check.DONE, TODAY)
    with pytest.raises(NotFound):
        record(worker, journey, "wish")


def test_what_is_missing_is_named(worker, case):
    journey = ticked(worker, prepared(worker, case), but=("money", "fit_to_travel"))
    with pytest.raises(Refused) as refused:
        operations.clear(by=worker, at=NOW, case=case, journey=journey.pk)
    assert "Fit to travel" in refused.value.message
    assert "Money and food" in refused.value.message
    assert "travel document" not in refused.value.message
    journey.refresh_from_db()
    assert journey.state == ReturnState.PREPARED


def test_an_item_that_is_not_needed_says_why(worker, case):
    journey = ticked(worker, prepared(worker, case), but=("money",))
    record(worker, journey, "money", not_needed="receiver_provides")
    assert (item(journey, "money").state, item(journey, "money").reason) == (Check.NOT_NEEDED, "receiver_provides")
    assert operations.clear(by=worker, at=NOW, case=case, journey=journey.pk).state == ReturnState.CLEARED


def test_a_reason_is_one_of_the_list(worker, case):
    with pytest.raises(Refused, match="not in the list"):
        record(worker, prepared(worker, case), "money", not_needed="never mind")


def test_nobody_goes_without_a_look_at_the_place_of_return(worker, case):
    with pytest.raises(Refused, match="has to be done before anybody leaves"):
        record(worker, prepared(worker, case), "risk", not_needed="other")


def test_a_child_does_not_go_without_a_guardian(worker, child):
    with pytest.raises(Refused, match="has to be done before anybody leaves"):
        record(worker, prepared(worker, child), "guardian", not_needed="other")


def test_a_document_that_was_asked_for_is_not_yet_in_hand(worker, case):
    journey = prepared(worker, case)
    record(worker, journey, "document", details=Details(document="passport", asked_on=TODAY))
    assert item(journey, "document").state == Check.MISSING
    record(worker, journey, "document", details=Details(document="passport", asked_on=TODAY, issued_on=TODAY))
    assert item(journey, "document").state == Check.DONE


@pytest.mark.parametrize(
    ("key", "details", "said"),
    [
        ("document", Details(document="passport"), "when the document was asked for"),
        ("document", Details(document="bus ticket", issued_on=TODAY), "not in the list"),
        ("document", Details(document="passport", asked_on=TODAY, issued_on=TODAY - DAY), "is before the day it was"),
        ("document", Details(document="passport", issued_on=TODAY + DAY), "is after the day of this entry"),
        ("escort", Details(), "not in the list"),
        ("route", Details(words="  "), "Write the way and the ticket"),
        ("receiver", Details(), "Choose the agency that receives"),
    ],
)
def test_an_item_asks_for_its_own(worker, case, key, details, said):
    journey = prepared(worker, case)
    with pytest.raises(Refused, match=said):
        record(worker, journey, key, details=details)
    assert item(journey, key).state == Check.MISSING


def test_an_item_said_again_is_the_last_word(worker, case):
    journey = prepared(worker, case)
    record(worker, journey, "money", on=TODAY - DAY)
    record(worker, journey, "money", not_needed="own_means")
    assert (item(journey, "money").on, item(journey, "money").state) == (TODAY, Check.NOT_NEEDED)


def test_what_no_longer_holds_has_to_be_cleared_anew(worker, case):
    journey = cleared(worker, case)
    row = operations.take_item_back(by=worker, at=NOW, case=case, journey=journey.pk, key="fit_to_travel")
    assert (row.state, row.cleared_on, row.cleared_by) == (ReturnState.PREPARED, None, None)
    with pytest.raises(NotFound):
        operations.take_item_back(by=worker, at=NOW, case=case, journey=journey.pk, key="fit_to_travel")


def test_once_the_person_has_left_the_list_is_closed(worker, case):
    journey = departed(worker, case)
    with pytest.raises(Refused, match="The checklist is closed"):
        record(worker, journey, "money")


def test_an_item_of_nobody_is_not_found(worker, case):
    with pytest.raises(NotFound):
        record(worker, prepared(worker, case), "umbrella")


def best(worker, case, decision, *, matter="return", on=TODAY, review_by=TODAY + 30 * DAY):
    considered = [Considered(one, "for", "against") for one in ("return_now", "stay")]
    given = {"kind": "assessment", "heard": "talk", "views": "She misses her sister.", "grounds": "Heard and weighed."}
    given |= {"matter": matter, "on": on, "review_by": review_by, "considered": considered, "decision": decision}
    return record_best_interests(by=worker, at=at(on), case=case, **given)


def test_a_child_does_not_go_without_a_record_of_what_is_best(worker, child):
    with pytest.raises(Refused, match="best for the child"):
        record(worker, prepared(worker, child), "best_interests")


@pytest.mark.parametrize(
    "said", [{"decision": "stay"}, {"decision": "return_now", "matter": "care"}, {"decision": "return_now"}]
)
def test_a_record_that_says_otherwise_or_no_longer_holds_lets_no_child_go(worker, said):
    child = willing(worker, birth_year=2014, opened_on=TODAY - 9 * DAY)
    old = {} if len(said) > 1 or said["decision"] == "stay" else {"on": TODAY - 9 * DAY, "review_by": TODAY - DAY}
    best(worker, child, **said, **old)
    with pytest.raises(Refused, match="best for the child"):
        record(worker, prepared(worker, child), "best_interests")


def test_a_child_for_whom_it_is_best_is_cleared(worker, child):
    best(worker, child, "return_now")
    journey = ticked(worker, prepared(worker, child))
    assert operations.clear(by=worker, at=NOW, case=child, journey=journey.pk).state == ReturnState.CLEARED


def test_a_later_decision_against_it_keeps_a_cleared_child_here(worker, child):
    best(worker, child, "return_now")
    journey = cleared(worker, child)
    best(worker, child, "stay")
    with pytest.raises(Refused, match="best for the child"):
        operations.depart(by=worker, at=NOW, case=child, journey=journey.pk, on=TODAY)


def test_whoever_turns_out_to_be_of_age_needs_no_such_record(worker):
    case = willing(worker, birth_year=None)
    journey = ticked(worker, prepared(worker, case), but=("best_interests", "guardian", "family"))
    for key in ("best_interests", "guardian", "family"):
        record(worker, journey, key, not_needed="of_age")
    assert operations.clear(by=worker, at=NOW, case=case, journey=journey.pk).state == ReturnState.CLEARED
