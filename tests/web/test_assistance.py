"""Help given and planned, in the browser: planned, paid, handed out, learnt; and what an agency keeps."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.protection.assistance import operations
from tabara.protection.assistance.models import Appointment, BusinessGrant, Enrolment, Entry, Payment, Service, Store
from tests.factories import make_agency, make_member, make_team, register
from tests.protection.assistance.helpers_of_help import money, stocked
from tests.protection.consent.asked import ruled
from tests.protection.sharing.sharers import now, today
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    home = make_agency("home")
    return signed_in("caseworker", agency=home, team=make_team(home))


@pytest.fixture
def keeper(client):
    return signed_in("supervisor", agency=client.member.agency)


@pytest.fixture
def case(client):
    return register(client.member, at=now(), opened_on=today())


def parts(name: str, day: dt.date) -> dict[str, int]:
    """Return a day as the three boxes of a form send it."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def send(client, name, answers=(), **where):
    """Open a form, answer it, and send it."""
    address = page(name, **where)
    shown = client.get(address)
    assert shown.status_code == 200
    return client.post(address, {"event": hidden(shown, "event"), **dict(answers)})


def overview(client, case):
    return said(client.get(page("help-given", number=case.pk)))


def test_the_case_leads_to_its_help_and_an_empty_page_says_what_to_do(client, case):
    assert page("help-given", number=case.pk) in client.get(page("case", number=case.pk)).content.decode()
    words = overview(client, case)
    for sentence in ("Nothing is planned.", "No help is recorded yet.", "No money has been paid.", "No school"):
        assert sentence in words


def test_a_service_is_planned_and_given(client, case):
    sent = send(client, "plan-service", {"code": "legal", "hour": "9h30", **parts("on", today())}, number=case.pk)
    row = Appointment._base_manager.get()
    assert (sent.status_code, row.hour, row.member) == (302, dt.time(9, 30), client.member)
    assert "Say what became of it" in overview(client, case)
    assert "09:30" in said(client.get(page("week")))
    assert "Give a planned service" in said(client.get(page("tasks")))
    send(client, "settle-appointment", {"became": "attended"}, number=case.pk, appointment=row.pk)
    assert Service._base_manager.get().code == "legal"
    assert "Of 1 planned services that came to their day, 1 were attended (100 %)." in overview(client, case)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"became": "missed"}, "Choose a reason."),
        ({"became": "cancelled"}, "Choose a reason."),
        ({"became": "moved"}, "Write the new day."),
        ({}, "“What became of it?” needs an answer."),
        ({"became": "moved", "hour": "late"}, "Write the hour like 9:30"),
    ],
)
def test_what_became_of_it_is_told_whole(client, case, answers, sentence):
    row = operations.plan_service(by=client.member, at=now(), case=case, code="legal", on=today())
    answer = send(client, "settle-appointment", answers, number=case.pk, appointment=row.pk)
    assert (answer.status_code, sentence in said(answer)) == (422, True)


def test_what_is_moved_stands_on_its_new_day_and_what_is_missed_in_the_timeline(client, case):
    row = operations.plan_service(by=client.member, at=now(), case=case, code="legal", on=today())
    later = today() + dt.timedelta(days=2)
    where = {"number": case.pk}
    send(client, "settle-appointment", {"became": "moved", **parts("on", later)}, **where, appointment=row.pk)
    moved = Appointment._base_manager.get(state="planned")
    assert moved.on == later
    other = operations.plan_service(by=client.member, at=now(), case=case, code="legal", on=today())
    send(client, "settle-appointment", {"became": "missed", "missed": "ill"}, **where, appointment=other.pk)
    assert "Planned service missed" in said(client.get(page("case", number=case.pk)))


def pays(client, case, **answers):
    usual = {"amount": "50000", "currency": "XTS", "purpose": "living", "way": "cash", "received_by": "person"}
    return send(client, "pay", {**usual, **parts("on", today()), **answers}, number=case.pk)


def test_money_is_paid_and_stands_in_the_ledger_with_its_total(client, case):
    assert pays(client, case, receipt="A-17").status_code == 302
    assert pays(client, case, amount="25000").status_code == 302
    words = overview(client, case)
    assert "A-17" in words
    assert "Together: 75,000 XTS" in words


