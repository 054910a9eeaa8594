"""An envelope crosses a border on the pages: made and fetched; taken in, accepted, answered; and the partners."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tabara.access.operation import new_event
from tabara.exchange.handover.operations import take_in
from tabara.protection.cases.models import Case
from tabara.protection.handover.models import Arrival, Envelope, Partner
from tests.exchange.both import abroad, made, partner_of, registered, sender, told
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import agrees, now, today

pytestmark = pytest.mark.django_db(databases="__all__")


def signed_in(member):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(member)
    return client


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def uploaded(content):
    return {"file": SimpleUploadedFile("from-abroad.age", content), "event": str(new_event())}


def test_it_is_looked_at_made_and_fetched():
    worker, other = sender(), abroad()
    case, partner = registered(worker), partner_of(other)
    agrees(worker, case, partner.agency, ("course", "identity"))
    client, at = signed_in(worker), f"/cases/{case.pk}/envelopes"
    assert "Kisima Refuge" in text_of(client.get(f"{at}/to"))
    said = {"purpose": "assistance", "groups": ["identity"], "event": str(new_event())}
    looked = text_of(client.post(f"{at}/to/{partner.pk}", {**said, "step": "look"}))
    assert "This goes, and nothing else" in looked
    assert "Odette" in looked
    assert Envelope._base_manager.count() == 0
    answer = client.post(f"{at}/to/{partner.pk}", {**said, "step": "make"})
    row = Envelope._base_manager.get()
    assert answer.url == f"{at}/{row.pk}"
    file = client.post(f"{at}/{row.pk}/file")
    assert file["Content-Disposition"].startswith('attachment; filename="tabara-envelope-')
    assert set(other.opened(file.content)["told"]["groups"]) == {"identity"}
    assert "Envelope to another country" in text_of(client.get(f"/cases/{case.pk}"))


def test_a_file_from_abroad_becomes_a_case():
    worker, other = sender(), abroad()
    partner_of(other)
    client = signed_in(worker)
    answer = client.post("/envelopes/", uploaded(other.written("envelope", told())))
    row = Arrival._base_manager.get()
    assert answer.url == f"/envelopes/{row.pk}"
    unopened = text_of(client.get(answer.url))
    assert "Look into it" in unopened
    assert "Mwajuma" not in unopened
    looked = client.post(f"{answer.url}/look")
    assert "Mwajuma" in text_of(looked)
    assert 'value="Consolata"' in looked.content.decode()
    said = {"given": "Consolata", "surname": "Mwajuma", "sex": "female", "category": "presumed_victim"}
    said |= {"consent_language": "fr", "event": str(new_event())}
    refused = client.post(f"{answer.url}/accept", said)
    assert refused.status_code == 422
    assert "has not agreed to be registered" in text_of(refused)
    assert client.post(f"{answer.url}/accept", {**said, "consented": "on"}).url == answer.url
    case = Case._base_manager.get()
    page = text_of(client.get(f"/cases/{case.pk}"))
    assert "came from Kisima Refuge" in page
    receipt = other.opened(client.post(f"{answer.url}/receipt").content)
    assert receipt["told"]["code"] == case.code


def test_a_bad_file_is_refused_with_a_sentence_beside_the_question():
    client = signed_in(sender())
    answer = client.post("/envelopes/", uploaded(b"no envelope"))
    assert answer.status_code == 422
    assert "cannot be opened here" in text_of(answer)
    assert client.post("/envelopes/", {}).status_code == 422


def test_the_answer_of_a_partner_is_read_in_the_case():
    worker, other = sender(), abroad()
    row = made(worker, registered(worker), partner_of(other), "course")
    client, at = signed_in(worker), f"/cases/{row.case_id}/envelopes/{row.pk}"
    receipt = {"accepted": True, "on": today().isoformat(), "reason": "", "code": "K7WX2P"}
    outcome = {"outcome": "helped", "on": today().isoformat(), "note": "She works again."}
    for kind, said in (("receipt", receipt), ("outcome", outcome)):
        answer = client.post("/envelopes/", uploaded(other.written(kind, said, about=str(row.pk))))
        assert answer.url == "/envelopes/"
    page = text_of(client.get(at))
    assert "K7WX2P" in page
    assert "The person was met and helped" in page
    assert "She works again." not in page
    assert "She works again." in text_of(client.post(f"{at}/words", {"reason": "assistance"}))
    assert client.post(f"{at}/read").status_code == 302


def test_declining_empties_it():
    worker, other = sender(), abroad()
    partner_of(other)
    row = take_in(by=worker, at=now(), file=other.written("envelope", told()))
    client = signed_in(worker)
    client.post(f"/envelopes/{row.pk}/decline", {"reason": "no_place", "event": str(new_event())})
    page = text_of(client.get(f"/envelopes/{row.pk}"))
    assert "No place free" in page
    assert "Look into it" not in page


def test_partners_are_for_the_national_administrator():
    office = make_agency("office", kind="commission")
    admin = make_member("national_administrator", agency=office)
    make_member("data_protection_officer", agency=office)
    client, other = signed_in(admin), abroad()
    page = text_of(client.get("/partners/"))
    assert "Digits to read out" in page
    assert "No partner has been written down yet." in page
    said = {"name": other.name, "kind": "shelter", "country": "TZ", "instance": "Kisima", "event": str(new_event())}
    wrong = client.post("/partners/add", {**said, "seals_to": "age1x", "signs_with": "00"})
    assert "These are not the two public keys of an instance" in text_of(wrong)
    client.post("/partners/add", {**said, **other.keys})
    row = Partner.objects.get()
    page = text_of(client.get("/partners/"))
    assert row.spoken in page
    assert "waits for a second person" in page
    client.post(f"/partners/{row.pk}/close")
    assert "struck off" in text_of(client.get("/partners/"))
