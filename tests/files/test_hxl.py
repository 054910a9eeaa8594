"""Tags of HXL, and records of JSON, as they come."""

import json

import pytest

from tabara.files import NoTable, Tag, records, table, tags_of
from tabara.files.hxl import tag

LIMITS = {"largest": 10_000, "most": 3}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("#adm1", Tag("adm1")),
        ("#adm1+code+origin", Tag("adm1", frozenset({"code", "origin"}))),
        (" # Adm1 + origin +CODE ", Tag("adm1", frozenset({"code", "origin"}))),
        ("adm1", None),
        ("#", None),
        ("#1adm", None),
        ("#adm1 + ", None),
        ("# of people", None),
    ],
)
def test_a_tag_has_attributes_in_any_order(cell, said):
    assert tag(cell) == said


@pytest.mark.parametrize(
    ("text", "header", "lines"),
    [
        ("Code,N\n#adm2+code,#affected\nA,1\n", ("Code", "N"), [(3, ("A", "1"))]),
        ("#adm2+code,#affected\nA,1\n", ("#adm2+code", "#affected"), [(2, ("A", "1"))]),
        ("Title,\nCode,N\n#adm2+code,#affected\nA,1\n", ("Code", "N"), [(4, ("A", "1"))]),
        ("Code,N\n#adm2+code,\nA,1\n", ("Code", "N"), [(3, ("A", "1"))]),
    ],
)
def test_the_line_of_tags_stands_under_a_header_or_alone(text, header, lines):
    tags, found = tags_of(table(text.encode()))
    assert (found.header, list(found.lines)) == (header, lines)
    assert tags[0] == Tag("adm2", frozenset({"code"}))


@pytest.mark.parametrize("text", ["Code,N\nA,1\n", "Code,N\n#adm2,one\nA,1\n"])
def test_a_table_without_tags_has_none(text):
    assert tags_of(table(text.encode())) is None


@pytest.mark.parametrize(
    "told",
    [
        [{"a": 1, "b": None}, {"b": "x", "a": 2.0}],
        {"result": [{"a": 1, "b": None}, {"b": "x", "a": 2.0}], "isSuccess": True},
    ],
)
def test_records_are_a_table(told):
    found = records(json.dumps(told).encode(), **LIMITS)
    assert (found.header, found.lines) == (("a", "b"), ((1, ("1", "")), (2, ("2", "x"))))


def test_what_is_nested_in_a_record_is_left_out():
    found = records(json.dumps([{"a": 1, "b": {"c": 2}, "d": [3]}]).encode(), **LIMITS)
    assert found.header == ("a",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[{", "breaks off"),
        (b"[" * 100_000, "breaks off"),
        (b'[{"a": NaN}]', "breaks off"),
        (b"[]", "without"),
        (b"{}", "without"),
        (b"[1]", "without"),
        (b'[{"a": []}]', "without"),
        (b'{"one": [], "two": []}', "without"),
        (b'[{"a":1},{"a":1},{"a":1},{"a":1}]', "too many"),
        (b'["\xe9"]', "UTF-8"),
    ],
)
def test_what_is_no_list_of_records_is_refused(content, why):
    with pytest.raises(NoTable) as problem:
        records(content, **{**LIMITS, "largest": 200_000})
    assert why in problem.value.why


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(NoTable) as problem:
        records(b"[" + b" " * 10_000 + b"]", **LIMITS)
    assert problem.value.why == "too large"
