"""Money stands in a book line by line; what a service cost is what its lines add up to; nobody approves for herself."""

import datetime as dt
from decimal import Decimal

import pytest

from tabara import sealing
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.unit import batch
from tabara.protection.assistance import operations, queries
from tabara.protection.assistance.models import Entry, PaidTo, Service
from tabara.protection.cases.operations import withdraw_consent
from tests.factories import NOW, TODAY, assisted, make_agency, make_member, register
from tests.protection.assistance.helpers_of_help import DAY, money, paid
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")
MUCH = 1_000_001  # the pack of the tests lets another member approve what is above a million


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def supervisor(worker):
    return make_member("supervisor", agency=worker.agency)


@pytest.fixture
def case(worker):
    return register(worker)


def lines(case):
    return [(int(one.amount), one.currency, one.purpose) for one in case.entries.all()]


def agree(case):
    """Tell whether every service of the own agency costs what its lines add up to."""
    told = {one.pk: one.amount or 0 for one in case.services.all()}
    return told == {one.pk: sum(line.amount for line in one.entries.all()) for one in case.services.all()}


def asks(worker, case, amount=MUCH, service=None, **facts):
    return operations.ask_payment(by=worker, at=NOW, case=case, money=money(amount, **facts), service=service)


def decides(by, payment, agrees=True, reason=""):
    return operations.decide_payment(by=by, at=NOW, payment=payment, agrees=agrees, reason=reason)


def pays(worker, case, payment, **facts):
    return operations.pay_approved(by=worker, at=NOW, case=case, payment=payment.pk, on=TODAY, **facts)


def test_a_service_with_an_amount_writes_its_line_in_the_same_act(worker, case):
    service = assisted(worker, case, "medical", amount=Decimal(40_000), currency="XTS")
    assert lines(case) == [(40_000, "XTS", "medical")]
    line = case.entries.get()
    assert (line.service, line.agency, line.paid_by, line.way) == (service, worker.agency, worker, "cash")


def test_many_services_written_together_have_their_lines_too(worker, case):
    with batch():
        for _ in range(3):
            assisted(worker, case, "cash", amount=Decimal(10), currency="XTS")
    assert len(lines(case)) == 3
    assert agree(case)


def test_what_another_agency_gave_stands_in_the_book_of_nobody_here(worker, case):
    other = make_agency("other")
    service = assisted(worker, case, "medical", amount=Decimal(MUCH), currency="USD", provider=other)
    assert (service.amount, lines(case)) == (MUCH, [])


@pytest.mark.parametrize(("purpose", "code"), [("living", "cash"), ("medical", "medical"), ("other", "other")])
def test_money_is_a_service_of_its_purpose(worker, case, purpose, code):
    line = paid(worker, case, purpose=purpose)
    assert (line.service.code, line.service.amount) == (code, 50_000)
    assert case.assisted_on == TODAY


def test_money_for_a_service_that_is_there_adds_to_what_it_cost(worker, case):
    service = assisted(worker, case, "legal")
    for amount in (1_000, 500):
        paid(worker, case, amount, purpose="legal", service=service.pk)
    service.refresh_from_db()
    assert (case.services.count(), service.amount, service.currency) == (1, 1_500, "XTS")


def test_a_service_is_paid_in_one_currency(worker, case):
    line = paid(worker, case, 1_000)
    with pytest.raises(Refused, match="paid in XTS before"):
        asks(worker, case, 10, currency="USD", service=line.service_id)


def test_money_belongs_to_a_service_that_stands(worker, case):
    service = assisted(worker, case)
    operations.retract_service(by=worker, at=NOW, case=case, service=service.pk)
    for number in (service.pk, sealing.event()):
        with pytest.raises(Refused, match="no such service"):
            paid(worker, case, service=number)


def test_a_line_is_never_changed_and_never_removed(worker, case):
    line = paid(worker, case)
    line.amount = 1
    for act in (line.save, line.delete):
        with pytest.raises(TypeError, match="never"):
            act()
    assert lines(case) == [(50_000, "XTS", "living")]


def test_a_wrong_line_stays_and_another_takes_its_money_away(worker, case):
    line = paid(worker, case)
    back = operations.reverse_entry(by=worker, at=NOW, case=case, entry=line.pk, reason="wrong_amount")
    assert (back.reverses, lines(case)) == (line, [(50_000, "XTS", "living"), (-50_000, "XTS", "living")])
    assert (Service._base_manager.get().amount, queries.ledger(by=worker, case=case).totals) == (None, {"XTS": 0})
    for one in (line, back):
        with pytest.raises(Refused, match="taken back already"):
            operations.reverse_entry(by=worker, at=NOW, case=case, entry=one.pk, reason="wrong_amount")


def test_a_line_is_taken_back_for_a_reason_of_the_list(worker, case):
    line = paid(worker, case)
    with pytest.raises(Refused, match="reversal_reason"):
        operations.reverse_entry(by=worker, at=NOW, case=case, entry=line.pk, reason="because")


def test_a_service_that_is_taken_back_takes_its_money_back(worker, case):
    service = assisted(worker, case, "cash", amount=Decimal(7), currency="XTS")
    for _ in range(2):
        operations.retract_service(by=worker, at=NOW, case=case, service=service.pk)
    assert [one[0] for one in lines(case)] == [7, -7]


