"""Spellings of one name fall together; names of different people stay apart."""

import pytest
from hypothesis import given, strategies

from tabara.methods.linkage import french_key, given_key, kirundi_key, name_tokens

ONE_KIRUNDI_NAME = [
    ("Ndayizeye", "Ndayizey", "Dayizeye", "Ndaizeye", "Ndayiseye"),
    ("Nkurunziza", "Nkulunziza", "Kurunzisa"),
    ("Havyarimana", "Habyarimana", "Avyarimana"),
    ("Ntakirutimana", "Ntakilutimana"),
    ("Bukuru", "Boukourou"),
    ("Niyonzima", "Nionzima", "Niionzima"),
    ("Butoyi", "Butoi", "Boutoy"),
    ("Sabushimike", "Saboushimike", "Sabuchimike"),
    ("Rugerinyange", "Rugeriniange"),
    ("Mvuyekure", "Mvuiekure", "Mvuyekule"),
    ("Kwizera", "Kwizela", "KWIZERA", "Kwizzera"),
    ("Nambajimana", "Nambagimana", "Nanbajimana"),
]
TWO_KIRUNDI_NAMES = [
    ("Nduwimana", "Ndayisenga"),
    ("Niyonkuru", "Niyongabo"),
    ("Bizimana", "Birimana"),
    ("Uwimana", "Ubwimana"),
    ("Ndayizeye", "Ndayisaba"),
    ("Hakizimana", "Harerimana"),
]
ONE_FRENCH_NAME = [
    ("Thérèse", "Therese", "Terese"),
    ("Philippe", "Filipe", "Philipe"),
    ("Dominique", "Dominike", "Dominiq"),
    ("Joseph", "Josef"),
    ("Prudence", "Prudense", "Prudenc"),
    ("Jeannette", "Jeannett", "Jeanette"),
    ("Claudine", "Claudinne", "Klaudine", "Claoudine"),
    ("Geoffroy", "Joffroi"),
    ("Aurore", "Orore"),
    ("Gorethe", "Goreth", "Gorete"),
    ("Denis", "Deni"),
    ("Innocent", "Inosen"),
]
TWO_FRENCH_NAMES = [
    ("Jean", "Jeannette"),
    ("Marie", "Martine"),
    ("Claude", "Claudine"),
    ("Odette", "Colette"),
]


@pytest.mark.parametrize("spellings", ONE_KIRUNDI_NAME, ids=lambda spellings: spellings[0])
def test_spellings_of_a_kirundi_name_share_their_key(spellings: tuple[str, ...]) -> None:
    assert {kirundi_key(spelling) for spelling in spellings} == {kirundi_key(spellings[0])}


@pytest.mark.parametrize(("name", "other"), TWO_KIRUNDI_NAMES)
def test_two_kirundi_names_have_two_keys(name: str, other: str) -> None:
    assert kirundi_key(name) != kirundi_key(other)


@pytest.mark.parametrize("spellings", ONE_FRENCH_NAME, ids=lambda spellings: spellings[0])
def test_spellings_of_a_french_name_share_their_key(spellings: tuple[str, ...]) -> None:
    assert {french_key(spelling) for spelling in spellings} == {french_key(spellings[0])}


@pytest.mark.parametrize(("name", "other"), TWO_FRENCH_NAMES)
def test_two_french_names_have_two_keys(name: str, other: str) -> None:
    assert french_key(name) != french_key(other)


@pytest.mark.parametrize(
    ("name", "heard"), [("Clarisse", "Clalisse"), ("Évelyne", "Everyne"), ("Imelda", "Imerda"), ("Viateur", "Biateul")]
)
def test_a_given_name_is_found_as_a_speaker_of_kirundi_writes_it(name: str, heard: str) -> None:
    assert given_key(name) == given_key(heard)


def test_the_keys_of_the_checked_examples_are_these() -> None:
    names = ("Ndayizeye", "Nkurunziza", "Havyarimana", "Ntakirutimana", "Bukuru", "Niyonzima")
    assert [kirundi_key(name) for name in names] == [
        "daisei",
        "kurusis",
        "abariman",
        "takirutiman",
        "bukur",
        "nosim",
    ]


def test_words_are_split_at_whatever_is_no_letter() -> None:
    assert name_tokens("  Jean-Claude  N’DAYIZEYE (Léonce), Œuvre ") == (
        "jean",
        "claude",
        "ndayizeye",
        "leonce",
        "oeuvre",
    )


@pytest.mark.parametrize("text", ["", "  ", "123", "?!", "王"])
def test_a_text_without_latin_letters_has_no_words_and_no_key(text: str) -> None:
    assert name_tokens(text) == ()
    assert kirundi_key(text) == french_key(text) == given_key(text) == ""


@given(strategies.text(max_size=40))
def test_any_text_at_all_has_keys_and_case_and_spaces_do_not_change_them(text: str) -> None:
    for key in (kirundi_key, french_key, given_key):
        assert key(f"  {' '.join(name_tokens(text)).upper()} ") == key(text)


@given(strategies.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_word_never_loses_its_whole_key_unless_it_is_silent(word: str) -> None:
    if set(word) - set("h"):
        assert kirundi_key(word) != ""
