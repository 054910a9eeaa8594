"""`tabara linkage pairs` for people and for programs, on a machine without an instance."""

import csv

import pytest

from tabara.interfaces.cli.commands.audit import written
from tabara.interfaces.cli.commands.linkage import pairs
from tabara.interfaces.cli.exits import Stop
from tabara.methods.linkage.pairs.linking import PHASES
from tests.cli.conftest import refused
from tests.methods.linkage.crowd import crowd, same

USAGE = 2


@pytest.fixture
def lists(bare):
    """A folder with the records of invented people."""
    rows = crowd(60, seed=9)
    with bare.folder.joinpath("people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    bare.truth = same(rows)
    return bare


def test_a_file_of_people_becomes_a_file_of_pairs_and_a_kept_model_says_the_same_again(lists):
    lists.folder.joinpath("pairs.csv").write_text("what stood there before")
    asked = ("linkage", "pairs", "people.csv", "--seed", "4")
    done = lists.tabara(*asked, "--output", "pairs.csv", "--keep-model", "model.json")
    assert done.returncode == 0, done.stderr
    with lists.folder.joinpath("pairs.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.reader(file))
    assert told[0] == ["unique_id_l", "unique_id_r", "probability"]
    certain = {(one, other) for one, other, stated in told[1:] if float(stated) >= 0.8}
    assert len(certain & lists.truth) >= 0.5 * len(lists.truth)
    assert "Precision" in done.stdout
    assert "Nothing is merged" in done.stderr
    assert not lists.home.exists()
    assert sorted(path.name for path in lists.folder.glob("*pairs*")) == ["pairs.csv"]
    assert [step in done.stderr for step in PHASES] == [True] * len(PHASES)
    again = lists.tabara(*asked, "--output", "again.csv", "--model", "model.json")
    assert again.returncode == 0, again.stderr
    assert lists.folder.joinpath("again.csv").read_text() == lists.folder.joinpath("pairs.csv").read_text()


def test_who_interrupts_the_writing_finds_what_stood_there_before_and_no_half_file(tmp_path):
    def lines():
        yield "unique_id_l,unique_id_r,probability\n"
        raise KeyboardInterrupt

    file = tmp_path / "pairs.csv"
    file.write_text("what stood there before")
    with pytest.raises(KeyboardInterrupt):
        written(file, lines())
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.csv"]
    assert file.read_text() == "what stood there before"


def test_what_cannot_be_linked_is_refused_in_a_sentence_and_leaves_what_stood_there(lists):
    before = "what stood there before"
    lists.folder.joinpath("pairs.csv").write_text(before)
    lists.folder.joinpath("one.csv").write_text("unique_id,first_name\n1,Odette\n")
    done = lists.tabara("linkage", "pairs", "one.csv", "--output", "pairs.csv")
    refused(done, USAGE, "There are 1 records; it takes two to compare.")
    assert lists.folder.joinpath("pairs.csv").read_text() == before


@pytest.mark.parametrize(
    ("people", "output", "sentence"),
    [
        ("nothing.csv", "pairs.csv", "nothing.csv cannot be read: No such file or directory."),
        ("people.csv", "no/pairs.csv", "There is no folder .*no. Make it, or name another."),
    ],
)
def test_a_path_that_is_not_there_is_named(lists, people, output, sentence):
    with pytest.raises(Stop, match=sentence):
        pairs(lists.folder / people, lists.folder / output)
