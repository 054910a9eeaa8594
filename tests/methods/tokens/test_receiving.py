"""What a linkage unit sends is read as one whole: table, account, numbers and pairs of one linkage, or refused."""

import pytest

from tabara.methods.linkage.errors import NotReceived
from tabara.methods.linkage.tokens.account import Left
from tabara.methods.linkage.tokens.receiving import DRAWS, received
from tabara.methods.prevalence import PrevalenceError
from tests.methods.tokens.sent import CAPTURE, LINKED, PAIRS, STUDY, account


def test_a_table_an_account_and_other_linkages_are_read_together():
    found = received(CAPTURE, account(), STUDY, PAIRS)
    assert found.table.observed == sum(LINKED.histories.values()) == 11
    assert (found.account.round, found.account.threshold, found.account.scheme) == (2, 0.5, "match-keys")
    assert found.account.left_out["C"] == Left(1, 40)
    assert len(found.drawn) == DRAWS == 20
    assert {one.lists for one in found.drawn} == {found.table.lists}
    assert {one.observed for one in found.drawn} <= {9, 10, 11, 12, 13, 14, 15}
    assert len({one.observed for one in found.drawn}) > 1  # what linking leaves open shows
    assert [one.sha256 for one in received(CAPTURE, "", STUDY, PAIRS).drawn] == [one.sha256 for one in found.drawn]
    assert [one.sha256 for one in received(CAPTURE, "", STUDY, PAIRS, seed=2).drawn] != [
        one.sha256 for one in found.drawn
    ]


def test_a_table_comes_alone():
    found = received(CAPTURE)
    assert (found.account, found.drawn) == (None, ())


def test_a_list_of_which_nobody_agreed_is_told_of_and_stands_in_no_table():
    told = account(records={"A": 6, "B": 5, "C": 4, "D": 0}, left_out={"D": {"no": 30, "not_asked": None}})
    assert received(CAPTURE, told).account.left_out["D"] == Left(30, None)


@pytest.mark.parametrize(
    ("which", "files", "why"),
    [
        ("account", {"account": "no"}, "This is no account of a linkage unit"),
        ("account", {"account": "[1]"}, "This is no account"),
        ("account", {"account": "[" * 100_000}, "This is no account"),
        ("account", {"account": '{"project": "P"}'}, "This is no account"),
        ("account", {"account": account(key="")}, "This is no account"),
        ("account", {"account": account(round=True)}, "This is no account"),
        ("account", {"account": account(threshold=1.5)}, "This is no account"),
        ("account", {"account": account(withheld=True)}, "seal everything to the study: tabara linkage match --study"),
        ("account", {"account": account(records={"A": 6, "B": 5})}, "of the lists A, B, the table of A, B, C"),
        ("account", {"account": account(records={"A": 6, "B": 5, "C": 3})}, "counts 4 people on “C”; .* 3 were linked"),
        ("account", {"account": account(left_out={"A": {"no": -3, "not_asked": 0}})}, "“-3” people of “A” were left"),
        ("account", {"account": account(left_out={"A": {"no": "3", "not_asked": 0}})}, "“3” people of “A” were left"),
        ("account", {"account": account(histories=[{"lists": ["A"], "people": 3}])}, "counts 0 people on A . B alone"),
        ("numbers", {"pairs": PAIRS}, "go together"),
        ("pairs", {"numbers": STUDY}, "go together"),
        ("numbers", {"numbers": "a,b\n1,2\n", "pairs": PAIRS}, "not the columns study_id, person, list"),
        ("numbers", {"numbers": "\n".join(STUDY.splitlines()[:-1]), "pairs": PAIRS}, "do not give the counts"),
        ("numbers", {"numbers": STUDY.replace(",C,", ",D,"), "pairs": PAIRS}, "do not give the counts"),
        ("numbers", {"numbers": STUDY + "number00,x,A,\n", "pairs": PAIRS}, "Line 17 .* twice"),
        ("numbers", {"numbers": STUDY + "number99,,A,\n", "pairs": PAIRS}, "Line 17 .* incomplete"),
        ("numbers", {"numbers": STUDY + "number99,x\n", "pairs": PAIRS}, "Line 17 has 2 cells, the head has 4"),
        ("numbers", {"numbers": STUDY + 'a"\r"b\rc,x\n', "pairs": PAIRS}, "Line 17"),
        ("pairs", {"numbers": STUDY, "pairs": ""}, "go together"),
        ("pairs", {"numbers": STUDY, "pairs": STUDY}, "not the columns unique_id_l"),
        ("pairs", {"numbers": STUDY, "pairs": PAIRS + "number00,stranger,0.5\n"}, "Line 8 of the pairs names a number"),
        ("pairs", {"numbers": STUDY, "pairs": PAIRS + "number00,number01,1.5\n"}, "“1.5” is no probability"),
        ("pairs", {"numbers": STUDY, "pairs": PAIRS + "number00,number01,nan\n"}, "“nan” is no probability"),
    ],
)
def test_what_is_not_of_one_linkage_is_refused_with_the_cause(which, files, why):
    with pytest.raises(NotReceived, match=why) as refusal:
        received(CAPTURE, **files)
    assert refusal.value.which == which
    assert str(refusal.value) == refusal.value.msgid % refusal.value.params


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_pairs_are_counted_as_rows_whichever_way_lines_end(end):
    pairs = end.join(PAIRS.splitlines())
    rows = len(PAIRS.splitlines()) - 1
    assert len(received(CAPTURE, numbers=STUDY, pairs=pairs, most=rows).drawn) == 20
    with pytest.raises(NotReceived, match=f"more than {rows - 1} pairs") as refusal:
        received(CAPTURE, numbers=STUDY, pairs=pairs, most=rows - 1)
    assert refusal.value.which == "pairs"


def test_a_linkage_drawn_cannot_put_somebody_where_nobody_can_be():
    barred = CAPTURE + "1,1,1,impossible\n"
    assert len(received(barred, numbers=STUDY, pairs=PAIRS).drawn) == 20
    with pytest.raises(NotReceived, match="impossible together"):
        received(barred, numbers=STUDY, pairs=PAIRS + "number01,number09,0.9\nnumber00,number11,0.9\n")


@pytest.mark.parametrize(
    ("capture", "why"),
    [
        ("A,B,count\n1,0,12\n0,1,15\n1,1,withheld\n", "Line 4: .* tabara linkage match --study"),
        ("A,B,count\r1,0,12\r", "Line 1 cannot be read as CSV. Save"),
        ("A,B,count\n1,0,12\n", "The list “B” names nobody"),
    ],
)
def test_a_table_that_is_none_is_refused(capture, why):
    with pytest.raises(PrevalenceError, match=why):
        received(capture)
