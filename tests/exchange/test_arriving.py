"""An envelope from abroad is checked before anything is believed, becomes a case or is declined, and is answered."""

import uuid

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.founding import SYSTEM
from tabara.exchange.handover.operations import (
    Registering,
    accept_arrival,
    decline_arrival,
    drop_expired,
    fetch_outcome,
    fetch_receipt,
    open_arrival,
    record_outcome,
)
from tabara.exchange.handover.operations import take_in as taken
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Determination, Task
from tabara.protection.cases.operations import tasks
from tabara.protection.handover.models import Arrival
from tabara.protection.handover.operations.abroad import drop_taken_back
from tabara.protection.handover.operations.partners import close_partner
from tabara.protection.handover.queries import envelopes
from tabara.protection.intake.operations import open_identity
from tabara.protection.intake.queries import loose_ends
from tabara.sealing.keys import Purpose
from tabara.sealing.models import DataKey
from tests.exchange.both import COURSE, WHO, abroad, administrators, part, partner_of, told, written_down
from tests.factories import make_member, make_team
from tests.protection.sharing.sharers import now, receiver, sender, today

pytestmark = pytest.mark.django_db(databases="__all__")
YES = Registering("female", "presumed_victim", "Consolata", "Mwajuma", consented=True, consent_language="fr")


def take_in(by, file):
    return taken(by=by, at=now(), file=file)


def arrived(worker, other, **changes):
    return take_in(worker, other.written("envelope", told(**changes)))


def accepted(worker, row, registering=YES):
    return accept_arrival(by=worker, at=now(), arrival=row, registering=registering)


def kinds(case):
    found = Task._base_manager.filter(case=case).values_list("kind", flat=True)
    return sorted(one for one in found if one.startswith("arrival"))


def test_whoever_accepts_has_a_case_with_who_she_is_and_nothing_decided():
    worker, other = sender(), abroad()
    partner_of(other)
    decisions = [{"status": "actual", "on": "2026-01-05", "deciding": "government"}]
    findings = part({"vic_TraffickingStatus": "ActualVictimOfTrafficking"}, {"decisions": decisions})
    terms = {**told()["terms"], "groups": ["course", "findings", "identity"]}
    row = arrived(worker, other, groups={**told()["groups"], "findings": findings}, terms=terms)
    assert (row.state, envelopes.waiting(by=worker)) == ("waiting", 1)
    row = accepted(worker, row)
    case = cases.case(by=worker, number=row.case_id)
    names = open_identity(by=worker, at=now(), case=case, reason="assistance")
    assert (names.given, names.surname, names.birth_date) == ("Consolata", "Mwajuma", "1999-04-02")
    assert (case.referral_source, case.person.citizenship, case.category) == ("abroad", "ZZ", "presumed_victim")
    assert (case.determination, Determination._base_manager.count()) == ("", 0)
    inside = open_arrival(by=worker, at=now(), arrival=envelopes.one_arrived(by=worker, number=row.pk))
    assert inside["groups"]["findings"]["beyond"]["decisions"] == decisions
    assert kinds(case) == ["arrival.outcome", "arrival.receipt"]
    assert tasks.drift() == 0


def test_it_lies_sealed_under_a_key_of_its_own_and_then_with_the_case():
    worker, other = sender(), abroad()
    partner_of(other)
    row = arrived(worker, other)
    assert b"Consolata" not in bytes(row.content)
    assert loose_ends()["keys without subject"] == 0
    row = accepted(worker, row)
    keyed = DataKey.objects.filter(purpose=Purpose.NARRATIVE).values_list("subject", flat=True)
    assert (row.pk in keyed, row.case_id in keyed) == (False, True)
    assert set(loose_ends().values()) == {0}


def test_receipt_and_outcome_are_for_the_sender_alone_and_tell_what_came_of_it():
    worker, other = sender(), abroad()
    partner_of(other)
    row = accepted(worker, arrived(worker, other))
    receipt = other.opened(fetch_receipt(by=worker, at=now(), arrival=row).content)
    assert (receipt["kind"], receipt["about"]) == ("receipt", str(row.number))
    assert receipt["told"] == {"accepted": True, "on": today().isoformat(), "reason": "", "code": row.case.code}
    case = row.case
    assert kinds(case) == ["arrival.outcome"]
    with pytest.raises(Refused, match="Say first what came of it"):
        fetch_outcome(by=worker, at=now(), case=case, arrival=row.pk)
    said = {"outcome": "helped", "on": today(), "note": "She works again."}
    record_outcome(by=worker, at=now(), case=case, arrival=row.pk, **said)
    outcome = other.opened(fetch_outcome(by=worker, at=now(), case=case, arrival=row.pk).content)
    assert outcome["told"] == {"outcome": "helped", "on": today().isoformat(), "note": "She works again."}
    assert kinds(case) == []
    assert tasks.drift() == 0


def test_a_colleague_who_does_not_see_the_case_carries_the_receipt_and_reads_nothing():
    worker, other = sender(), abroad()
    partner_of(other)
    row = accepted(worker, arrived(worker, other))
    far = sender(team=make_team(worker.agency, "South"))
    with pytest.raises(NotFound):
        cases.case(by=far, number=row.case_id)
    row = envelopes.one_arrived(by=far, number=row.pk)
    with pytest.raises(NotFound):
        open_arrival(by=far, at=now(), arrival=row)
    receipt = other.opened(fetch_receipt(by=far, at=now(), arrival=row).content)
    assert (receipt["told"]["accepted"], len(receipt["told"]["code"])) == (True, 6)
    assert tasks.drift() == 0


