"""School is followed term by term, a business is approved by another, paid in parts and visited."""

import datetime as dt
from decimal import Decimal

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.assistance import operations, queries
from tabara.protection.assistance.enums import BUSINESS_STEPS, ENROLMENT_STEPS, BusinessState, EnrolmentState
from tabara.protection.assistance.models import BusinessGrant, BusinessVisit, Enrolment
from tabara.protection.assistance.operations import Part
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import tasks
from tests.factories import NOW, TODAY, make_member, register
from tests.protection.assistance.helpers_of_help import DAY, business
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")
END = dt.date(2026, 6, 30)
LATER = NOW + 150 * DAY


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def supervisor(worker):
    return make_member("supervisor", agency=worker.agency)


@pytest.fixture
def case(worker):
    return register(worker)


def enrolled(by, case, **facts):
    usual = {"kind": "school", "institution": "Lycée du Lac", "since": TODAY, "until_planned": END}
    return operations.enrol(by=by, at=facts.pop("at", NOW), case=case, **{**usual, **facts})


def term_of(by, case, enrolment, since=TODAY, until=END):
    return operations.plan_term(by=by, at=NOW, case=case, enrolment=enrolment.pk, since=since, until=until)


def tells(by, case, term, attendance=90, result="passed", at=LATER):
    return operations.record_term(by=by, at=at, case=case, term=term.pk, attendance=attendance, result=result)


def ends(by, case, enrolment, to="completed", on=TODAY, **facts):
    return operations.end_enrolment(by=by, at=NOW, case=case, enrolment=enrolment.pk, to=to, on=on, **facts)


def due(by):
    return [(one.kind, one.due_on) for one in cases.tasks(by=by, own=True)]


def agreed(supervisor, grant, agrees=True, reason=""):
    return operations.decide_business(by=supervisor, at=NOW, business=grant, agrees=agrees, reason=reason)


def part_paid(by, case, grant, number=0, **facts):
    part = list(grant.instalments.all())[number]
    return operations.pay_instalment(by=by, at=NOW, case=case, instalment=part.pk, on=TODAY, **{"way": "cash", **facts})


def test_a_term_is_due_at_its_end_and_told_once(worker, case):
    term = term_of(worker, case, enrolled(worker, case))
    assert due(worker) == [("enrolment.term", END)]
    told = tells(worker, case, term)
    assert (told.attendance, told.result, due(worker), tasks.drift()) == (90, "passed", [], 0)
    with pytest.raises(Refused, match="written down already"):
        tells(worker, case, term)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "prison"}, "enrolment_kind"),
        ({"institution": " "}, "Name the school"),
        ({"institution": "x" * 81}, "Name the school"),
        ({"until_planned": TODAY - DAY}, "before the first day"),
        ({"until_planned": TODAY + 4000 * DAY}, "the longest time"),
        ({"since": TODAY + 400 * DAY, "until_planned": None}, "a year from today"),
        ({"place": "NOWHERE", "place_version": "2024"}, "no place"),
    ],
)
def test_schooling_that_cannot_be_is_refused(worker, case, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        enrolled(worker, case, **facts)
    assert not Enrolment._base_manager.exists()


def test_terms_lie_beside_each_other_and_within_the_schooling(worker, case):
    enrolment = enrolled(worker, case)
    term_of(worker, case, enrolment)
    for since, until, sentence in (
        (END, END + DAY, "Another term"),
        (TODAY - DAY, TODAY, "before the first day"),
        (END + 9 * DAY, END + DAY, "first day of the term"),
    ):
        with pytest.raises(Refused, match=sentence):
            term_of(worker, case, enrolment, since, until)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"attendance": 101}, "from 0 to 100"), ({"result": "splendid"}, "term_result"), ({"at": NOW - 9 * DAY}, "today")],
)
def test_a_term_is_told_in_the_words_of_the_list(worker, case, facts, sentence):
    term = term_of(worker, case, enrolled(worker, case))
    with pytest.raises(Refused, match=sentence):
        tells(worker, case, term, **facts)


def test_whoever_drops_out_says_why_and_no_term_is_asked_any_more(worker, case):
    enrolment = enrolled(worker, case)
    term_of(worker, case, enrolment)
    with pytest.raises(Refused, match="dropout_reason"):
        ends(worker, case, enrolment, "dropped_out")
    found = ends(worker, case, enrolment, "dropped_out", reason="costs")
    assert (found.state, found.reason, due(worker), tasks.drift()) == ("dropped_out", "costs", [], 0)


@pytest.mark.parametrize("state", EnrolmentState)
def test_schooling_takes_only_the_steps_of_its_table(worker, case, state):
    reached = set()
    for to in EnrolmentState:
        enrolment = enrolled(worker, case)
        Enrolment._base_manager.filter(pk=enrolment.pk).update(state=state)
        try:
            ends(worker, case, enrolment, to, reason="costs")
        except Refused:
            continue
        reached.add(to)
    assert reached == ENROLMENT_STEPS[state]


def test_schooling_of_a_shared_case_is_gone_on_with_by_whoever_wrote_it():
    holder, nurse = sender(), receiver()
    case = registered(holder)
    shared(holder, case, nurse, ("course",))
    row = enrolled(holder, case, at=now(), since=today(), until_planned=None)
    assert queries.enrolments(by=nurse, case=case) == []
    with pytest.raises(NotFound):
        operations.end_enrolment(by=nurse, at=now(), case=case, enrolment=row.pk, to="completed", on=today(), reason="")


