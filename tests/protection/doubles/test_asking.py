"""One agency asks another whether it knows a person: neither learns more than a person agreed to, nothing is merged."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.access.pace import AskedTooOften
from tabara.protection.cases.models import Case, Task
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.cases.operations.tasks import drift
from tabara.protection.intake import inquiries
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Inquiry
from tests.factories import make_agency, make_member
from tests.protection.doubles.twice import ONCE, TWICE, inquired
from tests.protection.sharing.sharers import agrees, now, receiver, registered, sender

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def asker():
    return sender("supervisor")


@pytest.fixture
def other():
    return receiver("supervisor")


@pytest.fixture
def case(asker):
    return registered(asker, names=ONCE, birth_year=1999, matching=True)


@pytest.fixture
def theirs(other):
    return registered(other, names=TWICE, birth_year=1999, matching=True)


def ask(asker, case, other):
    return intake.ask_agency(by=asker, at=now(), case=case, to=other.agency)


def answer(by, inquiry, told, case=None):
    return intake.answer_inquiry(by=by, at=now(), inquiry=inquiry, answer=told, case=case)


def test_the_other_agency_is_led_to_its_own_case_and_sees_nothing_of_ours(asker, other, case, theirs):
    row = ask(asker, case, other)
    assert [one.pk for one in inquiries.own_cases(by=other, inquiry=row)] == [theirs.pk]
    assert inquiries.facts(inquiry=row, at=now()) == ("", None)
    with pytest.raises(Refused, match="has not agreed that your agency is told who she is"):
        intake.open_inquired(by=other, at=now(), inquiry=row, reason="verification")
    assert not Case.objects.visible_to(other).filter(pk=case.pk).exists()


def test_what_she_agreed_to_is_shown_with_a_reason_and_remembered(asker, other, case):
    agrees(asker, case, other.agency, ["identity"])
    row = ask(asker, case, other)
    assert inquiries.facts(inquiry=row, at=now()) == ("female", 1999)
    names = intake.open_inquired(by=other, at=now(), inquiry=row, reason="verification")
    assert (names.full, names.phones, names.address) == ("Odette Niragira", (), "")
    told = AuditEvent.objects.get(operation="intake.open_inquired", outcome="done")
    assert (told.subject, told.member, told.reason) == (case.pk, other.pk, "verification")
    with pytest.raises(Refused, match="Say why you need the name"):
        intake.open_inquired(by=other, at=now(), inquiry=row, reason="")


def test_from_the_withdrawal_on_nothing_is_shown(asker, other, case):
    consent = agrees(asker, case, other.agency, ["identity"])
    row = ask(asker, case, other)
    withdraw_consent(by=asker, at=now(), case=case, purpose=consent.purpose, recipient=other.agency)
    assert inquiries.agreed_groups(inquiry=row, at=now()) == frozenset()


@pytest.mark.parametrize("said", ["no", "cannot_say"])
def test_a_no_needs_no_grounds(asker, other, case, said):
    row = answer(other, ask(asker, case, other), said)
    assert (row.state, row.answer) == ("answered", said)


def test_a_yes_tells_nothing_but_yes_and_merges_nobody(asker, other, case, theirs):
    row = answer(other, ask(asker, case, other), "yes", theirs)
    told = inquiries.of_case(by=asker, case=case)[0]
    assert (told.answer, told.to) == ("yes", other.agency)
    assert str(theirs.pk) not in {str(value) for name, value in row.__dict__.items() if name != "candidates"}
    assert not Case.objects.visible_to(asker).filter(pk=theirs.pk).exists()
    assert Case._base_manager.values("person").distinct().count() == 2


def test_a_yes_needs_the_own_persons_leave(asker, other, case):
    silent = registered(other, names=TWICE, birth_year=1999)
    row = ask(asker, case, other)
    assert inquiries.own_cases(by=other, inquiry=row) == []
    with pytest.raises(Refused, match="has not agreed that others are told of her"):
        answer(other, row, "yes", silent)
    with pytest.raises(Refused, match="Write the number of your own case"):
        answer(other, row, "yes")
    with pytest.raises(Refused, match="Write the number of your own case"):
        answer(other, row, "yes", case)
    assert Inquiry._base_manager.get().state == "open"


def test_it_stands_among_the_tasks_until_it_is_answered(asker, other, case):
    row = ask(asker, case, other)
    task = Task._base_manager.get(kind="inquiry.answer")
    assert task.due_on == timezone.localdate() + dt.timedelta(days=7)
    assert (inquiries.waiting(by=other), drift()) == (1, 0)
    answer(other, row, "no")
    assert not Task._base_manager.filter(kind="inquiry.answer").exists()
    assert (inquiries.waiting(by=other), drift()) == (0, 0)


def test_it_is_answered_once_and_taken_back_only_before(asker, other, case):
    row = answer(other, ask(asker, case, other), "no")
    with pytest.raises(Refused, match="answered already"):
        answer(other, row, "cannot_say")
    with pytest.raises(Refused, match="answered already"):
        intake.withdraw_inquiry(by=asker, at=now(), case=case, inquiry=row.pk)


def test_what_was_taken_back_is_there_no_more(asker, other, case):
    row = ask(asker, case, other)
    intake.withdraw_inquiry(by=asker, at=now(), case=case, inquiry=row.pk)
    with pytest.raises(NotFound):
        inquiries.one(by=other, number=row.pk)
    row.refresh_from_db()
    with pytest.raises(Refused, match="taken back"):
        answer(other, row, "no")


def test_without_her_leave_nobody_is_asked(asker, other):
    silent = registered(asker, names=ONCE)
    with pytest.raises(Refused, match="has not agreed that other agencies are told"):
        ask(asker, silent, other)


def test_the_own_agency_one_outside_and_one_that_was_asked_are_refused(asker, other, case):
    with pytest.raises(Refused, match="your own agency"):
        ask(asker, case, asker)
    with pytest.raises(Refused, match="takes no part"):
        ask(asker, case, make_member(agency=make_agency("outside", in_network=False)))
    ask(asker, case, other)
    with pytest.raises(Refused, match="asked already"):
        ask(asker, case, other)


def test_nobody_asks_without_end(asker, case):
    agencies = [make_member(agency=make_agency(f"agency{number}")) for number in range(11)]
    for one in agencies[:10]:
        ask(asker, case, one)
    with pytest.raises(AskedTooOften):
        ask(asker, case, agencies[10])


def test_a_third_agency_neither_reads_nor_answers(asker, other, case):
    row = ask(asker, case, other)
    third = make_member("supervisor", agency=make_agency("third"))
    assert inquiries.received(by=third) == []
    for act in (lambda: answer(third, row, "no"), lambda: ask(third, case, other)):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        intake.open_inquired(by=third, at=now(), inquiry=row, reason="verification")


def test_the_memory_holds_no_name(asker, other, case, theirs):
    answer(other, inquired(asker, case, other.agency), "yes", theirs)
    told = str([row.__dict__ for row in AuditEvent.objects.all()]).casefold()
    assert [word for word in ("odet", "niragira", "71234567") if word in told] == []
