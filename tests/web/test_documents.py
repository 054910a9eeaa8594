"""The pages of documents: what is listed, what is opened with a reason, and how a file is sent."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tabara.interfaces.web.headers import HEADERS, SHUT
from tabara.protection.cases import queries as cases
from tests.factories import register
from tests.files.polyglots import PDF, PDF_AND_PAGE, REFUSED, image
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    client = signed_in("caseworker")
    client.case = register(client.member)
    return client


def send(client, name="Kanari.pdf", content=PDF, about=""):
    address = page("add-document", number=client.case.pk)
    event = hidden(client.get(address), "event")
    return client.post(address, {"event": event, "about": about, "file": SimpleUploadedFile(name, content)})


def fetch(client, reason="assistance"):
    (row,) = cases.documents(case=client.case)
    return client.post(page("open-document", number=client.case.pk, document=row.pk), {"reason": reason})


def test_a_document_is_listed_without_its_name_and_named_with_a_reason(client):
    assert send(client, about="Certificate of Kanari").status_code == 302
    address = page("documents", number=client.case.pk)
    listed, refused = client.get(address), client.post(address, {"reason": ""})
    assert ("1 PDF" in said(listed), "up to 100 KB" in said(listed)) == (True, True)
    assert ["Kanari" in said(one) for one in (listed, refused)] == [False, False]
    assert (refused.status_code, "Why do you need the documents?" in said(refused)) == (422, True)
    assert "Certificate of Kanari" in said(client.post(address, {"reason": "assistance"}))
    assert "Opened a document" not in said(client.get(page("case", number=client.case.pk)))
    fetch(client)
    assert "Opened a document" in said(client.get(page("case", number=client.case.pk)))


@pytest.mark.parametrize(
    ("name", "content", "kind", "ending"),
    [
        ("Kanari.pdf", PDF, "application/pdf", "pdf"),
        ("Kanari.pdf", PDF_AND_PAGE, "application/pdf", "pdf"),
        ("Kanari.txt", b"<script>alert(1)</script>", "text/plain; charset=utf-8", "txt"),
        ("Kanari.png", image("PNG"), "image/jpeg", "jpg"),
    ],
)
def test_a_document_is_only_sent_as_a_file_that_runs_nothing(client, name, content, kind, ending):
    send(client, name, content)
    answer = fetch(client)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"] == f'attachment; filename="{client.case.code}-1.{ending}"'
    assert (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]) == (SHUT, "nosniff")
    assert answer["Cache-Control"] == HEADERS["Cache-Control"]
    assert (answer.content == content) is (ending != "jpg")


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_is_refused_on_the_page(client, what):
    answer = send(client, *REFUSED[what])
    assert (answer.status_code, cases.documents(case=client.case)) == (422, [])
    assert re.search(r"Choose|Correct|Print|Save", said(answer).partition("There is a problem")[2][:400])


def test_nobody_is_sent_a_document_without_a_reason(client):
    send(client)
    assert fetch(client, reason="").status_code == 400
    (row,) = cases.documents(case=client.case)
    assert client.get(page("open-document", number=client.case.pk, document=row.pk)).url == page(
        "documents", number=client.case.pk
    )


def test_a_document_taken_back_cannot_be_opened(client):
    send(client, about="Kanari")
    (row,) = cases.documents(case=client.case)
    address = page("take-document-back", number=client.case.pk, document=row.pk)
    event = hidden(client.get(address), "event")
    assert client.post(address, {"event": event}).status_code == 302
    assert fetch(client).status_code == 404
    assert "taken back" in said(client.get(page("documents", number=client.case.pk)))


def test_who_only_watches_sees_no_documents(client):
    send(client)
    watcher = signed_in("coordinator")
    assert watcher.get(page("documents", number=client.case.pk)).status_code == 404
