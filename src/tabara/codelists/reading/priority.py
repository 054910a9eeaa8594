"""Reads context.toml: the parts of the score that says where to act next, their weights and their scales."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Codelist
from tabara.codelists.priority import Comes, Priority, PriorityPart
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml

KNOWN = ("known_at_least", "high_from", "quiet_months", "source", "part")
OF_A_PART = ("key", "title", "comes", "weight", "nothing_at", "full_at", "months", "root", "layer", "figure")
LAYERS = "context_layer"


def read_priority(
    folder: Path,
    languages: Sequence[str],
    codelists: Mapping[str, Codelist],
    indicators: Sequence[Mapping[str, Any]],
    findings: Findings,
) -> Priority | None:
    """Read the rule of a pack; nothing where it has none of its own."""
    file = folder / "context.toml"
    table = read_toml(file, findings) if file.exists() else None
    if table is None:
        return None
    reader = Reader(file, languages, codelists, {one["key"] for one in indicators}, findings)
    reader.refuse_unknown(table, KNOWN, 0)
    parts = [reader.part(told) for told in table.get("part", [])]
    known = tuple(one for one in parts if one is not None)
    for nth, one in enumerate(known):
        if one.key in {other.key for other in known[:nth]}:
            findings.add("T901", file, line_of(file, f'"{one.key}"'), key=one.key)
    settings = {name: table[name] for name in KNOWN[:4] if name in table}
    return Priority(parts=known, **settings)


class Reader:
    """Reads the parts of one file."""

    def __init__(
        self,
        file: Path,
        languages: Sequence[str],
        codelists: Mapping[str, Codelist],
        figures: set[str],
        findings: Findings,
    ) -> None:
        self.file, self.languages, self.findings = file, languages, findings
        self.layers = codelists[LAYERS].codes if LAYERS in codelists else {}
        self.figures = figures

    def refuse_unknown(self, told: Mapping[str, Any], known: Sequence[str], line: int) -> None:
        """Note every name that means nothing here."""
        for name in told:
            if name not in known:
                self.findings.add("T004", self.file, line or line_of(self.file, name), key=name, known=", ".join(known))

    def part(self, told: Mapping[str, Any]) -> PriorityPart | None:
        """Read one part; nothing where it cannot count."""
        key = str(told.get("key", ""))
        line = line_of(self.file, "key", f'"{key}"')
        self.refuse_unknown(told, OF_A_PART, line)
        title = check_texts(self.file, key, told.get("title"), self.languages, self.languages, self.findings)
        comes = str(told.get("comes", ""))
        if comes not in tuple(Comes):
            self.findings.add("T902", self.file, line, key=key, known=", ".join(Comes))
            return None
        if not self._scaled(told) or not self._named(told, comes):
            return None
        same = {name: told[name] for name in ("weight", "nothing_at", "full_at", "months")}
        rest = {name: told[name] for name in ("root", "layer", "figure") if name in told}
        return PriorityPart(key, title, Comes(comes), **same, **rest)

    def _scaled(self, told: Mapping[str, Any]) -> bool:
        """Tell whether the weight, the scale and the months are numbers that can be used."""
        key = str(told.get("key", ""))
        line, found = line_of(self.file, "key", f'"{key}"'), True
        whole = [told.get(name) for name in ("weight", "months")]
        if not all(isinstance(one, int) and not isinstance(one, bool) and one > 0 for one in whole):
            self.findings.add("T903", self.file, line, key=key)
            found = False
        ends = [told.get(name) for name in ("nothing_at", "full_at")]
        numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in ends)
        if not numbers or ends[0] == ends[1]:
            self.findings.add("T904", self.file, line, key=key)
            found = False
        return found

    def _named(self, told: Mapping[str, Any], comes: str) -> bool:
        """Tell whether the layer or the figure that a part names is there."""
        key, known = str(told.get("key", "")), {Comes.LAYER: self.layers, Comes.FIGURE: self.figures}
        if comes not in known:
            return True
        value = str(told.get(comes, ""))
        if value in known[Comes(comes)]:
            return True
        line = line_of(self.file, "key", f'"{key}"')
        self.findings.add("T905", self.file, line, key=key, value=value, kind=comes)
        return False
