"""Spellings of places that must meet, and some that must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabara.codelists.spelling import fold, likeness, readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karuzi", "Karusi"),
        ("Isale", "ISARE"),
        ("Butterere", "Buterere"),
        ("Nyanza-Lac", "nyanza lac"),
        ("Éclair", "eclair"),
        ("Kanyosha1", "Kanyosha"),
    ],
)
def test_two_spellings_of_one_place_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Gitega", "Muyinga"), ("Ngozi", "Ruyigi"), ("", "Ngozi"), ("Ngozi", "")])
def test_different_places_are_not_alike(one, other):
    assert likeness(fold(one), fold(other)) == 0.0


def test_the_same_name_comes_before_a_beginning_a_part_and_a_near_spelling():
    names = ["bururi", "bururimi", "mbururi", "bururu"]
    scores = [likeness("bururi", name) for name in names]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_a_path_is_cut_at_commas_slashes_and_arrows():
    assert readings("Rohero, Mukaza / Bujumbura > ") == (("rohero", "mukasa", "bujumbura"),)


def test_words_without_a_separator_are_one_name_or_two():
    assert readings("Nyanza Lac Makamba") == (
        ("nyansaracmakamba",),
        ("nyansa", "racmakamba"),
        ("nyansarac", "makamba"),
    )


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_likeness_stays_between_0_and_1(one, other):
    assert 0 <= likeness(fold(one), fold(other)) <= 1
