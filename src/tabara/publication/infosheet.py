"""Prints a report as a sheet that one would pin to a wall: accessible PDF, or a picture of one page."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typst

from tabara.publication import fonts
from tabara.publication.errors import PublicationError, _
from tabara.publication.sheet import ReportFigures, Sheet
from tabara.publication.words import Words

if TYPE_CHECKING:
    from tabara.publication.studies import Leaving  # it prints by `typeset`

TEMPLATES = Path(__file__).parent / "templates"
Output = Literal["pdf", "png", "svg"]


def render(
    report_figures: ReportFigures,
    *,
    language: str,
    on: dt.date,
    output: Output = "pdf",
    page: int = 1,
    built_on: dt.date | None = None,
    demo: bool = False,
    study: "Leaving | None" = None,
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


def typeset(template: str, contents: dict[str, object], on: dt.date, output: Output, font_folder: Path) -> list[bytes]:
    """Return the pages of a template with its contents; a PDF is one, whole.

    Raises:
        PublicationError: where a font, or a letter of it, is missing.
    """
    compiler = typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=fonts.for_sheets(font_folder),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(contents, ensure_ascii=False), "font": fonts.FAMILY},
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format=output,
            ppi=144,
            pdf_standards=["ua-1"] if output == "pdf" else [],
            timestamp=dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC),
        )
    except typst.TypstError as error:
        raise _refused(error.message) from error
    if warnings:
        raise _refused(warnings[0].message)
    return made if isinstance(made, list) else [made or b""]


def _refused(message: str) -> PublicationError:
    """Say why Typst would not set the sheet; a font or a letter that is missing has its remedy."""
    if "could not be displayed" in message:
        return PublicationError(
            _("A text of the sheet has a letter that its font does not have (%(reason)s). Change the text."),
            reason=message,
        )
    if "font" in message:
        return PublicationError(
            _("A font of the sheet is missing (%(reason)s). Run script/setup, which installs it."), reason=message
        )
    return PublicationError(_("The sheet could not be set: %(reason)s."), reason=message)
