"""The whole way of lists that nobody may see together: agencies' files, tokens, the unit, the study, its report."""

import json

import pytest
from typer.testing import CliRunner

from tabara import jobs
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.main import app
from tabara.methods.prevalence.study import from_dict
from tabara.publication.studies import reading
from tabara.research import operations, queries
from tests.factories import NOW, make_member
from tests.methods.tokens.lists import invented_lists
from tests.research.elsewhere import told
from tests.research.studied import studied

SENT = ("study.csv", "lists.csv", "pairs.csv", "account.json")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Two agencies encode, a unit matches, the study unseals: the folder with what it has then."""
    from tests.cli.test_tokens import Desk

    desk = Desk(tmp_path_factory.mktemp("chain"))
    place = {name: desk.folder / name for name in ("key", "A.tokens", "B.tokens", *SENT)}
    agencies, unit, study = [desk.officer(one) for one in ("one", "two")], desk.officer("unit"), desk.officer("study")
    holders = [word for _file, public in agencies for word in ("--agency", public)]
    desk.run("key", "new", "Who is hidden", *holders, "--output", place["key"])
    people = invented_lists(80, seed=4)[0]
    for name, (identity, _public) in zip("AB", agencies, strict=True):
        own = [one for of, one in people if of == name]
        answers = ["no"] * 3 + [""] * 2 + ["yes"] * len(own)
        rows = [(name, said, one) for said, one in zip(answers, own, strict=False)]
        made = ("--key", place["key"], "--identity", identity, "--recipient", unit[1])
        desk.run("encode", desk.people(name, rows), *made, "--output", place[f"{name}.tokens"])
    files = [place["A.tokens"], place["B.tokens"], "--identity", unit[0], "--study", study[1]]
    flags = ("--output", "--capture", "--pairs", "--account")
    written = [word for flag, name in zip(flags, SENT, strict=True) for word in (flag, place[name])]
    desk.run("match", *files, *written)
    (desk.folder / "open").mkdir()
    for name in SENT:
        desk.run("unseal", place[name], "--identity", study[0], "--output", desk.folder / "open" / name)
    return desk.folder / "open"


def test_by_commands_alone_the_study_says_who_was_left_out(opened):
    sent = {name: str(opened / name) for name in SENT}
    unit = ("--account", sent["account.json"], "--linked", sent["study.csv"], "--pairs", sent["pairs.csv"])
    quick = ("--bootstrap", "0", "--method", "stepwise", "--format", "json")
    done = CliRunner().invoke(app, ["prevalence", "study", sent["lists.csv"], *unit, *quick])
    found = json.loads(done.stdout)
    assert found["description"]["not_agreed"] == {
        key: {"people": 5, "no": 3, "not_asked": 2, "since": None} for key in "AB"
    }
    assert found["description"]["linked"]["values"]["project"] == "Who is hidden"
    assert len(found["linkages"]["variants"]) == 20
    french = reading(from_dict(found), language="fr")
    assert "A (5) et B (5)" in " ".join(french["front"]["rests"]["lines"])


def test_what_the_makers_say_of_one_list_leaves_what_the_account_says_of_the_others(opened, tmp_path):
    told = tmp_path / "study.toml"
    told.write_text('linkage = "As agreed"\n[left_out.B]\nno = 4\nnot_asked = 1\n')
    asked = ["prevalence", "study", str(opened / "lists.csv"), "--describe", str(told)]
    asked += ["--account", str(opened / "account.json"), "--bootstrap", "0", "--method", "stepwise"]
    found = json.loads(CliRunner().invoke(app, [*asked, "--format", "json"]).stdout)
    left = {name: (one["no"], one["not_asked"]) for name, one in found["description"]["not_agreed"].items()}
    assert (left, found["description"]["linkage"]) == ({"A": (3, 2), "B": (4, 1)}, "As agreed")
    told.write_text("[left_out.police]\nno = 4\nnot_asked = 1\n")
    done = CliRunner().invoke(app, asked)
    assert (type(done.exception), "“police” is under left_out" in str(done.exception)) == (Stop, True)


@pytest.mark.django_db(databases="__all__")
def test_brought_in_and_studied_the_report_says_who_was_left_out(opened):
    by = make_member("researcher")
    names = ("lists.csv", "account.json", "study.csv", "pairs.csv")
    files = operations.Files(*((opened / name).read_bytes() for name in names))
    counts = operations.bring_in(by=by, at=NOW, brought=operations.read(files), lists=told("A", "B"))
    assert (counts.linkage.account["project"], len(counts.drawn)) == ("Who is hidden", 20)
    study = studied(by, counts=counts, resamples=100)
    jobs.work_off()
    made = queries.study_of(by=by, number=study.pk)
    assert made.result["capture_sha256"] == counts.sha256
    lines = " ".join(reading(from_dict(queries.result_of(made)), language="fr")["front"]["rests"]["lines"])
    assert "A (5) et B (5)" in lines


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--pairs", "{f}/pairs.csv"), "go together"),
        (("--account", "{f}/study.csv"), "This is no account of a linkage unit"),
        (("--linked", "{f}/pairs.csv", "--pairs", "{f}/pairs.csv"), "not the columns study_id"),
        (("--account", "{f}/none"), "cannot be read"),
    ],
)
def test_what_does_not_belong_together_is_refused_by_the_command(opened, words, why):
    given = [word.format(f=opened) for word in words]
    done = CliRunner().invoke(app, ["prevalence", "study", str(opened / "lists.csv"), *given])
    assert isinstance(done.exception, Stop)
    assert (done.exception.code, why in str(done.exception)) == (Exit.USAGE, True)
