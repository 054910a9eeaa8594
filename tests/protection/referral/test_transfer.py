"""A case goes to another agency whole: who carries it, who she is, the keys, the search; the old one keeps a stub."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, CaseAccess, Task
from tabara.protection.cases.operations import add_document, open_document, tasks
from tabara.protection.cases.operations.listing import drift
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations import Names, accept_transfer, find_people, open_identity
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import (
    accept_referral,
    decline_request,
    offer_transfer,
    request_transfer,
    withdraw_request,
)
from tabara.protection.referral.queries import transfers
from tabara.sealing.keys import Purpose
from tabara.sealing.models import DataKey
from tabara.vault.models import Identity, NameToken
from tests.factories import assisted, make_agency, make_member
from tests.protection.sharing.sharers import (
    agrees,
    in_an_emergency,
    now,
    receiver,
    refer,
    registered,
    sender,
    today,
)
from tests.protection.sharing.sharers import shared as helped
from tests.web.world import picture

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(given="Odette", surname="Niragira", birth_date="1999", phones=("+99911223344",))


def offered(worker, nurse, case=None):
    case = case or registered(worker, names=WHO)
    agrees(worker, case, nurse.agency)
    return offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="moved"), case


def anew(case):
    return Case._base_manager.select_related("agency", "person").get(pk=case.pk)


def key_of(subject, purpose):
    return DataKey.objects.select_related("domain").get(subject=subject, purpose=purpose).domain.agency


def test_whoever_accepts_carries_the_case_and_the_old_agency_keeps_a_stub_alone():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    own = assisted(worker, case, "cash", on=today(), at=now())
    assert cases.visible(by=nurse).count() == 0
    done = accept_transfer(by=nurse, at=now(), transfer=row)
    case = anew(case)
    assert (case.agency, case.team, case.owner) == (nurse.agency, nurse.team, nurse)
    assert [cases.visible(by=one).count() for one in (nurse, worker, sender("supervisor"))] == [1, 0, 0]
    with pytest.raises(NotFound):
        cases.case(by=worker, number=case.pk)
    stub = transfers.of_agency(by=worker)
    assert [(one.code, one.to, one.ended_at) for one in stub] == [(case.code, nurse.agency, done.ended_at)]
    own.refresh_from_db()
    assert (own.provider, own.recorded_by) == (worker.agency, worker)
    assert drift() == tasks.drift() == 0


def test_keys_name_photographs_papers_and_notes_go_along_and_open_for_the_new_agency_alone():
    worker, nurse = sender(), receiver()
    case = registered(worker, names=WHO)
    assisted(worker, case, "medical", on=today(), at=now(), notes="She sleeps badly.")
    paper = add_document(by=worker, at=now(), case=case, name="paper.txt", content=b"Told in confidence.")
    face = intake.add_photograph(by=worker, at=now(), case=case, picture=picture())
    row, case = offered(worker, nurse, case)
    before = bytes(Identity._base_manager.get(person=case.person_id).sealed)
    subjects = ((case.person_id, Purpose.IDENTITY), (case.pk, Purpose.NARRATIVE))
    assert {key_of(*one) for one in subjects} == {worker.agency_id}
    accept_transfer(by=nurse, at=now(), transfer=row)
    assert {key_of(*one) for one in subjects} == {nurse.agency_id}
    case = anew(case)
    identity = Identity._base_manager.get(person=case.person_id)
    assert (identity.agency, bytes(identity.sealed)) == (nurse.agency_id, before)  # sealed as it was: the key moved
    why = {"at": now(), "case": case, "reason": "assistance"}
    assert open_identity(by=nurse, **why) == WHO
    assert intake.open_photograph(by=nurse, at=now(), case=case, number=face.pk).startswith(b"\xff\xd8")
    assert open_document(by=nurse, document=paper.pk, **why).content == b"Told in confidence."
    assert [one.text for one in open_notes(by=nurse, **why)] == ["She sleeps badly."]
    for act in (open_identity, open_notes):
        for one in (worker, sender("supervisor")):
            with pytest.raises(NotAllowed):
                act(by=one, **why)
    with pytest.raises(NotAllowed):
        open_document(by=worker, document=paper.pk, **why)


def test_the_search_finds_her_at_the_new_agency_and_nowhere_else():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    asked = {"at": now(), "names": Names(given="Odette", surname="Niragira", birth_date="1999"), "sex": "female"}
    assert [one.case.pk for one in find_people(by=worker, **asked)] == [case.pk]
    old = set(NameToken._base_manager.filter(person=case.person_id).values_list("token", flat=True))
    accept_transfer(by=nurse, at=now(), transfer=row)
    new = NameToken._base_manager.filter(person=case.person_id)
    assert set(new.values_list("agency", flat=True)) == {nurse.agency_id}
    assert old & set(new.values_list("token", flat=True)) == set()
    assert [one.case.pk for one in find_people(by=nurse, **asked)] == [case.pk]
    assert find_people(by=worker, **asked) == ()


def test_the_act_is_remembered_on_the_case_with_what_it_did_to_the_vault():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    accept_transfer(by=nurse, at=now(), transfer=row)
    acts = AuditEvent.objects.filter(member=nurse.pk, outcome="done").values_list("operation", flat=True)
    assert {"intake.accept_transfer", "vault.hand_over_identity"} <= set(acts)
    assert AuditEvent.objects.get(operation="intake.accept_transfer").subject == case.pk
    assert AuditEvent.objects.get(operation="referral.offer_transfer").member == worker.pk


def test_the_same_acceptance_twice_is_one():
    worker, nurse = sender(), receiver()
    row, _case = offered(worker, nurse)
    accept_transfer(by=nurse, at=now(), transfer=row)
    with pytest.raises(Refused, match="taken over already"):
        accept_transfer(by=nurse, at=now(), transfer=row)


def test_an_agency_that_helps_asks_for_the_case_and_gets_it_once_the_person_agrees():
    worker, nurse = sender(), receiver()
    case = registered(worker, names=WHO)
    agrees(worker, case, nurse.agency, ["course"])
    sent = refer(worker, case, nurse.agency, ["course"])
    ask = {"by": nurse, "at": now(), "referral": sent, "reason": "services"}
    with pytest.raises(Refused, match="once it has accepted"):
        request_transfer(**ask)
    accept_referral(by=nurse, at=now(), referral=sent)
    assert transfers.could_ask(by=nurse, referral=sent)
    row = request_transfer(**ask)
    assert not transfers.could_ask(by=nurse, referral=sent)
    with pytest.raises(Refused, match="asked for this case already"):
        request_transfer(**ask)
    with pytest.raises(Refused, match="has not offered it yet"):
        accept_transfer(by=nurse, at=now(), transfer=row)
    assert "transfer.asked" in {one.kind for one in Task._base_manager.filter(case=case)}
    agrees(worker, case, nurse.agency)
    assert offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="services").pk == row.pk
    accept_transfer(by=nurse, at=now(), transfer=row)
    assert (anew(case).owner, Referral._base_manager.get(pk=sent.pk).outcome) == (nurse, "transferred")
    assert Task._base_manager.filter(case=case).count() == tasks.drift() == 0
    with pytest.raises(Refused, match="holds this case already"):
        request_transfer(**ask)


def test_a_request_is_declined_by_who_carries_the_case_or_taken_back_by_who_asked():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    sent = helped(worker, case, nurse)
    row = request_transfer(by=nurse, at=now(), referral=sent, reason="services")
    with pytest.raises(NotAllowed):
        decline_request(by=nurse, at=now(), case=case, transfer=row.pk, reason="helped_here")
    made = decline_request(by=worker, at=now(), case=case, transfer=row.pk, reason="helped_here")
    assert (made.state, made.decline_reason) == ("declined", "helped_here")
    with pytest.raises(Refused, match="Nobody waits"):
        decline_request(by=worker, at=now(), case=case, transfer=row.pk, reason="helped_here")
    again = request_transfer(by=nurse, at=now(), referral=sent, reason="services")
    assert withdraw_request(by=nurse, at=now(), transfer=again).state == "withdrawn"
    with pytest.raises(Refused, match="was taken back"):
        withdraw_request(by=nurse, at=now(), transfer=again)
    assert {one.kind for one in Task._base_manager.filter(case=case)} == {"referral.under_way"}


def test_a_stranger_asks_for_no_case():
    worker, nurse = sender(), receiver()
    sent = helped(worker, registered(worker), nurse)
    with pytest.raises(NotAllowed):
        request_transfer(by=make_member(agency=make_agency("third")), at=now(), referral=sent, reason="services")


def test_the_rights_of_both_agencies_by_other_rules_end_and_those_of_a_third_go_on():
    worker, nurse, lawyer = sender(), receiver(), make_member(agency=make_agency("lawyers"))
    case = registered(worker, names=WHO)
    helped(worker, case, nurse, ["course"])
    helped(worker, case, lawyer, ["course"])
    colleague = sender()
    in_an_emergency(colleague, case.code)
    row, case = offered(worker, nurse, case)
    accept_transfer(by=nurse, at=now(), transfer=row)
    assert [cases.visible(by=one).count() for one in (nurse, lawyer, colleague, worker)] == [1, 1, 0, 0]
    assert set(CaseAccess._base_manager.filter(case=case, why="referral").values_list("principal", flat=True)) >= {
        lawyer.pk
    }
    assert drift() == 0


def test_open_tasks_go_along_with_the_case():
    worker, nurse, lawyer = sender(), receiver(), make_member(agency=make_agency("lawyers"))
    case = registered(worker, names=WHO)
    agrees(worker, case, lawyer.agency)
    waiting = refer(worker, case, lawyer.agency)
    row, case = offered(worker, nurse, case)
    accept_transfer(by=nurse, at=now(), transfer=row)
    assert [one.about for one in cases.tasks_of(by=nurse, case=anew(case))] == [waiting.pk]


def test_a_case_comes_back_the_same_way():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    accept_transfer(by=nurse, at=now(), transfer=row)
    case = anew(case)
    agrees(nurse, case, worker.agency)
    back = offer_transfer(by=nurse, at=now(), case=case, to=worker.agency, reason="person_asked")
    accept_transfer(by=worker, at=now(), transfer=back)
    assert open_identity(by=worker, at=now(), case=anew(case), reason="assistance") == WHO
    assert [one.to for one in transfers.of_case(by=worker, case=anew(case))] == [worker.agency, nurse.agency]
