"""An envelope holds what the person agreed to have told to one partner, and nothing else; its answers come back."""

import datetime as dt
import json

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.exchange.handover.operations import Asked, fetch_envelope, fetch_notice, make_envelope, preview_envelope
from tabara.exchange.handover.operations import take_in as taken
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import record_consent, tasks, withdraw_consent
from tabara.protection.handover.models import Envelope
from tabara.protection.handover.operations.abroad import read_envelope, take_back_envelope
from tabara.protection.handover.queries import envelopes
from tabara.protection.intake.operations import Names, Relative
from tests.exchange.both import abroad, carried, made, partner_of, registered, sender
from tests.factories import assisted, determined, screened
from tests.protection.sharing.sharers import agrees, now, today

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(
    given="Odette",
    surname="Niragira",
    aliases=("Mama Keza",),
    birth_date="1999-04-02",
    phones=("+99911223344",),
    address="Behind the mill",
    relatives=(Relative("mother", "Immaculee", "+99955667788"),),
    safe_contact="Only her sister, after six",
)


def take_in(by, file):
    return taken(by=by, at=now(), file=file)


def whole(worker):
    """Return a case in which something was found, decided and given."""
    case = registered(worker, names=WHO, citizenship="ZZ", marital_status="single")
    found = {"exploitation": ["forced_labour", "slavery_like_practices"], "control_method": ["restricts_movement"]}
    screened(worker, case, on=today(), at=now(), notes="She weeps.", **found)
    determined(worker, case, "actual", on=today(), at=now(), grounds="She told of a locked door.")
    assisted(worker, case, "medical", on=today(), at=now(), notes="Malaria.")
    return case


def test_an_envelope_tells_what_was_agreed_to_in_the_words_of_htcds():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course", "findings", "services", "identity")
    letter = other.opened(carried(worker, row))
    groups = letter["told"]["groups"]
    assert set(groups) == {"course", "findings", "services", "identity"}
    assert groups["course"]["htcds"] == {
        "prs_Gender": "Feminine",
        "prs_Citizenship": ["ZZ"],
        "prs_MaritalStatus": "Single",
        "cas_Status": "Active",
    }
    assert groups["findings"]["htcds"] == {
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "NGO",
        "vic_TypeOfExploitation": ["ForcedLabour", "Servitude"],
        "vic_MethodsOfControl": ["Other"],
    }
    assert groups["findings"]["codes"]["vic_MethodsOfControl"] == ["restricts_movement"]
    assert groups["services"]["beyond"] == {"services": [{"service": "medical", "on": today().isoformat()}]}
    assert groups["identity"]["htcds"] == {
        "prs_FirstName": "Odette",
        "prs_SecondName": "Niragira",
        "prs_Birthdate": "1999-04-02",
    }
    assert letter["told"]["terms"]["groups"] == ["course", "findings", "identity", "services"]
    assert letter["told"]["htcds"]["con_Consent"] is True


def test_nothing_that_was_not_agreed_to_is_in_the_file():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course", "identity")
    written = json.dumps(other.opened(carried(worker, row)))
    for secret in ("11223344", "mill", "Immaculee", "sister", "ForcedLabour", "weeps", "locked", "Malaria", "medical"):
        assert secret not in written


def test_relatives_stay_here_even_where_contact_is_agreed_to():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "contact")
    told = other.opened(carried(worker, row))["told"]["groups"]["contact"]
    assert told["htcds"] == {"prs_MobilePhone": "+99911223344", "prs_MailingStreet": "Behind the mill"}
    assert told["beyond"] == {"phones": ["+99911223344"], "safe_contact": "Only her sister, after six"}
    assert "Immaculee" not in json.dumps(told)


def test_the_file_lies_here_sealed_with_the_case_and_is_the_same_each_time():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    first = carried(worker, row)
    assert carried(worker, row) == first
    assert first not in bytes(Envelope._base_manager.get(pk=row.pk).file)
    assert fetch_envelope(by=worker, at=now(), case=row.case, envelope=row.pk).name.startswith("tabara-envelope-")


