"""Workbooks that people send (.xlsx, .ods): plain cells, or a reason why they are not read."""

from tabara.files.workbooks.reading import Cell, Sheet, Workbook, workbook
from tabara.files.workbooks.refusing import (
    LARGEST_WORKBOOK,
    MOST_COLUMNS,
    MOST_ROWS,
    Flaw,
    NoWorkbook,
    Spot,
)
from tabara.files.workbooks.sheets import letters_of

__all__ = [
    "LARGEST_WORKBOOK",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Cell",
    "Flaw",
    "NoWorkbook",
    "Sheet",
    "Spot",
    "Workbook",
    "letters_of",
    "workbook",
]
