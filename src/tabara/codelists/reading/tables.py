"""Reads the two kinds of file a pack consists of, CSV and TOML, and notes what is wrong with them by line."""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tabara.codelists.problems import Findings


@dataclass(frozen=True)
class Row:
    """One row of a CSV file, its cells trimmed, with the line it stands on."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_text(file: Path, findings: Findings) -> str | None:
    """Read a text file; None where it is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        findings.add("T008", file)
        return None


def read_rows(file: Path, columns: Sequence[str], findings: Findings) -> tuple[Row, ...]:
    """Read a CSV file that must have these columns; rows that cannot be read are noted and left out."""
    text = read_text(file, findings)
    if text is None:
        return ()
    reader = csv.reader(text.splitlines(), strict=False)
    header = [name.strip() for name in next(reader, [])]
    if not _header_stands(file, header, columns, findings):
        return ()
    rows = []
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(header):
            findings.add("T010", file, reader.line_num, found=len(cells), expected=len(header))
            continue
        trimmed = (cell.strip() for cell in cells)
        rows.append(Row(file, reader.line_num, dict(zip(header, trimmed, strict=True))))
    return tuple(rows)


def _header_stands(file: Path, header: list[str], columns: Sequence[str], findings: Findings) -> bool:
    missing = [column for column in columns if column not in header]
    for column in missing:
        findings.add("T009", file, 1, column=column)
    twice = sorted({column for column in header if header.count(column) > 1})
    for column in twice:
        findings.add("T011", file, 1, column=column)
    return not missing and not twice


def read_toml(file: Path, findings: Findings) -> dict[str, Any] | None:
    """Read a TOML file; None where it cannot be read."""
    text = read_text(file, findings)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        findings.add("T002", file, int(line[1]) if line else text.count("\n") + 1, reason=error)
        return None


def tomls_of(folder: Path, findings: Findings) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Read every TOML file of a folder, by their names; those that cannot be read are noted and left out."""
    for file in sorted(folder.glob("*.toml")):
        table = read_toml(file, findings)
        if table is not None:
            yield file, table


def line_of(file: Path, *wanted: str) -> int:
    """Find the first line of a TOML file that holds all these words, for a message; 0 when there is none."""
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if all(word in line for word in wanted):
            return number
    return 0


def read_date(row: Row, column: str, findings: Findings) -> date | None:
    """Read a cell as a date; an empty cell means no limit."""
    value = row[column]
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        findings.add("T012", row.file, row.line, value=value)
        return None


def read_period(row: Row, key: str, findings: Findings) -> tuple[date | None, date | None]:
    """Read the columns `since` and `until` as a half-open period."""
    since, until = read_date(row, "since", findings), read_date(row, "until", findings)
    if since and until and since >= until:
        findings.add("T013", row.file, row.line, key=key, since=since, until=until)
    return since, until


def check_texts(
    file: Path, key: str, texts: object, languages: Sequence[str], needed: Sequence[str], findings: Findings
) -> dict[str, str]:
    """Check a table of texts by language: none missing of those needed, none in a language not offered."""
    found = {str(language): str(text) for language, text in texts.items()} if isinstance(texts, dict) else {}
    line = line_of(file, key)
    for language in needed:
        if not found.get(language, "").strip():
            findings.add("T014", file, line, key=key, language=language)
    for language in found:
        if language not in languages:
            findings.add("T005", file, line, language=language, languages=", ".join(languages))
    return found
