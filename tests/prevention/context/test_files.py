"""A file of context is looked at, imported as one act, and undone as one."""

import uuid

import pytest
from django.db import IntegrityError

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.files import table
from tabara.prevention import operations, queries
from tabara.prevention.models import ContextFile, ContextValue
from tests.factories import NOW, TODAY, make_member
from tests.files.opendocuments import cell, ods, row, sheet
from tests.files.opendocuments import table as table_of
from tests.prevention.context.filed import csv, imported, sent, stands

pytestmark = pytest.mark.django_db(databases="__all__")
GOOD, BAD = "ZZ101,,,,2025-01-31,Conflict,10", "XX1,,,,soon,,-1"


@pytest.fixture
def keeper():
    return make_member("coordinator")


def test_nothing_counts_before_somebody_agreed_and_everything_in_order_after(keeper):
    file = sent(keeper, csv(GOOD, BAD, "ZZ102,,,,2025-01-31,,20"))
    assert (file.state, file.lines, stands()) == ("read", 3, [])
    done = operations.import_context(by=keeper, at=NOW, file=file)
    assert (done.state, done.brought, done.held) == ("imported", 2, None)
    assert stands() == [("ZZ101", "2010", "2025-01-31", 10, "conflict"), ("ZZ102", "2010", "2025-01-31", 20, "")]


def test_nothing_is_half_imported(keeper):
    file = sent(keeper, csv(GOOD, "ZZ102,,,,2025-01-31,,20"))
    file.held["lines"][1][0] = -1  # no line of a file; the database refuses it
    file.save()
    with pytest.raises(IntegrityError):
        operations.import_context(by=keeper, at=NOW, file=file)
    assert ContextValue.objects.count() == 0
    assert ContextFile.objects.get().state == "read"


def test_the_same_file_is_one_file_and_after_it_was_undone_another(keeper):
    file = imported(keeper, csv(GOOD))
    assert sent(make_member("data_team"), csv(GOOD)) == file
    operations.undo_context(by=keeper, at=NOW, file=file, reason="Wrong round")
    again = imported(keeper, csv(GOOD))
    assert again != file
    assert len(stands()) == 1


def test_a_file_whose_rows_are_all_wrong_is_not_imported(keeper):
    file = sent(keeper, csv(BAD))
    with pytest.raises(Refused, match="No row of this file is in order"):
        operations.import_context(by=keeper, at=NOW, file=file)


def test_an_import_is_done_once(keeper):
    file = imported(keeper, csv(GOOD))
    for act in (operations.import_context, operations.drop_context):
        with pytest.raises(Refused, match="imported or dropped already"):
            act(by=keeper, at=NOW, file=file)
    assert len(stands()) == 1


def test_undoing_takes_back_the_whole_file_says_why_and_is_remembered(keeper):
    imported(keeper, csv("ZZ103,,,,2025-01-31,,5"))
    file, number = imported(keeper, csv(GOOD, "ZZ102,,,,2025-01-31,,20")), uuid.uuid4()
    undone = operations.undo_context(by=keeper, event=number, at=NOW, file=file, reason=" Wrong round ")
    assert (undone.state, undone.undone_by, undone.undone_for) == ("undone", keeper, "Wrong round")
    assert stands() == [("ZZ103", "2010", "2025-01-31", 5, "")]
    (row,) = AuditEvent.objects.filter(event=number)
    assert (row.operation, row.outcome, row.reason) == ("prevention.undo_context", "done", " Wrong round ")


@pytest.mark.parametrize("state", ["read", "dropped", "undone"])
def test_only_what_was_imported_is_undone(keeper, state):
    file = sent(keeper, csv(GOOD))
    ContextFile.objects.update(state=state)
    with pytest.raises(Refused, match="Only a file that was imported can be undone"):
        operations.undo_context(by=keeper, at=NOW, file=file, reason="Wrong round")


def test_nothing_is_undone_without_a_reason(keeper):
    file = imported(keeper, csv(GOOD))
    with pytest.raises(Refused, match="Write a few words here"):
        operations.undo_context(by=keeper, at=NOW, file=file, reason=" ")
    assert len(stands()) == 1


