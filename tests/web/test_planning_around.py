"""The plan as others meet it: another agency, the notes, the timeline, a closed case, paper."""

import pytest
from django.test import Client

from tabara.protection.cases.enums import Channel, Leave
from tabara.protection.cases.operations.consent.contact import Rule, set_contact_rule
from tabara.protection.planning import operations
from tabara.protection.planning.models import Plan
from tabara.protection.planning.operations import Responsible
from tests.protection.planning.planners import (
    action,
    agreed,
    approved,
    assessed,
    begun,
    best_interests,
    child,
    conference,
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


def test_another_agency_sees_the_part_with_its_group_alone_and_says_what_it_did(worker, chief, case):
    nurse = signed_in(receiver())
    begun(worker.member, case)
    aim = goal(worker.member, case)
    theirs = action(worker.member, case, aim, who=Responsible(nurse.member.agency))
    ours = action(worker.member, case, aim, service="legal")
    agreed(worker.member, case)
    operations.decide_plan(by=chief.member, at=now(), case=case, plan=submitted(worker.member, case).pk, approves=True)
    shared(worker.member, case, nurse.member, ["course", "services"])
    assert nurse.get(page("plan", number=case.pk)).status_code == 404
    assert "Needs and plan" not in said(nurse.get(page("case", number=case.pk)))
    shared(worker.member, case, nurse.member, ["course", "plan"])
    words = said(nurse.get(page("plan", number=case.pk)))
    assert "Medical" in words
    assert "Sleep behind" not in words
    assert nurse.get(page("plan-action", number=case.pk, action=ours.pk)).status_code == 404
    assert nurse.get(page("add-goal", number=case.pk)).status_code in (403, 404)
    send(nurse, "plan-action", case, day("on", today()), action=theirs.pk)
    theirs.refresh_from_db()
    assert (theirs.state, theirs.ended_by) == ("done", nurse.member)


def test_what_was_said_about_the_plan_is_read_with_the_other_notes(worker, case):
    assessed(worker.member, case, {"safety": 2}, risk="high", notes={"safety": "He waits outside"})
    begun(worker.member, case)
    goal(worker.member, case, "Sleep behind a lock")
    conference(worker.member, case, notes="The shelter is full")
    shown = worker.post(page("notes", number=case.pk), {"reason": "assistance"})
    words = said(shown)
    for told in ("He waits outside", "Sleep behind a lock", "Where can she sleep?", "The shelter is full"):
        assert told in words
    assert "Needs: Safety" in words


def test_a_closed_case_keeps_its_plan_and_offers_nothing_to_change(worker, chief, case):
    begun(worker.member, case)
    case.refresh_from_db()
    case.status, case.closed_on = "closed", today()
    case.save()
    words = said(worker.get(page("plan", number=case.pk)))
    assert "This case is closed." in words
    assert "Add a goal" not in words
    refused = send(worker, "add-goal", case, {"domain": "safety", "text": "Sleep", "target": ""})
    assert (refused.status_code, "This case is closed." in said(refused)) == (422, True)
    assert Plan._base_manager.get().goals.count() == 0


def test_the_timeline_tells_of_the_room(worker, chief):
    case = child(worker.member)
    assessed(worker.member, case)
    best_interests(worker.member, case)
    conference(worker.member, case)
    approved(worker.member, chief.member, case)
    words = said(worker.get(page("case", number=case.pk)))
    for told in ("Needs assessed", "Best interests assessment", "Case conference", "Plan approved"):
        assert told in words


def test_the_plan_is_not_printed_where_paper_endangers_the_person(worker, chief, case):
    approved(worker.member, chief.member, case)
    rule = Rule(channel=Channel.PAPER, leave=Leave.FORBIDDEN)
    set_contact_rule(by=worker.member, at=now(), case=case, rule=rule)
    refused = worker.get(page("plan-print", number=case.pk))
    words = said(refused)
    assert (refused.status_code, "must not take paper home" in words, "Goal 0" in words) == (422, True, False)
