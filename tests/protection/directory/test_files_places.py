"""A place in a file of providers is a code or a path of either division; a file that is no table is refused whole."""

import pytest

from tabara.access.errors import Refused
from tabara.protection.directory import queries
from tabara.protection.directory.operations import template
from tests.protection.directory.filed import file_sent, looked_at
from tests.protection.directory.invented import keeper

pytestmark = pytest.mark.django_db(databases="__all__")

PLACES = [
    ("Ihuriro", "", "ZZA1", "2024"),  # both divisions have one of that name: the one in force counts
    ("zzb2", "", "ZZB2", "2024"),
    ("ZZ101", "", "ZZ101", "2010"),
    ("Imvura / Éclair", "", "ZZ203", "2010"),
    ("eclair, amahoro", "", "ZZ103", "2010"),
    ("Ruzizi", "", "ZZ102", "2010"),
    ("Imvura", "2010", "ZZ2", "2010"),
    ("-", "", "", ""),
]


@pytest.mark.parametrize(("text", "division", "code", "version"), PLACES)
def test_a_place_is_named_by_code_or_by_path_in_either_division(text, division, code, version):
    told = f"| Provider | Kind of provider | Place | Division of the place |\n| Aka | clinic | {text} | {division} |"
    (entry,) = looked_at(keeper(), told).entries
    assert (entry.listing["place"], entry.listing["place_version"]) == (code, version)


def test_a_template_alone_is_refused_as_it_says_nothing():
    with pytest.raises(Refused, match="only a header"):
        file_sent(keeper(), template())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"PK\x03\x04 a workbook", "This is a workbook"),
        (b"%PDF-1.7", "no CSV file"),
        (b'name\n"Aka', "read from line 2 on"),
        (b"name\n" + b"x\n" * 2001, "more than 2000 lines"),
        (b"name\n" + b"x" * 1024 * 1024, "larger than 1024 KB"),
        (b"name;Colour\nAka;red", "There is no column “Colour”"),
        (b"name;Provider\nAka;Aka", "The column “Provider” stands twice"),
        (b"kind\nclinic", "The column “Provider” is missing"),
        (b"name;;kind\nAka;;clinic", "There is no column “”"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        file_sent(keeper(), content)
    assert refused.value.field == "file"
    assert queries.files(by=keeper()) == []
