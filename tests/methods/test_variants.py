"""A misspelled name differs by one edit and is the same for the same seed."""

import random

import pytest
from hypothesis import given, strategies
from rapidfuzz.distance import OSA

from tabara.methods.linkage import VARIANT_KINDS, variant

EXAMPLES = {
    "l/r": ("Niragira", {"Nilagira", "Niragila"}),
    "v/b": ("Havyarimana", {"Habyarimana"}),
    "prenasal dropped": ("Ndayizeye", {"Dayizeye"}),
    "glide": ("Niyonzima", {"Nionzima", "Niionzima"}),
    "letter doubled": ("Keza", {"Keeza", "Kezza", "Kezaa"}),
    "accent": ("Keza", {"Kéza", "Kezà"}),
    "ending vowel dropped": ("Bizimana", {"Biziman"}),
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_kind_makes_what_it_says(kind: str) -> None:
    name, expected = EXAMPLES[kind]
    assert {VARIANT_KINDS[kind](name, random.Random(seed)) for seed in range(60)} == expected


def test_a_letter_substituted_changes_one_letter_and_no_length() -> None:
    for seed in range(60):
        changed = VARIANT_KINDS["letter substituted"]("Bizimana", random.Random(seed))
        assert len(changed) == len("Bizimana")
        assert sum(old != new for old, new in zip("Bizimana", changed, strict=True)) <= 1


@pytest.mark.parametrize("kind", sorted(set(VARIANT_KINDS) - {"letter doubled", "letter substituted"}))
def test_a_kind_with_nothing_to_do_leaves_the_name(kind: str) -> None:
    assert VARIANT_KINDS[kind]("SSK", random.Random(1)) == "SSK"


@given(strategies.text("abdeghiklmnorstuvwyz", min_size=2, max_size=15), strategies.integers())
def test_a_variant_is_one_edit_away_and_reproducible(name: str, seed: int) -> None:
    changed = variant(name, random.Random(seed))
    assert changed == variant(name, random.Random(seed))
    assert OSA.distance(name, changed) == 1


@pytest.mark.parametrize("name", ["", "A", "3", " -"])
def test_a_name_too_short_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="fewer than two letters"):
        variant(name, random.Random(1))
