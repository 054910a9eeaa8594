"""No cell of a file of ours becomes a formula, in whatever way a spreadsheet cuts it; and nothing of it is lost."""

import csv
import datetime as dt
import re
import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabara.methods.sheets import LONGEST, CellTooLong, csv_file, plain_text, safe_text, workbook

FORMULAS = Path(__file__).with_name("formulas.txt").read_text(encoding="utf-8").splitlines()
FORMULAS += [
    f"{before}=1+1" for before in ("\t", "\r", "\n", "\r\n", "\0", "\x1b", "\u00a0", "\u200b", "\ufeff", "\u3000")
]
FORMULAS += ["\ttext", "\rtext", "\ntext", "line\n=1+1", "line\r+1", "cell\t@SUM(1)", "cell\x0b-1", "cell\x0c=1"]
HARMLESS = [
    "",
    "Odette",
    "Niragira-Ndayizeye",
    "a=b",
    "5 - 2",
    "x@example.org",
    "l’été",
    "2026-03-02",
    "N'Djamena",
    "3",
]
SIGN = re.compile(r"[\s'\"`´‘’‚“”„«»‹›\u00a0\u200b\ufeff\x00-\x1f]*[=+\-@＝＋－＠﹦−|%]")
AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len(set(FORMULAS)) >= 60


def taken_for_a_formula(cell: str) -> bool:
    return not cell.startswith("'") and bool(SIGN.match(cell))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_is_a_formula_by_whatever_separator_the_file_is_cut(separator) -> None:
    """A French spreadsheet expects semicolons."""
    text = csv_file([["before", formula, "after"] for formula in FORMULAS]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text, newline=""), delimiter=separator) for cell in row]
    assert len(cells) >= len(FORMULAS)
    assert [cell for cell in cells if taken_for_a_formula(cell)] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(text) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_marked_as_text_and_comes_back_as_it_was(text) -> None:
    assert safe_text(text) != text
    assert plain_text(safe_text(text)) == text


@given(st.text(alphabet=st.sampled_from("=+-@'\",;|\t\r\n ab＝\u00a0%"), max_size=12))
def test_whatever_is_written_comes_back_byte_for_byte(text) -> None:
    assert plain_text(safe_text(text)) == text
    row = next(csv.reader(StringIO(csv_file([[text, "x"]]).decode("utf-8-sig"), newline="")))
    assert plain_text(row[0]) == text


@given(st.text(max_size=60))
def test_making_a_text_safe_leaves_nothing_that_is_dangerous(text) -> None:
    cells = re.split(r"[,;|\t\r\n]", safe_text(text))
    assert [cell for cell in cells if re.match(r"[ '\"]*[=+\-@]", cell) and not cell.startswith("'")] == []


def test_numbers_stay_numbers() -> None:
    assert csv_file([["n", -5, 2.5, None]]) == b'\xef\xbb\xbf"n","-5","2.5",""\r\n'
    sheet = openpyxl.load_workbook(BytesIO(workbook("Sheet", [["n", -5, None]], at=AT))).active
    assert [(cell.value, cell.data_type) for cell in sheet[1]][:2] == [("n", "s"), (-5, "n")]


def test_every_text_of_a_workbook_is_typed_as_text() -> None:
    written = [text for text in FORMULAS if not re.search(r"[\x00-\x1f]", text)]
    sheet = openpyxl.load_workbook(BytesIO(workbook("Sheet", [[text] for text in written], at=AT))).active
    assert [(cell.value, cell.data_type) for (cell,) in sheet.rows] == [(text, "s") for text in written]


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(CellTooLong, match="32768 letters"):
        workbook("Sheet", [["x" * (LONGEST + 1)]], at=AT)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_libreoffice_finds_no_formula(tmp_path) -> None:
    (tmp_path / "sheet.csv").write_bytes(csv_file([[text] for text in FORMULAS]))
    subprocess.run(  # noqa: S603 - our own file, in a folder of its own
        [shutil.which("soffice"), "--headless", "--convert-to", "xlsx", "--outdir", tmp_path, tmp_path / "sheet.csv"],
        check=True,
        timeout=120,
    )
    sheet = openpyxl.load_workbook(tmp_path / "sheet.xlsx").active
    assert [cell.value for (cell,) in sheet.rows if cell.data_type == "f"] == []
