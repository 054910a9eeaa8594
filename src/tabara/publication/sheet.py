"""What stands on a sheet, worked out before it is set: blocks, small print, numbered notes, the last lines."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from tabara.indicators.figures import Figure
from tabara.publication import charts
from tabara.publication.drawing import Look, draw_bars
from tabara.publication.errors import PublicationError, _
from tabara.publication.typesetting import Words, printing

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NARROW, WIDE = 360, 521  # the width of a chart in points, beside the column of texts and without it
HALF = ("big", "split")  # these share a row with a neighbour


class ReportFigures(Protocol):
    """A report of the pack with its figures, in the order of its lines."""

    @property
    def report(self) -> Mapping[str, Any]:
        """The report as the pack declares it: title, lines, blocks, texts."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, each with the reference of its line."""


class Sheet:
    """One report in one language, on its way to paper."""

    def __init__(self, report_figures: ReportFigures, words: Words) -> None:
        self.words = words
        self.report = report_figures.report
        self.figures = report_figures.figures
        self._by_ref = {figure.ref: figure for figure in self.figures}
        self._lines = {line.get("ref", ""): line for line in self.report.get("line", ())}
        self._notes: list[str] = []
        self._blocks = self.report.get("block") or [{"kind": "statement", "refs": [one.ref for one in self.figures]}]

    def contents(
        self, *, on: dt.date, built_on: dt.date | None, demo: bool, checkpoint: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Give everything that the template sets, as plain values."""
        say = self.words.say
        aside = [self._prose(block) for block in self._blocks if block["kind"] == "text"]
        blocks = [self._block(block, NARROW if aside else WIDE) for block in self._blocks if block["kind"] != "text"]
        return {
            "language": self.words.language,
            "date": [on.year, on.month, on.day],
            "overline": self.words.text(self.report.get("publisher", {})) or say("infosheet"),
            "title": self.words.text(self.report["title"]),
            "period": self._whole_period(),
            "banners": [say("demo")] * demo + [say("draft")] * self.words.draft,
            "aside": aside,
            "rows": list(_rows(blocks)),
            "notes_title": say("notes"),
            "notes": self._notes,
            "last": self._last_lines(on, built_on, checkpoint),
            "page": say("page", page="{page}", pages="{pages}"),
        }

    def _block(self, block: Mapping[str, Any], width: int) -> dict[str, Any]:
        figures = [self._figure(ref) for ref in block.get("refs", ())]
        shared = {printing.small_print(one, self.words) for one in figures}
        made = {
            "kind": block["kind"],
            "heading": self.words.text(block.get("title", {})),
            "wide": block.get("wide", block["kind"] not in HALF or len(figures) > 2),
            "small": list(shared.pop()) if len(shared) == 1 else [],
            "items": [],
        }
        if block["kind"] == "bars":
            leads, figures = self._parted(block, figures)
            made |= self._chart(figures, width)
            figures = leads
        made["items"] = [self._item(one, alone=not made["small"]) for one in figures]
        return made

    def _item(self, figure: Figure, *, alone: bool) -> dict[str, Any]:
        """Give one value with its words; it carries its own small print where the block has none in common."""
        line = self._lines.get(figure.ref, {})
        counted = isinstance(figure.value, int | float)
        return {
            "value": printing.value(figure, self.words, line),
            "label": printing.label(figure, self.words),
            "mark": self._mark(figure),
            "share": figure.value if counted and figure.unit.startswith("%") else None,
            "withheld": figure.withheld,
            "wordy": not counted and not figure.withheld,
            "small": list(printing.small_print(figure, self.words)) if alone else [],
        }

    def _parted(self, block: Mapping[str, Any], figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
        """Part the numbers that lead a chart from its bars: those named, or a first one that begins all references."""
        if "lead" in block:
            return [self._figure(ref) for ref in block["lead"]], figures
        total = figures[0].ref if figures else ""
        led = len(figures) > 1 and total != "" and all(one.ref.startswith(total) for one in figures)
        return (figures[:1], figures[1:]) if led else ([], figures)

    def _chart(self, figures: Sequence[Figure], width: int) -> dict[str, str]:
        bars = [charts.bar(one, self.words, self._mark(one)) for one in figures]
        svg = draw_bars(bars, Look(width=width, step=19, size=9))
        return {"svg": svg.decode(), "alt": self.words.say("chart", values=printing.reading(figures, self.words))}

    def _prose(self, block: Mapping[str, Any]) -> dict[str, Any]:
        """Give a text of the report: paragraphs, and lists where lines begin with a dash."""
        written = self.report.get("text", {})
        named = {language: texts.get(block["text"], "") for language, texts in written.items()}
        body = self.words.text(named if isinstance(block["text"], str) else block["text"])
        parts = [part.strip() for part in body.strip().split("\n\n")]
        return {"heading": self.words.text(block.get("title", {})), "parts": [_part(part) for part in parts if part]}

    def _figure(self, ref: str) -> Figure:
        if ref not in self._by_ref:
            raise PublicationError(
                _("A block of the report “%(report)s” shows “%(ref)s”, but no line of the report has that reference."),
                report=self.report.get("key", ""),
                ref=ref,
            )
        return self._by_ref[ref]

    def _mark(self, figure: Figure) -> str:
        """Number the notes of a figure, each text once, and give the marks that point to them."""
        texts = [self.words.text(figure.note)]
        if figure.withheld:
            below = max(printing.thresholds([figure]), default=None)
            texts.append(self.words.say("withheld_below", k=below) if below else self.words.say("withheld_plain"))
        numbers = []
        for text in filter(None, texts):
            if text not in self._notes:
                self._notes.append(text)
            numbers.append(str(self._notes.index(text) + 1).translate(SUPERSCRIPT))
        return "\u2009".join(numbers)

    def _whole_period(self) -> str:
        since, until = (self.report.get(one) for one in ("since", "until"))
        return self.words.period(since, until) if since and until else ""

    def _last_lines(self, on: dt.date, built_on: dt.date | None, checkpoint: Mapping[str, Any]) -> list[str]:
        say, day = self.words.say, self.words.day
        below = max(printing.thresholds(self.figures), default=None)
        built = [say("built", date=day(built_on))] if built_on else []
        rule = say("protected", k=below) if below else say("unprotected")
        return [*built, rule, say("printed", date=day(on)), *self._checkpoint(checkpoint)]

    def _checkpoint(self, checkpoint: Mapping[str, Any]) -> list[str]:
        """Write the audit checkpoint: its number of acts is written plainly, for whoever types it off."""
        if not checkpoint:
            return []
        root = " ".join(re.findall("....", checkpoint["root"]))
        on = self.words.day(dt.date.fromisoformat(checkpoint["on"]))
        return [self.words.say("checkpoint", date=on, seq=checkpoint["seq"], root=root)]


def _part(text: str) -> dict[str, Any]:
    lines = text.splitlines()
    if all(line.startswith("- ") for line in lines):
        return {"points": [line[2:].strip() for line in lines]}
    return {"paragraph": " ".join(line.strip() for line in lines)}


def _rows(blocks: Iterable[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Put blocks into rows: a wide one alone, two others side by side."""
    waiting: list[dict[str, Any]] = []
    for block in blocks:
        waiting.append(block)
        if block["wide"] and len(waiting) == 2:
            yield [waiting.pop(0)]
        if block["wide"] or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
