"""`tabara prevalence scale-up` and `network-share`, on a machine without an instance."""

import json

import pytest
from typer.testing import CliRunner

from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.main import app

SURVEY = "A,B,hidden\n" + "2,6,4\n1,3,2\n3,3,5\n" * 4


@pytest.fixture
def surveys(tmp_path, monkeypatch):
    """A folder with a survey, in which the command is asked in this process: it starts nothing of an instance."""
    tmp_path.joinpath("survey.csv").write_text(SURVEY)
    tmp_path.joinpath("known.csv").write_text("group,size\nA,50\nB,150\n")
    tmp_path.joinpath("network.csv").write_text("id,recruiter,degree,trait\n1,,10,1\n2,1,5,0\n3,,20,1\n4,3,4,0\n")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["prevalence", *words])


def test_a_survey_is_scaled_up_for_a_program_and_for_people(surveys):
    words = ("scale-up", "survey.csv", "--known", "known.csv", "--total", "1000", "--bootstrap", "100")
    told = json.loads(surveys(*words, "--format", "json").stdout)
    assert (told["status"], told["estimate"]) == ("ESTIMATED", pytest.approx(1000 * 11 / 90))
    shown = surveys(*words, "--aware", "0.5").stdout
    assert "244" in shown
    assert "What has to be true:" in shown


def test_a_share_of_a_network_is_no_number_of_people(surveys):
    words = ("network-share", "network.csv", "--bootstrap", "100")
    told = json.loads(surveys(*words, "--format", "json").stdout)
    assert told["share"] == pytest.approx(0.25)
    shown = surveys(*words).stdout
    assert "25.0%" in shown
    assert "says nothing of how many people there are" in shown


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("scale-up", "survey.csv", "--known", "known.csv", "--total", "1000", "--hidden", "C"), "no column “C”"),
        (("scale-up", "nowhere.csv", "--known", "known.csv", "--total", "1000"), "nowhere.csv cannot be read"),
        (("network-share", "survey.csv"), "no column “id”"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(surveys, words, why):
    stop = surveys(*words).exception
    assert isinstance(stop, Stop)
    assert stop.code is Exit.USAGE
    assert why in str(stop)
