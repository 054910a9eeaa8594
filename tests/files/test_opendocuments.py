"""What is read of an OpenDocument table, and every way in which one is refused: each file here is a real one."""

import datetime as dt

import pytest

from tabara.files.workbooks import MOST_COLUMNS, MOST_ROWS, Flaw, NoWorkbook, Spot, workbook
from tests.files.hostile_workbooks import altered, book, locked
from tests.files.opendocuments import SPACES, cell, ods, row, sheet, table

PLAIN = sheet(["Code", "Title", "Target", "Due"], ["1.1", "  Train <b>60</b> ", 60, dt.date(2026, 12, 31)])
BASIC = b'<script:module xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"/>'


def refused(content: bytes) -> NoWorkbook:
    with pytest.raises(NoWorkbook) as problem:
        workbook(content)
    return problem.value


def why(content: bytes) -> Flaw:
    return refused(content).why


def test_it_is_read_as_the_other_kind_is():
    other = book([["Code", "Title", "Target", "Due"], ["1.1", "  Train <b>60</b> ", 60, dt.date(2026, 12, 31)]])
    assert workbook(PLAIN) == workbook(other)


def test_what_is_repeated_is_unfolded_and_rows_keep_their_numbers():
    twice = row(
        cell("a"), cell("", 'table:number-columns-repeated="2"'), cell("z"), more='table:number-rows-repeated="2"'
    )
    found = workbook(ods(table(row(cell("")), twice, row(cell("end")))))
    assert found.sheets[0].rows == ((2, ("a", "", "", "z")), (3, ("a", "", "", "z")), (4, ("end", "", "", "")))


def test_every_sheet_is_read():
    found = workbook(ods(table(row(cell("a")), name="One"), table(name="Empty"), table(row(cell("b")), name="Two")))
    assert [(one.name, len(one.rows)) for one in found.sheets] == [("One", 1), ("Empty", 0), ("Two", 1)]


def test_a_text_that_looks_like_a_formula_is_a_text():
    assert workbook(sheet(["=1+1"])).sheets[0].rows == ((1, ("=1+1",)),)


def test_a_formula_and_an_error_are_refused_with_their_cells():
    formula = cell(2, 'table:formula="of:=1+1"')
    two = row(cell("", 'table:number-columns-repeated="2"'), formula)
    problem = refused(ods(table(row(cell("a")), row(cell("b")), two, name="Money")))
    assert (problem.why, problem.spots) == (Flaw.FORMULA, (Spot("Money", "C3"),))
    problem = refused(ods(table(row(cell("#REF!").replace('value-type="string"', 'value-type="error"')))))
    assert (problem.why, problem.spots) == (Flaw.FAULT, (Spot("Activities", "A1"),))
    hidden = '<table:covered-table-cell table:formula="of:=1+1"/>'
    assert why(ods(table(row(cell("a"), hidden)))) is Flaw.FORMULA
    told_twice = cell("x", 'calcext:value-type="error"')
    assert why(ods(table(row(told_twice)))) is Flaw.FAULT


@pytest.mark.parametrize(
    "content",
    [
        altered(PLAIN, {"Basic/Standard/Module1.xml": BASIC}),
        altered(PLAIN, {"Scripts/python/run.py": b"import os"}),
        ods(table(), beside='<office:x><script:event-listener script:language="ooo:script"/></office:x>'),
        ods(table(), beside='<office:scripts><office:script script:language="ooo:Basic"/></office:scripts>'),
    ],
)
def test_a_macro_is_refused(content):
    assert why(content) is Flaw.MACRO


@pytest.mark.parametrize(
    "inside",
    [
        '<table:table-source xlink:href="file:///etc/passwd"/>',
        '<table:table-source table:table-name="x"/>',
        '<office:dde-source office:dde-application="soffice"/>',
        '<table:shapes><draw:image xlink:href="https://example.org/x.png"/></table:shapes>',
        '<table:shapes><draw:image xlink:href="../outside.png"/></table:shapes>',
    ],
)
def test_what_fetches_from_elsewhere_is_refused(inside):
    assert why(ods(table(inside))) is Flaw.LINKED


