"""Codes and the lists they belong to: dated, labelled in every language, mapped to the standards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tabara.codelists.errors import UnknownCode, _

FALLBACK = ("fr", "en")  # the languages tried, in this order, when a label is missing in the one asked for
NAMED = 12  # how many codes an error message names before it stops

_NOTHING: Mapping[str, str] = MappingProxyType({})


def text_in(labels: Mapping[str, str], language: str, otherwise: str) -> str:
    """Pick the label in a language, else in French, else in English, else the fallback given."""
    for candidate in (language, *FALLBACK):
        if labels.get(candidate):
            return labels[candidate]
    return otherwise


@dataclass(frozen=True)
class Code:
    """One entry of a codelist. It is valid from `since` up to but not including `until`; it is never deleted."""

    codelist: str
    key: str
    label: Mapping[str, str]
    since: date | None = None
    until: date | None = None
    maps: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    parent: str | None = None
    more: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def text(self, language: str) -> str:
        """Give the label in a language, in French or English where there is none, and the code itself at last."""
        return text_in(self.label, language, self.key)

    def valid(self, on: date) -> bool:
        """Tell whether the code may be used on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def __hash__(self) -> int:
        return hash((self.codelist, self.key))


@dataclass(frozen=True)
class Codelist:
    """A vocabulary in the order of its file, with where it comes from. Provisional ones await an official text."""

    key: str
    title: Mapping[str, str]
    source: str
    licence: str
    codes: Mapping[str, Code]
    provisional: bool = False

    def __contains__(self, key: object) -> bool:
        return key in self.codes

    def text(self, language: str) -> str:
        """Give the title of the list in a language."""
        return text_in(self.title, language, self.key)

    def valid(self, on: date) -> tuple[Code, ...]:
        """List the codes that may be used on a day, in the order of the file."""
        return tuple(code for code in self.codes.values() if code.valid(on))

    def require(self, key: str, on: date | None = None) -> Code:
        """Give the code of that key, or refuse with a sentence that says what to choose instead."""
        code = self.codes.get(key)
        if code is None:
            raise UnknownCode(
                _("“%(code)s” is not a code of the list “%(codelist)s”; choose one of: %(codes)s."),
                code=key,
                codelist=self.key,
                codes=self._named(tuple(self.codes.values())),
            )
        if on is not None and not code.valid(on):
            raise UnknownCode(
                _("“%(code)s” of the list “%(codelist)s” is not in use on %(on)s; choose one of: %(codes)s."),
                code=key,
                codelist=self.key,
                on=on.isoformat(),
                codes=self._named(self.valid(on)),
            )
        return code

    def children(self, key: str) -> tuple[Code, ...]:
        """List the codes that stand directly under one of this list."""
        return tuple(code for code in self.codes.values() if code.parent == key)

    def within(self, key: str) -> frozenset[str]:
        """Give the key and the keys of everything below it, for a figure that counts a code with its subcodes."""
        found = {key}
        for child in self.children(key):
            found |= self.within(child.key)
        return frozenset(found)

    @staticmethod
    def _named(codes: tuple[Code, ...]) -> str:
        names = [code.key for code in codes[:NAMED]]
        return ", ".join([*names, "…"] if len(codes) > NAMED else names)
