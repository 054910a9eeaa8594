"""Prints a report as a sheet that one would pin to a wall: accessible PDF, or a picture of one page."""

import datetime as dt
from pathlib import Path

from tabara.publication.sheet import ReportFigures, Sheet
from tabara.publication.studies import Leaving
from tabara.publication.typesetting import Output, Words, fonts, typeset


def render(
    report_figures: ReportFigures,
    *,
    language: str,
    on: dt.date,
    output: Output = "pdf",
    page: int = 1,
    built_on: dt.date | None = None,
    demo: bool = False,
    study: Leaving | None = None,
    font_folder: Path = fonts.FOLDER,
) -> bytes:
    """Print a report in a language, dated `on`; the same figures and date give the same bytes.

    `built_on` is the day of the mart behind the figures, `demo` prints that they are invented (the report's figures may
    carry both themselves, and the audit checkpoint as `checkpoint`); `study` is what a signed-off study says, with all
    of its warning; `page` is the page of which a picture is wanted.
    Nothing of a figure or a text is ever read as markup: it arrives as plain values.
    """
    sheet = Sheet(report_figures, Words(language))
    built_on = built_on or getattr(report_figures, "built_on", None)
    demo = demo or getattr(report_figures, "demo", False)
    checkpoint = getattr(report_figures, "checkpoint", None) or {}
    contents = sheet.contents(on=on, built_on=built_on, demo=demo, checkpoint=checkpoint)
    if study is not None:
        heading = Words(language).say("study")
        contents |= {"study": {"title": heading, "sentence": study.sentence, "beside": study.beside}}
    pages = typeset("infosheet.typ", contents, on, output, font_folder)
    return pages[min(page, len(pages)) - 1]
