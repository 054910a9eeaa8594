"""Each reason why a workbook is not read is one sentence that names the place and the remedy."""

import pytest

from tabara.access.errors import Refused
from tabara.files.workbooks import MOST_ROWS, Flaw, NoWorkbook, Spot
from tabara.protection.cases.operations.workbooks import opened, sentence
from tests.files.hostile_workbooks import altered, book


@pytest.mark.parametrize("flaw", list(Flaw))
def test_each_reason_is_a_sentence_without_gaps(flaw):
    said = sentence(NoWorkbook(flaw, (Spot("100 % of it", "C4"),)))
    assert said.endswith(".")
    assert "%(" not in said
    assert "%%" not in said


def test_formulas_are_named_by_sheet_and_cell():
    def also(made, sheet):
        sheet.write_formula("C4", "=1")
        sheet.write_formula("D5", "=1")
        made.add_worksheet("50 % more").write_formula("A1", "=1")

    with pytest.raises(Refused) as refused:
        opened(book([["a"]], also=also))
    assert str(refused.value) == "There are formulas in these cells: Activities C4, D5. Replace them by their values."
    with pytest.raises(Refused, match=r"50 % more A1"):
        opened(book([["a"]], also=lambda made, _s: made.add_worksheet("50 % more").write_formula("A1", "=1")))


def test_the_limit_of_rows_stands_in_the_sentence():
    with pytest.raises(Refused, match="The sheet “Activities” has more than 100\u00a0000 rows"):
        opened(book([[1]] * (MOST_ROWS + 1)))


def test_a_macro_is_told_with_what_to_do():
    with pytest.raises(Refused) as refused:
        opened(altered(book([["a"]]), {"xl/vbaProject.bin": b"x"}))
    assert refused.value.field == "file"
    assert "without macros" in str(refused.value)
