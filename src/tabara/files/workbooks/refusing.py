"""Why a workbook is not read; who asks for it says so in the reader's words."""

from dataclasses import dataclass
from enum import StrEnum

LARGEST_WORKBOOK = 8 * 1024 * 1024  # bytes, as received
LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes
MOST_TIMES = 100  # how many times its size a part may unpack to, once it is larger than PACKED_FREELY
PACKED_FREELY = 1024 * 1024  # bytes
MOST_PARTS = 300
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000  # of the smallest box around what a sheet says: so much memory reading it may take
MOST_LETTERS = 32_000_000  # of all the cells of a sheet: a text that is kept once may be shown in every cell
MOST_NAMED = 20  # cells that a refusal names


class Flaw(StrEnum):
    """What is wrong with a workbook."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    BOMB = "unpacks to far more than it says"
    TOO_MANY_PARTS = "of too many parts"
    NO_WORKBOOK = "no workbook"
    OLD = "an old workbook (.xls)"
    LOCKED = "locked with a password"
    MACRO = "holds a program"
    LINKED = "fetches from elsewhere"
    EMBEDDED = "holds another file"
    ENTITIES = "declares entities"
    BROKEN = "broken"
    FORMULA = "holds formulas"
    FAULT = "holds cells in error"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    TOO_MUCH = "too much in one sheet"


@dataclass(frozen=True)
class Spot:
    """A cell as a spreadsheet names it."""

    sheet: str
    cell: str


class NoWorkbook(Exception):
    """A workbook that is not read, and where that was seen: the cells, the sheet or nothing."""

    def __init__(self, why: Flaw, spots: tuple[Spot, ...] = ()) -> None:
        super().__init__(why)
        self.why, self.spots = why, spots
