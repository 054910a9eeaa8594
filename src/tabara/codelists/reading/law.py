"""Reads law/*.toml: one instrument a file, with the articles that are held of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Codelist
from tabara.codelists.law import EXTENTS, VICTIMS, Article, Instrument, Law, Penalty
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, tomls_of

KINDS = "legal_instrument"
OF_INSTRUMENT = (
    *("key", "kind", "number", "name", "adopted_on", "since", "until", "extent", "lacking", "source", "article"),
)
OF_ARTICLE = (*("number", "heading", "summary", "text", "original", "source", "since", "until", "offence", "penalty"),)
OF_PENALTY = ("victim", "source", "prison_months", "life", "fine", "disputed")


def read_law(
    folder: Path, languages: Sequence[str], codelists: Mapping[str, Codelist], inherited: Law, findings: Findings
) -> Law:
    """Read the instruments of a pack folder, beside those of the pack that it extends; the highest in rank first."""
    kinds = tuple(codelists[KINDS].codes) if KINDS in codelists else ()
    found = {one.key: one for one in inherited.instruments}
    here: set[str] = set()
    for file, table in tomls_of(folder / "law", findings):
        one = _Reader(file, languages, kinds, findings).instrument(table)
        if one.key in here:
            findings.add("T801", file, line_of(file, "key"), key=one.key)
        here.add(one.key)
        found[one.key] = one
    rank = {kind: nth for nth, kind in enumerate(kinds)}
    return Law(tuple(sorted(found.values(), key=lambda one: (rank.get(one.kind, 99), one.adopted_on or date.max))))


@dataclass(frozen=True)
class _Reader:
    """Reads one file."""

    file: Path
    languages: Sequence[str]
    kinds: Sequence[str]
    findings: Findings

    def instrument(self, told: Mapping[str, Any]) -> Instrument:
        """Read the instrument and its articles."""
        key = self._known(told, OF_INSTRUMENT, "key", self.file.stem)
        self._one_of(key, "kind", told.get("kind"), self.kinds)
        self._one_of(key, "extent", told.get("extent"), EXTENTS)
        since, until = self._period(key, told)
        articles = [self._article(key, one, since, until) for one in told.get("article", [])]
        numbers = [one.number for one in articles]
        for number in sorted({number for number in numbers if numbers.count(number) > 1}):
            self.findings.add("T802", self.file, self._line(f"{key}, {number}"), key=key, article=number)
        if told.get("extent") != "whole":
            self._texts(key, told.get("lacking", {}))
        return Instrument(
            key=key,
            kind=str(told.get("kind", "")),
            number=str(told.get("number", "")),
            name=self._texts(key, told.get("name", {})),
            adopted_on=self._day(key, told.get("adopted_on")),
            since=since,
            until=until,
            extent=str(told.get("extent", "")),
            lacking=dict(told.get("lacking", {})),
            source=self._source(key, told),
            articles=tuple(articles),
        )

    def _article(self, instrument: str, told: Mapping[str, Any], since: date | None, until: date | None) -> Article:
        number = self._known(told, OF_ARTICLE, "number", instrument)
        about = f"{instrument}, {number}"
        own = self._period(about, told)
        text, original = dict(told.get("text", {})), str(told.get("original", ""))
        check_texts(self.file, number, text, self.languages, (), self.findings)
        if text and original not in text:
            self.findings.add("T803", self.file, self._line(about), article=about, languages=", ".join(text))
        return Article(
            instrument=instrument,
            number=number,
            heading=self._texts(number, told.get("heading", {})),
            summary=self._texts(number, told.get("summary", {})),
            text=text,
            original=original,
            source=self._source(about, told),
            since=own[0] or since,
            until=own[1] or until,
            offence=bool(told.get("offence", False)),
            penalties=tuple(self._penalty(about, one) for one in told.get("penalty", [])),
        )

    def _penalty(self, about: str, told: Mapping[str, Any]) -> Penalty:
        self._only(told, OF_PENALTY)
        self._one_of(about, "victim", told.get("victim"), VICTIMS)
        return Penalty(
            victim=str(told.get("victim", "")),
            source=self._source(about, told),
            prison=self._span(about, told, "prison_months"),
            life=bool(told.get("life", False)),
            fine=self._span(about, told, "fine"),
            disputed=bool(told.get("disputed", False)),
        )

    def _span(self, about: str, told: Mapping[str, Any], name: str) -> tuple[int, int] | None:
        """Read “from, to”; the second is not below the first."""
        span = told.get(name)
        if span is None:
            return None
        if not (isinstance(span, list) and len(span) == 2 and all(type(one) is int for one in span)):
            self.findings.add("T804", self.file, line_of(self.file, name), about=about, name=name)
            return None
        if span[0] > span[1]:
            self.findings.add("T804", self.file, line_of(self.file, name), about=about, name=name)
        return span[0], span[1]

    def _period(self, about: str, told: Mapping[str, Any]) -> tuple[date | None, date | None]:
        since, until = self._day(about, told.get("since")), self._day(about, told.get("until"))
        if since and until and since >= until:
            self.findings.add("T013", self.file, self._line(about), key=about, since=since, until=until)
        return since, until

    def _day(self, about: str, value: object) -> date | None:
        if value is None or type(value) is date:
            return value
        self.findings.add("T012", self.file, self._line(about), value=value)
        return None

    def _texts(self, key: str, texts: object) -> dict[str, str]:
        return check_texts(self.file, key, texts, self.languages, self.languages, self.findings)

    def _source(self, about: str, told: Mapping[str, Any]) -> str:
        source = str(told.get("source", "")).strip()
        if not source:
            self.findings.add("T805", self.file, self._line(about), about=about)
        return source

    def _known(self, told: Mapping[str, Any], names: Sequence[str], wanted: str, otherwise: str) -> str:
        self._only(told, names)
        if not told.get(wanted):
            self.findings.add("T003", self.file, self._line(otherwise), key=wanted)
        return str(told.get(wanted, otherwise))

    def _only(self, told: Mapping[str, Any], names: Sequence[str]) -> None:
        for name in told:
            if name not in names:
                self.findings.add("T004", self.file, line_of(self.file, name), key=name, known=", ".join(names))

    def _one_of(self, about: str, name: str, value: object, known: Sequence[str]) -> None:
        if value not in known:
            line = self._line(about)
            self.findings.add("T806", self.file, line, about=about, name=name, value=value, known=", ".join(known))

    def _line(self, about: str) -> int:
        """Return the line of an instrument, or of an article: “act, 2a”."""
        _instrument, _comma, number = about.partition(", ")
        return line_of(self.file, f'number = "{number}"') if number else line_of(self.file, "key", about)