def test_money_for_a_business_is_approved_by_another_and_paid_part_by_part(worker, supervisor, case):
    grant = business(worker, case, 300_000, 200_000)
    assert (grant.amount, due(worker)) == (500_000, [])
    with pytest.raises(Refused, match="Nobody has approved"):
        part_paid(worker, case, grant)
    agreed(supervisor, grant)
    assert due(worker) == [("business.instalment", TODAY), ("business.instalment", TODAY + 30 * DAY)]
    line = part_paid(worker, case, grant)
    assert (line.amount, line.approved_by, line.service.code) == (300_000, supervisor, "microbusiness")
    assert queries.businesses(by=worker, case=case)[0].paid == Decimal(300_000)
    with pytest.raises(Refused, match="paid already"):
        part_paid(worker, case, grant)


def test_much_money_for_a_business_needs_no_second_approval(worker, supervisor, case):
    grant = agreed(supervisor, business(worker, case, 5_000_000))
    assert part_paid(worker, case, grant).amount == 5_000_000


def test_a_part_that_is_taken_back_is_due_again(worker, supervisor, case):
    grant = agreed(supervisor, business(worker, case))
    line = part_paid(worker, case, grant)
    operations.reverse_entry(by=worker, at=NOW, case=case, entry=line.pk, reason="not_collected")
    assert ("business.instalment", TODAY) in due(worker)
    assert tasks.drift() == 0
    part_paid(worker, case, grant)


def test_the_first_money_sets_the_days_of_the_visits(worker, supervisor, case):
    grant = agreed(supervisor, business(worker, case, 1, 2))
    for number in (0, 1):
        part_paid(worker, case, grant, number)
    assert [one.due_on for one in grant.visits.all()] == [dt.date(2026, month, 2) for month in (4, 6, 9)] + [
        dt.date(2027, 3, 2)
    ]
    assert tasks.drift() == 0


def test_a_visit_tells_what_it_found_and_its_notes_are_sealed(worker, supervisor, case):
    grant = agreed(supervisor, business(worker, case))
    part_paid(worker, case, grant)
    visit = grant.visits.first()
    facts = {"found": "running", "income": "more", "working": 2, "apprentices": 3, "notes": "At the blue gate."}
    sent = {"by": worker, "at": LATER, "case": case, "visit": visit.pk, "on": TODAY + 31 * DAY}
    for wrong, sentence in (({"found": "so so"}, "runs"), ({"income": "?"}, "income"), ({"apprentices": 501}, "0 to")):
        with pytest.raises(Refused, match=sentence):
            operations.visit_business(**sent, **{**facts, **wrong})
    row = operations.visit_business(**sent, **facts)
    assert (row.found, row.working, row.apprentices) == ("running", 2, 3)
    assert b"gate" not in bytes(BusinessVisit._base_manager.get(pk=row.pk).notes)
    notes = operations.open_notes(by=worker, at=NOW, case=case, reason="assistance")
    assert [one.text for one in notes] == ["At the blue gate."]
    with pytest.raises(Refused, match="written down already"):
        operations.visit_business(**sent, **facts)
    assert (len(due(worker)), tasks.drift()) == (3, 0)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"sector": "magic"}, "sector"),
        ({"currency": "francs"}, "currency"),
        ({"parts": []}, "at least one instalment"),
        ({"parts": [Part(TODAY, Decimal(0))]}, "above zero"),
        ({"parts": [Part(TODAY - DAY, Decimal(1))]}, "before today"),
    ],
)
def test_money_for_a_business_that_cannot_be_is_refused(worker, case, facts, sentence):
    usual = {"sector": "manufacturing", "currency": "XTS", "parts": [Part(TODAY, Decimal(1))]}
    with pytest.raises(Refused, match=sentence):
        operations.ask_business(by=worker, at=NOW, case=case, **{**usual, **facts})
    assert not BusinessGrant._base_manager.exists()


def test_nobody_approves_their_own_business_and_a_refusal_says_why(supervisor, case):
    grant = business(supervisor, case)
    with pytest.raises(Refused, match="Another member"):
        agreed(supervisor, grant)
    another = make_member("supervisor", agency=supervisor.agency)
    with pytest.raises(Refused, match="payment_refusal"):
        agreed(another, grant, agrees=False)
    with pytest.raises(NotAllowed):
        agreed(make_member(agency=supervisor.agency), grant)


def test_a_grant_that_has_ended_is_neither_paid_nor_visited(worker, supervisor, case):
    grant = agreed(supervisor, business(worker, case, 1, 2))
    part_paid(worker, case, grant)
    operations.end_business(by=worker, at=NOW, case=case, business=grant.pk)
    assert (due(worker), tasks.drift()) == ([], 0)
    with pytest.raises(Refused, match="it has ended"):
        part_paid(worker, case, grant, 1)


@pytest.mark.parametrize("state", BusinessState)
def test_a_grant_takes_only_the_steps_of_its_table(worker, supervisor, case, state):
    acts = {
        BusinessState.APPROVED: lambda one: agreed(supervisor, one),
        BusinessState.REFUSED: lambda one: agreed(supervisor, one, agrees=False, reason="too_much"),
        BusinessState.ENDED: lambda one: operations.end_business(by=worker, at=NOW, case=case, business=one.pk),
    }
    reached = set()
    for to, act in acts.items():
        grant = business(worker, case)
        BusinessGrant._base_manager.filter(pk=grant.pk).update(state=state)
        grant.refresh_from_db()
        try:
            act(grant)
        except Refused:
            continue
        reached.add(to)
    assert reached == BUSINESS_STEPS[state]
