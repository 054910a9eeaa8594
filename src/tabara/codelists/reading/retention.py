"""Reads retention.toml: how long each kind of record is kept, with the ground for it in every language."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml
from tabara.codelists.retention import Term

LENGTHS = ("days", "months", "years_after_majority", "keep")
KNOWN = ("title", "basis", "source", *LENGTHS)


def read_retention(folder: Path, languages: Sequence[str], findings: Findings) -> dict[str, Term]:
    """Read the terms of a pack; nothing where it has none of its own."""
    file = folder / "retention.toml"
    table = read_toml(file, findings) if file.exists() else None
    terms = {kind: _term(kind, told, file, languages, findings) for kind, told in (table or {}).items()}
    return {kind: term for kind, term in terms.items() if term is not None}


def _term(kind: str, told: Mapping[str, Any], file: Path, languages: Sequence[str], findings: Findings) -> Term | None:
    line = line_of(file, f"[{kind}]")
    for name in told:
        if name not in KNOWN:
            findings.add("T004", file, line, key=name, known=", ".join(KNOWN))
    lengths = {name: told[name] for name in LENGTHS if name in told}
    if len(lengths) != 1 or not all(isinstance(value, int) and value > 0 for value in lengths.values()):
        findings.add("T501", file, line, kind=kind)
        return None
    if not told.get("source"):
        findings.add("T502", file, line, kind=kind)
    title, basis = (
        check_texts(file, f"{kind}.{name}", told.get(name, {}), languages, languages, findings)
        for name in ("title", "basis")
    )
    length: Any = lengths  # one of four fields of Term
    return Term(kind=kind, title=title, basis=basis, source=str(told.get("source", "")), **length)
