"""Needs and plan through the pages: assessed, planned together, approved by another, done, and read by few."""

import pytest
from django.test import Client

from tabara.protection.planning import operations
from tabara.protection.planning.models import Action, Assessment, BestInterests, Conference, Goal
from tests.protection.planning.planners import (
    LATER,
    agreed,
    approved,
    assessed,
    begun,
    child,
    goal,
    submitted,
    supervisor,
)
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared, today
from tests.web.steps import hidden, page, said

pytestmark = pytest.mark.django_db(databases="__all__")


def signed_in(member):
    client = Client(headers={"accept-language": "en"})
    client.force_login(member)
    client.member = member
    return client


@pytest.fixture
def worker():
    return signed_in(sender())


@pytest.fixture
def chief():
    return signed_in(supervisor())


@pytest.fixture
def case(worker):
    return registered(worker.member)


def send(client, name, case, said_=None, **parts):
    """Open the page of an act, and send it with these answers."""
    address = page(name, number=case.pk, **parts)
    shown = client.get(address)
    assert shown.status_code == 200
    return client.post(address, {"event": hidden(shown, "event"), **(said_ or {})})


def day(name, when):
    return {name: when.isoformat()}


def test_an_assessment_asks_for_the_scores_and_then_says_what_they_suggest(worker, case):
    scores = {"score_safety": "2", "score_health": "4", "note_safety": "He waits outside", **day("on", today())}
    weighed = send(worker, "assess", case, scores)
    words = said(weighed)
    assert (weighed.status_code, "High, because this is serious: Safety." in words) == (200, True)
    assert Assessment._base_manager.count() == 0
    event = hidden(weighed, "event")
    address = page("assess", number=case.pk)
    assert worker.post(address, {"event": event, "risk_asked": "yes", **scores}).status_code == 422
    stored = worker.post(address, {"event": event, "risk_asked": "yes", "risk": "high", **scores})
    assert stored.url == page("plan", number=case.pk)
    words = said(worker.get(stored.url))
    assert "High risk" in words
    assert "2 – Serious threats" in words
    assert "waits outside" not in words


def test_an_assessment_without_any_score_says_what_to_do(worker, case):
    refused = send(worker, "assess", case, day("on", today()))
    assert (refused.status_code, "Give at least one domain a score." in said(refused)) == (422, True)


def test_the_first_and_the_latest_score_are_told_with_their_words_and_a_drawing_that_can_be_heard(worker, case):
    assessed(worker.member, case, {"safety": 2, "health": 4}, risk="high")
    assessed(worker.member, case, {"health": 4}, risk="high")
    assessed(worker.member, case, {"safety": 5, "health": 3}, risk="medium")
    shown = worker.get(page("plan", number=case.pk))
    words = said(shown)
    assert "Safety 2 – Serious threats 5 – Safe ↑ better" in words
    assert "↓ worse" in words
    assert 'aria-label="2, not assessed, 5"' in shown.content.decode()


def test_a_plan_is_written_agreed_submitted_approved_and_done(worker, chief, case):
    assert "There is no plan yet" in said(worker.get(page("plan", number=case.pk)))
    send(worker, "begin-plan", case, day("day", today() + LATER))
    send(worker, "add-goal", case, {"domain": "safety", "text": "Sleep behind a door that locks", "target": "5"})
    aim = Goal._base_manager.get()
    who = {"service": "medical", "text": "", "who": f"member:{worker.member.pk}", **day("due_on", today() + LATER)}
    send(worker, "add-action", case, who, aim=aim.pk)
    early = send(worker, "submit-plan", case)
    assert (early.status_code, "Ask the person first" in said(early)) == (422, True)
    answer = {"agrees": "no", "said": "Not yet", "signature": "spoken", **day("on", today())}
    send(worker, "plan-agreement", case, answer)
    words = said(worker.get(page("plan", number=case.pk)))
    assert "The person did not agree to this plan" in words
    assert "Help goes on." in words
    assert send(worker, "submit-plan", case).status_code == 302
    assert "1 Plans to approve" in said(chief.get(page("home")))
    assert case.code in said(chief.get(page("plans-to-approve")))
    assert send(chief, "decide-plan", case, {"choice": "approve"}).status_code == 302
    assert "Plans to approve" not in said(chief.get(page("home")))
    words = said(worker.get(page("plan", number=case.pk)))
    assert "Plan approved · 0 of 1 goals met" in words
    assert "Sleep behind a door that locks" in words
    assert "Do what the plan says" in said(worker.get(page("case", number=case.pk)))
    made = Action._base_manager.get()
    send(worker, "plan-action", case, {"became": "done", **day("on", today())}, action=made.pk)
    send(worker, "judge-goal", case, {"state": "met"}, aim=aim.pk)
    assert "Plan under way · 1 of 1 goals met" in said(worker.get(page("case", number=case.pk)))


def test_a_plan_sent_back_says_why_to_those_who_write_it(worker, chief, case):
    begun(worker.member, case)
    goal(worker.member, case)
    agreed(worker.member, case)
    submitted(worker.member, case)
    empty = send(chief, "decide-plan", case, {"choice": "send_back"})
    assert (empty.status_code, "Say what has to change" in said(empty)) == (422, True)
    send(chief, "decide-plan", case, {"choice": "send_back", "why": "Where does she sleep tonight?"})
    words = said(worker.get(page("plan", number=case.pk)))
    assert "Plan sent back" in words
    assert "Where does she sleep tonight?" in words


