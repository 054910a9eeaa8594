"""Money that another member approves first: who may, which steps it takes, and that it is paid as approved."""

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.assistance import operations, queries
from tabara.protection.assistance.enums import PAYMENT_STEPS, PaymentState
from tabara.protection.assistance.models import Payment
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.protection.assistance.helpers_of_help import money

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


def asks(worker, case, amount=MUCH, service=None, **facts):
    return operations.ask_payment(by=worker, at=NOW, case=case, money=money(amount, **facts), service=service)


def decides(by, payment, agrees=True, reason=""):
    return operations.decide_payment(by=by, at=NOW, payment=payment, agrees=agrees, reason=reason)


def pays(worker, case, payment, **facts):
    return operations.pay_approved(by=worker, at=NOW, case=case, payment=payment.pk, on=TODAY, **facts)


def test_much_money_is_asked_for_approved_by_another_and_paid(worker, supervisor, case):
    payment = asks(worker, case)
    assert [one.pk for one in queries.waiting(by=supervisor)] == [payment.pk]
    with pytest.raises(Refused, match="Nobody has approved"):
        pays(worker, case, payment)
    line = pays(worker, case, decides(supervisor, payment), receipt="B-1")
    assert (line.amount, line.approved_by, line.paid_by, line.receipt) == (MUCH, supervisor, worker, "B-1")
    assert (Payment._base_manager.get().state, queries.waiting(by=supervisor)) == (PaymentState.PAID, [])
    with pytest.raises(Refused, match="made already"):
        pays(worker, case, payment)


def test_nobody_approves_what_they_asked_for(supervisor, case):
    with pytest.raises(Refused, match="Another member has to decide"):
        decides(supervisor, asks(supervisor, case))


def test_only_whoever_keeps_the_agencys_money_approves(worker, case):
    payment = asks(worker, case)
    others = [make_member(agency=worker.agency), make_member("supervisor", agency=make_agency("other"))]
    others.append(make_member("administrator", agency=worker.agency))
    for one in others:
        with pytest.raises(NotAllowed):
            decides(one, payment)


def test_a_refused_payment_says_why_and_is_not_paid(worker, supervisor, case):
    payment = asks(worker, case)
    with pytest.raises(Refused, match="payment_refusal"):
        decides(supervisor, payment, agrees=False)
    decides(supervisor, payment, agrees=False, reason="too_much")
    with pytest.raises(Refused, match="was refused"):
        pays(worker, case, payment)


def test_a_payment_that_is_let_go_is_neither_approved_nor_paid(worker, supervisor, case):
    payment = asks(worker, case)
    operations.cancel_payment(by=worker, at=NOW, case=case, payment=payment.pk)
    payment.refresh_from_db()
    with pytest.raises(Refused, match="was cancelled"):
        decides(supervisor, payment)


@pytest.mark.parametrize("state", PaymentState)
def test_a_payment_takes_only_the_steps_of_its_table(worker, supervisor, case, state):
    acts = {
        PaymentState.APPROVED: lambda one: decides(supervisor, one),
        PaymentState.REFUSED: lambda one: decides(supervisor, one, agrees=False, reason="too_much"),
        PaymentState.CANCELLED: lambda one: operations.cancel_payment(by=worker, at=NOW, case=case, payment=one.pk),
        PaymentState.PAID: lambda one: pays(worker, case, one),
    }
    reached = set()
    for to, act in acts.items():
        payment = asks(worker, case)
        Payment._base_manager.filter(pk=payment.pk).update(state=state, decided_by=supervisor)
        payment.refresh_from_db()
        try:
            act(payment)
        except Refused:
            continue
        reached.add(to)
    assert reached == PAYMENT_STEPS[state]
