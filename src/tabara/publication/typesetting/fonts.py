"""The one typeface of everything printed: Source Sans 3, an npm dependency. The machine's own fonts are never used."""

import os
from functools import cache
from pathlib import Path

import typst
import vl_convert

from tabara.publication.errors import PublicationError, _

FAMILY = "Source Sans 3"
FACES = ("Regular", "It", "Semibold", "Bold", "Black")  # the faces that the templates and charts set
FOLDER = Path(  # what script/setup installs in a checkout; a package that was installed by itself has none beside it
    os.environ.get("TABARA_FONTS") or Path(__file__).resolve().parents[4] / "node_modules" / "source-sans" / "TTF"
)


def check(folder: Path) -> None:
    """Refuse to print anything while a face is missing: another font would silently take its place."""
    for face in FACES:
        file = folder / f"SourceSans3-{face}.ttf"
        if not file.is_file():
            raise PublicationError(
                _("The font “%(font)s” is missing: there is no file %(file)s. Run script/setup, which installs it."),
                font=f"{FAMILY} {face}",
                file=file,
            )


def for_sheets(folder: Path = FOLDER) -> typst.Fonts:
    """Give the fonts that Typst may use: those of this folder, and no others."""
    check(folder)
    return _read(folder)


def for_charts(folder: Path = FOLDER) -> None:
    """Let the charts measure their texts by the same fonts."""
    check(folder)
    _register(folder)


@cache
def _read(folder: Path) -> typst.Fonts:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    if FAMILY not in fonts.families():
        raise PublicationError(
            _("The files in %(folder)s are not the font “%(font)s”. Run script/setup, which installs it."),
            font=FAMILY,
            folder=folder,
        )
    return fonts


@cache
def _register(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))
