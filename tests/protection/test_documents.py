"""The papers of a case: sealed with its narrative, opened for a reason, no more than there is room for."""

import datetime as dt

import pytest

from tabara import files
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Document
from tabara.protection.cases.operations import (
    add_document,
    documents,
    name_documents,
    open_document,
    take_document_back,
)
from tests.factories import NOW, make_agency, make_member, register
from tests.files.polyglots import PDF, REFUSED, image

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def case(worker):
    return register(worker)


def added(by, case, name="Kanari.pdf", content=PDF, at=NOW, **more):
    return add_document(by=by, at=at, case=case, name=name, content=content, **more)


def opened(by, case, row, reason="assistance"):
    return open_document(by=by, at=NOW, case=case, document=row.pk, reason=reason)


def test_a_document_comes_back_byte_for_byte_to_whoever_says_why(worker, case):
    row = added(worker, case, about="Certificate of Kanari")
    assert opened(worker, case, row) == documents.Opened(1, "application/pdf", "pdf", PDF)
    ((named, about),) = name_documents(by=worker, at=NOW, case=case, reason="assistance")
    assert (named, about) == (row, "Certificate of Kanari")
    told = list(AuditEvent.objects.filter(operation__contains="document").values_list("operation", "reason"))
    assert set(told) == {
        ("cases.add_document", ""),
        ("cases.open_document", "assistance"),
        ("cases.name_documents", "assistance"),
    }


def test_nothing_of_a_document_is_stored_in_the_clear(worker, case):
    row = Document.objects.visible_to(worker).get(pk=added(worker, case, about="Certificate of Kanari").pk)
    stored = bytes(row.sealed) + bytes(row.about)
    assert [part in stored for part in (b"Kanari", b"%PDF", b"application", b"Catalog")] == [False] * 4
    (listed,) = cases.documents(case=case)
    assert "sealed" in listed.get_deferred_fields()  # what it holds is not even fetched


def test_a_document_has_its_place_in_the_case_and_the_class_of_its_size(worker, case):
    rows = [added(worker, case, "a.txt", b"x" * size) for size in (10, 200_000, 1_000_000)]
    other = added(worker, register(worker), "a.jpg", image("JPEG"))
    assert [(row.number, row.kind, row.at_most) for row in rows] == [
        (1, "text", 100),
        (2, "text", 1000),
        (3, "text", 1000),
    ]
    assert (other.number, other.kind) == (1, "picture")


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_document_is_refused_with_a_sentence_and_leaves_nothing(worker, case, what):
    with pytest.raises(Refused) as refused:
        added(worker, case, *REFUSED[what])
    assert (refused.value.field, refused.value.message.count(".") >= 1) == ("file", True)
    assert cases.documents(case=case) == []


def test_every_reason_to_refuse_a_file_has_its_sentence():
    assert set(documents.WRONG) == set(files.Why)


def test_who_may_not_change_a_case_adds_nothing_and_who_may_not_read_its_notes_opens_nothing(worker, case):
    row = added(worker, case)
    pointer = make_member("focal_point")
    mine = register(pointer)
    with pytest.raises(NotAllowed):
        opened(pointer, mine, added(pointer, mine))
    colleague = make_member(agency=make_agency("away"))
    for act in (lambda: added(colleague, case), lambda: opened(colleague, case, row)):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("reason", ["", "because"])
def test_nobody_opens_a_document_without_a_reason(worker, case, reason):
    row = added(worker, case)
    with pytest.raises(Refused, match="Say why"):
        opened(worker, case, row, reason)
    with pytest.raises(Refused, match="Say why"):
        name_documents(by=worker, at=NOW, case=case, reason=reason)


def test_a_document_of_another_case_is_not_there(worker, case):
    row = added(worker, register(worker))
    with pytest.raises(NotFound):
        opened(worker, case, row)
    with pytest.raises(Refused, match="no such document"):
        take_document_back(by=worker, at=NOW, case=case, document=row.pk)


def test_what_is_taken_back_is_gone_but_for_its_number(worker, case):
    row = added(worker, case)
    take_document_back(by=worker, at=NOW, case=case, document=row.pk)
    left = Document.objects.visible_to(worker).get(pk=row.pk)
    assert (left.sealed, left.about, left.taken_back_on) == (None, None, NOW.date())
    with pytest.raises(NotFound):
        opened(worker, case, row)
    assert [about for _, about in name_documents(by=worker, at=NOW, case=case, reason="assistance")] == [""]
    assert added(worker, case).number == 2


def test_a_case_holds_only_so_many(worker, case, monkeypatch):
    monkeypatch.setattr(documents, "MOST_IN_A_CASE", 2)
    first, _second = added(worker, case), added(worker, case)
    with pytest.raises(Refused, match="holds 2 documents already"):
        added(worker, case)
    take_document_back(by=worker, at=NOW, case=case, document=first.pk)
    assert added(worker, case).number == 3


def test_a_member_adds_only_so_many_a_day(worker, case, monkeypatch):
    monkeypatch.setattr(documents, "MOST_A_DAY", 2)
    added(worker, case)
    added(worker, register(worker))
    with pytest.raises(Refused, match="You have added 2 documents today"):
        added(worker, case)
    assert added(worker, case, at=NOW + dt.timedelta(days=1)).number == 2
