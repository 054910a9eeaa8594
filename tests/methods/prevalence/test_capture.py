"""A capture table holds what was seen, whatever the order it was written in, and refuses what cannot be meant."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, strategies

from tabara.methods.prevalence import CaptureTable, PrevalenceError, capture_table, from_rows, read_csv, read_strata
from tests.methods.prevalence.published import COUNTS, as_csv, published

SHARED = Path(__file__).parents[4] / "shared" / "data" / "mse"
SEEN = {"UKdat": (2744, 2492), "UKdat_5": (2744, 2523), "UKdat_4": (2428, 2227), "Ned": (8234, 7802)}
SEEN |= {"Ned_5": (8234, 7803), "Kosovo": (4400, 3218), "Korea": (123, 51), "Artificial_3": (96, 90)}
SEEN |= {"NewOrl": (186, 172), "NewOrl_5": (186, 173), "Western": (345, 322)}
NAMES = ("A", "B", "C", "D")
HISTORIES = list(itertools.product((0, 1), repeat=len(NAMES)))[1:]
TABLES = strategies.lists(strategies.integers(0, 50), min_size=len(HISTORIES), max_size=len(HISTORIES)).map(
    lambda counts: dict(zip(HISTORIES, counts, strict=True)) | {(1, 1, 1, 1): 1}
)


@pytest.mark.parametrize("name", COUNTS)
def test_the_published_tables_count_whom_they_should(name: str) -> None:
    assert (published(name).observed, published(name).on_exactly(1)) == SEEN[name]


@pytest.mark.parametrize("name", COUNTS)
def test_a_table_is_the_same_when_read_from_a_file(name: str) -> None:
    table = published(name)
    assert (read_csv(as_csv(table)), read_csv(as_csv(table).replace(",", ";"))) == (table, table)
    file = SHARED / f"{name}.csv"
    if file.is_file():
        assert read_csv(file.read_text()) == table


@given(TABLES, strategies.permutations(range(4)), strategies.randoms())
def test_neither_the_order_of_lists_nor_that_of_rows_changes_the_digest(counts, order, random) -> None:
    rows = list(counts.items())
    random.shuffle(rows)
    turned = {tuple(history[at] for at in order): count for history, count in rows}
    one, two = capture_table(NAMES, counts), capture_table([NAMES[at] for at in order], turned)
    assert (one.sha256, one.canonical) == (two.sha256, two.canonical)


@given(TABLES)
def test_a_history_that_nobody_has_changes_nothing(counts) -> None:
    told = {history: count for history, count in counts.items() if count}
    assert capture_table(NAMES, counts | {(0, 0, 0, 0): 0}) == capture_table(NAMES, told)


def test_one_person_or_one_name_more_changes_the_digest() -> None:
    table = capture_table(["A", "B"], {(1, 0): 3, (1, 1): 2})
    assert (
        len(
            {
                table.sha256,
                capture_table(["A", "B"], {(1, 0): 4, (1, 1): 2}).sha256,
                capture_table(["B", "A"], {(1, 0): 3, (1, 1): 2}).sha256,
                capture_table(["A", "B"], {(1, 0): 3, (1, 1): 2}, impossible=[(0, 1)]).sha256,
            }
        )
        == 4
    )


def test_the_digest_of_a_table_does_not_drift() -> None:
    """Whoever kept a digest beside a number years ago finds the same table by it."""
    assert published("Korea").sha256 == "3c4c46d70b98e2d6e3ea0fbc7ed36b1ca61a34488fc9a0f03eb4c0da01efe3a1"


def test_people_and_histories_give_the_same_table() -> None:
    people = [name for name, count in ((("A",), 4), (("A", "B"), 2), (("B",), 3), ((), 5)) for _ in range(count)]
    assert from_rows(people) == capture_table(["A", "B"], {(1, 0): 4, (1, 1): 2, (0, 1): 3})


def test_what_lists_share() -> None:
    table = published("UKdat")
    assert (table.total("LA"), table.total("PF", "NCA"), table.overlaps()["LA", "NCA"]) == (94, 35, 0)
    assert (published("Artificial_3").isolated, table.isolated) == (("C",), ())


@pytest.mark.parametrize(("name", "merged", "into"), [("UKdat", "UKdat_5", "PF NCA"), ("Ned", "Ned_5", "I O")])
def test_merged_lists_count_each_person_once(name: str, merged: str, into: str) -> None:
    parts = into.split()
    assert published(name).merged({"".join(parts): parts}) == published(merged)


def test_a_list_left_out_takes_those_along_whom_only_it_has_seen() -> None:
    assert published("UKdat_5").without("GP") == published("UKdat_4")
    assert published("UKdat_5").observed - published("UKdat_4").observed == 316


def test_what_is_impossible_stays_so_when_lists_are_merged_or_left_out() -> None:
    table = capture_table("ABC", {(1, 0, 0): 3, (0, 1, 0): 2, (0, 0, 1): 4}, impossible=[(1, 1, 0), (1, 1, 1)])
    assert (table.without("C").impossible, table.without("B").impossible) == (frozenset({3}), frozenset())
    assert table.merged({"AC": "AC"}).impossible == frozenset()
    assert [table.names(int(one)) for one in table.cells] == [("A",), ("B",), ("C",), ("A", "C"), ("B", "C")]


def test_a_list_that_does_not_cover_a_stratum_is_left_out_of_its_table() -> None:
    text = "zone,A,B,C,count\nn,1,0,0,4\nn,0,1,0,3\nn,1,1,0,2\ns,1,0,1,1\ns,0,1,0,5\ns,1,1,1,impossible\n"
    north, south = read_strata(text, ["zone"]).values()
    assert (north.lists, south.lists, north.observed, south.observed) == (("A", "B"), ("A", "B", "C"), 9, 6)
    assert [south.names(one) for one in south.impossible] == [("A", "B", "C")]


WRONG = {
    "": "The file is empty",
    "A,B,count\n": "no rows",
    "A,B\n1,0\n": "no column “count”",
    "A,count\n1,3\n": "at least two lists",
    ",".join([*(f"L{n}" for n in range(20)), "count"]) + "\n": "20 lists are too many",
    "A,A,count\n1,0,3\n": "Two columns are called “A”",
    "A,B,count\n1,0,-3\n": "Line 2: the count is -3. A count cannot be negative",
    "A,B,count\n1,0,3\n0,1,1.5\n": "Line 3: the count is “1.5”. A count is a whole number",
    "A,B,count\n1,0,many\n": "A count is a whole number",
    "A,B,count\n1,0,\n": "A count is a whole number",
    "A,B,count\n1,2,3\n": "Line 2: “2” under B",
    "A,B,count\n1,0,3\n1,1,2\n1,0,4\n": "Line 4: this history stands in the file twice",
    "A,B,count\n1,0,3,4\n": "Line 2 has 4 cells, the head has 3",
    "A,B,count\n0,0,7\n1,1,1\n": "7 people stand on no list",
    "A,B,count\n1,0,3\n1,1,0\n": "The list “B” names nobody",
    "A,B,count\n1,0,0\n0,1,0\n": "counts nobody",
    "A,B,count\n1,0,9999999999\n0,1,1\n": "1000000000 is the most",
    " ,B,count\n1,0,3\n": "Every list needs a name",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_file_that_cannot_be_meant_is_refused_with_the_cause(text: str) -> None:
    with pytest.raises(PrevalenceError, match=WRONG[text].replace("(", "\\(")):
        read_csv(text)


def test_a_table_that_cannot_be_meant_is_refused_with_the_cause() -> None:
    counts = {(1, 0): 3, (1, 1): 2}
    with pytest.raises(PrevalenceError, match="which was called impossible"):
        capture_table(["A", "B"], counts, impossible=[(1, 1)])
    with pytest.raises(PrevalenceError, match=r"is 2\.5\. A count is a whole number"):
        capture_table(["A", "B"], {(1, 0): 3, (1, 1): 2.5})  # type: ignore[dict-item] - what is wrong is tried
    with pytest.raises(PrevalenceError, match=r"is -2\. A count cannot be negative"):
        capture_table(["A", "B"], {(1, 0): 3, (1, 1): -2})
    with pytest.raises(PrevalenceError, match="a nought or a one for each"):
        capture_table(["A", "B", "C"], counts)
    with pytest.raises(PrevalenceError, match="names a list that is not in the table"):
        CaptureTable(("A", "B"), (1, 7), (3, 2))
    with pytest.raises(PrevalenceError, match="stands in the table twice"):
        CaptureTable(("A", "B"), (1, 1, 3), (3, 2, 2))


def test_people_on_unknown_lists_and_no_people_are_refused() -> None:
    with pytest.raises(PrevalenceError, match="Somebody stands on “C”"):
        from_rows([{"A"}, {"C"}], ["A", "B"])
    with pytest.raises(PrevalenceError, match="Nobody stands on any list"):
        from_rows([])


def test_a_stratum_that_one_list_covers_is_refused_by_its_name() -> None:
    with pytest.raises(PrevalenceError, match="Stratum s: only “A” names people there"):
        read_strata("zone,A,B,count\nn,1,1,4\ns,1,0,4\n", ["zone"])


def test_a_method_refuses_too_few_lists_and_a_list_that_does_not_exist() -> None:
    table = capture_table(["A", "B"], {(1, 0): 3, (1, 1): 2})
    with pytest.raises(PrevalenceError, match="Stepwise needs at least 3 lists; this table has 2"):
        table.needs(3, "Stepwise")
    with pytest.raises(PrevalenceError, match=r"no list “X”\. The lists are: A, B"):
        table.without("X")
    with pytest.raises(PrevalenceError, match="one merged list only"):
        published("Korea").merged({"x": "bc", "y": "cd"})
    with pytest.raises(PrevalenceError, match="two lists or more"):
        table.merged({"x": "A"})
