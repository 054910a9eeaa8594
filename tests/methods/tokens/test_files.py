"""A file of tokens says with what it was made, and what does not belong together is refused with the cause."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.tokens import LeftOut, Made, Scheme, Tokens, read, together, written

MADE = Made("Who is hidden", 1, "12345 67890", "1.1-aaaaaaaa", Scheme.MATCH_KEYS)
TEXTS = strategies.text(min_size=1, max_size=3)
SEVERAL = strategies.lists(TEXTS, min_size=1, max_size=2).map(tuple)
ROWS = strategies.tuples(TEXTS, strategies.dictionaries(TEXTS, SEVERAL, max_size=2))


def file(of: str, **other: Any) -> Tokens:
    return Tokens(replace(MADE, **other), ((of, {"names+date": ("t",)}),), {of: LeftOut(1, 2)})


@given(strategies.lists(ROWS, max_size=4), strategies.randoms(use_true_random=False))
def test_what_is_written_is_read_and_the_order_of_the_rows_is_not_told(
    rows: list[tuple[str, dict[str, tuple[str, ...]]]], rng: random.Random
) -> None:
    whole = Tokens(MADE, tuple(rows), {"A": LeftOut(1, 2), **{of: LeftOut() for of, _ in rows}})
    again = read(written(whole))
    assert (again.made, again.left_out) == (whole.made, whole.left_out)
    assert [one for one in rows if one not in again.rows] == []
    assert len(again.rows) == len(rows)
    moved = rng.sample(rows, len(rows))
    assert written(Tokens(MADE, tuple(moved), whole.left_out)) == written(whole)


def test_files_of_one_key_and_one_normaliser_come_together() -> None:
    found = together([("a", file("A")), ("b", file("B"))], MADE.normaliser, Scheme.MATCH_KEYS)
    assert ([of for of, _ in found.rows], set(found.left_out)) == (["A", "B"], {"A", "B"})


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"key": "99999 00000"}, r"b was made with the key 99999 00000 \(Who is hidden, round 1\), a with 12345 67890"),
        ({"normaliser": "1.2-bbbbbbbb"}, "b was made by the normaliser 1.2-bbbbbbbb, this unit has 1.1-aaaaaaaa"),
        ({"scheme": Scheme.FIELDS}, "b holds tokens of fields; match-keys are asked for"),
        ({"round": 2}, "b and a name one key, but another project or round"),
    ],
)
def test_files_that_cannot_be_compared_are_refused_with_the_cause(other: dict[str, Any], why: str) -> None:
    with pytest.raises(LinkageError, match=why):
        together([("a", file("A")), ("b", file("B", **other))], MADE.normaliser, Scheme.MATCH_KEYS)


def test_the_same_list_twice_or_nobody_at_all_is_refused() -> None:
    with pytest.raises(LinkageError, match="The list “A” is in a and in b"):
        together([("a", file("A")), ("b", file("A"))], MADE.normaliser, Scheme.MATCH_KEYS)
    with pytest.raises(LinkageError, match="The list “A” is in ours and in ours"):
        together([("ours", file("A")), ("ours", file("A"))], MADE.normaliser, Scheme.MATCH_KEYS)
    with pytest.raises(LinkageError, match="hold nobody's tokens"):
        together([("a", Tokens(MADE, (), {"A": LeftOut(3, 0)}))], MADE.normaliser, Scheme.MATCH_KEYS)


WHOLE = written(file("A"))


@pytest.mark.parametrize(
    "content",
    [b"", b"A,B\n1,2\n", b"\x00\xff", b"{}\n", WHOLE[:-8], WHOLE.splitlines(True)[0], WHOLE + b'["A",{"k":[1]}]\n'],
)
def test_what_is_no_file_of_tokens_or_was_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(LinkageError, match="This is no file of tokens"):
        read(content)


@pytest.mark.parametrize(
    ("was", "put"),
    [
        (b'["A",', b'["B",'),
        (b'"no":1', b'"no":-1'),
        (b'"no":1', b'"no":1000000000000'),
        (b'"no":1', b'"no":"1"'),
        (b'["A",{"names+date":["t"]}]', b"[" * 100_000),
    ],
)
def test_what_was_written_over_by_hand_is_refused(was: bytes, put: bytes) -> None:
    assert WHOLE.count(was) == 1
    with pytest.raises(LinkageError, match="This is no file of tokens"):
        read(WHOLE.replace(was, put))
