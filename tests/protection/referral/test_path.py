"""A referral goes from its sending to an answer that somebody read; no step is left out, taken twice or undone."""

import datetime as dt

import pytest
import time_machine

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Task
from tabara.protection.cases.operations import close_case, tasks, withdraw_consent
from tabara.protection.referral import queries
from tabara.protection.referral.enums import STEPS, ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import (
    accept_referral,
    complete_referral,
    decline_referral,
    open_words,
    read_answer,
    return_referral,
    revoke_referral,
    send_referral,
)
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import agrees, now, receiver, refer, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")
ACTS = {
    ReferralState.ACCEPTED: lambda nurse, row: accept_referral(by=nurse, at=now(), referral=row),
    ReferralState.DECLINED: lambda nurse, row: decline_referral(by=nurse, at=now(), referral=row, reason="no_place"),
    ReferralState.DONE: lambda nurse, row: complete_referral(by=nurse, at=now(), referral=row, outcome="given"),
    ReferralState.RETURNED: lambda nurse, row: return_referral(by=nurse, at=now(), referral=row, reason="moved"),
}


def waits(case):
    return sorted((one.kind, one.about) for one in Task._base_manager.filter(case=case) if "referral" in one.kind)


def brought_to(state, worker, nurse):
    """Return a referral that stands so, and the case that it is of."""
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    row = refer(worker, case, nurse.agency)
    if state in (ReferralState.DONE, ReferralState.RETURNED):
        accept_referral(by=nurse, at=now(), referral=row)
    if state is ReferralState.REVOKED:
        row = revoke_referral(by=worker, at=now(), case=case, referral=row.pk)
    elif state in ACTS:
        ACTS[state](nurse, row)
    return row, case


@pytest.mark.parametrize("to", ACTS)
@pytest.mark.parametrize("state", ReferralState)
def test_each_step_of_the_other_agency_leads_on_only_from_where_it_may(state, to):
    worker, nurse = sender(), receiver()
    row, _case = brought_to(state, worker, nurse)
    later = row.until + dt.timedelta(hours=1) if state is ReferralState.EXPIRED else now()
    with time_machine.travel(later, tick=False):
        if to in STEPS[state]:
            assert ACTS[to](nurse, row).state == to
        else:
            with pytest.raises(Refused) as refused:
                ACTS[to](nurse, row)
            assert not isinstance(refused.value, NotAllowed | NotFound)
            assert Referral._base_manager.get(pk=row.pk).standing(later) == state


@pytest.mark.parametrize("state", ReferralState)
def test_only_what_has_not_ended_is_taken_back(state):
    worker, nurse = sender(), receiver()
    row, case = brought_to(state, worker, nurse)
    later = row.until + dt.timedelta(hours=1) if state is ReferralState.EXPIRED else now()
    with time_machine.travel(later, tick=False):
        if ReferralState.REVOKED in STEPS[state]:
            assert revoke_referral(by=worker, at=now(), case=case, referral=row.pk).state == "revoked"
        else:
            with pytest.raises(Refused, match="ended already"):
                revoke_referral(by=worker, at=now(), case=case, referral=row.pk)


def test_what_came_of_it_comes_back_and_the_other_agency_sees_no_more():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    row = shared(worker, case, nurse)
    done = complete_referral(
        by=nurse, at=now(), referral=row, outcome="partly", services=["medical", "food"], note="She sleeps again."
    )
    assert (done.state, done.outcome, done.services_given) == ("done", "partly", ["medical", "food"])
    assert (done.ended_by, cases.visible(by=nurse).count()) == (nurse, 0)
    assert [one.pk for one in queries.ended(by=nurse, at=now())] == [row.pk]
    assert waits(case) == [("referral.outcome", row.pk)]
    told = open_words(by=worker, at=now(), case=case, referral=row.pk, reason="assistance")
    assert (told.message, told.note) == ("", "She sleeps again.")
    assert b"sleeps" not in bytes(Referral._base_manager.get(pk=row.pk).note)


def test_the_sender_says_that_the_answer_was_read_once():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    row = shared(worker, case, nurse)
    with pytest.raises(Refused, match="no answer to this referral yet"):
        read_answer(by=worker, at=now(), case=case, referral=row.pk)
    return_referral(by=nurse, at=now(), referral=row, reason="need_changed", note="She needs a lawyer.")
    with pytest.raises(NotAllowed):
        read_answer(by=nurse, at=now(), case=case, referral=row.pk)
    read = read_answer(by=worker, at=now(), case=case, referral=row.pk)
    assert (read.read_by, waits(case)) == (worker, [])
    with pytest.raises(Refused, match="read this answer already"):
        read_answer(by=worker, at=now(), case=case, referral=row.pk)
    assert "referral.return" in set(AuditEvent.objects.filter(subject=case.pk).values_list("operation", flat=True))


