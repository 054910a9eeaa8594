"""Reads interview.toml: the questions of the interview, in every language, with what each answer speaks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Codelist
from tabara.codelists.interview import ANY, YES_OR_NO, Interview, Question, Section
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml

OF_SECTION = ("key", "title")
OF_QUESTION = ("key", "section", "text", "why", "codelist", "many", "children", "points")
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Reads the interview of one pack folder against the codelists and languages of that pack."""

    folder: Path
    codelists: Mapping[str, Codelist]
    languages: Sequence[str]
    findings: Findings

    @property
    def file(self) -> Path:
        """The file that it is read from."""
        return self.folder / "interview.toml"

    def read(self, inherited: Interview) -> Interview:
        """Read it, or give the inherited one where this pack has none of its own."""
        if not self.file.exists():
            return inherited
        table = read_toml(self.file, self.findings) or {}
        sections = [self._section(one) for one in table.get("section", [])]
        known = {one.key for one in sections}
        questions = [self._question(one, known) for one in table.get("question", [])]
        for found in (sections, questions):
            self._refuse_twice([one.key for one in found])
        return Interview(tuple(sections), tuple(questions))

    def _section(self, told: Table) -> Section:
        key = self._key(told, OF_SECTION, "[[section]]")
        return Section(key, self._texts(key, "title", told))

    def _question(self, told: Table, sections: set[str]) -> Question:
        key = self._key(told, OF_QUESTION, "[[question]]")
        section, codelist = str(told.get("section", "")), str(told.get("codelist", YES_OR_NO))
        if section not in sections:
            self.findings.add("T602", self.file, self._line(key), key=key, section=section)
        if codelist not in self.codelists:
            self.findings.add("T603", self.file, self._line(key), key=key, codelist=codelist)
        return Question(
            key=key,
            section=section,
            label=self._texts(key, "text", told),
            reason=self._texts(key, "why", told),
            codelist=codelist,
            many=bool(told.get("many", False)),
            children=bool(told.get("children", False)),
            points={
                answer: self._points(key, answer, codelist, codes) for answer, codes in told.get("points", {}).items()
            },
        )

    def _points(self, key: str, answer: str, codelist: str, told: Table) -> dict[str, tuple[str, ...]]:
        known = self.codelists.get(codelist)
        if known is not None and answer != ANY and answer not in known:
            self.findings.add("T604", self.file, self._line(key), key=key, answer=answer, codelist=codelist)
        return {
            name: tuple(code for pattern in patterns for code in self._codes(key, name, pattern))
            for name, patterns in told.items()
        }

    def _codes(self, key: str, codelist: str, pattern: str) -> list[str]:
        """Give the codes of a list that a pattern names; one that names none is a slip."""
        codes = self.codelists[codelist].codes if codelist in self.codelists else {}
        found = [code for code in codes if fnmatchcase(code, pattern)]
        if not found:
            self.findings.add("T605", self.file, self._line(key), key=key, code=pattern, codelist=codelist)
        return found

    def _key(self, told: Table, known: Sequence[str], heading: str) -> str:
        key = str(told.get("key", ""))
        line = self._line(key) if key else line_of(self.file, heading)
        if not key:
            self.findings.add("T003", self.file, line, key="key")
        for name in told:
            if name not in known:
                self.findings.add("T004", self.file, line, key=name, known=", ".join(known))
        return key

    def _texts(self, key: str, name: str, told: Table) -> dict[str, str]:
        """Give a text in every language; the message names the question, and the line is that of its key."""
        given = told.get(name, {})
        return check_texts(self.file, f"{key}.{name}", given, self.languages, self.languages, self.findings)

    def _line(self, key: str) -> int:
        return line_of(self.file, "key", f'"{key}"')

    def _refuse_twice(self, keys: Sequence[str]) -> None:
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.findings.add("T601", self.file, self._line(key), key=key)
