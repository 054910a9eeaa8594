"""Every requirement of the security standard has what shows it, or a dated reason why nothing does (docs/asvs.csv)."""

import ast
import csv
import re
from collections import Counter
from functools import cache

import pytest

from tests.house.tree import ROOT, nodes

COLUMNS = ["requirement", "level", "topic", "state", "shown_by", "reason"]
STATES = ("test", "waived", "not applicable")
TEST = re.compile(r"(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)")
WAIVER = re.compile(r"waived 20\d\d-\d\d-\d\d")
LEVEL_3 = {"V6", "V7", "V8", "V11", "V14", "V16"}  # in whole; beside them 15.4 and these
ALSO = {"1.2.10", "2.3.5", "13.1.4", "13.3.3", "13.3.4"}
ENTIRE = {"1": 70, "2": 183}  # so many does version 5.0.0 have


def rows():
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        head, *found = csv.reader(file)
    assert head == COLUMNS
    assert {len(row) for row in found} == {len(COLUMNS)}
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def number(row):
    return tuple(int(part) for part in row["requirement"].split("."))


@cache
def defined_in(path):
    file = ROOT / path
    return {node.name for node in nodes(file, ast.FunctionDef)} if file.is_file() else set()


def test_levels_1_and_2_are_there_entire_and_of_level_3_what_concerns_identities_keys_audit_and_two_persons():
    found = rows()
    assert {level: sum(row["level"] == level for row in found) for level in ENTIRE} == ENTIRE
    highest = [row["requirement"] for row in found if row["level"] not in ENTIRE]
    assert [one for one in highest if f"V{one.split('.')[0]}" not in LEVEL_3 and one[:5] != "15.4."] == sorted(
        ALSO, key=lambda one: [int(part) for part in one.split(".")]
    )


def test_every_requirement_is_there_once_and_in_order():
    numbers = [number(row) for row in rows()]
    assert {len(one) for one in numbers} == {3}
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["requirement"])
def test_a_row_names_tests_that_exist_or_a_reason(row):
    assert row["level"] in ("1", "2", "3")
    assert row["topic"] == row["topic"].strip() != ""
    if row["state"] == "test":
        named = [TEST.fullmatch(one) for one in row["shown_by"].split(" ")]
        assert [one and one[2] in defined_in(one[1]) for one in named] == [True] * len(named)
    else:
        assert row["state"] in STATES
        assert bool(WAIVER.fullmatch(row["shown_by"])) is (row["state"] == "waived")
        assert re.fullmatch(r"\S.*\.", row["reason"])
        assert len(row["reason"].split()) >= 2


def test_the_page_of_the_standard_counts_its_rows():
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([a-z ]+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    printed = {state: [int(count) for count in counts] for state, *counts in lines}
    counted = Counter((row["state"], row["level"]) for row in rows())
    levels = [[counted[state, level] for level in "123"] for state in STATES]
    assert printed == {state: [*of, sum(of)] for state, of in zip(STATES, levels, strict=True)}