def test_running_totals_follow_the_days_each_currency_by_itself(worker, supervisor, case):
    paid(worker, case, 100)
    payment = decides(supervisor, asks(worker, case, 10, currency="USD"))
    pays(worker, case, payment)
    paid(worker, case, 50)
    found = queries.ledger(by=worker, case=case)
    assert [(int(one.entry.amount), int(one.total)) for one in found.lines] == [(100, 100), (10, 10), (50, 150)]
    assert found.totals == {"XTS": 150, "USD": 10}


def test_an_agency_sees_what_it_paid_month_by_month(worker, supervisor, case):
    for amount in (100, 50):
        paid(worker, case, amount)
    paid(worker, case, 9, purpose="rent")
    found = [(one.month, one.purpose, int(one.amount)) for one in queries.months(by=supervisor)]
    assert found == [(TODAY.replace(day=1), "living", 150), (TODAY.replace(day=1), "rent", 9)]
    assert queries.months(by=make_member("supervisor", agency=make_agency("other"))) == []
    with pytest.raises(NotAllowed):
        queries.months(by=worker)


def test_a_receipt_number_is_used_once_in_an_agency(worker, case):
    paid(worker, case, receipt="A-17")
    with pytest.raises(Refused, match="A-17 already"):
        paid(worker, case, receipt="A-17")
    other = make_member(agency=make_agency("other"))
    assert paid(other, register(other), receipt="A-17").receipt == "A-17"
    assert Service._base_manager.count() == 2


def test_every_line_has_a_receipt_number_of_its_own(worker, case):
    assert len({paid(worker, case).receipt for _ in range(5)} - {""}) == 5


def test_a_telephone_number_is_never_stored_as_it_is(worker, case):
    paid(worker, case, way="mobile_money", account="+99971234567")
    stored = bytes(PaidTo._base_manager.get().sealed)
    assert b"71234567" not in stored
    notes = operations.open_notes(by=worker, at=NOW, case=case, reason="assistance")
    assert [(one.about, one.text) for one in notes] == [(operations.PAID_TO, "+99971234567")]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"amount": 0}, "above zero"),
        ({"amount": "0.001"}, "two decimals"),
        ({"amount": "NaN"}, "above zero"),
        ({"currency": "francs"}, "Choose the currency"),
        ({"purpose": "fun"}, "payment_purpose"),
        ({"way": "barter"}, "payment_way"),
        ({"received_by": "nobody"}, "payment_receiver"),
        ({"receipt": "two words"}, "without blanks"),
        ({"account": "71234567"}, "goes to no telephone"),
        ({"way": "bank", "account": "7" * 41}, "at most 40"),
        ({"on": TODAY + DAY}, "after today"),
        ({"on": TODAY - DAY}, "before the day the case was opened"),
        ({"amount": MUCH}, "Another member has to approve"),
        ({"currency": "USD"}, "Another member has to approve"),
    ],
)
def test_what_cannot_be_paid_is_refused_and_nothing_is_stored(worker, case, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        paid(worker, case, **facts)
    assert not Entry._base_manager.exists()
    assert not Service._base_manager.exists()


def test_a_service_cannot_carry_what_nobody_approved(worker, case):
    with pytest.raises(Refused, match="Another member has to approve"):
        assisted(worker, case, "cash", amount=Decimal(MUCH), currency="XTS")
    assert not Service._base_manager.exists()


def test_money_of_a_shared_case_is_seen_with_the_help_given_and_the_own_always(worker):
    holder, nurse = sender(), receiver()
    case = registered(holder)
    facts = {"at": now(), "on": today()}
    shared(holder, case, nurse, ("course",))
    paid(holder, case, 10, **facts)
    mine = paid(nurse, case, 5, **facts)
    assert [one.entry.pk for one in queries.ledger(by=nurse, case=case).lines] == [mine.pk]
    assert len(queries.ledger(by=holder, case=case).lines) == 2


def test_with_the_help_given_the_other_agencys_money_is_seen_and_not_put_right():
    holder, nurse = sender(), receiver()
    case = registered(holder)
    shared(holder, case, nurse)
    line = paid(holder, case, 10, at=now(), on=today())
    assert [one.entry.pk for one in queries.ledger(by=nurse, case=case).lines] == [line.pk]
    with pytest.raises(NotFound):
        operations.reverse_entry(by=nurse, at=now(), case=case, entry=line.pk, reason="wrong_amount")


def test_help_in_money_needs_no_consent_and_no_determination(worker, case):
    withdraw_consent(by=worker, at=NOW, case=case, purpose="registration")
    assert paid(worker, case).amount == 50_000


def test_whoever_has_nothing_to_do_with_the_case_pays_nothing(case):
    stranger = make_member(agency=make_agency("other"))
    with pytest.raises(NotAllowed):
        paid(stranger, case)


def test_the_same_payment_sent_twice_is_one_line(worker, case):
    event = sealing.event()
    sent = {"event": event, "at": NOW, "case": case, "on": TODAY, "money": money()}
    first = operations.pay(by=worker, **sent)
    again = operations.pay(by=worker, **{**sent, "at": NOW + dt.timedelta(minutes=1)})
    assert (first.pk, len(lines(case))) == (again.pk, 1)