def test_what_is_shown_before_is_what_is_written_and_both_are_remembered():
    worker, other = sender(), abroad()
    case, partner = whole(worker), partner_of(other)
    agrees(worker, case, partner.agency, ("course", "identity"))
    given = {"case": case, "partner": partner, "asked": Asked("assistance", ("course", "identity"))}
    shown = preview_envelope(by=worker, at=now(), **given)
    row = make_envelope(by=worker, at=now(), **given)
    assert other.opened(carried(worker, row))["told"] == shown
    acts = set(AuditEvent.objects.filter(subject=case.pk).values_list("operation", flat=True))
    assert {"exchange.preview_envelope", "exchange.make_envelope", "exchange.fetch_envelope"} <= acts
    assert "intake.open_identity" in acts


REFUSED = {
    "a group beyond the agreement": ({"groups": ("course", "contact")}, "Choose only what the person agreed"),
    "no group": ({"groups": ()}, "Choose only what the person agreed"),
    "an unknown purpose": ({"purpose": "curiosity"}, "is not in the list"),
    "a return that she has not agreed to": ({"purpose": "return"}, "has not agreed to"),
    "a message that she has not agreed to": ({"message": "She weeps."}, "A message is part of what was told"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_envelope_is_refused_and_nothing_is_written(what):
    worker, other = sender(), abroad()
    case, partner = whole(worker), partner_of(other)
    agrees(worker, case, partner.agency, ("course", "identity"))
    changes, said = REFUSED[what]
    asked = Asked(**{"purpose": "assistance", "groups": ("course",), **changes})
    for act in (preview_envelope, make_envelope):
        with pytest.raises(Refused, match=said):
            act(by=worker, at=now(), case=case, partner=partner, asked=asked)
    assert Envelope._base_manager.count() == 0


def test_without_an_agreement_about_that_partner_nothing_goes():
    worker, case = sender(), None
    case, partner = whole(worker), partner_of(abroad())
    with pytest.raises(Refused, match="does not agree, or no longer"):
        make_envelope(by=worker, at=now(), case=case, partner=partner, asked=Asked("assistance", ("course",)))


def test_a_return_goes_where_the_person_agreed_to_return():
    worker, other = sender(), abroad()
    case, partner = whole(worker), partner_of(other)
    asked = {"given": True, "asked_on": today(), "language": "fr"}
    record_consent(by=worker, at=now(), case=case, purpose="return", **asked)
    row = made(worker, case, partner, "course", purpose="return")
    htcds = other.opened(carried(worker, row))["told"]["htcds"]
    assert htcds["cas_ReasonForOutgoingReferral"] == "MigrationOrChangeOfLocation"


def test_nobody_else_makes_one_fetches_it_or_takes_it_back():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    given, asked = {"case": row.case, "envelope": row.pk}, Asked("assistance", ("course",))
    for role in ("coordinator", "data_protection_officer", "focal_point", "administrator"):
        one = sender(role)
        for act in (fetch_envelope, fetch_notice, take_back_envelope):
            with pytest.raises(NotAllowed):
                act(by=one, at=now(), **given)
        with pytest.raises(NotAllowed):
            make_envelope(by=one, at=now(), case=row.case, partner=row.partner, asked=asked)


def test_the_receipt_and_then_the_outcome_come_back_into_the_case():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    carried(worker, row)
    assert kinds(row.case) == ["envelope.receipt"]
    receipt = {"accepted": True, "on": today().isoformat(), "reason": "", "code": "K7WX2P"}
    assert take_in(worker, other.written("receipt", receipt, about=str(row.pk))).pk == row.pk
    (row,) = envelopes.sent(by=worker, case=row.case)
    assert (row.state, row.their_code) == ("accepted", "K7WX2P")
    assert kinds(row.case) == ["envelope.read"]
    read_envelope(by=worker, at=now(), case=row.case, envelope=row.pk)
    assert kinds(row.case) == []
    receipt_came = row.answered_at
    outcome = {"outcome": "helped", "on": today().isoformat(), "note": "She is well."}
    take_in(worker, other.written("outcome", outcome, about=str(row.pk)))
    (row,) = envelopes.sent(by=worker, case=row.case)
    assert (row.state, row.outcome, row.outcome_on, row.read_at) == ("done", "helped", today(), None)
    assert row.answered_at == receipt_came  # whether an answer came in time is told by the receipt alone
    assert b"She is well." not in bytes(row.note)
    assert kinds(row.case) == ["envelope.read"]
    assert tasks.drift() == 0


def test_the_same_receipt_twice_is_one_and_an_outcome_waits_for_it():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    outcome = {"outcome": "helped", "on": today().isoformat(), "note": ""}
    with pytest.raises(Refused, match="The receipt of this envelope has not come yet"):
        take_in(worker, other.written("outcome", outcome, about=str(row.pk)))
    receipt = {"accepted": False, "on": today().isoformat(), "reason": "no_place", "code": ""}
    for _time in range(2):
        take_in(worker, other.written("receipt", receipt, about=str(row.pk)))
    (row,) = envelopes.sent(by=worker, case=row.case)
    assert (row.state, row.decline_reason) == ("declined", "no_place")
    with pytest.raises(Refused, match="has another standing by now"):
        take_in(worker, other.written("outcome", outcome, about=str(row.pk)))


def test_an_answer_from_another_partner_than_the_one_it_went_to_is_refused():
    worker, other, third = sender(), abroad(), abroad(name="Another Refuge", country="KE")
    row = made(worker, whole(worker), partner_of(other), "course")
    partner_of(third)
    receipt = {"accepted": True, "on": today().isoformat(), "reason": "", "code": "K7WX2P"}
    with pytest.raises(Refused, match="has not sent to this partner"):
        take_in(worker, third.written("receipt", receipt, about=str(row.pk)))


def test_a_withdrawal_takes_it_back_and_leaves_a_notice_to_carry():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    carried(worker, row)
    with pytest.raises(Refused, match="was not taken back"):
        fetch_notice(by=worker, at=now(), case=row.case, envelope=row.pk)
    withdraw_consent(by=worker, at=now(), case=row.case, purpose="referral", recipient=row.partner.agency)
    assert kinds(row.case) == ["envelope.notice"]
    with pytest.raises(Refused, match="was taken back"):
        carried(worker, row)
    notice = other.opened(fetch_notice(by=worker, at=now(), case=row.case, envelope=row.pk).content)
    assert (notice["kind"], notice["about"], notice["told"]) == ("notice", str(row.pk), {"on": today().isoformat()})
    assert kinds(row.case) == []
    assert tasks.drift() == 0


def test_an_envelope_that_nobody_has_fetched_needs_no_notice():
    worker = sender()
    row = made(worker, whole(worker), partner_of(abroad()), "course")
    withdraw_consent(by=worker, at=now(), case=row.case, purpose="registration")
    (row,) = envelopes.sent(by=worker, case=row.case)
    assert (row.state, row.file, kinds(row.case)) == ("taken_back", None, [])


def test_a_narrower_agreement_takes_back_what_told_more():
    worker, other = sender(), abroad()
    case, partner = whole(worker), partner_of(other)
    wide, narrow = made(worker, case, partner, "course", "identity"), made(worker, case, partner, "course")
    states = {one.pk: one.state for one in envelopes.sent(by=worker, case=case)}
    assert states == {wide.pk: "taken_back", narrow.pk: "made"}


def test_its_time_runs_out():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    late = row.expires_at + dt.timedelta(minutes=1)
    with pytest.raises(Refused, match="The time of this envelope is over"):
        fetch_envelope(by=worker, at=late, case=row.case, envelope=row.pk)
    assert row.is_over(late)


def test_an_envelope_of_another_case_is_not_found():
    worker, other = sender(), abroad()
    row = made(worker, whole(worker), partner_of(other), "course")
    with pytest.raises(NotFound):
        fetch_envelope(by=worker, at=now(), case=registered(worker, given="Aline"), envelope=row.pk)


def kinds(case):
    found = Task._base_manager.filter(case=case).values_list("kind", flat=True)
    return sorted(one for one in found if one.startswith("envelope"))
