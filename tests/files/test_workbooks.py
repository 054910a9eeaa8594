"""What is read of a workbook, and every way in which one is refused: each file here is a real one."""

import datetime as dt
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from tabara.files.workbooks import MOST_ROWS, Flaw, NoWorkbook, Spot, workbook
from tests.files.hostile_workbooks import SHEET, altered, book, cells, locked, lying, with_declared, with_sheet

PLAIN = book([["Code", "Title", "Target", "Due"], ["1.1", "  Train <b>60</b> magistrates ", 60, dt.date(2026, 12, 31)]])
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def why(content: bytes) -> Flaw:
    with pytest.raises(NoWorkbook) as refused:
        workbook(content)
    return refused.value.why


def test_cells_are_what_a_reader_sees_with_the_numbers_of_their_rows():
    found = workbook(PLAIN).sheet("activities")
    assert found.rows == (
        (1, ("Code", "Title", "Target", "Due")),
        (2, ("1.1", "Train <b>60</b> magistrates", 60.0, dt.date(2026, 12, 31))),
    )


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers():
    found = workbook(book([[], ["a"], [], [None, "b"]])).sheets[0]
    assert found.rows == ((2, ("a", "")), (4, ("", "b")))


def test_a_text_that_looks_like_a_formula_is_a_text():
    assert workbook(book([["=1+1"]])).sheets[0].rows == ((1, ("=1+1",)),)


def test_a_formula_is_refused_with_its_sheet_and_cell():
    content = book(
        [["a", "b"]], also=lambda _made, sheet: (sheet.write_formula("C4", "=SUM(1,2)"), sheet.write("D5", "=A1"))
    )
    with pytest.raises(NoWorkbook) as refused:
        workbook(content)
    assert (refused.value.why, refused.value.spots) == (
        Flaw.FORMULA,
        (Spot("Activities", "C4"), Spot("Activities", "D5")),
    )


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="3"><c r="B3"><f>1+1</f><v>2</v></c></row>',
        '<row r="3"><c r="B3"><x:f xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">1+1</x:f></c></row>',
        '<row r="3"><c r="&#66;3"><f\n>1+1</f></c></row>',
        "<row/><row/><row><c/><c><f>1+1</f></c></row>",
    ],
)
def test_a_formula_is_seen_however_it_is_written(sheet):
    with pytest.raises(NoWorkbook) as refused:
        workbook(with_sheet(sheet))
    assert (refused.value.why, refused.value.spots) == (Flaw.FORMULA, (Spot("Activities", "B3"),))


def test_a_formula_in_a_hidden_sheet_is_refused():
    def also(made, _sheet):
        more = made.add_worksheet("Hidden one")
        more.write_formula("A1", "=1")
        more.hide()

    with pytest.raises(NoWorkbook) as refused:
        workbook(book([["a"]], also=also))
    assert refused.value.spots == (Spot("Hidden one", "A1"),)


def test_a_cell_in_error_is_refused_with_its_place():
    with pytest.raises(NoWorkbook) as refused:
        workbook(with_sheet('<row r="7"><c r="AB7" t="e"><v>#REF!</v></c></row>'))
    assert (refused.value.why, refused.value.spots) == (Flaw.FAULT, (Spot("Activities", "AB7"),))


def test_a_list_that_a_cell_offers_is_no_formula():
    def also(_made, sheet):
        sheet.data_validation("A2:A9", {"validate": "list", "source": ["one", "two"]})

    assert workbook(book([["a text"]], also=also)).sheets[0].rows == ((1, ("a text",)),)


def test_a_macro_is_refused_by_its_part_and_by_what_the_workbook_says_of_itself():
    assert why(altered(PLAIN, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})) is Flaw.MACRO
    told = altered(
        PLAIN,
        {"[Content_Types].xml": lambda old: old.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")},
    )
    assert why(told) is Flaw.MACRO
    assert why(altered(PLAIN, {SHEET: cells().replace(b"worksheet", b"macrosheet")})) is Flaw.MACRO


def test_what_fetches_from_elsewhere_is_refused():
    assert why(altered(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})) is Flaw.LINKED
    assert why(altered(PLAIN, {"xl/connections.xml": b"<connections/>"})) is Flaw.LINKED
    link = f'<Relationship Id="r1" Type="{LINK}attachedTemplate" Target="http://x" TargetMode="External"/>'
    fetched = f"<Relationships>{link}</Relationships>"
    assert why(altered(PLAIN, {"xl/worksheets/_rels/sheet1.xml.rels": fetched.encode()})) is Flaw.LINKED


