"""Reads frames.toml: frames, their targets, and the indicators of the catalogue that answer each measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tabara.codelists.frames import Frame, Frames, Measure, Target
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml

OF_FRAME = ("key", "name", "source", "target")
OF_TARGET = ("key", "title", "measure")
OF_MEASURE = ("key", "title", "indicators", "note")


def read_frames(
    folder: Path,
    languages: Sequence[str],
    indicators: Sequence[Mapping[str, Any]],
    inherited: Frames,
    findings: Findings,
) -> Frames:
    """Read the frames of a pack, over those of the pack that it extends; what they name must be declared."""
    file = folder / "frames.toml"
    table = read_toml(file, findings) if file.exists() else None
    if table is None:
        return inherited
    reader = _Reader(file, languages, frozenset(str(one["key"]) for one in indicators), findings)
    own = [reader.frame(one) for one in table.get("frame", [])]
    keys = [one.key for one in own]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        findings.add("T961", file, line_of(file, f'"{key}"'), key=key)
    return Frames((*(one for one in inherited.frames if one.key not in keys), *own))


@dataclass(frozen=True)
class _Reader:
    """Reads one file."""

    file: Path
    languages: Sequence[str]
    declared: frozenset[str]
    findings: Findings

    def frame(self, told: Mapping[str, Any]) -> Frame:
        """Read a frame and its targets."""
        key = self._key(told, OF_FRAME)
        source = str(told.get("source", "")).strip()
        if not source:
            self.findings.add("T962", self.file, self._line(key), key=key)
        targets = tuple(self._target(one) for one in told.get("target", []))
        return Frame(key, self._texts(key, told.get("name")), source, targets)

    def _target(self, told: Mapping[str, Any]) -> Target:
        key = self._key(told, OF_TARGET)
        measures = tuple(self._measure(one) for one in told.get("measure", []))
        return Target(key, self._texts(key, told.get("title")), measures)

    def _measure(self, told: Mapping[str, Any]) -> Measure:
        key = self._key(told, OF_MEASURE)
        named = tuple(str(one) for one in told.get("indicators", []))
        for one in named:
            if one not in self.declared:
                self.findings.add("T963", self.file, line_of(self.file, f'"{one}"'), key=key, indicator=one)
        note = told.get("note")
        if not named and not note:
            self.findings.add("T964", self.file, self._line(key), key=key)
        return Measure(
            key=key,
            title=self._texts(key, told.get("title")),
            indicators=named,
            note=self._texts(key, note) if note else {},
        )

    def _key(self, told: Mapping[str, Any], known: Sequence[str]) -> str:
        for name in told:
            if name not in known:
                self.findings.add("T004", self.file, line_of(self.file, name), key=name, known=", ".join(known))
        if not told.get("key"):
            self.findings.add("T003", self.file, key="key")
        return str(told.get("key", ""))

    def _texts(self, key: str, texts: object) -> dict[str, str]:
        return check_texts(self.file, key, texts, self.languages, self.languages, self.findings)

    def _line(self, key: str) -> int:
        return line_of(self.file, "key", f'"{key}"')
