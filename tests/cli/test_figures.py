"""From the mart to figures and infosheets, on the command line."""

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import ROOT, Machine, refused

USAGE, ENVIRONMENT = 2, 3


class Reporting(Machine):
    """A machine whose demo pack has a report too."""

    def surroundings(self, **more):
        return super().surroundings(TABARA_PACKS=str(self.folder / "packs"), **more)


@pytest.fixture(scope="module")
def desk(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reporting")
    for part in ("home", "keys"):
        shutil.copytree(filled.folder / part, folder / part)
    shutil.copytree(ROOT / "packs", folder / "packs")
    reports = folder / "packs" / "demo" / "reports"
    reports.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).with_name("trial.toml"), reports)
    return Reporting(folder)


def test_figures_for_a_program_are_pure_json(desk):
    done = desk.tabara("figures", "--report", "trial", "--format", "json")
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    assert (first["ref"], first["key"], first["value"], first["unit"]) == ("T1", "persons_assisted", 50, "persons")
    assert (first["since"], first["until"], first["last_day"]) == ("2024-01-01", "2025-02-01", "2025-01-31")
    assert first["population"]["fr"] == "personnes assistées"
    assert second["ref"] == "T2"


def test_figures_for_a_spreadsheet_are_csv(desk):
    done = desk.tabara("figures", "--report", "trial", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (rows[0]["ref"], rows[0]["value"]) == ("T1", "50")


def test_figures_for_the_eye_say_their_period(desk):
    done = desk.tabara("figures", "--report", "trial")
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if "T1" in line)
    assert all(word in line for word in ("people assisted", "50", "2024-01-01", "2025-01-31"))


def test_figures_are_counted_in_the_division_asked_for(desk):
    done = desk.tabara("figures", "--report", "trial", "--format", "json", "--geography", "2024")
    assert json.loads(done.stdout)[0]["value"] == 50


def test_the_same_mart_and_date_print_the_same_bytes(desk, tmp_path):
    files = [tmp_path / f"{number}.pdf" for number in (1, 2)]
    for file in files:
        done = desk.tabara(
            "infosheet", "--report", "trial", "--language", "fr", "--on", "2026-01-01", "--output", str(file)
        )
        assert done.returncode == 0, done.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    text = PdfReader(files[0]).pages[0].extract_text()
    assert "50" in text
    assert "personnes assistées" in text


def test_what_is_printed_says_that_its_people_are_invented_and_is_remembered(desk, tmp_path):
    file = tmp_path / "sheet.pdf"
    desk.tabara("infosheet", "--report", "trial", "--language", "en", "--output", str(file), "--as", "data")
    assert "Invented data" in PdfReader(file).pages[0].extract_text()
    with sqlite3.connect(desk.home / "tabara.sqlite3") as database:
        acts = "SELECT operation, outcome, reason FROM access_auditevent ORDER BY id DESC LIMIT 1"
        assert database.execute(acts).fetchone() == ("report.publish", "done", "trial en")
    database.close()


def test_figures_are_those_of_the_period_asked_for(desk):
    asked = ("figures", "--report", "trial", "--format", "json")
    spring, own, wide = (
        json.loads(desk.tabara(*asked, *period).stdout)[0]
        for period in (("--since", "2024-04-01", "--until", "2024-07-01"), (), ("--until", "2026-01-01"))
    )
    assert (spring["since"], spring["until"], spring["last_day"]) == ("2024-04-01", "2024-07-01", "2024-06-30")
    assert (wide["since"], wide["until"]) == ("2024-01-01", "2026-01-01")
    assert spring["value"] < own["value"] == wide["value"] == 50


def test_a_sheet_follows_the_period_asked_for_and_the_record_names_it(desk, tmp_path):
    file = tmp_path / "sheet.pdf"
    period = ("--since", "2024-01-01", "--until", "2026-01-01")
    done = desk.tabara("infosheet", "--report", "trial", "--language", "en", *period, "--output", str(file))
    assert done.returncode == 0, done.stderr
    assert "2024–2025" in PdfReader(file).pages[0].extract_text()
    with sqlite3.connect(desk.home / "tabara.sqlite3") as database:
        acts = "SELECT reason FROM access_auditevent WHERE operation = 'report.publish' ORDER BY id DESC LIMIT 1"
        assert database.execute(acts).fetchone() == ("trial en 2024-01/2026-01",)
    database.close()


def test_a_sheet_that_tells_of_a_few_beside_an_earlier_one_is_not_written(desk, tmp_path):
    own, later = tmp_path / "own.pdf", tmp_path / "later.pdf"
    desk.tabara("infosheet", "--report", "trial", "--language", "en", "--output", str(own))
    period = ("--since", "2024-04-01", "--until", "2025-01-01")
    done = desk.tabara("infosheet", "--report", "trial", "--language", "en", *period, "--output", str(later))
    refused(done, USAGE, "would together tell of fewer than 10 people")
    assert not later.exists()


@pytest.mark.parametrize(
    ("command", "period", "sentence"),
    [
        ("figures", ("--since", "2024-02-30"), "“2024-02-30” is not a date. Write it as 2024-01-31."),
        ("figures", ("--since", "2025-02-01"), "A period ends after it began"),
        ("figures", ("--since", "2024-01-15"), "begins and ends with a month"),
        ("infosheet", ("--until", "tomorrow"), "“tomorrow” is not a date."),
        ("infosheet", ("--since", "2025-01-01"), "cover 3 months at least"),
    ],
)
def test_a_period_that_cannot_be_is_refused(desk, command, period, sentence):
    where = ("--output", "sheet.pdf") if command == "infosheet" else ()
    refused(desk.tabara(command, "--report", "trial", *period, *where), USAGE, sentence)
    assert not (desk.folder / "sheet.pdf").exists()


def test_what_there_is_not_is_named_with_what_there_is(desk, tmp_path):
    sheet = ("infosheet", "--report", "trial", "--output", str(tmp_path / "sheet.pdf"))
    refused(desk.tabara("figures", "--report", "nothing"), USAGE, "no report “nothing”", "trial")
    refused(desk.tabara("figures", "--report", "trial", "--geography", "1066"), USAGE, "“1066”", "2010")
    refused(desk.tabara(*sheet, "--language", "xx"), USAGE, "language “xx”", "en, fr, rn, sw")
    refused(desk.tabara("infosheet", "--report", "trial", "--output", "no/such.pdf"), USAGE, "There is no folder")
    refused(desk.tabara("figures", "--report", "trial", "--as", "caseworker"), USAGE, "may not read figures")
    assert list(tmp_path.iterdir()) == []


def test_without_a_mart_there_are_no_figures(desk, tmp_path):
    shutil.copytree(desk.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "mart")
    refused(
        desk.tabara("figures", "--report", "trial", TABARA_HOME=str(tmp_path / "home")),
        ENVIRONMENT,
        "tabara mart build",
    )


def test_the_mart_is_built_again_by_the_data_team(desk):
    done = desk.tabara("mart", "build", "--as", "data")
    assert done.returncode == 0, done.stderr
    assert "is in use" in done.stderr
