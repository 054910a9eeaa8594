"""What can be wrong with an instrument of the law, and what a sound one says."""

import datetime as dt
from pathlib import Path

import pytest

from tabara.codelists import load_pack
from tests.codelists.smallpack import FILES, problems
from tests.house.tree import ROOT

KINDS = {
    "codelists.toml": FILES["codelists.toml"]
    + '\n[legal_instrument]\ntitle = { en = "Kinds", fr = "Types" }\nsource = "Own"\nlicence = "Own"\n',
    "codelists/legal_instrument.csv": "code,en,fr\nlaw,Law,Loi\n",
}
ACT = """key = "act"
kind = "law"
adopted_on = 2011-03-01
since = 2011-04-01
extent = "whole"
source = "Gazette"
name = { en = "Act", fr = "Loi" }

[[article]]
number = "1"
original = "fr"
source = "Gazette, page 2"
heading = { en = "One", fr = "Un" }
summary = { en = "Short", fr = "Bref" }
offence = true
[article.text]
fr = "Le texte."
[[article.penalty]]
victim = "child"
source = "Gazette, page 3"
prison_months = [12, 24]
"""


def found(tmp_path: Path, act: str, **more: str) -> list[str]:
    """Return the problems of a small pack with this law."""
    files = {"law/act.toml": act, **{f"law/{name}.toml": text for name, text in more.items()}}
    return problems(tmp_path, {**KINDS, **files})


def test_a_sound_instrument_is_read(tmp_path: Path) -> None:
    assert found(tmp_path, ACT) == []


def said(tmp_path: Path, right: str, wrong: str) -> str:
    """Return the first problem of the sound instrument after one word of it was made wrong."""
    assert ACT.count(right) >= 1
    return found(tmp_path, ACT.replace(right, wrong, 1))[0]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("2011-04-01", "2011-04-01\nuntil = 2010-01-01", "T013 law/act.toml, line 1: “act” begins on 2011-04-01"),
        ("offence = true", "offense = true", "T004 law/act.toml, line 15: “offense” means nothing here"),
        ('number = "1"', 'number = ""', "T003 law/act.toml, line 1: “number” is missing; add it."),
        ('"whole"', '"part"', "T014 law/act.toml, line 1: the text of “act” is missing in “en”; add it."),
        ("2011-03-01", '"spring"', "T012 law/act.toml, line 1: “spring” is not a date"),
    ],
)
def test_what_any_file_may_get_wrong_is_named_with_its_line(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert said(tmp_path, right, wrong).startswith(sentence)


def test_t801_an_instrument_that_stands_in_two_files(tmp_path: Path) -> None:
    assert found(tmp_path, ACT, other=ACT) == [
        "T801 law/other.toml, line 1: the instrument “act” stands in two files; remove one."
    ]


def test_t802_an_article_that_stands_twice(tmp_path: Path) -> None:
    twice = ACT + ACT[ACT.index("[[article]]") :]
    assert found(tmp_path, twice) == ["T802 law/act.toml, line 10: “act” has two articles “1”; remove or renumber one."]


def test_t803_an_article_whose_binding_text_is_not_there(tmp_path: Path) -> None:
    sentence = "T803 law/act.toml, line 10: “act, 1” must say in “original” which of its texts binds: fr."
    assert said(tmp_path, 'original = "fr"', 'original = "en"') == sentence


@pytest.mark.parametrize("wrong", ["[24, 12]", '"long"'])
def test_t804_a_penalty_that_is_no_range(tmp_path: Path, wrong: str) -> None:
    sentence = "T804 law/act.toml, line 21: “prison_months” of “act, 1” must be two whole numbers, from and to"
    assert said(tmp_path, "[12, 24]", wrong).startswith(sentence)


def test_t805_an_instrument_without_a_source(tmp_path: Path) -> None:
    sentence = "T805 law/act.toml, line 1: “act” has no source; name the publication it comes from."
    assert said(tmp_path, 'source = "Gazette"\n', 'source = ""\n') == sentence


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('kind = "law"', 'kind = "song"', "T806 law/act.toml, line 1: the kind “song” of “act” means nothing here"),
        ('"child"', '"cat"', "T806 law/act.toml, line 10: the victim “cat” of “act, 1” means nothing"),
    ],
)
def test_t806_a_word_that_is_on_no_list(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert said(tmp_path, right, wrong).startswith(sentence)


def test_an_article_holds_from_its_own_day_or_from_the_instruments() -> None:
    pack = load_pack(ROOT / "packs/demo")
    act = pack.law.instrument("trafficking-act")
    assert {one.number: (one.since, one.until) for one in act.articles} == {
        "1": (dt.date(2011, 4, 1), None),
        "2": (dt.date(2011, 4, 1), dt.date(2015, 7, 1)),
        "2a": (dt.date(2015, 7, 1), None),
    }


@pytest.mark.parametrize(
    ("on", "numbers"),
    [
        (dt.date(2011, 3, 31), []),
        (dt.date(2011, 4, 1), ["2"]),
        (dt.date(2015, 6, 30), ["2"]),
        (dt.date(2015, 7, 1), ["2a"]),
    ],
)
def test_a_charge_can_name_the_articles_in_force_on_the_day_of_the_offence(on: dt.date, numbers: list[str]) -> None:
    assert [one.number for one in load_pack(ROOT / "packs/demo").law.offences(on)] == numbers
