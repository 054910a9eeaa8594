"""What can be wrong with a review from outside or a frame, and what sound ones say."""

from pathlib import Path

import pytest

from tabara.codelists import CodelistError, load_pack
from tests.codelists.smallpack import FILES, problems
from tests.house.tree import ROOT


def entry(key: str) -> str:
    """Return what a catalogue says of a list."""
    return f'\n[{key}]\ntitle = {{ en = "List", fr = "Liste" }}\nsource = "Own"\nlicence = "Own"\n'


LISTS = {
    "codelists.toml": FILES["codelists.toml"] + entry("review_kind") + entry("pillar") + entry("tier"),
    "codelists/review_kind.csv": "code,en,fr\nreport,Report,Rapport\n",
    "codelists/pillar.csv": "code,en,fr\nprotection,Protection,Protection\n",
    "codelists/tier.csv": "code,en,fr\n1,One,Un\n2,Two,Deux\n",
}
REVIEW = """key = "mirror"
kind = "report"
yearly = true
ratings = "tier"
holder = "Office"
name = { en = "Mirror", fr = "Miroir" }
lacking = { en = "Nothing", fr = "Rien" }

[[edition]]
year = 2023
published_on = 2023-06-15
rating = "2"
extent = "whole"
source = "Office, page 3"
[[edition.recommendation]]
key = "doors"
pillar = "protection"
summary = { en = "Open doors.", fr = "Ouvrir." }

[[edition]]
year = 2024
extent = "none"
lacking = { en = "Not had.", fr = "Pas obtenue." }
"""
FRAME = """[[frame]]
key = "goals"
name = { en = "Goals", fr = "Objectifs" }
source = "A paper"
[[frame.target]]
key = "1"
title = { en = "One", fr = "Un" }
[[frame.target.measure]]
key = "1.1"
title = { en = "Measure", fr = "Mesure" }
note = { en = "No figure.", fr = "Pas de chiffre." }
"""


def found(tmp_path: Path, review: str, **more: str) -> list[str]:
    """Return the problems of a small pack with this review."""
    files = {"reviews/mirror.toml": review, **{f"reviews/{name}.toml": text for name, text in more.items()}}
    return problems(tmp_path, {**LISTS, **files})


def test_a_sound_review_and_a_sound_frame_are_read(tmp_path: Path) -> None:
    assert problems(tmp_path, {**LISTS, "reviews/mirror.toml": REVIEW, "frames.toml": FRAME}) == []


def damaged(tmp_path: Path, right: str, wrong: str) -> str:
    """Return the problems of the review with one thing damaged, one a line."""
    assert REVIEW.count(right) >= 1
    return "\n".join(found(tmp_path, REVIEW.replace(right, wrong, 1)))


def framed(tmp_path: Path, right: str, wrong: str) -> list[str]:
    """Return the problems of the frame with one thing damaged."""
    assert FRAME.count(right) >= 1
    return problems(tmp_path, {"frames.toml": FRAME.replace(right, wrong, 1)})


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("year = 2024", 'year = "then"', "T018 reviews/mirror.toml, line 1: “year” must be a whole number"),
        ("2023-06-15", '"June"', "T012 reviews/mirror.toml, line 10: “June” is not a date"),
        ('{ en = "Not had.", fr', "{ fr", "T014 reviews/mirror.toml, line 21: the text of “2024” is missing in “en”"),
        ("holder =", "keeper =", "T004 reviews/mirror.toml, line 5: “keeper” means nothing here"),
        ('key = "doors"', 'key = ""', "T003 reviews/mirror.toml, line 1: “key” is missing"),
    ],
)
def test_what_can_be_wrong_with_any_file_is_named_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert said in damaged(tmp_path, right, wrong)


def test_t952_a_year_that_has_two_editions(tmp_path: Path) -> None:
    said = damaged(tmp_path, "year = 2024", "year = 2023")
    assert "T952 reviews/mirror.toml, line 10: the review “mirror” has two editions of 2023; remove one." in said


def test_t953_a_yearly_review_that_leaves_a_year_out(tmp_path: Path) -> None:
    said = damaged(tmp_path, "year = 2024", "year = 2025")
    assert said.startswith("T953 reviews/mirror.toml, line 1: the yearly review “mirror” leaves out 2024; add that")


def test_t953_a_review_that_comes_now_and_then_may_leave_years_out(tmp_path: Path) -> None:
    assert found(tmp_path, REVIEW.replace("yearly = true", "yearly = false").replace("2024", "2029")) == []


