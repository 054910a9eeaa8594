"""The people to link, as a table: what may stand in it, and what is refused before anything is compared."""

import csv
import io
from collections import Counter
from collections.abc import Mapping

import pyarrow as pa

from tabara.methods.linkage.cells import meant
from tabara.methods.linkage.errors import LinkageError

ID = "unique_id"
COLUMNS = (
    "agency",
    "first_name",
    "surname",
    "sex",
    "dob",
    "age",
    "reg_year",
    "est_birth_year",
    "province",
    "commune",
    "mother",
    "phone",
)
TRUTH = "cluster"
"""Who is who in invented data, to measure against; it is never read here."""

TELLING = ("first_name", "surname", "mother", "phone")
FEWEST = 2
_SEPARATORS = (",", ";", "\t")

Row = Mapping[str, str]


def read_people(text: str) -> pa.Table:
    """Read a CSV with a column `unique_id` and any of `COLUMNS`; commas, semicolons or tabs part the columns.

    >>> read_people("unique_id;first_name\\n1;Odette\\n2;Odete\\n").num_rows
    2
    """
    if not text.strip(' \t\r\n"' + "".join(_SEPARATORS)):
        raise LinkageError("The file is empty. It needs a first line with the names of the columns, and people below.")
    text = _plain(text)
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        names, *rows = [row for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise LinkageError(f"Line {lines.line_num} of the file cannot be read as CSV: {error}. Correct it.") from None
    names = [name.strip().lower() for name in names]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(names):
            raise LinkageError(
                f"Row {number} below the head has {len(row)} columns where the head has {len(names)}. Correct that row."
            )
    _check_names(names)
    return pa.table({name: [row[at] for row in rows] for at, name in enumerate(names)})


def _plain(text: str) -> str:
    """Drop what spreadsheets put before the head, and end all lines in one way."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip()
    first, _, rest = text.partition("\n")
    return rest.lstrip() if first.strip().strip('"').lower().startswith("sep=") else text


def rows_of(people: pa.Table) -> list[Row]:
    """Give the people as plain text, in the order of their numbers, whatever types the table has; or refuse it."""
    _check_names(people.column_names)
    wanted = (ID, *(name for name in COLUMNS if name in people.column_names))
    columns = {name: [_text(cell) for cell in people[name].to_pylist()] for name in wanted}
    columns[ID] = ["" if cell is None else str(cell) for cell in people[ID].to_pylist()]  # it goes back as it came
    _check_people(columns)
    nothing = [""] * people.num_rows
    cells = zip(*(columns.get(name, nothing) for name in (ID, *COLUMNS)), strict=True)
    return sorted((dict(zip((ID, *COLUMNS), row, strict=True)) for row in cells), key=lambda row: row[ID])


def _text(cell: object) -> str:
    return "" if cell is None else meant(str(cell))


def _check_names(names: list[str]) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise LinkageError(f"The column “{twice[0]}” stands twice. Leave one of them out.")
    if ID not in names:
        raise LinkageError(f"There is no column “{ID}”. Give every record a number of its own under that name.")
    unknown = [name for name in names if name not in (ID, TRUTH, *COLUMNS)]
    if unknown:
        raise LinkageError(
            f"The column “{unknown[0]}” is not known. Leave it out, or rename it to one of: {', '.join(COLUMNS)}."
        )


def _check_people(columns: Mapping[str, list[str]]) -> None:
    numbers = columns[ID]
    if len(numbers) < FEWEST:
        raise LinkageError(f"There are {len(numbers)} records; it takes two to compare. Add records to the table.")
    empty = [at for at, number in enumerate(numbers, start=1) if not number.strip()]
    if empty:
        raise LinkageError(f"The record at place {empty[0]} has no {ID}. Give every record its own.")
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    if twice:
        raise LinkageError(f"The {ID} “{twice[0]}” stands on more than one record. Give every record its own.")
    if not any(any(columns.get(name, ())) for name in TELLING):
        raise LinkageError(f"No record has a name or a phone. Fill in one of the columns {', '.join(TELLING)}.")
