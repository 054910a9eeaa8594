"""What of a study may be shown to its readers: numbers as they may see them, and how they are written."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from tabara.methods.disclosure import Rule
from tabara.methods.prevalence import Estimate, Status
from tabara.methods.prevalence.study import Study
from tabara.publication.errors import PublicationError, _
from tabara.publication.studies.drawn import intervals
from tabara.publication.studies.overlaps import Overlaps, overlaps
from tabara.publication.studies.wording import StudyWords

LEVEL = "95"
TEN = 10


@dataclass(frozen=True)
class Shown:
    """A study, the words to tell it in, and its overlaps as the rule lets them be seen.

    Where counts are withheld, no number of a model is exact, in words or in a picture: a withheld count could be
    solved for from it.
    """

    study: Study
    words: StudyWords
    overlaps: Overlaps

    @property
    def public(self) -> bool:
        """Whether small counts are protected."""
        return self.overlaps.rule.threshold > 1

    @property
    def seen(self) -> int:
        """How many people were seen."""
        return self.overlaps.total or 0

    def rounded(self, value: float, floor: int | None = None, *, least: bool = False) -> float:
        """Give a model's number as it may be seen: two digits, tens at least, and never fewer than were seen.

        `floor` where it is of others than those seen. A least number is rounded down, so that "at least" stays true.
        """
        if not self.public or not isfinite(value):
            return value
        step = max(TEN, 10 ** (len(str(int(value))) - 2))
        whole = value // step if least else round(value / step)
        return float(max(self.seen if floor is None else floor, whole * step))

    def people(self, value: float, floor: int | None = None, *, least: bool = False) -> str:
        """Write a model's number of people."""
        if not isfinite(value):
            return self.words.say("most")
        return self.words.number(round(self.rounded(value, floor, least=least)))

    def count(self, value: float) -> str:
        """Write a count of people that the table of overlaps does not hold."""
        if not self.public:
            return self.words.number(round(value))
        threshold = self.overlaps.rule.threshold
        return (
            self.words.say("below", k=threshold) if value < threshold else self.words.number(round(value / TEN) * TEN)
        )

    def share(self, value: float) -> str:
        """Write a share, with a digit behind the point where it is small."""
        text = self.words.number(round(100 * value, 1))
        return self.words.set(f"{text} %") if self.words.language == "fr" else f"{text}%"

    def limits(self, found: Estimate, floor: int | None = None) -> tuple[float, float] | None:
        """Give the limits to quote."""
        one = found.interval(float(LEVEL))
        return None if one is None else (self.rounded(one.low, floor), self.rounded(one.high, floor))

    def span(self, low: float, high: float, floor: int | None = None) -> str:
        """Write from where to where."""
        return self.words.say("from_to", low=self.people(low, floor), high=self.people(high, floor))

    def written(self, found: Estimate, floor: int | None = None) -> str:
        """Write an estimate; a least number says so."""
        if found.value is None:
            return self.words.say("none")
        least = found.status is Status.LOWER_BOUND_ONLY
        text = self.people(found.value, floor, least=least)
        return self.words.say("at_least_written", value=text) if least else text

    def row(self, label: str, found: Estimate, floor: int | None = None) -> intervals.Row:
        """Give an estimate as a row of a picture; `floor` where it is from a table of fewer people."""
        low, high = self.limits(found, floor) or (None, None)
        least = found.status is Status.LOWER_BOUND_ONLY
        value = None if found.value is None else self.rounded(found.value, floor, least=least)
        return intervals.Row(label, value, self.written(found, floor), low, high, least)

    def drawn(self, title: str, rows: list[intervals.Row]) -> dict[str, Any]:
        """Draw rows, with the line of those seen."""
        axis = intervals.scale(rows, self.seen)
        ticks = {tick: self.words.number(tick) for tick in axis.ticks}
        said = "; ".join(self.words.say("reading", label=row.label, value=self._said(row)) for row in rows)
        told = self.words.say("picture_numbers", title=title, values=said)
        words = intervals.Words(title, told, self.words.say("seen_line"), ticks)
        return {"kind": "picture", "svg": intervals.draw(rows, self.seen, words).decode(), "alt": told}

    def _said(self, row: intervals.Row) -> str:
        if row.low is None or row.high is None:
            return row.written
        return f"{row.written} ({self.span(row.low, row.high)})"


def shown(study: Study, language: str, rule: Rule) -> Shown:
    """Return a study as its readers may see it; refuse one of so few people that not even their number may be."""
    found = overlaps(study.table, rule)
    if found.total is None:
        raise PublicationError(
            _("Fewer than %(k)s people were seen, so nothing of the study may be published."), k=rule.threshold
        )
    return Shown(study, StudyWords(language), found)
