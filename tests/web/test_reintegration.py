"""The pages of the way home: the checklist, the journey, the line of visits, and how a case ends and begins again."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tabara.protection.reintegration import queries
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.protection.consent.asked import ruled
from tests.protection.reintegration import ways
from tests.protection.sharing.sharers import receiver, shared

pytestmark = [pytest.mark.django_db(databases="__all__")]
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def worker():
    return ways.home_worker()


@pytest.fixture
def case(worker):
    return ways.willing(worker)


@pytest.fixture
def desk(client, worker):
    client.force_login(worker)
    client.get("/", {"language": "en"})
    return client


def at(name, case, **parts):
    return reverse(f"web:{name}", kwargs={"number": case.pk, **parts})


def text(answer):
    return answer.content.decode()


def test_a_return_begins_with_a_wish(desk, worker):
    case = register(worker)
    assert "begins with the person’s own wish" in text(desk.get(at("return", case)))
    said = {"from_country": "KE", "to_country": "TZ", "depart_on": str(TODAY)}
    answer = desk.post(at("prepare-return", case), said)
    assert answer.status_code == 422
    assert "has not said that she wants to return" in text(answer)


CHECKED = (
    ("risk", {}),
    ("fit_to_travel", {}),
    ("document", {"stands": "done", "document": "passport", "issued_on": str(TODAY), "number": "P-1"}),
    ("route", {"words": "By bus"}),
    ("escort", {"escort": "family"}),
    ("receiver", {"words": "Her aunt"}),
    ("money", {"stands": "not_needed", "not_needed": "own_means"}),
    ("belongings", {"stands": "done"}),
)


def test_the_whole_way_home_in_pages(desk, worker, case):
    said = {"from_country": "KE", "to_country": "TZ", "depart_on": str(TODAY)}
    assert desk.post(at("prepare-return", case), said).url == at("return", case)
    journey = queries.returns(by=worker, case=case)[0]
    refused = desk.post(at("clear-return", case, journey=journey.pk), {"event": ""})
    assert refused.status_code == 422
    assert "Still missing: " in text(refused)
    for key, more in CHECKED:
        page = at("return-item", case, journey=journey.pk, key=key)
        assert desk.get(page).status_code == 200
        assert desk.post(page, {"on": str(TODAY), **more}).status_code == 302, key
    shown = text(desk.get(at("return", case)))
    assert "Still to do" not in shown
    assert "P-1" not in shown
    over = {"received_by": "Her aunt", "condition": "well", "outcome": "with_family", "on": str(TODAY)}
    for name, more in (
        ("clear-return", {"event": ""}),
        ("return-departure", {"on": str(TODAY)}),
        ("return-arrival", {"on": str(TODAY)}),
        ("return-handover", over),
    ):
        page = at(name, case, journey=journey.pk)
        assert desk.get(page).status_code == 200
        assert desk.post(page, more).url == at("return", case), name
    assert "Lives with the family" in text(desk.get(at("return", case)))


def test_an_item_that_is_not_needed_asks_for_the_reason(desk, worker, case):
    journey = ways.prepared(worker, case)
    page = at("return-item", case, journey=journey.pk, key="money")
    answer = desk.post(page, {"stands": "not_needed", "on": str(TODAY)})
    assert answer.status_code == 422
    assert "Say why it is not needed" in text(answer)


def test_what_no_longer_holds_is_opened_again(desk, worker, case):
    journey = ways.cleared(worker, case)
    desk.post(at("return-item-back", case, journey=journey.pk, key="risk"), {})
    shown = text(desk.get(at("return", case)))
    assert "has to be cleared anew" in shown
    assert "Still to do" in shown


def test_the_wish_has_no_page_of_its_own(desk, worker, case):
    journey = ways.prepared(worker, case)
    assert desk.get(at("return-item", case, journey=journey.pk, key="wish")).status_code == 404


def test_the_line_of_visits_from_the_first_to_the_last(desk, worker, case):
    assert desk.post(at("make-reintegration", case), {"start": "day", "starts_on": str(TODAY)}).status_code == 302
    first, second, *_rest = ways.visits(queries.plan(case=case))
    with time_machine.travel(ways.at(first.due_on), tick=True):
        desk.force_login(worker)
        said = {"on": str(first.due_on), "way": "visit", "economic": "2", "social": "2", "psychosocial": "3"}
        said |= {"safe": "no", "risk": "high"}
        answer = desk.post(at("keep-visit", case, visit=first.pk), said, follow=True)
    assert "act on that today" in text(answer)
    with time_machine.travel(ways.at(second.due_on), tick=True):
        desk.force_login(worker)
        assert desk.post(at("miss-visit", case, visit=second.pk), {"on": "", "reason": ""}).status_code == 422
        said = {"on": str(second.due_on), "reason": "not_found"}
        shown = text(desk.post(at("miss-visit", case, visit=second.pk), said, follow=True))
    assert "Not found at 3 months" in shown
    assert "In danger at this visit" in shown
    assert "first measure" in shown


def test_better_and_worse_are_said_in_words(desk, worker, case):
    plan = ways.planned(worker, case)
    first, _second, third, _last = ways.visits(plan)
    ways.kept(worker, case, first, (2, 3, 3))
    ways.kept(worker, case, third, (4, 3, 1))
    shown = text(desk.get(at("reintegration", case)))
    for sentence in ("Living: better than at first", "Among others: the same as at first", "worse than at first"):
        assert sentence in shown


def test_a_visit_without_all_its_measures_is_asked_for_them(desk, worker, case):
    visit = ways.visits(ways.planned(worker, case))[0]
    answer = desk.post(at("keep-visit", case, visit=visit.pk), {"on": str(TODAY), "way": "call"})
    assert answer.status_code == 422
    assert "“How does the person live from day to day?” needs an answer." in text(answer)


def test_goals_are_added_and_ended_and_their_words_stay_sealed(desk, worker, case):
    ways.planned(worker, case)
    desk.post(at("add-goal-of-reintegration", case), {"kind": "trade", "words": "Kudoda"})
    goal = queries.plans(by=worker, case=case)[0].goals.all()[0]
    desk.post(at("end-goal-of-reintegration", case, goal=goal.pk), {"ended": "reached"})
    shown = text(desk.get(at("reintegration", case)))
    assert "Learn a trade" in shown
    assert "Kudoda" not in shown
    assert "Kudoda" in text(desk.post(at("homeward-notes", case), {"reason": "assistance"}))


def test_the_visits_due_are_listed_by_week_with_numbers_alone(desk, worker, case):
    ways.planned(worker, case, TODAY)
    shown = text(desk.get(reverse("web:visits")))
    assert case.code in shown
    assert "Niragira" not in shown
    desk.force_login(make_member(agency=make_agency("other")))
    assert case.code not in text(desk.get(reverse("web:visits")))


def test_how_to_reach_her_stands_above_the_form_of_a_visit(desk, worker, case):
    visit = ways.visits(ways.planned(worker, case))[0]
    ruled(worker, case, "visit", "forbidden")
    assert "Do not visit this person." in text(desk.get(at("keep-visit", case, visit=visit.pk)))


def test_closing_with_planned_visits_is_refused_with_their_number(desk, worker, case):
    ways.planned(worker, case)
    said = {"reason": "goals_met", "on": str(TODAY), "answer": "agrees"}
    answer = desk.post(at("close", case), said)
    assert answer.status_code == 422
    assert "Visits still planned in this case: 4" in text(answer)
    assert desk.post(at("close", case), {**said, "reason": "lost_contact"}).url == at("case", case)
    shown = text(desk.get(at("case", case)))
    assert "Contact lost" in shown
    assert "Visit dropped" in shown


def test_opening_again_asks_for_the_reason(desk, worker, case):
    desk.post(at("close", case), {"reason": "goals_met", "on": str(TODAY), "answer": "agrees"})
    assert desk.post(at("reopen", case), {"event": ""}).status_code == 422
    assert desk.post(at("reopen", case), {"reason": "came_back"}).url == at("case", case)
    assert "Case opened again" in text(desk.get(at("case", case)))


def test_the_parts_of_the_case_say_how_far_it_is(desk, worker, case):
    ways.departed(worker, case)
    ways.planned(worker, case)
    shown = text(desk.get(at("case", case)))
    assert "on the way: nobody has confirmed the arrival yet" in shown
    assert "Next visit on" in shown


@pytest.mark.past_the_walls  # which ask the clock of the database, where that day is long over
def test_whoever_shares_the_course_alone_sees_how_far_and_nothing_more(client, worker, case):
    ways.handed_over(worker, case)
    ways.planned(worker, case)
    helper = receiver()
    shared(worker, case, helper, ("course",))
    client.force_login(helper)
    client.get("/", {"language": "en"})
    shown = text(client.get(at("return", case)))
    assert "The rest is for those who carry the case" in shown
    assert "Lives with the family" not in shown
    assert "not shared with you" in text(client.get(at("reintegration", case)))
    assert client.get(at("homeward-notes", case)).status_code == 404