def test_of_a_dropped_file_nothing_is_left(keeper):
    file = operations.drop_context(by=keeper, at=NOW, file=sent(keeper, csv(GOOD)))
    assert (file.state, file.held) == ("dropped", None)
    assert sent(keeper, csv(GOOD)) != file


def test_only_the_known_columns_of_a_file_are_kept(keeper):
    content = csv(
        "ZZ101,10,2025-01-31,Kanaridomo Zebedayo", head="C,N,D,Who\n", tags="#adm2+code,#affected+idps,#date,#contact\n"
    )
    file = sent(keeper, content)
    assert file.held["titles"] == ["C", "D", "N"]
    assert "Kanaridomo" not in str(file.held)


def test_the_rows_that_are_wrong_come_back_as_a_file_that_can_be_sent_again(keeper):
    file = sent(keeper, csv(GOOD, BAD, "ZZ102,,,,2025-01-31,,-5"))
    found = operations.plan(by=keeper, file=file, on=TODAY)
    sheet = operations.wrong_rows(file, found)
    header, tags = table(sheet).header, table(sheet).lines[0][1]
    assert header[-3:] == ("Line", "Column", "What is wrong")
    assert "#adm2 +code" in tags
    corrected = sheet.replace(b"'-5", b"5").replace(b"XX1", b"ZZ103").replace(b"soon", b"2025-01-31")
    corrected = corrected.replace(b"'-1", b"1")
    again = operations.plan(by=keeper, file=sent(keeper, corrected), on=TODAY)
    assert [(one.place, one.value) for one in again.readings] == [("ZZ103", 1), ("ZZ102", 5)]
    assert again.wrong == []


@pytest.mark.parametrize("layer", ["displaced", "returnees", "disasters", "population", "border"])
def test_the_example_of_each_layer_is_in_order_and_says_that_it_is_invented(keeper, layer):
    file = sent(keeper, operations.example(layer=layer, on=TODAY), layer=layer)
    found = operations.plan(by=keeper, file=file, on=TODAY)
    assert (len(found.readings), found.wrong, file.is_invented) == (4, [], True)


@pytest.mark.parametrize(
    ("told", "field"),
    [({"layer": "moonlight"}, "layer"), ({"source": " "}, "source"), ({"division": "1999"}, "division")],
)
def test_what_is_said_of_a_file_must_be_known(keeper, told, field):
    with pytest.raises(Refused) as refusal:
        sent(keeper, csv(GOOD), **told)
    assert refusal.value.field == field


@pytest.mark.parametrize("role", ["focal_point", "caseworker", "supervisor", "justice", "administrator"])
def test_whoever_does_not_keep_the_context_imports_nothing(keeper, role):
    file, other = sent(keeper, csv(GOOD)), make_member(role)
    with pytest.raises(NotAllowed):
        sent(other, csv("ZZ102,,,,2025-01-31,,20"))
    with pytest.raises(NotAllowed):
        operations.import_context(by=other, at=NOW, file=file)
    with pytest.raises(NotAllowed):
        queries.files(by=other)
    with pytest.raises(NotAllowed):
        queries.file_of(by=other, number=file.pk)


@pytest.mark.parametrize("role", ["coordinator", "data_team", "secretariat"])
def test_whoever_keeps_it_sees_the_files_of_all(keeper, role):
    file = sent(keeper, csv(GOOD))
    other = make_member(role)
    assert queries.files(by=other) == [file]
    assert queries.file_of(by=other, number=file.pk) == file
    with pytest.raises(NotFound):
        queries.file_of(by=other, number=uuid.uuid4())


def test_an_opendocument_table_brings_what_the_same_csv_brings(keeper):
    rows = [line.split(",") for line in csv(GOOD, "ZZ102,,,,2025-01-31,,20").decode().strip().splitlines()]
    by_csv = operations.plan(by=keeper, file=sent(keeper, csv(GOOD, "ZZ102,,,,2025-01-31,,20")), on=TODAY)
    by_ods = operations.plan(by=keeper, file=sent(keeper, sheet(*rows)), on=TODAY)
    assert by_ods.readings == by_csv.readings
    assert len(by_ods.readings) == 2
    with pytest.raises(Refused, match="There are formulas in these cells: Activities A1"):
        sent(keeper, ods(table_of(row(cell(1, 'table:formula="of:=1"')))))
