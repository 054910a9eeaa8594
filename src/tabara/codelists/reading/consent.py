"""Reads consent.toml: what is read out before somebody is asked, and the statements, in every language of the pack."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Codelist
from tabara.codelists.consent import TOPICS, ConsentText, Passage
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml

KNOWN = ("version", "source", "title", "information", "statement")
QUESTIONS = "consent_question"


def read_consent(
    folder: Path, languages: Sequence[str], codelists: Mapping[str, Codelist], findings: Findings
) -> ConsentText | None:
    """Read the consent text of a pack; nothing where it has none of its own."""
    file = folder / "consent.toml"
    table = read_toml(file, findings) if file.exists() else None
    if table is None:
        return None
    for name in table:
        if name not in KNOWN:
            findings.add("T004", file, line_of(file, name), key=name, known=", ".join(KNOWN))
    if not str(table.get("version", "")).strip():
        findings.add("T701", file)
    questions = codelists.get(QUESTIONS)
    reader = _Reader(file, languages, findings)
    return ConsentText(
        version=str(table.get("version", "")),
        title=check_texts(file, "title", table.get("title", {}), languages, languages, findings),
        information=reader.passages(table.get("information", []), "information", TOPICS),
        statements=reader.passages(
            table.get("statement", []), "statement", tuple(questions.codes if questions else ())
        ),
    )


class _Reader:
    """Reads the passages of one file."""

    def __init__(self, file: Path, languages: Sequence[str], findings: Findings) -> None:
        self.file, self.languages, self.findings = file, languages, findings

    def passages(self, told: Sequence[Mapping[str, Any]], part: str, known: Sequence[str]) -> tuple[Passage, ...]:
        """Read the passages of one part, each of those known once."""
        found: dict[str, Passage] = {}
        for one in told:
            key = str(one.get("key", ""))
            if key not in known or key in found:
                line = line_of(self.file, f'"{key}"')
                self.findings.add("T703", self.file, line, part=part, key=key, known=", ".join(known))
                continue
            found[key] = Passage(key, self._texts(key, one.get("say", {})), self._heading(key, one, part))
        for key in known:
            if key not in found:
                self.findings.add("T702", self.file, part=part, key=key)
        return tuple(found.values())

    def _heading(self, key: str, one: Mapping[str, Any], part: str) -> dict[str, str]:
        return self._texts(key, one.get("heading", {})) if part == "information" else {}

    def _texts(self, key: str, texts: object) -> dict[str, str]:
        return check_texts(self.file, f'"{key}"', texts, self.languages, self.languages, self.findings)
