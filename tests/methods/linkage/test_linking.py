"""Lists are linked without anybody saying who is who, and nothing is merged by itself."""

import json
import tempfile
from importlib.util import find_spec

import numpy as np
import pyarrow as pa
import pytest
from splink.internals.exceptions import SplinkException
from splink.internals.linker_components.training import LinkerTraining

from tabara.methods.linkage import LinkageError, link, read_people
from tabara.methods.linkage.linked import POSSIBLE
from tabara.methods.linkage.pairs import engines
from tabara.methods.linkage.pairs.linking import PHASES, phase
from tests.methods.linkage.crowd import DIVIDED, Noise, crowd, divisions, same, table

PEOPLE = 220
CAREFUL = Noise(
    misspelled=0.02, slipped=0, swapped=0, one_name=0, dated=0.9, january=0, wrong_year=0, rounded=0, wrong_place=0
)


@pytest.fixture(scope="module")
def rows():
    return crowd(PEOPLE, seed=3)


@pytest.fixture(scope="module")
def linked(rows):
    return link(table(rows))


def quality(linked, rows, threshold):
    """Return precision and recall of the pairs at a threshold."""
    truth, kept = same(rows), pairs(linked.queue(threshold, 2.0))
    return len(kept & truth) / len(kept), len(kept & truth) / len(truth)


def pairs(found):
    told = found.to_pydict()
    return set(zip(told["unique_id_l"], told["unique_id_r"], strict=True))


def test_most_of_the_people_are_found_again_and_nearly_nobody_is_confused(linked, rows):
    precision, recall = quality(linked, rows, 0.5)
    assert precision >= 0.93
    assert recall >= 0.75


def test_of_the_pairs_said_to_be_certain_nineteen_in_twenty_are_right(linked, rows):
    assert quality(linked, rows, 0.95)[0] >= 0.95


def test_neither_the_order_of_rows_and_columns_nor_the_truth_in_the_file_changes_a_digit(linked, rows):
    other = table(rows[::-1]).select(sorted(set(rows[0]) - {"cluster"}, reverse=True))
    assert link(other).pairs.equals(linked.pairs)


def test_a_model_links_again_without_training_and_says_the_same(linked, rows):
    again = link(table(rows), model=linked.model)
    assert again.pairs.equals(linked.pairs)
    assert not any(row["surname"] and row["surname"] in linked.model for row in rows)


def test_a_model_of_few_records_learns_among_more_how_many_pairs_are_of_one_person(linked):
    more = crowd(2 * PEOPLE, seed=5)
    found = link(table(more), model=linked.model)
    small, large = json.loads(linked.model), json.loads(found.model)
    assert large["records"] == len(more)
    assert large["prior"] < 0.7 * small["prior"]
    assert large["same"] == small["same"]
    assert quality(found, more, 0.9)[0] >= 0.95


def test_neither_the_parts_of_the_comparing_nor_the_memory_change_a_digit(linked, rows, monkeypatch):
    monkeypatch.setitem(engines.MOST_AT_ONCE, engines.Engine.DUCKDB, 9_000)
    monkeypatch.setattr(engines, "DUCKDB_MEMORY", "200MB")
    told = []
    assert link(table(rows), tell=told.append).pairs.equals(linked.pairs)
    assert told == sorted(told)
    assert len(set(told)) > 20
    assert {phase(share)[0] for share in told} == set(PHASES)


def test_what_did_not_fit_into_memory_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def interrupted():
        with engines.opened(engines.Engine.DUCKDB):
            assert [path.stat().st_mode & 0o77 for path in tmp_path.iterdir()] == [0]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", [2, 3])
def test_lists_written_so_well_that_no_pair_of_one_person_disagrees_are_linked_too(seed):
    rows = crowd(PEOPLE, seed, CAREFUL)
    precision, recall = quality(link(table(rows)), rows, 0.5)
    assert precision >= 0.97
    assert recall >= 0.97


@pytest.mark.parametrize(
    ("broke", "told"),
    [
        ("Out of Memory Error: could not allocate", SplinkException),
        ("Query interrupted", KeyboardInterrupt),
        ("Invalid Input Error: Python exception occurred: KeyboardInterrupt", KeyboardInterrupt),
    ],
)
def test_what_broke_while_learning_is_never_taken_for_a_block_that_teaches_nothing(rows, monkeypatch, broke, told):
    def broken(*_words, **_more):
        try:
            raise RuntimeError(broke)
        except RuntimeError as error:
            raise SplinkException("Error executing the following sql") from error

    monkeypatch.setattr(LinkerTraining, "estimate_parameters_using_expectation_maximisation", broken)
    with pytest.raises(told):
        link(table(rows))