def test_two_people_who_change_the_same_goal_are_asked(worker, chief, case):
    begun(worker.member, case)
    aim = goal(worker.member, case, "Sleep safely")
    address = page("edit-goal", number=case.pk, aim=aim.pk)
    first, second = worker.get(address), chief.get(address)

    def stored(client, shown, text):
        kept = {n: hidden(shown, n) for n in ("event", "version", "before_domain", "before_text", "before_target")}
        return client.post(address, {**kept, "domain": "safety", "text": text, "target": "5"})

    assert stored(worker, first, "Sleep behind a lock").status_code == 302
    asked = stored(chief, second, "Sleep at the shelter")
    words = said(asked)
    assert (asked.status_code, "Somebody stored “Sleep behind a lock” here meanwhile." in words) == (422, True)
    assert stored(chief, asked, "Sleep at the shelter, behind a lock").status_code == 302
    assert "Sleep at the shelter, behind a lock" in said(worker.get(page("plan", number=case.pk)))


def test_an_approved_plan_is_changed_by_a_new_version_and_the_earlier_one_stays_readable(worker, chief, case):
    first = approved(worker.member, chief.member, case)
    assert send(worker, "revise-plan", case).status_code == 302
    words = said(worker.get(page("plan", number=case.pk)))
    assert "New version being written" in words
    send(worker, "add-goal", case, {"domain": "family", "text": "See my mother", "target": ""})
    agreed(worker.member, case)
    operations.decide_plan(by=chief.member, at=now(), case=case, plan=submitted(worker.member, case).pk, approves=True)
    words = said(worker.get(page("plan", number=case.pk)))
    assert "0 of 2 goals met" in words
    assert "Version 1: Earlier version" in words
    earlier = said(worker.get(page("plan-version", number=case.pk, plan=first.pk)))
    assert "Goal 0" in earlier
    assert "See my mother" not in earlier


def test_the_plan_on_paper_bears_the_number_of_the_case_and_no_name(worker, chief, case):
    approved(worker.member, chief.member, case)
    words = said(worker.get(page("plan-print", number=case.pk)))
    assert case.code in words
    assert "Goal 0" in words
    for name in ("Odette", "Niragira"):
        assert name not in words


def test_a_plan_is_closed_with_what_became_of_each_goal(worker, chief, case):
    plan = approved(worker.member, chief.member, case)
    open_one = send(worker, "close-plan", case, {**day("on", today()), str(plan.goals.get().pk): "partly"})
    assert (open_one.status_code, "Actions still open: 1." in said(open_one)) == (422, True)
    done = {"action": plan.actions.get().pk, "on": today()}
    operations.do_action(by=worker.member, at=now(), case=case, **done)
    send(worker, "close-plan", case, {**day("on", today()), str(plan.goals.get().pk): "partly"})
    assert "Plan closed · 0 of 1 goals met" in said(worker.get(page("plan", number=case.pk)))


def test_best_interests_are_recorded_and_opened_for_a_reason(worker):
    case = child(worker.member)
    answers = {
        "kind": "assessment",
        "matter": "return",
        "heard": "play",
        "views": "I want to go to my aunt",
        "option_1": "relatives",
        "for_1": "She loves her",
        "option_2": "stay",
        "decision": "relatives",
        "grounds": "The aunt was visited twice",
        **day("on", today()),
        **day("review_by", today() + LATER),
    }
    assert send(worker, "best-interests", case, answers).status_code == 302
    row = BestInterests._base_manager.get()
    address = page("best-interests-record", number=case.pk, record=row.pk)
    shown = worker.get(address)
    assert "I want to go to my aunt" not in said(shown)
    words = said(worker.post(address, {"event": hidden(shown, "event"), "reason": "assistance"}))
    for told in ("I want to go to my aunt", "She loves her", "The aunt was visited twice", "Live with relatives"):
        assert told in words


def test_of_an_adult_no_best_interests_are_asked(worker):
    case = registered(worker.member, birth_year=today().year - 30)
    assert "Best interests" not in said(worker.get(page("plan", number=case.pk)))


def test_a_conference_offers_only_those_whom_the_person_agreed_to(worker, case):
    nurse = receiver()
    address = page("conference", number=case.pk)
    assert nurse.agency.name not in said(worker.get(address))
    shared(worker.member, case, nurse, ["plan"])
    assert nurse.agency.name in said(worker.get(address))
    answers = {
        "present": [f"member:{worker.member.pk}", f"agency:{nurse.agency_id}"],
        "agenda": "Where can she sleep?",
        "decided_1": "Ask the shelter",
        **day("on", today()),
    }
    refused = send(worker, "conference", case, answers)
    assert (refused.status_code, "Say of each decision who does it, and by when." in said(refused)) == (422, True)
    send(worker, "conference", case, {**answers, "owner_1": f"member:{nurse.pk}", **day("by_1", today() + LATER)})
    row = Conference._base_manager.get()
    assert "Ask the shelter" in said(worker.get(page("plan", number=case.pk)))
    decided = {"became": "dropped", "why": "not_needed"}
    send(worker, "conference-decision", case, decided, decision=row.decisions.get().pk)
    assert "dropped" in said(worker.get(page("plan", number=case.pk)))