@pytest.mark.parametrize("right", ['source = "Office, page 3"\n', "Office, page 3"])
def test_t954_what_is_known_without_a_source(tmp_path: Path, right: str) -> None:
    said = "T954 reviews/mirror.toml, line 10: “mirror 2023” has no source; name the publication it comes from."
    assert damaged(tmp_path, right, "") == said


@pytest.mark.parametrize(("extent", "told"), [("none", "2023” has 1"), ("whole", "2024” has 0")])
def test_t956_an_extent_that_its_recommendations_belie(tmp_path: Path, extent: str, told: str) -> None:
    other = {"none": "whole", "whole": "none"}[extent]
    assert told in damaged(tmp_path, f'extent = "{other}"', f'extent = "{extent}"')


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('rating = "2"', 'rating = "9"', "line 10: the rating “9” of “mirror 2023” means nothing here"),
        ('ratings = "tier"', 'ratings = "stars"', "line 1: the ratings “stars” of “mirror” means nothing here"),
        ('kind = "report"', 'kind = "song"', "line 1: the kind “song” of “mirror” means nothing here"),
        ('extent = "none"', 'extent = "half"', "line 21: the extent “half” of “mirror 2024” means nothing here"),
        ('"protection"', '"roof"', "line 10: the pillar “roof” of “mirror 2023, doors” means nothing here"),
    ],
)
def test_t957_a_word_that_no_list_has(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert f"T957 reviews/mirror.toml, {said}" in damaged(tmp_path, right, wrong)


def test_t951_a_review_that_stands_in_two_files(tmp_path: Path) -> None:
    assert found(tmp_path, REVIEW, other=REVIEW) == [
        "T951 reviews/other.toml, line 1: the review “mirror” stands in two files; remove one."
    ]


def test_t955_a_recommendation_that_stands_twice(tmp_path: Path) -> None:
    one = REVIEW[REVIEW.index("[[edition.recommendation]]") : REVIEW.index("\n[[edition]]\nyear = 2024")]
    assert found(tmp_path, REVIEW.replace(one, one + one, 1)) == [
        "T955 reviews/mirror.toml, line 10: “mirror 2023” has two recommendations “doors”; remove or rename one."
    ]


def test_t962_a_frame_without_a_source(tmp_path: Path) -> None:
    told = framed(tmp_path, 'source = "A paper"', "")
    assert told == ["T962 frames.toml, line 2: the frame “goals” has no source; name the publication it comes from."]


def test_t963_a_measure_that_names_an_unknown_indicator(tmp_path: Path) -> None:
    told = framed(tmp_path, "note =", 'indicators = ["rain"]\nnote =')
    assert told == [
        "T963 frames.toml, line 11: “1.1” names the indicator “rain”, which no file declares; correct it or declare it."
    ]


def test_t964_a_measure_that_neither_names_an_indicator_nor_says_why(tmp_path: Path) -> None:
    told = framed(tmp_path, 'note = { en = "No figure.", fr = "Pas de chiffre." }\n', "")
    assert told == [
        "T964 frames.toml, line 9: “1.1” names no indicator and does not say why in “note”; add one or the other."
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("title = { en", "titel = { en", "T004 frames.toml, line 7: “titel” means nothing here"),
        ('key = "1.1"', "", "T003 frames.toml: “key” is missing"),
    ],
)
def test_a_frame_is_read_as_strictly_as_other_files(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert any(one.startswith(said) for one in framed(tmp_path, right, wrong))


def test_t961_a_frame_that_stands_twice(tmp_path: Path) -> None:
    assert problems(tmp_path, {"frames.toml": FRAME + FRAME}) == [
        "T961 frames.toml, line 2: the frame “goals” stands twice; rename or remove one."
    ]


def test_a_pack_tells_the_reviews_and_frames_that_it_has() -> None:
    pack = load_pack(ROOT / "packs/demo")
    assert [one.year for one in pack.reviews.review("mirror").editions] == [2025, 2024, 2023]
    with pytest.raises(CodelistError, match="There is no review “window”"):
        pack.reviews.review("window")
    with pytest.raises(CodelistError, match="There is no frame “window”"):
        pack.frames.frame("window")


def test_the_tiers_of_burundi_are_those_of_its_facts_and_a_year_that_lacks_is_not_filled() -> None:
    pack = load_pack(ROOT / "packs/bi")
    spoken = {"2wl": "2 watch list"}
    tiers = {one.year: one.rating for one in pack.reviews.review("tip").editions}
    told = {fact.since.year: fact.value for fact in pack.facts if fact.key == "tip_tier" and fact.since}
    assert {year: spoken.get(tier, tier) for year, tier in tiers.items() if tier} == told
    assert [year for year, tier in sorted(tiers.items()) if not tier] == [2020, 2024, 2025]
