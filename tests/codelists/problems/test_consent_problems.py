"""What can be wrong with consent.toml; and that each country's text says what is true."""

import pytest

from tabara.codelists import load_pack
from tabara.codelists.consent import TOPICS
from tests.codelists.smallpack import FILES, problems
from tests.house.tree import ROOT

LISTED = """
[consent_question]
title = { en = "Questions", fr = "Questions" }
source = "Invented"
licence = "Apache-2.0"
"""
TEXT = 'version = "1"\nsource = "Invented"\ntitle = { en = "Consent", fr = "Consentement" }\n' + "".join(
    f'\n[[{part}]]\nkey = "{key}"\nsay = {{ en = "Said of {key}", fr = "Dit de {key}" }}\n'
    + ('heading = { en = "Heading", fr = "Titre" }\n' if part == "information" else "")
    for part, keys in (("information", TOPICS), ("statement", ("use", "storage")))
    for key in keys
)


def found(folder, text):
    lists = {
        "codelists.toml": FILES["codelists.toml"] + LISTED,
        "codelists/consent_question.csv": "code,en,fr\nuse,Use,Usage\nstorage,Storage,Durée\n",
    }
    return problems(folder, {**lists, "consent.toml": text})


def test_a_text_that_stands_is_read(tmp_path):
    assert found(tmp_path, TEXT) == []


def test_t004_a_word_that_means_nothing(tmp_path):
    (said,) = found(tmp_path, f'colour = "blue"\n{TEXT}')
    assert said.startswith("T004 consent.toml, line 1: “colour” means nothing here")


def test_t014_a_language_that_is_missing(tmp_path):
    assert found(tmp_path, TEXT.replace(', fr = "Dit de rights"', "")) == [
        f'T014 consent.toml, line {line(TEXT, "rights")}: the text of “"rights"” is missing in “fr”; add it.'
    ]


def test_t701_a_text_without_a_version(tmp_path):
    assert found(tmp_path, TEXT.replace('version = "1"\n', "")) == [
        "T701 consent.toml: the consent text has no “version”; give it one, and a new one whenever its words change."
    ]


@pytest.mark.parametrize(("key", "part"), [("rights", "information"), ("storage", "statement")])
def test_t702_what_has_to_be_said_is_not(tmp_path, key, part):
    pieces = TEXT.split("\n[[")
    less = "\n[[".join(piece for piece in pieces if f'key = "{key}"' not in piece)
    assert found(tmp_path, less) == [f"T702 consent.toml: the consent text lacks the {part} “{key}”; add it."]


def test_t703_a_statement_that_is_in_no_list_or_stands_twice(tmp_path):
    strange = '\n[[statement]]\nkey = "fruit"\nsay = { en = "a", fr = "b" }\n'
    (said,) = found(tmp_path, TEXT + strange)
    assert said.endswith(
        "the statement “fruit” means nothing here or stands twice; correct or remove it (known: use, storage)."
    )
    (twice,) = found(tmp_path, TEXT + strange.replace("fruit", "use"))
    assert twice.startswith("T703")


@pytest.mark.parametrize("name", ["bi", "demo"])
def test_each_country_says_everything_in_every_language(name):
    pack = load_pack(ROOT / "packs" / name)
    text = pack.consent_text()
    assert [one.key for one in text.information] == list(TOPICS)
    assert [one.key for one in text.statements] == list(pack.codelists["consent_question"].codes)
    for one in (*text.information, *text.statements):
        assert set(one.said) == set(pack.languages)
        assert len({one.text(language) for language in pack.languages}) == len(pack.languages)
    assert all("{agency}" in text.information[0].text(language) for language in pack.languages)


@pytest.mark.parametrize("name", ["bi", "demo"])
def test_how_long_it_says_is_how_long_it_is(name):
    pack = load_pack(ROOT / "packs" / name)
    said = next(one for one in pack.consent_text().information if one.key == "how_long").text("en")
    kept = (pack.retention["closed_case"].months, pack.retention["closed_case_of_a_child"].years_after_majority)
    assert (kept, "two years" in said, "five years" in said) == ((24, 5), True, True)


def line(text, key):
    return next(number for number, one in enumerate(text.splitlines(), 1) if f'"{key}"' in one)
