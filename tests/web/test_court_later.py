"""A court file put right and handed on, on its pages."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.prosecution.models import Charge, CourtFile, Handing, Verdict
from tests.factories import make_agency
from tests.prosecution.courts import judged, on_trial, opened
from tests.web.steps import page, said, signed_in
from tests.web.test_prosecution import parts_of, sent

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_mistyped_verdict_is_put_right_and_the_page_still_says_what_stood_there() -> None:
    client = signed_in("justice")
    file, charge = on_trial(client.member)
    verdict = judged(client.member, file, charge)
    parts = {"number": file.pk, "charge": charge.pk, "verdict": verdict.pk}
    asked = client.get(page("correct-verdict", **parts))
    assert 'value="84"' in asked.content.decode()
    answers = {"outcome": "convicted", "prison_months": "48", "reason": "mistyped"}
    shown = sent(client, "correct-verdict", {**answers, **parts_of("on", verdict.decided_on)}, **parts)
    assert "48 months of prison" in shown
    assert "It was mistyped · before: prison, in months: 84" in shown
    assert Verdict.objects.get().prison_months == 48


def test_a_charge_and_a_hearing_are_put_right() -> None:
    client = signed_in("justice")
    file, charge = on_trial(client.member)
    day = file.complained_on
    answers = {"article": "trafficking-act 2a", "victim": "child", "reason": "wrong_paper"}
    days = {**parts_of("offence_on", day), **parts_of("on", day)}
    shown = sent(client, "correct-charge", {**answers, **days}, number=file.pk, charge=charge.pk)
    assert "before: the offence was against: An adult" in shown
    assert Charge.objects.get().victim == "child"
    sent(client, "set-hearing", parts_of("on", timezone.localdate()), number=file.pk)
    later = {**parts_of("on", timezone.localdate() + dt.timedelta(days=4)), "reason": "mistyped"}
    shown = sent(client, "correct-hearing", later, number=file.pk, hearing=file.hearings.get().pk)
    assert "before: day of the hearing" in shown


def test_what_stands_there_already_is_no_correction() -> None:
    client = signed_in("justice")
    file, charge = on_trial(client.member)
    verdict = judged(client.member, file, charge)
    parts = {"number": file.pk, "charge": charge.pk, "verdict": verdict.pk}
    same = {"outcome": "convicted", "prison_months": "84", "reason": "mistyped"}
    answer = client.post(page("correct-verdict", **parts), {**same, **parts_of("on", verdict.decided_on)})
    assert (answer.status_code, "what stands there already" in said(answer)) == (422, True)


def test_a_file_goes_from_the_police_to_the_prosecution() -> None:
    police = signed_in("justice", agency=make_agency("police", kind="police"))
    office = signed_in("justice", agency=make_agency("parquet", kind="justice"))
    file = opened(police.member, at=timezone.now(), on=timezone.localdate())
    shown = sent(police, "hand-court-file", {"to": str(office.member.agency_id)}, number=file.pk)
    assert "The file stays here until it accepts." in shown
    assert "waits for an answer" in shown
    assert "1 Files to take over" in said(office.get(page("prosecution")))
    assert office.get(page("court-file", number=file.pk)).status_code == 404
    waiting = {"handing": Handing.objects.get().pk}
    assert file.code in said(office.get(page("answer-handing", **waiting)))
    assert "The file is yours now" in sent(office, "answer-handing", {"deed": "accept"}, **waiting)
    assert CourtFile.objects.get().agency == office.member.agency
    assert police.get(page("court-file", number=file.pk)).status_code == 404
    assert "Of these you see where they stand" in said(police.get(page("court-files")))


def test_declined_with_a_reason_and_taken_back() -> None:
    police = signed_in("justice", agency=make_agency("police", kind="police"))
    office = signed_in("justice", agency=make_agency("parquet", kind="justice"))
    file = opened(police.member, at=timezone.now(), on=timezone.localdate())
    to = {"to": str(office.member.agency_id)}
    sent(police, "hand-court-file", to, number=file.pk)
    waiting = {"handing": Handing.objects.get().pk}
    assert office.post(page("answer-handing", **waiting), {"deed": "decline"}).status_code == 422
    assert "You declined." in sent(office, "answer-handing", {"deed": "decline", "reason": "incomplete"}, **waiting)
    assert "The file is not complete" in said(police.get(page("court-file", number=file.pk)))
    sent(police, "hand-court-file", to, number=file.pk)
    assert "asked no more" in sent(police, "withdraw-handing", {}, number=file.pk)