def test_an_address_to_click_on_and_a_picture_are_none():
    link = '<text:p><text:a xlink:href="https://example.org/">report</text:a></text:p>'
    click = f'<table:table-cell office:value-type="string">{link}</table:table-cell>'
    picture = '<table:shapes><draw:image xlink:href="Pictures/1.png"/></table:shapes>'
    assert workbook(ods(table(picture, row(click)))).sheets[0].rows == ((1, ("report",)),)


def test_a_file_inside_is_refused():
    assert why(altered(PLAIN, {"Object 1/content.xml": b"<x/>"})) is Flaw.EMBEDDED
    assert why(ods(table('<table:shapes><draw:object xlink:href="./Object 1"/></table:shapes>'))) is Flaw.EMBEDDED


def test_a_locked_table_is_refused():
    assert why(locked(PLAIN)) is Flaw.LOCKED
    told = (
        f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    )
    told += "</manifest:file-entry></manifest:manifest>"
    assert why(ods(table(), parts={"META-INF/manifest.xml": told.encode()})) is Flaw.LOCKED
    assert why(altered(PLAIN, {"encrypted-package": b"\0" * 40})) is Flaw.LOCKED


def test_what_is_no_table_or_two_kinds_at_once_is_refused():
    assert why(ods(table(), kind=b"application/vnd.oasis.opendocument.text")) is Flaw.NO_WORKBOOK
    assert why(altered(PLAIN, {"[Content_Types].xml": b"<Types/>"})) is Flaw.BROKEN
    assert why(ods(parts={"content.xml": b"<office:document-content"})) is Flaw.BROKEN
    assert why(altered(book([["a"]]), {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})) is Flaw.BROKEN


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"])
def test_a_part_that_declares_anything_is_refused(part):
    swelling = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert why(altered(PLAIN, {part: swelling})) is Flaw.ENTITIES


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert why(altered(PLAIN, {"content.xml": b" " * 60_000_000})) is Flaw.BOMB


@pytest.mark.parametrize(
    ("rows", "flaw"),
    [
        (row(cell("a"), more=f'table:number-rows-repeated="{MOST_ROWS + 1}"'), Flaw.TOO_MANY_ROWS),
        (row(cell(""), more=f'table:number-rows-repeated="{MOST_ROWS}"') + row(cell("a")), Flaw.TOO_MANY_ROWS),
        (row(cell("a", f'table:number-columns-repeated="{MOST_COLUMNS + 1}"')), Flaw.TOO_MANY_COLUMNS),
        (row(cell("", f'table:number-columns-repeated="{MOST_COLUMNS}"'), cell(1)), Flaw.TOO_MANY_COLUMNS),
        (row(cell(1, 'table:number-columns-repeated="100"'), more='table:number-rows-repeated="90000"'), Flaw.TOO_MUCH),
        (row(cell("x" * 1000), more='table:number-rows-repeated="90000"'), Flaw.TOO_MUCH),
        (row(cell("a"), more='table:number-rows-repeated="99999999999999999999"'), Flaw.BROKEN),
        (row(cell("a", 'table:number-columns-repeated="-1"')), Flaw.BROKEN),
        (row(cell("a"), more='table:number-rows-repeated="999999" text:number-rows-repeated="1"'), Flaw.TOO_MANY_ROWS),
    ],
)
def test_few_letters_that_stand_for_very_many_cells_take_no_memory(rows, flaw):
    assert why(ods(table(rows))) is flaw


def test_as_many_rows_as_are_read_are_read():
    whole = row(cell("a"), more=f'table:number-rows-repeated="{MOST_ROWS}"')
    assert len(workbook(ods(table(whole))).sheets[0].rows) == MOST_ROWS


def test_a_table_or_a_cell_inside_a_cell_is_refused():
    inner = f"<table:table-cell>{table(row(cell('a')))}</table:table-cell>"
    assert why(ods(table(row(inner)))) is Flaw.BROKEN
    assert why(ods(table(row(f"<table:table-cell>{cell('a')}</table:table-cell>")))) is Flaw.BROKEN
    assert why(ods(row(cell("a")))) is Flaw.BROKEN
