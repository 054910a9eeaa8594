"""`tabara prevalence estimate` for people and for programs, on a machine without an instance."""

import json

import pytest
from typer.testing import CliRunner

from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.main import app
from tests.cli.conftest import ROOT, refused
from tests.methods.prevalence.published import as_csv, published

USAGE = 2
PROMISED = {
    *("method", "status", "estimate", "observed", "model", "aic", "intervals"),
    *("capture_sha256", "seed", "versions"),
}


@pytest.fixture
def lists(bare):
    """A folder with the published table of Korea."""
    bare.folder.joinpath("korea.csv").write_text(as_csv(published("Korea")))
    return bare


def estimate(machine, *words):
    done = machine.tabara("prevalence", "estimate", *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_program_gets_what_it_is_promised_and_the_published_number(lists):
    told = estimate(lists, "korea.csv", "--bootstrap", "100", "--seed", "7")
    assert PROMISED - told.keys() == set()
    assert (told["method"], told["status"], told["observed"], told["seed"]) == ("stepwise", "ESTIMATED", 123, 7)
    assert (told["estimate"], told["aic"]) == (
        pytest.approx(268.7777778, abs=1e-6),
        pytest.approx(44.9076745, abs=1e-6),
    )
    assert (told["model"], told["capture_sha256"]) == (["b:c"], published("Korea").sha256)
    assert set(told["intervals"]) == {"95", "80"}
    assert not lists.home.exists()


def test_every_method_has_its_name_and_the_same_seed_gives_the_same_numbers(lists):
    for method, value in (("bic", 157.1667), ("aic", 151.713)):
        told = estimate(lists, "korea.csv", "--method", method, "--bootstrap", "50")
        assert (told["method"], told["estimate"]) == (method, pytest.approx(value, abs=1e-3))
        assert told == estimate(lists, "korea.csv", "--method", method, "--bootstrap", "50")


def test_the_posteriors_and_the_bounds_have_their_names_too(lists):
    for method, value, near in (("bayes", 153.5, 1), ("chao", 144.675, 1e-6), ("pairs", 123 + 435 / 60, 1e-6)):
        told = estimate(lists, "korea.csv", "--method", method, "--seed", "3")
        assert (told["method"], told["estimate"]) == (method, pytest.approx(value, abs=near))
    told = estimate(lists, "korea.csv", "--method", "graphs")
    assert (told["status"], told["diagnostics"]["graphs"], told["diagnostics"]["ceiling"]) == ("ESTIMATED", 8, 1353)
    told = estimate(lists, "korea.csv", "--method", "no-highest")
    assert (told["status"], told["estimate"]) == ("NOT_ESTIMABLE", None)


def test_what_bounds_a_posterior_can_be_said_and_is_refused_where_it_cannot_be_meant(lists):
    low, high = (estimate(lists, "korea.csv", "--method", "graphs", "--ceiling", str(n)) for n in (200, 5000))
    assert low["intervals"]["95"][1] < 200 < high["intervals"]["95"][1]
    flat = estimate(lists, "korea.csv", "--method", "bayes", "--prior", "flat")
    assert (flat["status"], "a flat prior has no posterior" in flat["reasons"][0]) == ("NOT_ESTIMABLE", True)
    for words, why in (
        (("graphs", "--ceiling", "100"), "The ceiling must lie above the 123 people seen"),
        (("latent", "--cap", "0"), "the cap of unseen people must be above nought"),
    ):
        refused(lists.tabara("prevalence", "estimate", "korea.csv", "--method", *words), USAGE, why)


def test_every_knob_of_the_packages_is_there(tmp_path):
    """Kosovo in R: maxorder and threshold of bayesthresh, ntopmodels, K and the run of LCMCR, the grid of dga."""
    file = tmp_path / "kosovo.csv"
    file.write_text(as_csv(published("Kosovo")))

    def told(words):
        done = CliRunner().invoke(app, ["prevalence", "estimate", str(file), *words.split(), "--format", "json"])
        return json.loads(done.stdout)

    triples = told("--method bayes --order 3 --threshold 4.5")["diagnostics"]
    assert (triples["threshold"], "EXH:ABA:OSCE" in triples["ratios"]) == (4.5, True)
    few = told("--method bic --order 3 --top 5 --bootstrap 50")["diagnostics"]
    assert (few["among"], list(few["bootstrap"]["settling"])) == (5, ["1", "2", "5"])
    short = told("--method latent --chains 20 --iterations 400 --burn-in 100 --thin 4 --classes 3")["diagnostics"]
    assert [short[one] for one in ("chains", "iterations", "burn_in", "classes")] == [20, 400, 100, 3]
    coarse = told("--method graphs --points 500 --ceiling 48400")
    assert coarse["estimate"] == pytest.approx(12572.5, rel=5e-3)
    with pytest.raises(Stop, match="The method bayes knows interactions of two lists or of three, not of 4"):
        raise (
            CliRunner()
            .invoke(app, ["prevalence", "estimate", str(file), "--method", "bayes", "--order", "4"])
            .exception
        )


def test_a_person_is_told_the_limits_what_they_rest_on_and_what_has_to_be_true(lists):
    done = lists.tabara("prevalence", "estimate", "korea.csv", "--bootstrap", "100")
    assert done.returncode == 0
    said = ("269", "The model has b:c.", "The limits take for granted: bootstrap", "- The population is closed")
    assert [one for one in said if one not in done.stdout] == []


def test_limits_that_the_lists_do_not_set_are_called_so(bare):
    bare.folder.joinpath("thin.csv").write_text("A,B,C,count\n1,0,0,12\n0,1,0,9\n0,0,1,11\n1,1,0,1\n")
    done = bare.tabara("prevalence", "estimate", "thin.csv", "--bootstrap", "200")
    assert ("–no limit" in done.stdout, "of the resamples have no estimate" in done.stdout) == (True, True)


def test_lists_that_cannot_say_give_a_status_and_no_number(lists):
    lists.folder.joinpath("apart.csv").write_text("A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n")
    told = estimate(lists, "apart.csv")
    assert (told["status"], told["estimate"], told["intervals"]) == ("NOT_ESTIMABLE", None, {})
    assert told["reasons"][0].startswith("No two lists share anybody")


def test_the_resamples_that_r_drew_give_the_limits_of_r(bare):
    bare.folder.joinpath("kosovo.csv").write_text(as_csv(published("Kosovo")))
    drawn = ROOT / "tests" / "methods" / "prevalence" / "resamples" / "Kosovo.csv"
    told = estimate(bare, "kosovo.csv", "--resamples", str(drawn))
    assert told["intervals"]["95"] == [pytest.approx(12595.8398, rel=1e-7), pytest.approx(16527.4949, rel=1e-7)]
    bare.folder.joinpath("other.csv").write_text("h1000,h0111\n3,4\n")
    answer = bare.tabara("prevalence", "estimate", "kosovo.csv", "--resamples", "other.csv")
    refused(answer, USAGE, "Each resample must have 4400 people")


def test_of_all_methods_those_that_cannot_use_two_lists_say_so_and_hinder_no_other(lists):
    lists.folder.joinpath("two.csv").write_text("A,B,count\n1,0,30\n1,1,20\n0,1,40\n")
    told = {one["method"]: one for one in estimate(lists, "two.csv", "--method", "all")}
    assert {one["status"] for one in told.values()} <= {"NOT_ESTIMABLE", "LOWER_BOUND_ONLY"}
    assert {"stepwise", "bic", "aic", "bayes", "graphs", "latent", "chao", "pairs", "no-highest"} == {
        name for name, one in told.items() if one["status"] == "NOT_ESTIMABLE"
    }
    assert "needs at least 3 lists" in told["stepwise"]["reasons"][0]
    assert (told["lincoln-petersen"]["estimate"], told["chapman"]["status"]) == (150.0, "LOWER_BOUND_ONLY")
    assert told["lincoln-petersen"]["diagnostics"]["by_odds_ratio"][-1]["estimate"] == 330.0


def test_what_has_to_be_true_names_the_methods_that_need_it_where_not_all_do(lists):
    short = ("--bootstrap", "50", "--iterations", "300", "--burn-in", "100", "--thin", "2")
    said = lists.tabara("prevalence", "estimate", "korea.csv", "--method", "all", *short).stdout
    needed = said.split("What has to be true:\n")[1].splitlines()
    assert needed[0].endswith("during the period of the lists.")
    assert "- Lists depend on each other in the pairs that were kept, and in no other way. (bayes)" in needed


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "The file is empty"),
        ("A,B,count\n1,0,3\n1,1,2\n0,1,4\n", "The stepwise method needs at least 3 lists; this table has 2"),
        ("A,B,C,count\n1,0,0,-3\n", "Line 2: the count is -3. A count cannot be negative"),
        ("A,B,C,count\n1,0,0,3.5\n", "Line 2: the count is “3.5”. A count is a whole number"),
        ("A,B,C,count\n1,0,0,3\n1,0,0,4\n", "Line 3: this history stands in the file twice"),
        (",".join([*(f"L{n}" for n in range(20)), "count"]) + "\n", "20 lists are too many"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_with_the_cause(lists, content, why):
    lists.folder.joinpath("wrong.csv").write_text(content)
    refused(lists.tabara("prevalence", "estimate", "wrong.csv"), USAGE, why)


def test_a_file_that_is_not_there_or_no_text_is_refused(lists):
    refused(lists.tabara("prevalence", "estimate", "nowhere.csv"), USAGE, "nowhere.csv cannot be read")
    lists.folder.joinpath("picture.csv").write_bytes(b"\x89PNG\xff\xfe")
    refused(lists.tabara("prevalence", "estimate", "picture.csv"), USAGE, "it is not written in UTF-8")