def test_a_case_is_not_closed_over_a_referral_nobody_has_finished_with():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    row = shared(worker, case, nurse)
    with pytest.raises(Refused, match="Open tasks"):
        close_case(by=worker, at=now(), case=case, on=today(), reason="goals_met")
    complete_referral(by=nurse, at=now(), referral=row, outcome="given")
    with pytest.raises(Refused, match="Open tasks"):
        close_case(by=worker, at=now(), case=case, on=today(), reason="goals_met")
    read_answer(by=worker, at=now(), case=case, referral=row.pk)
    assert close_case(by=worker, at=now(), case=case, on=today(), reason="goals_met").status == "closed"


def test_the_tasks_are_what_the_referrals_say_at_every_step():
    worker, nurse = sender(), receiver()
    for state in (*ACTS, ReferralState.SENT, ReferralState.REVOKED):
        brought_to(state, worker, nurse)
        assert tasks.drift() == 0
    before = set(Task._base_manager.values_list("id", "due_on"))
    tasks.rebuild()
    assert set(Task._base_manager.values_list("id", "due_on")) == before != set()


def test_a_consent_taken_back_ends_what_the_case_waits_for():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    row = shared(worker, case, nurse)
    assert waits(case) == [("referral.under_way", row.pk)]
    withdraw_consent(by=worker, at=now(), case=case, purpose="referral", recipient=nurse.agency)
    assert waits(case) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [({"outcome": "healed"}, "referral_outcome"), ({"outcome": "given", "services": ["magic"]}, "service")],
)
def test_an_outcome_outside_the_lists_is_refused_and_nothing_ends(given, said):
    worker, nurse = sender(), receiver()
    row = shared(worker, registered(worker), nurse)
    with pytest.raises(Refused, match=said):
        complete_referral(by=nurse, at=now(), referral=row, **given)
    assert Referral._base_manager.get(pk=row.pk).state == "accepted"


def test_a_return_without_a_reason_of_the_list_is_refused():
    worker, nurse = sender(), receiver()
    row = shared(worker, registered(worker), nurse)
    with pytest.raises(Refused, match="return_reason"):
        return_referral(by=nurse, at=now(), referral=row, reason="")


def test_nobody_finishes_or_gives_back_for_another_agency():
    worker, nurse = sender(), receiver()
    row = shared(worker, registered(worker), nurse)
    stranger = make_member(agency=make_agency("third"))
    for act in (ACTS[ReferralState.DONE], ACTS[ReferralState.RETURNED]):
        for other in (stranger, worker):
            with pytest.raises(NotAllowed):
                act(other, row)


def test_a_message_goes_along_only_with_what_was_told_and_is_read_only_after_the_acceptance():
    worker, nurse, beside = sender(), receiver(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    given = {"case": case, "to": nurse.agency, "service": "medical", "message": "She fears men in uniform."}
    with pytest.raises(Refused, match="A message is part of what was told"):
        send_referral(by=worker, at=now(), groups=["course"], **given)
    row = send_referral(by=worker, at=now(), groups=["course", "narrative"], **given)
    assert b"uniform" not in bytes(Referral._base_manager.get(pk=row.pk).message)
    asked = {"at": now(), "case": case, "referral": row.pk, "reason": "assistance"}
    with pytest.raises(NotAllowed):
        open_words(by=nurse, **asked)
    accept_referral(by=nurse, at=now(), referral=row)
    assert open_words(by=nurse, **asked).message == "She fears men in uniform."
    with pytest.raises(NotAllowed):
        open_words(by=beside, **asked)  # a colleague on the team carries none of it
    with pytest.raises(Refused, match="Choose one of the reasons"):
        open_words(by=nurse, **{**asked, "reason": "curious"})


def test_what_went_to_one_agency_is_not_read_by_another_that_helps_too():
    worker, nurse = sender(), receiver()
    lawyer = make_member(agency=make_agency("lawyers"))
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    row = send_referral(
        by=worker, at=now(), case=case, to=nurse.agency, service="medical", groups=["narrative"], message="For her."
    )
    shared(worker, case, lawyer)
    with pytest.raises(NotFound):
        open_words(by=lawyer, at=now(), case=case, referral=row.pk, reason="assistance")
    assert Case._base_manager.get(pk=case.pk).owner == worker
