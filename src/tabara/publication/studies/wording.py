"""The report's own words, and what methods say in English, said in the language of the report."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tabara.publication.errors import PublicationError, _
from tabara.publication.typesetting import Words

BLANK = re.compile(r"\{([a-z]+?)(\d?)\}")
SHAPES = {"people": r"[\d,]+", "number": r"[\d.,]*\d", "share": r"[\d.]+%"}


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Give the languages in which a study can be reported."""
    return tuple(_table("words.toml"))


class StudyWords(Words):
    """One language: the words of sheets and those of studies."""

    def __init__(self, language: str) -> None:
        if language not in languages():
            raise PublicationError(
                _("There are no texts for the report of a study in “%(language)s”; choose one of: %(languages)s."),
                language=language,
                languages=", ".join(languages()),
            )
        super().__init__(language)
        self._own: Mapping[str, Any] = _table("words.toml")[language]
        self._words = {**self._words, **self._own}

    def of(self, group: str, key: str, /, **params: object) -> str:
        """Give one of a group of words (`item`, `gate`, …), filled in; empty where it is not known."""
        found = self._own[group].get(key)
        return self.set(found.format(**params)) if found else ""

    def method(self, name: str) -> str:
        """Name a method; one that is not known keeps its own name, and one by strata that of its method."""
        known = self._own.get(f"m_{name}")
        return self.set(str(known)) if known else name

    def sentence(self, said: str, people: Any = None) -> str:
        """Say what a method says; `people` writes a number of people. What is not known stays as it is."""
        for pattern, english, french in _sentences():
            found = pattern.fullmatch(said)
            if found:
                told = {key: self._part(key, text, people) for key, text in found.groupdict().items()}
                return self.set((english if self.language == "en" else french).format(**told))
        return self.set(said)

    def knows(self, said: str) -> bool:
        """Tell whether a sentence of a method is known."""
        return any(pattern.fullmatch(said) for pattern, _english, _french in _sentences())

    def _part(self, key: str, text: str, people: Any) -> str:
        kind = key.rstrip("0123456789")
        if kind == "people":
            value = float(text.replace(",", ""))
            return str(people(value)) if people else self.number(value)
        if kind == "share":
            return self.percentage(float(text.rstrip("%")))
        return self.number(float(text.replace(",", ""))) if kind == "number" else text


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    told = _table("sentences.toml")
    return tuple((_pattern(one["en"]), one["en"], one["fr"]) for one in (*told["sentence"], *told["earlier"]))


def _pattern(english: str) -> re.Pattern[str]:
    parts, end = [], 0
    for blank in BLANK.finditer(english):
        parts.append(re.escape(english[end : blank.start()]))
        parts.append(f"(?P<{blank[1]}{blank[2]}>{SHAPES.get(blank[1], '.+?')})")
        end = blank.end()
    return re.compile("".join([*parts, re.escape(english[end:])]))
