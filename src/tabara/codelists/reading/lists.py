"""Reads the codelists of a pack: codelists.toml says what each list is, codelists/KEY.csv holds its codes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Code, Codelist
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import Row, check_texts, line_of, read_period, read_rows, read_toml

MAPPING = re.compile(r"[a-z][a-z-]*-\d[\d.]*")  # a column named after a standard and its version: htcds-2.0, isic-4
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
PLAIN = ("code", "since", "until", "parent")


@dataclass(frozen=True)
class Reader:
    """What reading a codelist needs to know: the folder, the languages, where to note problems."""

    folder: Path
    languages: Sequence[str]
    findings: Findings

    @property
    def catalogue(self) -> Path:
        """The file that gives each list its title, source and licence."""
        return self.folder / "codelists.toml"

    def read(self, inherited: Mapping[str, Codelist]) -> dict[str, Codelist]:
        """Read all lists; a list of the same name as an inherited one adds to it and replaces codes of the same key."""
        entries = read_toml(self.catalogue, self.findings) or {} if self.catalogue.exists() else {}
        files = sorted((self.folder / "codelists").glob("*.csv"))
        found = dict(inherited)
        for file in files:
            found[file.stem] = self._list(file, entries.get(file.stem), inherited.get(file.stem))
        for key in entries.keys() - {file.stem for file in files}:
            self.findings.add("T107", self.catalogue, line_of(self.catalogue, f"[{key}]"), codelist=key)
        return found

    def _list(self, file: Path, entry: dict[str, Any] | None, inherited: Codelist | None) -> Codelist:
        rows = self._unique(read_rows(file, ("code", *self.languages), self.findings))
        own = {row["code"]: self._code(row) for row in rows}
        codes = {**(inherited.codes if inherited else {}), **own}
        self._check_parents(rows, codes)
        return replace(self._described(file, entry, inherited), codes=codes)

    def _described(self, file: Path, entry: dict[str, Any] | None, inherited: Codelist | None) -> Codelist:
        """Give the list its title, source and licence, without codes yet."""
        if entry is None and inherited is not None:
            return inherited
        entry = entry or {}
        if not all(entry.get(key) for key in ("title", "source", "licence")):
            self.findings.add("T106", file, codelist=file.stem)
            return Codelist(file.stem, {}, "", "", {})
        title = check_texts(self.catalogue, file.stem, entry["title"], self.languages, self.languages, self.findings)
        provisional = bool(entry.get("provisional", False))
        return Codelist(file.stem, title, str(entry["source"]), str(entry["licence"]), {}, provisional)

    def _unique(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        first: dict[str, Row] = {}
        for row in rows:
            code = row["code"]
            if not CODE.fullmatch(code):
                self.findings.add("T105", row.file, row.line, code=code)
            if code in first:
                self.findings.add("T101", row.file, row.line, code=code, first=first[code].line)
            first.setdefault(code, row)
        return tuple(first.values())

    def _code(self, row: Row) -> Code:
        for language in self.languages:
            if not row[language]:
                self.findings.add("T102", row.file, row.line, code=row["code"], language=language)
        since, until = read_period(row, row["code"], self.findings)
        others = {name: cell for name, cell in row.cells.items() if cell and name not in (*PLAIN, *self.languages)}
        return Code(
            codelist=row.file.stem,
            key=row["code"],
            label={language: row[language] for language in self.languages},
            since=since,
            until=until,
            maps={name: cell for name, cell in others.items() if MAPPING.fullmatch(name)},
            parent=row["parent"] or None,
            more={name: cell for name, cell in others.items() if not MAPPING.fullmatch(name)},
        )

    def _check_parents(self, rows: Iterable[Row], codes: Mapping[str, Code]) -> None:
        for row in rows:
            if row["parent"] and row["parent"] not in codes:
                self.findings.add("T103", row.file, row.line, parent=row["parent"], code=row["code"])
            elif _circles(row["code"], codes):
                self.findings.add("T104", row.file, row.line, code=row["code"])


def _circles(start: str, codes: Mapping[str, Code]) -> bool:
    """Tell whether the way up from a code comes back to it; a circle further up is told of its own codes."""
    seen: set[str] = set()
    above = codes[start].parent
    while above is not None and above in codes and above not in seen:
        if above == start:
            return True
        seen.add(above)
        above = codes[above].parent
    return False