def test_the_number_that_money_was_sent_to_stands_with_the_notes_alone(client, case):
    pays(client, case, way="mobile_money", account="71234567")
    assert "71234567" not in overview(client, case)
    assert "71234567" in said(client.post(page("notes", number=case.pk), {"reason": "assistance"}))


def test_much_money_waits_for_another_member_and_is_then_paid(client, keeper, case):
    sent = pays(client, case, amount="2000000")
    payment = Payment._base_manager.get()
    assert (sent.status_code, Entry._base_manager.count()) == (302, 0)
    assert "waits for the approval of another member" in overview(client, case)
    assert "2,000,000&nbsp;XTS" in said(keeper.get(page("money")))
    refused = send(keeper, "decide-payment", {"agrees": "no"}, number=payment.pk)
    assert (refused.status_code, "Choose a reason." in said(refused)) == (422, True)
    assert send(keeper, "decide-payment", {"agrees": "yes"}, number=payment.pk).status_code == 302
    where = {"number": case.pk, "payment": payment.pk}
    assert send(client, "pay-approved", parts("on", today()), **where).status_code == 302
    assert Entry._base_manager.get().approved_by == keeper.member


def test_a_payment_is_let_go(client, case):
    pays(client, case, amount="2000000")
    send(client, "cancel-payment", number=case.pk, payment=Payment._base_manager.get().pk)
    assert Payment._base_manager.get().state == "cancelled"


def test_a_line_is_taken_back_and_both_stay(client, case):
    pays(client, case)
    line = Entry._base_manager.get()
    send(client, "reverse-entry", {"reason": "wrong_amount"}, number=case.pk, entry=line.pk)
    words = overview(client, case)
    assert "takes back: The amount was wrong" in words
    assert "Together: 0 XTS" in words


def test_a_receipt_names_nobody(client, case):
    pays(client, case, receipt="A-17")
    words = said(client.get(page("receipt", number=case.pk, entry=Entry._base_manager.get().pk)))
    assert case.code in words
    assert "Signature or thumb" in words
    for name in ("Odette", "Niragira", "Daily needs"):
        assert name not in words


def receipt(client, case):
    return said(client.get(page("receipt", number=case.pk, entry=Entry._base_manager.get().pk)))


def test_a_receipt_asks_whether_paper_may_be_taken_home(client, case):
    pays(client, case, receipt="A-17")
    assert "Nobody has asked yet" in receipt(client, case)
    ruled(client.member, case, "paper", "allowed")
    assert "stays with the agency" not in receipt(client, case)
    ruled(client.member, case, "paper", "forbidden")
    words = receipt(client, case)
    assert "This person must not take paper home" in words
    assert "This paper stays with the agency. The person takes no copy home." in words


def test_a_store_is_opened_filled_counted_and_emptied(client, keeper, case):
    send(keeper, "open-store", {"name": "Main"})
    store = Store.objects.get()
    moved = {"kind": "in", "item": "dignity_kit", "quantity": "3", "reason": "bought", **parts("on", today())}
    send(keeper, "move-stock", moved, number=store.pk)
    send(keeper, "stock-item", {"mark": "2"}, number=store.pk, item="dignity_kit")
    what = f"{store.pk}:dignity_kit"
    given = {"what": what, "quantity": "1", **parts("on", today())}
    assert send(client, "issue-item", given, number=case.pk).status_code == 302
    assert "more has to come" in said(keeper.get(page("stock")))
    book = said(keeper.get(page("stock-item", number=store.pk, item="dignity_kit")))
    assert "handed out" in book
    assert case.code in book
    counted = {"dignity_kit": "1", "more": "soap", "many": "4", "reason": "counted"}
    send(keeper, "count-stock", counted, number=store.pk)
    assert {one.item: one.quantity for one in store.on_hand.all()} == {"dignity_kit": 1, "soap": 4}
    too_many = send(client, "issue-item", {**given, "quantity": "2"}, number=case.pk)
    assert (too_many.status_code, "There are only 1 of these in Main" in said(too_many)) == (422, True)


def test_an_empty_store_says_who_can_fill_it(client, case):
    assert "stores are empty" in said(client.get(page("issue-item", number=case.pk)))


