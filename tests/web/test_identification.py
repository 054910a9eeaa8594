"""How a status came about, what contests it, and the time to recover, on their pages."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.protection.cases.models import Case, Determination, Recourse, Reflection
from tests.factories import determined, make_agency, register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client) -> Case:
    return register(client.member, at=timezone.now(), opened_on=timezone.localdate())


def decide(client, case, status="not_a_victim", **facts):
    return determined(client.member, case, status, on=timezone.localdate(), at=timezone.now(), **facts)


def sent(client, name, case, **answers):
    parts = {"recourse": answers.pop("recourse")} if "recourse" in answers else {}
    address = page(name, number=case.pk, **parts)
    event = hidden(client.get(address), "event")
    return client.post(address, {"event": event, **answers})


def ladder(client, case):
    return said(client.get(page("identification", number=case.pk)))


def appealed(client, case):
    sent(client, "appeal", case, asked_by="person", on=timezone.localdate().isoformat())
    return Recourse._base_manager.get()


def test_nothing_decided_is_no_dead_end(client, case):
    shown = ladder(client, case)
    assert "Nothing is decided yet. Help need not wait for it." in shown
    assert "Interview" in shown
    assert "The person does not accept it" not in shown


def test_not_a_victim_closes_nothing(client, case):
    decide(client, case)
    shown = client.get(page("identification", number=case.pk))
    assert "She may still need help." in said(shown)
    for name in ("add-category", "record-service"):
        assert page(name, number=case.pk) in shown.content.decode()


def test_the_ladder_says_who_decided_what_on_which_grounds_and_what_changed(client, case):
    decide(client, case, "possible", means={})
    decide(client, case, "actual")
    shown = ladder(client, case)
    assert "1. Presumed victim of trafficking" in shown
    assert "Before: Presumed victim of trafficking. What changed: + Deception" in shown
    assert client.member.name in shown


def test_an_appeal_is_recorded_and_the_page_says_that_nothing_is_taken_away(client, case):
    decide(client, case)
    row = appealed(client, case)
    assert (row.kind, row.state) == ("appeal", "open")
    shown = ladder(client, case)
    assert "nothing that depends on the status is taken away" in shown
    assert "an appeal, a supervisor" in shown
    assert "appeal under way" in said(client.get(page("case", number=case.pk)))
    assert "An appeal against a decision waits for an answer" in said(client.get(page("case", number=case.pk)))


def test_who_decided_cannot_open_the_answer(client, case):
    decide(client, case)
    row = appealed(client, case)
    assert client.get(page("answer-recourse", number=case.pk, recourse=row.pk)).status_code == 403


def test_a_supervisor_lets_it_stand_with_reasons(client, case):
    decide(client, case)
    row, supervisor = appealed(client, case), signed_in("supervisor")
    missing = sent(
        supervisor, "answer-recourse", case, recourse=row.pk, reasons="", on=timezone.localdate().isoformat()
    )
    assert "Give the reasons" in said(missing)
    sent(
        supervisor,
        "answer-recourse",
        case,
        recourse=row.pk,
        reasons="Nobody gained.",
        on=timezone.localdate().isoformat(),
    )
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("upheld", supervisor.member)
    assert "Upheld on" in ladder(client, case)


def test_a_supervisor_changes_it_after_reading_what_the_definition_says(client, case):
    first = decide(client, case)
    row, supervisor = appealed(client, case), signed_in("supervisor")
    address = page("change-decision", number=case.pk, recourse=row.pk)
    shown = supervisor.get(address)
    assert 'value="recruitment" checked' in shown.content.decode()
    typed = {"acts": "recruitment", "means": "deception", "purposes": "forced_labour", "age_at_entry": "24"}
    typed |= {"status": "actual", "grounds": "The messages.", "on": timezone.localdate().isoformat()}
    event = hidden(shown, "event")
    assert "the definition of trafficking is met" in said(supervisor.post(address, {**typed, "event": event}))
    assert Determination._base_manager.count() == 1
    supervisor.post(address, {**typed, "event": event, "go": "record"})
    row.refresh_from_db()
    assert (row.state, row.result.follows, row.result.status) == ("changed", first, "actual")


def test_an_appeal_is_taken_back_by_whoever_made_it(client, case):
    decide(client, case)
    row = appealed(client, case)
    assert "Only whoever asked" in said(sent(client, "withdraw-recourse", case, recourse=row.pk))
    sent(client, "withdraw-recourse", case, recourse=row.pk, own_wish="on")
    assert "Taken back on" in ladder(client, case)


def test_a_review_asks_what_should_be_looked_at(client, case):
    decide(client, case)
    refused = sent(client, "ask-review", case, on=timezone.localdate().isoformat())
    assert "Say what should be looked at again" in said(refused)
    sent(client, "ask-review", case, grounds="The contract came late.", on=timezone.localdate().isoformat())
    assert Recourse._base_manager.get().kind == "review"


def test_the_time_to_recover_is_seen_on_the_case_and_given_more_of(client, case):
    decide(client, case, "possible")
    shown = said(client.get(page("case", number=case.pk)))
    assert "no pressure to testify, no removal" in shown
    assert "the time to recover and reflect ends" in shown
    later = timezone.localdate() + dt.timedelta(days=50)
    sent(client, "extend-reflection", case, last_day=later.isoformat(), reason="health")
    assert Reflection._base_manager.filter(step="extended").count() == 1
    assert "More time was given" in said(client.get(page("reflection", number=case.pk)))


def test_it_ends_early_by_the_own_wish_alone(client, case):
    decide(client, case, "possible")
    assert "Only the person&#39;s own wish" in said(sent(client, "end-reflection", case)).replace("'", "&#39;")
    sent(client, "end-reflection", case, own_wish="on")
    assert "Ended by the person’s own wish" in said(client.get(page("reflection", number=case.pk)))


def test_it_begins_on_a_day_that_the_member_sets(client, case):
    sent(client, "begin-reflection", case, since=timezone.localdate().isoformat())
    assert Reflection._base_manager.get().step == "begun"


def test_the_page_of_sharing_warns_and_asks_for_the_own_wish(client, case):
    make_agency("police", kind="police")
    assert "her own wish" not in said(client.get(page("sharing", number=case.pk)))
    decide(client, case, "possible")
    assert "only if it is her own wish" in said(client.get(page("sharing", number=case.pk)))


def test_whoever_sees_the_course_alone_sees_no_finding(client, case):
    decide(client, case)
    coordinator = signed_in("coordinator")
    shown = ladder(coordinator, case)
    assert "Not a victim of trafficking" in shown  # a coordinator watches over findings
    assert "The person does not accept it" not in shown
