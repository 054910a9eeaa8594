"""Reads the indicators and reports of a pack as they stand, and checks what can be checked without knowing views."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml

Table = dict[str, Any]
Tables = tuple[Table, ...]
RULES = ("distinct person", "person x service type", "additive")  # the three ways of counting


def read_indicators(folder: Path, written: Sequence[str], languages: Sequence[str], findings: Findings) -> Tables:
    """Read the [[indicator]] tables of every file in the folder; a title is needed in the `written` languages."""
    first: dict[str, str] = {}
    tables = []
    for file in sorted(folder.glob("*.toml")):
        for table in (read_toml(file, findings) or {}).get("indicator", []):
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


def read_reports(folder: Path, indicators: Sequence[Table], findings: Findings) -> dict[str, Table]:
    """Read every report, by the name of its file; each indicator it names must be declared."""
    declared = {table["key"] for table in indicators}
    reports = {}
    for file in sorted(folder.glob("*.toml")):
        reports[file.stem] = read_toml(file, findings) or {}
        for named in _named_indicators(reports[file.stem]):
            if named not in declared:
                findings.add("T304", file, line_of(file, f'"{named}"'), key=named)
    return reports


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
