"""Reads the indicators and reports of a pack as they stand, and checks what can be checked without knowing views."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml, tomls_of

Table = dict[str, Any]
Tables = tuple[Table, ...]
RULES = ("distinct person", "person x service type", "additive")  # the three ways of counting
NOTES = ("note", "published_note")  # for every period, and for that of the published original


def read_indicators(folder: Path, written: Sequence[str], languages: Sequence[str], findings: Findings) -> Tables:
    """Read the [[indicator]] tables of every file in the folder; a title is needed in the `written` languages."""
    first: dict[str, str] = {}
    tables = []
    for file, found in tomls_of(folder, findings):
        for table in found.get("indicator", []):
            key = table.get("key")
            if not key:
                findings.add("T301", file, line_of(file, "[[indicator]]"))
                continue
            if key in first:
                findings.add("T302", file, line_of(file, "key", f'"{key}"'), key=key, first=first[key])
            first.setdefault(key, file.name)
            if table.get("count") not in RULES:
                findings.add("T303", file, line_of(file, "key", f'"{key}"'), key=key, rules=", ".join(RULES))
            check_texts(file, key, table.get("title"), languages, written, findings)
            tables.append(table)
    return tuple(tables)


def read_reports(
    folder: Path, indicators: Sequence[Table], written: Sequence[str], findings: Findings
) -> dict[str, Table]:
    """Read every report, by the name of its file; what it names must be declared, its notes be `written`."""
    declared = {table["key"] for table in indicators}
    reports = {}
    for file in sorted(folder.glob("*.toml")):
        reports[file.stem] = read_toml(file, findings) or {}
        for named in _named_indicators(reports[file.stem]):
            if named not in declared:
                findings.add("T304", file, line_of(file, f'"{named}"'), key=named)
        _check_notes(file, reports[file.stem], written, findings)
    return reports


def _check_notes(file: Path, report: Table, written: Sequence[str], findings: Findings) -> None:
    lines = report.get("line", [])
    noted = product(lines if isinstance(lines, list) else [], NOTES)
    for line, note in ((line, note) for line, note in noted if note in line):
        texts = line[note] if isinstance(line[note], Mapping) else {}
        at = line_of(file, f'ref = "{line.get("ref")}"')
        for language in written:
            if not texts.get(language):
                findings.add("T305", file, at, note=note, ref=line.get("ref", ""), language=language)


def _named_indicators(value: object) -> Iterator[str]:
    """Walk a report for every `indicator = "KEY"` and `indicators = ["KEY", …]`, wherever it stands."""
    if isinstance(value, list):
        for entry in value:
            yield from _named_indicators(entry)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if key == "indicator" and isinstance(entry, str):
                yield entry
            elif key == "indicators" and isinstance(entry, list):
                yield from (str(named) for named in entry)
            else:
                yield from _named_indicators(entry)
