"""Certificates on their pages: made for whoever met the rule, printed, and asked about by their number."""

import io
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tabara.prevention.models import Certificate, Trainee
from tests.factories import make_agency
from tests.prevention.house import course, listed, training
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def held(by: Any, **facts: Any) -> Any:
    """Return a training of four sessions, of a course that asks for three quarters of them."""
    now = timezone.now()
    of = course(by, at=now, certificate_share=75)
    return training(by, on=timezone.localdate(), at=now, course=of, sessions=4, **facts)


def test_from_the_list_to_the_paper_and_to_who_reads_it() -> None:
    client = signed_in("supervisor")
    one = held(client.member)
    listed(client.member, one, "MAT-0001", at=timezone.now(), name="Zebedayo")
    listed(client.member, one, "MAT-0002", at=timezone.now(), name="Kanaridomo", came=2)
    shown = said(client.get(page("training", number=one.pk)))
    assert "Came to 2 of 4 sessions; the course asks for 75 percent." in shown
    shown = said(client.post(page("certify-all", number=one.pk), {"language": "fr"}, follow=True))
    code = Certificate.objects.get().code
    assert code in shown
    answer = client.post(page("print-certificates", number=one.pk))
    day = f"{timezone.localdate():%Y%m%d}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="certificates-{day}.pdf"'
    (text,) = [one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages]
    assert ("Zebedayo" in text, "Kanaridomo" in text, code in text) == (True, False, True)
    reader = signed_in("caseworker", agency=make_agency("elsewhere"))
    known = said(reader.post(page("check-certificate"), {"code": code.lower()}))
    assert ("valid" in known, "Judging trafficking" in known, "Zebedayo" in known) == (True, True, False)
    assert "not known" in said(reader.post(page("check-certificate"), {"code": "C00000000"}))


def test_one_person_gets_hers_once_her_sessions_are_put_right() -> None:
    client = signed_in("supervisor")
    one = held(client.member)
    row = listed(client.member, one, "MAT-0001", at=timezone.now(), came=1)
    parts = {"number": one.pk, "trainee": row.pk}
    refused = client.post(page("certify", **parts), {"language": "fr"})
    assert (refused.status_code, "Came to 1 of 4 sessions" in said(refused)) == (422, True)
    client.post(page("count-sessions", **parts), {"came": "4"})
    assert Trainee.objects.get().came == 4
    client.post(page("certify", **parts), {"language": "rn"})
    made = Certificate.objects.get()
    assert made.language == "rn"
    assert made.code in said(client.get(page("read-trainee", **parts)))
    answer = client.post(page("print-certificates", number=one.pk), {"certificate": str(made.pk)})
    assert answer.content.startswith(b"%PDF-")


def test_nothing_is_printed_where_there_is_none_and_the_page_says_so() -> None:
    client = signed_in("supervisor")
    one = held(client.member)
    shown = said(client.post(page("print-certificates", number=one.pk), follow=True))
    assert "There is no certificate of this training yet." in shown
    assert client.get(page("print-certificates", number=one.pk)).status_code == 302