def test_a_declined_one_is_emptied_and_its_receipt_says_why():
    worker, other = sender(), abroad()
    partner_of(other)
    row = arrived(worker, other)
    with pytest.raises(Refused, match="Accept this envelope or decline it first"):
        fetch_receipt(by=worker, at=now(), arrival=row)
    row = decline_arrival(by=worker, at=now(), arrival=row, reason="no_place")
    assert (row.content, Case._base_manager.count()) == (None, 0)
    told_back = other.opened(fetch_receipt(by=worker, at=now(), arrival=row).content)["told"]
    assert told_back == {"accepted": False, "on": today().isoformat(), "reason": "no_place", "code": ""}
    with pytest.raises(Refused, match="What was in this envelope is gone"):
        open_arrival(by=worker, at=now(), arrival=row)
    with pytest.raises(Refused, match="has answered this envelope already"):
        accepted(worker, row)


def test_the_same_envelope_twice_is_one_and_accepted_twice_is_refused():
    worker, other = sender(), abroad()
    partner_of(other)
    file = other.written("envelope", told())
    assert take_in(worker, file).pk == take_in(worker, file).pk
    row = envelopes.arrived(by=worker)[0]
    accepted(worker, row)
    with pytest.raises(Refused, match="has answered this envelope already"):
        accepted(worker, row)
    assert take_in(worker, file).state == "accepted"
    assert (Case._base_manager.count(), Arrival._base_manager.count()) == (1, 1)
    with pytest.raises(Refused, match="Another agency of this instance has taken this envelope in"):
        take_in(receiver(), file)


def test_what_is_unknown_here_is_kept_as_the_text_that_it_is():
    worker, other = sender(), abroad()
    partner_of(other)
    course = part({**COURSE, "prs_MaritalStatus": "Concubinage"}, {"category": "star_child"})
    row = arrived(worker, other, groups={"course": course, "identity": part(WHO)})
    case = accepted(worker, row).case
    assert case.marital_status == ""
    inside = open_arrival(by=worker, at=now(), arrival=envelopes.one_arrived(by=worker, number=row.pk))
    assert inside["groups"]["course"]["htcds"]["prs_MaritalStatus"] == "Concubinage"


def test_nobody_we_know_and_nobody_agreed_on_and_nobody_struck_off_gets_anything_in():
    worker, other = sender(), abroad()
    with pytest.raises(Refused, match="no partner of this one"):
        arrived(worker, other)
    admin, _second = administrators()
    row = written_down(other, admin)
    with pytest.raises(Refused, match="two persons here have not agreed on"):
        arrived(worker, other)
    close_partner(by=admin, at=now(), partner=row)
    with pytest.raises(Refused, match="struck off"):
        arrived(worker, other)


def test_a_notice_empties_what_waits_and_asks_about_what_was_accepted():
    worker, other = sender(), abroad()
    partner_of(other)
    first, second = arrived(worker, other), accepted(worker, arrived(worker, other))
    for row in (first, second):
        take_in(worker, other.written("notice", {"on": today().isoformat()}, about=str(row.number)))
    found = {one.pk: one for one in envelopes.arrived(by=worker)}
    assert (found[first.pk].state, found[first.pk].content) == ("taken_back", None)
    case = second.case
    assert kinds(case) == ["arrival.drop"]
    with pytest.raises(Refused, match="Say what your agency did"):
        drop_taken_back(by=worker, at=now(), case=case, arrival=second.pk, answer="perhaps")
    row = drop_taken_back(by=worker, at=now(), case=case, arrival=second.pk, answer="deleted")
    assert (row.content, kinds(case)) == (None, [])
    with pytest.raises(Refused, match="answered this notice already"):
        drop_taken_back(by=worker, at=now(), case=case, arrival=second.pk, answer="deleted")
    assert tasks.drift() == 0


def test_a_notice_about_nothing_here_is_said():
    worker, other = sender(), abroad()
    partner_of(other)
    with pytest.raises(Refused, match="There is nothing to do"):
        take_in(worker, other.written("notice", {"on": today().isoformat()}, about=str(uuid.uuid4())))


def test_what_nobody_answers_in_time_is_dropped():
    worker, other = sender(), abroad()
    partner_of(other)
    row = arrived(worker, other)
    system = make_member("data_team", username=SYSTEM)
    assert drop_expired(by=system, at=now()) == 0
    assert drop_expired(by=system, at=row.expires_at) == 1
    (row,) = envelopes.arrived(by=worker)
    assert (row.state, row.content, loose_ends()["keys without subject"]) == ("expired", None, 0)


REFUSED = {
    "no consent": (Registering("female", "presumed_victim", "Consolata"), "has not agreed to be registered"),
    "an unknown sex": (Registering("x", "presumed_victim", "Consolata", consented=True), "is not in the list"),
    "no name at all": (Registering("female", "presumed_victim", consented=True), "Write at least one name"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nobody_is_registered_where_an_answer_is_missing(what):
    worker, other = sender(), abroad()
    partner_of(other)
    row = arrived(worker, other)
    registering, said = REFUSED[what]
    with pytest.raises(Refused, match=said):
        accepted(worker, row, registering)
    assert (Case._base_manager.count(), envelopes.arrived(by=worker)[0].state) == (0, "waiting")


def test_other_roles_and_other_agencies_neither_see_nor_answer_it():
    worker, other = sender(), abroad()
    partner_of(other)
    row = arrived(worker, other)
    for one in (receiver(), sender("coordinator"), sender("data_protection_officer")):
        with pytest.raises(NotFound):
            envelopes.one_arrived(by=one, number=row.pk)
        with pytest.raises(NotAllowed):
            open_arrival(by=one, at=now(), arrival=row)
        with pytest.raises(NotAllowed):
            decline_arrival(by=one, at=now(), arrival=row, reason="no_place")
    for one in (sender("coordinator"), sender("administrator")):
        with pytest.raises(NotAllowed):
            arrived(one, other)
