"""Reads reviews/*.toml: one review a file, with its editions, and what could not be had of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Codelist
from tabara.codelists.law import EXTENTS
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, tomls_of
from tabara.codelists.reviews import Advice, Edition, Review, Reviews

OF_REVIEW = ("key", "kind", "name", "holder", "yearly", "ratings", "lacking", "edition")
OF_EDITION = ("year", "published_on", "rating", "extent", "source", "lacking", "recommendation")
OF_ADVICE = ("key", "pillar", "summary")


def read_reviews(
    folder: Path, languages: Sequence[str], codelists: Mapping[str, Codelist], inherited: Reviews, findings: Findings
) -> Reviews:
    """Read the reviews of a pack folder, over those of the pack that it extends; in the order of their kinds."""
    found = {one.key: one for one in inherited.reviews}
    here: set[str] = set()
    for file, table in tomls_of(folder / "reviews", findings):
        one = _Reader(file, languages, codelists, findings).review(table)
        if one.key in here:
            findings.add("T951", file, line_of(file, "key"), key=one.key)
        here.add(one.key)
        found[one.key] = one
    kinds = list(codelists["review_kind"].codes) if "review_kind" in codelists else []
    place = {kind: nth for nth, kind in enumerate(kinds)}
    return Reviews(tuple(sorted(found.values(), key=lambda one: (place.get(one.kind, 99), one.key))))


@dataclass(frozen=True)
class _Reader:
    """Reads one file."""

    file: Path
    languages: Sequence[str]
    codelists: Mapping[str, Codelist]
    findings: Findings

    def review(self, told: Mapping[str, Any]) -> Review:
        """Read the review and its editions."""
        key = self._known(told, OF_REVIEW, "key", self.file.stem)
        self._one_of(key, "kind", told.get("kind"), self._codes("review_kind"))
        ratings = str(told.get("ratings", ""))
        if ratings:
            self._one_of(key, "ratings", ratings, tuple(self.codelists))
        editions = [self._edition(key, ratings, one) for one in told.get("edition", [])]
        years = [one.year for one in editions]
        for year in sorted({year for year in years if years.count(year) > 1}):
            self.findings.add("T952", self.file, self._line(year), review=key, year=year)
        yearly = bool(told.get("yearly", False))
        if yearly and years:
            self._check_gaps(key, years)
        return Review(
            key=key,
            kind=str(told.get("kind", "")),
            name=self._texts(key, told.get("name", {})),
            holder=str(told.get("holder", "")),
            yearly=yearly,
            ratings=ratings,
            lacking=self._texts(key, told.get("lacking", {})),
            editions=tuple(sorted(editions, key=lambda one: -one.year)),
        )

    def _check_gaps(self, key: str, years: Sequence[int]) -> None:
        """Note a year that a yearly review leaves out: it is lacking, and the pack has to say so."""
        for year in sorted(set(range(min(years), max(years))) - set(years)):
            self.findings.add("T953", self.file, line_of(self.file, "key"), review=key, year=year)

    def _edition(self, review: str, ratings: str, told: Mapping[str, Any]) -> Edition:
        self._only(told, OF_EDITION)
        year = told.get("year")
        if type(year) is not int:
            self.findings.add("T018", self.file, self._line(review), key="year", expected="a whole number")
            year = 0
        about, extent = f"{review} {year}", str(told.get("extent", ""))
        self._one_of(about, "extent", extent, EXTENTS, self._line(year))
        rating = str(told.get("rating", ""))
        if rating:
            self._one_of(about, "rating", rating, self._codes(ratings), self._line(year))
        advice = [self._advice(about, year, one) for one in told.get("recommendation", [])]
        self._check_advice(about, year, extent, [one.key for one in advice])
        if (rating or advice or extent != "none") and not told.get("source"):
            self.findings.add("T954", self.file, self._line(year), about=about)
        whole = extent == "whole" and (rating or not ratings)
        lacking = check_texts(
            self.file, str(year), told.get("lacking"), self.languages, () if whole else self.languages, self.findings
        )
        return Edition(
            review=review,
            year=year,
            rating=rating,
            extent=extent,
            source=str(told.get("source", "")),
            published_on=self._day(year, told.get("published_on")),
            lacking=lacking,
            advice=tuple(advice),
        )

    def _advice(self, about: str, year: int, told: Mapping[str, Any]) -> Advice:
        key = self._known(told, OF_ADVICE, "key", about)
        self._one_of(f"{about}, {key}", "pillar", told.get("pillar"), self._codes("pillar"), self._line(year))
        return Advice(key, str(told.get("pillar", "")), self._texts(key, told.get("summary", {})))

    def _check_advice(self, about: str, year: int, extent: str, keys: Sequence[str]) -> None:
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.findings.add("T955", self.file, self._line(year), about=about, key=key)
        if bool(keys) != (extent in ("whole", "part")) and extent in EXTENTS:
            self.findings.add("T956", self.file, self._line(year), about=about, extent=extent, count=len(keys))

    def _codes(self, codelist: str) -> tuple[str, ...]:
        return tuple(self.codelists[codelist].codes) if codelist in self.codelists else ()

    def _day(self, year: int, value: object) -> date | None:
        if value is None or type(value) is date:
            return value
        self.findings.add("T012", self.file, self._line(year), value=value)
        return None

    def _texts(self, key: str, texts: object) -> dict[str, str]:
        return check_texts(self.file, key, texts, self.languages, self.languages, self.findings)

    def _known(self, told: Mapping[str, Any], names: Sequence[str], wanted: str, otherwise: str) -> str:
        self._only(told, names)
        if not told.get(wanted):
            self.findings.add("T003", self.file, self._line(otherwise), key=wanted)
        return str(told.get(wanted, otherwise))

    def _only(self, told: Mapping[str, Any], names: Sequence[str]) -> None:
        for name in told:
            if name not in names:
                self.findings.add("T004", self.file, line_of(self.file, name), key=name, known=", ".join(names))

    def _one_of(self, about: str, name: str, value: object, known: Iterable[str], line: int = 0) -> None:
        known = tuple(known)
        if value not in known:
            where = line or self._line(about)
            said = {"about": about, "name": name, "value": value, "known": ", ".join(known)}
            self.findings.add("T957", self.file, where, **said)

    def _line(self, about: str | int) -> int:
        """Return the line of an edition by its year, or of the review."""
        return line_of(self.file, "year", str(about)) if isinstance(about, int) else line_of(self.file, "key")
