"""The same figures and date give the same bytes: two people who print the same sheet can compare it."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tabara.publication.charts import bar_chart
from tabara.publication.errors import PublicationError
from tabara.publication.infosheet import render
from tabara.publication.typesetting import fonts
from tests.publication import sheets

ON = dt.date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
import datetime as dt, hashlib, sys
from tabara.publication.infosheet import render
from tests.publication import sheets
pdf = render(sheets.protection(), language="fr", on=dt.date(2026, 11, 21))
sys.stdout.write(hashlib.sha256(pdf).hexdigest())
"""


@pytest.mark.parametrize("output", ["pdf", "png", "svg"])
def test_two_prints_are_equal(output):
    prints = [render(sheets.protection(), language="fr", on=ON, output=output) for _ in range(2)]
    assert prints[0] == prints[1]


def test_a_print_of_another_process_elsewhere_in_the_world_is_equal():
    there = os.environ | {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", ELSEWHERE]
    printed = subprocess.run(command, cwd=ROOT, env=there, check=True, capture_output=True, text=True)  # noqa: S603 - our own words only
    assert printed.stdout == hashlib.sha256(render(sheets.protection(), language="fr", on=ON)).hexdigest()


def test_another_date_and_another_figure_give_other_bytes():
    first = render(sheets.protection(), language="fr", on=ON)
    assert first != render(sheets.protection(), language="fr", on=dt.date(2026, 11, 22))
    assert first != render(sheets.protection().but("P1", value=9027), language="fr", on=ON)


def test_a_missing_font_is_named_with_the_remedy(tmp_path):
    with pytest.raises(PublicationError, match=r"font “Source Sans 3 Regular” is missing.*Run script/setup"):
        render(sheets.protection(), language="en", on=ON, font_folder=tmp_path)


def test_files_that_are_not_the_font_are_refused(tmp_path):
    for face in fonts.FACES:
        (tmp_path / f"SourceSans3-{face}.ttf").write_bytes(b"not a font")
    with pytest.raises(PublicationError, match=r"are not the font “Source Sans 3”\. Run script/setup"):
        render(sheets.protection(), language="en", on=ON, font_folder=tmp_path)


def test_every_face_has_the_letters_of_the_four_languages():
    """A sheet in PDF/UA fails on a letter without a glyph, so that printing them is the test."""
    letters = "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ «»“”‘’–—…•·±×≤≥→€¹²³⁴⁵⁶⁷⁸⁹⁰\u00a0\u202f\u2009"
    made = sheets.protection()
    for figure in made.figures:
        made = made.but(figure.ref, label={"en": letters}, note={"en": letters})
    assert render(made, language="en", on=ON).startswith(b"%PDF")


def test_a_chart_is_drawn_the_same_every_time():
    assert bar_chart(sheets.protection().figures, "fr") == bar_chart(sheets.protection().figures, "fr")