def test_a_record_with_a_single_name_is_at_most_possible(linked, rows):
    single = {row["unique_id"] for row in rows if not row["surname"]}
    told = linked.pairs.to_pylist()
    of_single = [row["probability"] for row in told if {row["unique_id_l"], row["unique_id_r"]} & single]
    assert 0.5 < max(of_single) <= POSSIBLE
    assert max(row["probability"] for row in told) > POSSIBLE


def test_pairs_come_with_the_most_probable_first_and_each_once(linked):
    stated = linked.pairs["probability"].to_numpy()
    assert (np.diff(stated) <= 0).all()
    assert len(pairs(linked.pairs)) == linked.pairs.num_rows
    assert all(one < two for one, two in pairs(linked.pairs))


def test_a_threshold_promises_less_recall_the_more_precision_it_promises(linked):
    told = linked.thresholds.to_pydict()
    assert told["precision"] == sorted(told["precision"])
    assert told["recall"] == sorted(told["recall"], reverse=True)
    assert told["pairs"][0] <= linked.pairs.num_rows


def test_what_lies_between_two_thresholds_waits_for_a_person(linked):
    waiting, above = linked.queue(0.3, 0.9), linked.queue(0.9, 2.0)
    assert waiting.num_rows > 0
    assert all(0.3 <= stated < 0.9 for stated in waiting["probability"].to_pylist())
    assert pairs(waiting) | pairs(above) == pairs(linked.queue(0.3, 2.0))


def test_places_of_the_older_and_the_newer_division_can_be_one():
    rows = [row for row in crowd(PEOPLE, seed=4, noise=DIVIDED) if row["province"]]
    truth = same(rows)
    across = {row["unique_id"]: row["province"][:4] for row in rows}
    mixed = {pair for pair in truth if across[pair[0]] != across[pair[1]]}
    without, told = link(table(rows)), link(table(rows), divisions=divisions())
    assert len(pairs(told.queue(0.5, 2.0)) & mixed) > len(pairs(without.queue(0.5, 2.0)) & mixed)


def test_any_column_may_be_missing_or_empty():
    rows, left_out = crowd(40, seed=5, noise=Noise(phoned=0.9, new_phone=0.0)), ["agency", "mother", "surname"]
    empty = table([{**row, **dict.fromkeys(left_out, "")} for row in rows])
    found = link(empty).pairs
    assert found.num_rows > 0
    assert found.equals(link(table(rows).drop_columns(left_out)).pairs)


def test_people_who_share_nothing_make_no_pairs():
    people = pa.table({"unique_id": ["1", "2"], "first_name": ["Odette", "Bernard"], "surname": ["Bukuru", "Minani"]})
    linked = link(people)
    assert linked.pairs.num_rows == 0
    assert linked.clusters(0.5) == {"1": "1", "2": "2"}
    assert set(linked.thresholds["recall"].to_pylist()) == {None}


REFUSED = [
    ("", "The file is empty"),
    (" ,,\n,,\n", "The file is empty"),
    ("first_name\nOdette\n", "There is no column “unique_id”"),
    ("unique_id,first_name\n1,Odette\n", "There are 1 records"),
    ("unique_id,first_name\n", "There are 0 records"),
    ("unique_id,first_name\n1,Odette\n1,Aline\n", "The unique_id “1” stands on more than one record"),
    ("unique_id,first_name\n1,Odette\n,Aline\n", "The record at place 2 has no unique_id"),
    ("unique_id,first_name,shoe\n1,Odette,38\n2,Aline,39\n", "The column “shoe” is not known"),
    ("unique_id,unique_id\n1,2\n3,4\n", "The column “unique_id” stands twice"),
    ("unique_id,first_name\n1,Odette\n2\n", "Row 2 below the head has 1 columns where the head has 2"),
    (f"unique_id,first_name\n1,{'a' * 140_000}\n", "Line 2 of the file cannot be read as CSV"),
    ("unique_id,sex\n1,F\n2,M\n", "No record has a name or a phone"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_a_file_that_cannot_be_linked_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(LinkageError, match=sentence):
        link(read_people(text))


NO_MODELS = ["", "[]", '{"format": "tabara-linkage-1"}', '{"format": "tabara-linkage-2"}']


@pytest.mark.parametrize("model", NO_MODELS)
def test_what_is_no_model_is_refused(model, rows):
    with pytest.raises(LinkageError, match="model"):
        link(table(rows), model=model)


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is installed here")
def test_an_engine_that_is_not_installed_says_how_to_get_it(rows):
    with pytest.raises(LinkageError, match="needs the package pyspark"):
        link(table(rows), engine="spark")


@pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark is not installed here")
def test_both_engines_say_the_same_of_every_pair_with_one_model(linked, rows):
    assert link(table(rows), engine="spark", model=linked.model).pairs.equals(linked.pairs)
