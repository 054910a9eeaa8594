"""One set of invented records gives all 47 figures of the two published documents, row by row.

The table beside this file holds what was printed (sources: IOM Burundi's infosheet of 2022 and its article of 2023),
and, where a share was rounded, the counts that round to it. The records come in by the operations that people use, the
figures go out by the command that people use; nothing else is asked.
"""

import csv
import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TABLE = list(csv.DictReader((Path(__file__).parent / "published_figures.csv").read_text(encoding="utf-8").splitlines()))
REPORTS = {"P": "protection-highlights", "C": "counter-trafficking", "W": "situation-2023"}
TABARA = Path(sys.executable).parent / "tabara"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an instance filled with the scenario of the reports."""
    home = tmp_path_factory.mktemp("reports") / "home"
    tabara(home, "seed", "--scenario", "reports")
    return home


@pytest.fixture(scope="module")
def figures(home: Path) -> dict[str, dict[str, Any]]:
    """Return the figures of the three reports by reference."""
    found = [json.loads(tabara(home, "figures", "--report", name, "--format", "json")) for name in REPORTS.values()]
    return {one["ref"]: one for report in found for one in report}


def tabara(home: Path, *words: str) -> str:
    environment = {**os.environ, "TABARA_HOME": str(home), "TABARA_PACK": "bi", "TABARA_DATABASE": ""}
    done = subprocess.run(  # noqa: S603 - our own command
        [TABARA, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_published_figure_has_a_line_and_every_line_a_published_figure(figures: dict[str, Any]) -> None:
    assert sorted(figures) == sorted(row["ref"] for row in TABLE)
    assert len(TABLE) == 47


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['ref']}: {row['what']}")
def test_the_figure_is_the_published_one(row: dict[str, str], figures: dict[str, Any]) -> None:
    figure = figures[row["ref"]]
    value = figure["value"]
    if row["kind"] == "list":
        assert value == row["value"].split("; ")
    elif row["kind"] == "most frequent":
        assert value == row["value"]
    else:
        assert value == int(row["value"])


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["ref"])
def test_the_figure_carries_its_period_its_population_and_its_unit(
    row: dict[str, str], figures: dict[str, Any]
) -> None:
    figure = figures[row["ref"]]
    assert (figure["since"], figure["last_day"]) == (row["since"], row["last_day"])
    assert dt.date.fromisoformat(figure["until"]) == dt.date.fromisoformat(row["last_day"]) + dt.timedelta(days=1)
    assert sorted(figure["population"]) >= ["en", "fr"]
    assert (figure["unit"] == "%") == (row["kind"] in ("share", "at least", "about", "all"))
    assert not figure["withheld"]


def test_the_services_of_a_sheet_add_up_to_its_total(figures: dict[str, Any]) -> None:
    for total, parts in (("P8", "abcdefghij"), ("C11", "abcdefg")):
        assert sum(figures[f"{total}{part}"]["value"] for part in parts) == figures[total]["value"]


def test_the_sheets_print_in_both_languages_and_twice_the_same(home: Path) -> None:
    for name, language in (("protection-highlights", "fr"), ("counter-trafficking", "en"), ("situation-2023", "fr")):
        out = [home.parent / f"{name}-{again}.pdf" for again in (1, 2)]
        for file in out:
            options = ["--language", language, "--on", "2026-03-02", "--output", str(file)]
            tabara(home, "infosheet", "--report", name, *options)
        assert out[0].read_bytes() == out[1].read_bytes()
        assert out[0].read_bytes().startswith(b"%PDF-")
