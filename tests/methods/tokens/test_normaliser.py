"""All agencies follow one set of rules: each answer is pinned, and a rule that changes shows itself."""

import re
from dataclasses import asdict

import pytest

from tabara.methods.linkage import phonetic
from tabara.methods.linkage.pairs import dates
from tabara.methods.linkage.tokens import Person, field_texts, match_texts, normaliser, vectors
from tabara.methods.linkage.tokens.texts import match_texts as kinds
from tabara.methods.linkage.tokens.texts import normaliser as rules
from tabara.methods.linkage.tokens.texts.vectors import answered

PINNED = "1.3-da49d74b"
NEVER = re.compile(r"(?!)(.)")


def test_every_vector_gives_the_texts_that_are_shipped_with_it() -> None:
    wrong = [
        asdict(one.person)
        for one in vectors()
        if (field_texts(one.person), match_texts(one.person)) != (one.fields, one.match_keys)
    ]
    assert wrong == []
    assert len(vectors()) >= 50


def test_the_rules_are_those_that_are_pinned() -> None:
    """Whoever changes a rule raises its version, writes the vectors anew, and pins the new name here."""
    assert normaliser() == PINNED


@pytest.mark.parametrize("sound", "clvjzh")
def test_a_sound_that_is_heard_otherwise_changes_the_mark(sound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answered()
    monkeypatch.setattr(phonetic, "_SAME_SOUND", {k: v for k, v in phonetic._SAME_SOUND.items() if k != ord(sound)})
    assert answered() != before


@pytest.mark.parametrize("written", [one for one, _ in phonetic._KIRUNDI_DIGRAPHS if one != "ck"])
def test_letters_that_are_read_otherwise_change_the_mark(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule for ck it would be read as kk, which is k: that one changes nothing."""
    before = answered()
    fewer = tuple(pair for pair in phonetic._KIRUNDI_DIGRAPHS if pair[0] != written)
    monkeypatch.setattr(phonetic, "_KIRUNDI_DIGRAPHS", fewer)
    assert answered() != before


@pytest.mark.parametrize("letter", list("œæøł'’"))
def test_a_sign_that_is_folded_otherwise_changes_the_mark(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answered()
    monkeypatch.setattr(phonetic, "_LIGATURES", {k: v for k, v in phonetic._LIGATURES.items() if k != ord(letter)})
    assert answered() != before


@pytest.mark.parametrize("rule", ["_SOFT_C", "_GLIDE", "_I_GLIDE", "_DOUBLED", "_SOUNDED_GLIDE", "_PRENASAL"])
def test_a_rule_that_is_left_out_changes_the_mark(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answered()
    monkeypatch.setattr(phonetic, rule, NEVER)
    assert answered() != before


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (phonetic, "_SHORTEST", 2),
        (rules, "WORDS", 2),
        (rules, "BEGINNING", 3),
        (rules, "SHORTEST", 5),
        (rules, "NEAR", 2),
        (rules, "FAR", 2),
        (rules, "_DIGITS", 7),
        (dates, "NOBODY_YET", 30),
        (dates, "NOBODY_YET", 32),
        (rules, "_FEMALE", {"f"}),
        (rules, "_MALE", {"m"}),
        (kinds, "REACH", 1),
        (kinds, "KINDS", kinds.KINDS[1:]),
    ],
)
def test_a_number_that_is_another_changes_the_mark(
    module: object, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answered()
    monkeypatch.setattr(module, name, value)
    assert answered() != before


def test_what_is_written_in_other_ways_gives_the_same_texts() -> None:
    one = Person("Odette", "Niragira", "F", "1990-05-02", province="Gitega", phone="+257 79 11 22 33")
    other = Person(" ODETTE ", "niragira", "Féminin", "02/05/1990", province="gitéga", phone="79112233")
    assert field_texts(one) == field_texts(other)
    assert match_texts(one) == match_texts(other)


def test_the_order_of_the_names_changes_no_match_key() -> None:
    one = Person("Odette", "Niragira", "F", est_birth_year="1990", province="Gitega")
    other = Person("Niragira", "Odette", "F", est_birth_year="1990", province="Gitega")
    assert match_texts(one) == match_texts(other)


def test_nothing_known_gives_nothing_and_what_is_unknown_is_in_no_text() -> None:
    assert (field_texts(Person()), match_texts(Person())) == ({}, {})
    only = Person("Odette", "Niragira", province="Gitega")
    assert sorted(match_texts(only)) == []
    assert {name.split(".")[0] for name in field_texts(only)} == {"given", "surname", "province"}


def test_the_first_of_january_is_a_year_and_no_day() -> None:
    texts = field_texts(Person("Odette", dob="1990-01-01"))
    assert ("date" in texts, texts["year"]) == (False, ("1990",))


def test_a_year_that_comes_from_a_rounded_age_is_marked_as_such() -> None:
    rounded, exact = (field_texts(Person("Odette", age=age, reg_year="2024")) for age in ("30", "31"))
    assert ("year.rounded" in rounded, "year.rounded" in exact) == (True, False)


def test_every_match_key_binds_two_attributes_or_more() -> None:
    assert [kind for kind in kinds.KINDS if len(kind.split("+")) < 2] == []
    for one in vectors():
        told = {kind: texts for kind, texts in match_texts(one.person).items() if kind not in kinds.KINDS}
        assert told == {}
