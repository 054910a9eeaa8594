"""A court file on its pages: opened, charged, heard, judged; and what a case shows of it."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tabara.prosecution.models import Charge, Compensation, CourtFile, Hearing, Participant, Suspect
from tests.factories import make_member, register
from tests.prosecution.courts import agrees_to_justice, opened
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


def parts_of(name: str, day: dt.date) -> dict[str, int]:
    """Return a day as three boxes."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def sent(client: Any, name: str, answers: dict[str, Any], **parts: Any) -> str:
    """Send a form, follow where it leads, and return what the page says."""
    return said(client.post(page(name, **parts), answers, follow=True))


def test_an_officer_follows_a_file_from_the_complaint_to_the_payment() -> None:
    client, today = signed_in("justice"), timezone.localdate()
    on = parts_of("on", today)
    shown = sent(client, "open-court-file", {"brought_by": "victim", "words": "Kanaridomo.", **on})
    file = CourtFile.objects.get()
    assert file.code in shown
    assert "Kanaridomo" not in shown
    one = {"number": file.pk}
    assert "name sealed" in sent(client, "name-suspect", {"sex": "male", "name": "Kanaribwiza"}, **one)
    assert "investigation" in sent(client, "move-court-file", {"stage": "investigation", **on}, **one)
    charge = {"article": "trafficking-act 2a", "victim": "adult", **parts_of("offence_on", today), **on}
    assert "Article 2a" in sent(client, "charge-suspect", charge, **one, suspect=Suspect.objects.get().pk)
    for stage in ("charged", "trial"):
        sent(client, "move-court-file", {"stage": stage, **on}, **one)
    assert "planned" in sent(client, "set-hearing", on, **one)
    hearing = {**one, "hearing": Hearing.objects.get().pk}
    adjourned = {"reason": "no_lawyer", **parts_of("next_on", today + 9 * DAY)}
    assert "There was no lawyer" in sent(client, "adjourn-hearing", adjourned, **hearing)
    later = Hearing.objects.get(state="planned")
    assert f"{later.file.code}" in said(client.get(page("prosecution")))
    refused = sent(client, "hearing-held", {}, **one, hearing=later.pk)
    assert "is after today" in refused
    answers = {"outcome": "convicted", "prison_months": "48", **on}
    shown = sent(client, "judge-charge", answers, **one, charge=Charge.objects.get().pk)
    assert "48 months of prison · below what the law has for it" in shown
    sent(client, "move-court-file", {"stage": "judged", **on}, **one)
    assert "paid: 0" in sent(client, "order-compensation", {"amount": "900", **on}, **one)
    paid = {"amount": "400", **on}
    assert "paid: 400" in sent(client, "pay-compensation", paid, **one, order=Compensation.objects.get().pk)


def test_a_step_that_is_refused_says_why_above_the_form() -> None:
    client, today = signed_in("justice"), timezone.localdate()
    file = opened(client.member)
    answer = client.post(page("move-court-file", number=file.pk), {"stage": "closed", **parts_of("on", today)})
    assert answer.status_code == 422
    assert "is not in the list" in said(answer)


def test_sealed_words_are_shown_to_whoever_says_why() -> None:
    client = signed_in("justice")
    file = opened(client.member, words="Kanaridomo was said.")
    address = page("court-words", number=file.pk)
    assert "Kanaridomo" not in said(client.get(address))
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "Kanaridomo was said." in said(client.post(address, {"reason": "hearing"}))


def test_a_victim_is_a_number_and_is_protected_as_she_agreed() -> None:
    client, today = signed_in("justice"), timezone.localdate()
    one = {"number": opened(client.member).pk}
    on = parts_of("on", today)
    assert "Victim 1" in sent(client, "add-victim", {"part": "witness", "agreed": "yes", **on}, **one)
    victim = {**one, "victim": Participant.objects.get().pk}
    refused = client.post(page("protect-victim", **victim), {"measure": "screen", "agreed": "no", **on})
    assert (refused.status_code, "against her will" in said(refused)) == (422, True)
    assert "Not seen by the suspect" in sent(
        client, "protect-victim", {"measure": "screen", "agreed": "yes", **on}, **victim
    )


def test_the_list_shows_a_stage_and_what_is_quiet() -> None:
    client = signed_in("justice")
    file = opened(client.member)
    for stage, there in (("", True), ("complaint", True), ("trial", False), ("quiet", True), ("nonsense", True)):
        assert (file.code in said(client.get(page("court-files"), {"stage": stage}))) is there, stage


def test_a_case_shows_the_stage_and_the_hearing_while_the_person_agrees() -> None:
    client, officer = signed_in(), make_member("justice")
    case, file = register(client.member), opened(officer)
    address = page("case-court", number=case.pk)
    assert "has not agreed to cooperate with justice" in said(client.get(address))
    agrees_to_justice(client.member, case)
    assert client.post(address, {"code": "JNOTHING"}).status_code == 422
    shown = said(client.post(address, {"code": file.code}, follow=True))
    assert (file.code in shown, "complaint" in shown) == (True, True)
    tie = case.court_files.get()
    assert "tied to no court file" in sent(client, "untie-court-file", {}, number=case.pk, tied=tie.pk)


def test_an_officer_of_justice_finds_no_case() -> None:
    case = register(make_member())
    client = signed_in("justice")
    assert client.get(page("case-court", number=case.pk)).status_code in (403, 404)
    assert client.get(page("cases")).status_code == 403
