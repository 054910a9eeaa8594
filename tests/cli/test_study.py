"""`tabara prevalence study` for people and for programs, on a machine without an instance."""

import json

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.main import program
from tests.methods.prevalence.published import as_csv, published

USAGE, ENVIRONMENT = 2, 3
QUICK = ("--bootstrap", "50", "--method", "stepwise")
STRATA = """sex,A,B,C,count
f,1,0,0,40
f,0,1,0,30
f,0,0,1,25
f,1,1,0,9
f,1,0,1,8
f,0,1,1,7
f,1,1,1,3
m,1,0,0,30
m,0,1,0,30
m,1,1,0,8
"""


@pytest.fixture
def lists(bare):
    """A folder with the published table of Korea."""
    bare.folder.joinpath("korea.csv").write_text(as_csv(published("Korea")))
    return bare


def told(monkeypatch, folder, *words):
    """Ask in this process, in a folder of its own, as a program does."""
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(program("prevalence"), ["prevalence", *words, "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_the_report_and_what_programs_read_stand_beside_each_other(lists):
    lists.folder.joinpath("told.toml").write_text('period = "2025"\n[lists]\nb = "Heard by the police"\n')
    words = ("korea.csv", "--output", "out.pdf", "--describe", "told.toml", "--claim", "400", "--language", "fr")
    done = lists.tabara("prevalence", "study", *words, *QUICK)
    assert done.returncode == 0, done.stderr
    assert ("LOWER_BOUND_ONLY: A pilot. At least 130 people" in done.stdout, "out.pdf" in done.stderr) == (True, True)
    found = json.loads(lists.folder.joinpath("out.json").read_text())
    assert (found["outcome"], found["capture_sha256"], found["seed"]) == (
        "LOWER_BOUND_ONLY",
        published("Korea").sha256,
        1,
    )
    assert {one["key"]: one["said"] for one in found["checklist"]}["period"] == "2025"
    text = "".join(page.extract_text() for page in PdfReader(lists.folder / "out.pdf").pages)
    assert "Heard by the police" in text
    assert sorted(path.suffix for path in lists.folder.iterdir() if path.stem == "out") == [".json", ".pdf"]
    assert not lists.home.exists()


def test_a_report_for_the_public_stands_alone_and_withholds_small_counts(tmp_path, monkeypatch):
    tmp_path.joinpath("korea.csv").write_text(as_csv(published("Korea")))
    told(monkeypatch, tmp_path, "study", "korea.csv", "--output", "out.pdf", "--public", *QUICK)
    assert {path.name for path in tmp_path.iterdir()} == {"korea.csv", "out.pdf"}
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages)
    assert "Withheld does not mean zero" in text
    assert published("Korea").sha256 not in text


def test_a_report_of_too_few_people_is_refused_to_the_public_and_not_written(tmp_path, monkeypatch):
    tmp_path.joinpath("few.csv").write_text("A,B,count\n1,0,3\n0,1,2\n1,1,2\n")
    monkeypatch.chdir(tmp_path)
    words = ["prevalence", "study", "few.csv", "--output", "out.pdf", "--public", "--bootstrap", "0"]
    stop = CliRunner().invoke(program("prevalence"), words).exception
    assert isinstance(stop, Stop)
    assert "Fewer than 10 people were seen" in str(stop)
    assert {path.name for path in tmp_path.iterdir()} == {"few.csv"}


def test_what_is_withheld_from_the_public_is_what_the_pack_says(tmp_path, monkeypatch, settings):
    """The number stands in the pack and nowhere else: whoever changes it there changes the report."""
    own = '[profile.public]\ntitle = { en = "public" }\nthreshold = 40\nneeds = "report.publish"\n'
    for name, text in {"pack": 'languages = ["en"]\n', "disclosure": own}.items():
        tmp_path.joinpath("common").mkdir(exist_ok=True)
        tmp_path.joinpath("common", f"{name}.toml").write_text(text)
    settings.PACKS, settings.PACK = tmp_path, "nowhere"
    tmp_path.joinpath("few.csv").write_text("A,B,count\n1,0,13\n0,1,12\n1,1,12\n")
    monkeypatch.chdir(tmp_path)
    words = ["prevalence", "study", "few.csv", "--output", "out.pdf", "--public", "--bootstrap", "0"]
    assert "Fewer than 40 people were seen" in str(CliRunner().invoke(program("prevalence"), words).exception)
    tmp_path.joinpath("common", "pack.toml").unlink()
    stop = CliRunner().invoke(program("prevalence"), words).exception
    assert isinstance(stop, Stop)
    assert "There is no pack in" in str(stop)
    assert not tmp_path.joinpath("out.pdf").exists()


def test_the_json_alone_is_what_programs_are_told(tmp_path, monkeypatch):
    tmp_path.joinpath("korea.csv").write_text(as_csv(published("Korea")))
    found = told(monkeypatch, tmp_path, "study", "korea.csv", "--output", "alone.json", *QUICK)
    assert json.loads(tmp_path.joinpath("alone.json").read_text()) == found
    assert [one["method"] for one in found["ensemble"]] == ["stepwise", "bic"]
    assert [path.name for path in tmp_path.iterdir() if path.name != "korea.csv"] == ["alone.json"]


def test_strata_and_other_linkages_come_from_files(tmp_path, monkeypatch):
    tmp_path.joinpath("strata.csv").write_text(STRATA)
    found = told(monkeypatch, tmp_path, "study", "strata.csv", "--strata", "sex", *QUICK)
    assert (found["outcome"], found["quoted"], found["strata"]["method"]) == (
        "NOT_ESTIMABLE",
        None,
        "stepwise by strata",
    )
    gates = {one["name"]: one for one in found["gates"]}
    assert gates["coverage"]["said"] == "“C” names nobody of m, where 15 would be expected."
    korea = as_csv(published("Korea"))
    tmp_path.joinpath("korea.csv").write_text(korea)
    tmp_path.joinpath("other.csv").write_text(korea.replace("1,1,0,54", "1,1,0,44"))
    linked = ("--linkage", "korea.csv", "--linkage", "other.csv")
    found = told(monkeypatch, tmp_path, "study", "korea.csv", *linked, *QUICK)
    assert found["linkages"]["lowest"] < found["linkages"]["highest"]


def test_estimates_by_strata_and_covariates_have_options(tmp_path, monkeypatch):
    tmp_path.joinpath("strata.csv").write_text(STRATA)
    words = ("estimate", "strata.csv", "--bootstrap", "50")
    found = told(monkeypatch, tmp_path, *words, "--strata", "sex")
    assert (found["method"], found["status"]) == ("stepwise by strata", "LOWER_BOUND_ONLY")
    assert set(found["diagnostics"]["strata"]) == {"f", "m"}
    robust = ("--method", "doubly-robust", "--covariates", "sex", "--between", "A,B")
    found = told(monkeypatch, tmp_path, *words, *robust)
    assert (found["method"], found["status"], found["diagnostics"]["strata"]) == ("doubly-robust", "ESTIMATED", 2)


def asked_wrongly(folder, monkeypatch, *words):
    """Ask in this process, in a folder of its own: what it refuses, it refuses before it starts anything."""
    monkeypatch.chdir(folder)
    stop = CliRunner().invoke(program("prevalence"), ["prevalence", *words]).exception
    assert isinstance(stop, Stop)
    assert stop.code == USAGE
    return str(stop)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nowhere.csv",), "nowhere.csv cannot be read"),
        (("korea.csv", "--output", "out.doc"), "ends neither in .pdf nor in .json"),
        (("korea.csv", "--output", "nowhere/out.pdf"), "There is no folder nowhere"),
        (("korea.csv", "--output", "out.json", "--public"), "name a .pdf as --output"),
        (("korea.csv", "--public"), "name a .pdf as --output"),
        (("korea.csv", "--claim", "20"), "123 people were seen; a claim about the total must be above that"),
        (("korea.csv", "--describe", "korea.csv"), "The description is not valid TOML"),
        (("korea.csv", "--processes", "2", "--cluster", "tcp://127.0.0.1:9"), "Choose one of them"),
        (("korea.csv", "--strata", "sex"), "The file has no column “sex”"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(tmp_path, monkeypatch, words, why):
    tmp_path.joinpath("korea.csv").write_text(as_csv(published("Korea")))
    assert why in asked_wrongly(tmp_path, monkeypatch, "study", *words, *QUICK)
    assert {path.name for path in tmp_path.iterdir()} == {"korea.csv"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "The file is empty"),
        ("A,B,C,count\n", "The file has no rows"),
        ("A,B,C,count\n1,0,0,-3\n", "Line 2: the count is -3. A count cannot be negative"),
        ("A,B,C,count\n1,0,0,3.5\n", "Line 2: the count is “3.5”. A count is a whole number"),
        ("A,B,C,count\n1,0,0,3\n1,0,0,4\n", "Line 3: this history stands in the file twice"),
        (",".join([*(f"L{n}" for n in range(20)), "count"]) + "\n", "20 lists are too many"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_with_the_cause(tmp_path, monkeypatch, content, why):
    tmp_path.joinpath("wrong.csv").write_text(content)
    assert why in asked_wrongly(tmp_path, monkeypatch, "study", "wrong.csv", *QUICK)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--method", "doubly-robust"), "--covariates and --between belong to the method doubly-robust"),
        (("--covariates", "sex"), "--covariates and --between belong to the method doubly-robust"),
        (("--method", "doubly-robust", "--covariates", "sex", "--between", "A"), "--between names two lists"),
    ],
)
def test_options_of_another_method_are_refused(tmp_path, monkeypatch, words, why):
    tmp_path.joinpath("strata.csv").write_text(STRATA)
    assert why in asked_wrongly(tmp_path, monkeypatch, "estimate", "strata.csv", *words)


def test_a_report_without_its_typeface_is_refused_before_any_work(lists):
    """As where the package was installed by itself: the study would have been lost after its last minute."""
    words = ("prevalence", "study", "korea.csv", *QUICK, "--output")
    done = lists.tabara(*words, "study.pdf", TABARA_FONTS=str(lists.folder))
    why = "TABARA_FONTS names another folder that has it; study.json alone needs none."
    assert (done.returncode, done.stdout, done.stderr.strip().endswith(why)) == (ENVIRONMENT, "", True)
    assert lists.tabara(*words, "study.json", TABARA_FONTS=str(lists.folder)).returncode == 0
    assert [one.name for one in sorted(lists.folder.glob("study.*"))] == ["study.json"]
