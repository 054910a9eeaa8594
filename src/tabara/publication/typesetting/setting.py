"""Sets a template of ours with plain values: accessible PDF, or a picture of each page."""

import datetime as dt
import json
from pathlib import Path
from typing import Literal

import typst

from tabara.publication.errors import PublicationError, _
from tabara.publication.typesetting import fonts

TEMPLATES = Path(__file__).parent / "templates"
Output = Literal["pdf", "png", "svg"]


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
