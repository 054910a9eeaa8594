"""Numbers, dates and punctuation, as each language writes them."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from tabara.publication.typesetting import Words, languages, words

TABLE = tomllib.loads(Path(words.__file__).with_name("words.toml").read_text(encoding="utf-8"))
PERIODS = [
    ("2020-01-01", "2022-10-01", "January 2020 – September 2022", "janvier 2020 – septembre 2022"),
    ("2022-01-01", "2022-07-01", "January – June 2022", "janvier – juin 2022"),
    ("2020-07-01", "2020-08-01", "July 2020", "juillet 2020"),
    ("2023-01-01", "2024-01-01", "2023", "2023"),
    ("2020-01-01", "2023-01-01", "2020–2022", "2020–2022"),
    ("2022-09-30", "2022-10-01", "30 September 2022", "30 septembre 2022"),
    ("2022-09-01", "2022-09-02", "1 September 2022", "1er\u00a0septembre 2022"),
    ("2022-09-11", "2022-10-01", "11 September 2022 – 30 September 2022", "11 septembre 2022 – 30 septembre 2022"),
]


@pytest.mark.parametrize(("since", "until", "english", "french"), PERIODS)
def test_a_period_is_written_as_one_says_it(since, until, english, french):
    days = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    assert Words("en").period(*days) == english
    assert Words("fr").period(*days) == french


def test_numbers_and_shares_are_written_as_the_language_does():
    assert [Words(one).number(9026) for one in ("en", "fr", "sw", "rn")] == ["9,026", "9\u202f026", "9,026", "9.026"]
    assert [Words(one).percentage(67) for one in ("en", "fr")] == ["67%", "67\u202f%"]


def test_french_punctuation_keeps_to_its_word():
    text = "Qui ? Elles : « l'aide » ; 67 % ! Et 10:30, voir https://exemple.org"
    assert Words("fr").set(text) == (
        "Qui\u202f? Elles\u00a0: «\u00a0l’aide\u00a0»\u202f; 67\u202f%\u202f! Et 10:30, voir https://exemple.org"
    )


def test_english_punctuation_is_left_alone_but_for_apostrophes():
    assert Words("en").set("people's help: 67 % ?") == "people’s help: 67 % ?"


def test_a_text_that_is_missing_is_given_in_french_then_in_english():
    assert Words("sw").text({"fr": "femmes", "en": "female"}) == "femmes"
    assert Words("fr").text({"en": "female"}) == "female"
    assert Words("en").text({}) == ""


def test_every_word_exists_in_every_language_with_the_same_blanks():
    for language in languages():
        assert list(TABLE[language]) == list(TABLE["en"]), language
        assert list(TABLE[language]["counted"]) == list(TABLE["en"]["counted"]), language
        for key, text in TABLE["en"].items():
            if isinstance(text, str):
                assert blanks(TABLE[language][key]) == blanks(text), (language, key)


def blanks(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}