def test_school_is_followed_to_its_end(client, case):
    answers = {"kind": "school", "institution": "School by the lake", **parts("since", today())}
    send(client, "enrol-person", answers, number=case.pk)
    row = Enrolment._base_manager.get()
    where = {"number": case.pk}
    send(client, "plan-term", {**parts("since", today()), **parts("until", today())}, **where, enrolment=row.pk)
    term = row.terms.get()
    assert "Ask how the term went" in said(client.get(page("tasks")))
    send(client, "tell-term", {"result": "passed", "attendance": "90"}, **where, term=term.pk)
    assert "attended 90 %" in overview(client, case)
    ended = {"to": "dropped_out", **parts("on", today())}
    wrong = send(client, "end-enrolment", ended, **where, enrolment=row.pk)
    assert (wrong.status_code, "Choose a reason." in said(wrong)) == (422, True)
    send(client, "end-enrolment", {**ended, "reason": "costs"}, **where, enrolment=row.pk)
    assert "ended before" in overview(client, case)


def test_a_business_is_asked_for_approved_paid_visited_and_ended(client, keeper, case):
    answers = {"sector": "manufacturing", "currency": "XTS", "amount_1": "300000", **parts("day_1", today())}
    wrong = send(client, "ask-business", {**answers, "amount_2": "5"}, number=case.pk)
    assert (wrong.status_code, "Write the day of this part." in said(wrong)) == (422, True)
    send(client, "ask-business", answers, number=case.pk)
    grant = BusinessGrant._base_manager.get()
    send(keeper, "decide-business", {"agrees": "yes"}, number=grant.pk)
    where = {"number": case.pk}
    part = grant.instalments.get()
    send(client, "pay-instalment", {"way": "cash", **parts("on", today())}, **where, instalment=part.pk)
    assert "300,000 of 300,000 XTS paid" in overview(client, case)
    look = grant.visits.first()
    found = {"found": "running", "income": "more", "working": "2", "apprentices": "3", **parts("on", today())}
    send(client, "visit-business", found, **where, look=look.pk)
    assert "3 learn there" in overview(client, case)
    send(client, "end-business", **where, business=grant.pk)
    assert "Visit the small business" not in said(client.get(page("tasks")))


def test_a_group_is_planned_and_who_came_is_written_down_at_once(client, case):
    other = register(client.member, given="Bea", at=now(), opened_on=today())
    answers = {"code": "psychosocial", "cases": [str(case.pk), str(other.pk)], **parts("on", today())}
    made = send(client, "plan-session", answers)
    came, ill = (str(one.pk) for one in Appointment._base_manager.order_by("pk"))
    number = made.url.strip("/").split("/")[-1]
    nobody = send(client, "session", number=number)
    assert nobody.status_code == 422
    assert send(client, "session", {came: "attended", ill: "ill"}, number=number).status_code == 302
    assert Service._base_manager.count() == 1
    assert "Nobody is waited for here" in said(client.get(page("session", number=number)))


def test_what_the_agency_paid_stands_month_by_month(client, keeper, case):
    operations.pay(by=client.member, at=now(), case=case, on=today(), money=money(40_000))
    assert "40,000&nbsp;XTS" in said(keeper.get(page("money")))


def test_only_whoever_keeps_the_stores_has_them_in_the_menu(client, keeper):
    assert page("stock") not in client.get(page("home")).content.decode()
    assert page("stock") in keeper.get(page("home")).content.decode()
    assert client.get(page("stock")).status_code == 403


def test_another_agencys_store_is_not_there(client, keeper):
    store = stocked(make_member("supervisor", agency=make_agency("other")))
    for name in ("move-stock", "count-stock"):
        assert keeper.get(page(name, number=store.pk)).status_code == 404
    assert keeper.get(page("stock-item", number=store.pk, item="dignity_kit")).status_code == 404


def test_an_amount_is_read_in_the_readers_language(client, case):
    client.get(page("home"), {"language": "fr"})
    assert pays(client, case, amount="1250,50").status_code == 302
    assert "1 250,5 XTS" in overview(client, case).replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_days_are_of_the_clock_of_the_instance(client, case):
    assert f'value="{timezone.localdate().year}"' in client.get(page("pay", number=case.pk)).content.decode()