def test_an_address_to_click_on_is_an_address():
    content = book([], also=lambda _made, sheet: sheet.write_url("A1", "https://example.org/report"))
    assert workbook(content).sheets[0].rows == ((1, ("https://example.org/report",)),)


def test_a_file_inside_is_refused():
    assert why(altered(PLAIN, {"xl/embeddings/oleObject1.bin": b"MZ"})) is Flaw.EMBEDDED


def test_a_locked_workbook_is_refused():
    assert why(b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) is Flaw.LOCKED
    assert why(locked(PLAIN)) is Flaw.LOCKED


def test_what_is_no_workbook_of_today_is_refused():
    assert why(b"") is Flaw.EMPTY
    assert why(b"\xd0\xcf\x11\xe0" + b"\0" * 600) is Flaw.OLD
    assert why(b"Code;Title\n1;2\n") is Flaw.NO_WORKBOOK
    assert why(PLAIN[:900]) is Flaw.BROKEN
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("page.html", "<script>")
    assert why(out.getvalue()) is Flaw.NO_WORKBOOK


@pytest.mark.parametrize("kind", ["swelling", "file", "type"])
def test_a_part_that_declares_anything_is_refused(kind):
    assert why(with_declared(kind)) is Flaw.ENTITIES


def test_markup_that_hides_in_another_encoding_is_refused():
    wide = '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData/></worksheet>'.encode("utf-16")
    assert why(altered(PLAIN, {SHEET: wide})) is Flaw.BROKEN


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = altered(PLAIN, {"xl/media/nothing.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert why(bomb) is Flaw.BOMB
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_many_parts_that_are_large_together_are_refused():
    noise = bytes(range(1, 256)) * 40
    parts = {f"xl/media/{number}.png": noise * 600 for number in range(40)}
    assert why(altered(PLAIN, parts)) is Flaw.BOMB
    assert why(altered(PLAIN, {f"xl/media/{number}.png": b"" for number in range(400)})) is Flaw.TOO_MANY_PARTS


def test_a_package_whose_directory_lies_is_refused():
    swollen = altered(PLAIN, {SHEET: cells('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 900_000)})
    assert why(lying(swollen, SHEET, 500)) is Flaw.BROKEN


def test_two_parts_of_one_name_are_refused():
    out = BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as more:
        more.writestr(SHEET.replace("sheet1", "Sheet1"), cells())
    assert why(out.getvalue()) is Flaw.BROKEN


def test_a_row_beyond_the_last_that_is_read_is_refused_with_its_sheet():
    rows = [[number] for number in range(MOST_ROWS + 1)]
    with pytest.raises(NoWorkbook) as refused:
        workbook(book(rows))
    assert (refused.value.why, refused.value.spots) == (Flaw.TOO_MANY_ROWS, (Spot("Activities", ""),))
    assert len(workbook(book(rows[:-1])).sheets[0].rows) == MOST_ROWS


def test_two_cells_far_apart_take_no_memory():
    assert why(with_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')) is Flaw.TOO_MANY_COLUMNS
    assert why(with_sheet('<row r="90000"><c r="GR90000"><v>1</v></c></row>')) is Flaw.TOO_MUCH


def test_one_long_text_in_every_cell_takes_no_memory():
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(100))
    shared = b"<sst><si><t>" + b"abcdefgh" * 100_000 + b"</t></si></sst>"
    content = altered(
        with_sheet(f"<row>{row}</row>"), {"xl/sharedStrings.xml": shared, "pad.png": bytes(range(256)) * 40}
    )
    assert why(content) is Flaw.TOO_MUCH


def test_a_number_of_a_text_that_is_not_there_is_refused():
    assert why(with_sheet('<row><c t="s"><v>99999</v></c></row>')) is Flaw.BROKEN
    assert why(with_sheet('<row><c r="ZZZZ1"><v>1</v></c></row>')) is Flaw.BROKEN
