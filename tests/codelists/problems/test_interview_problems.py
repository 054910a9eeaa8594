"""What can be wrong with interview.toml, and what the interview of the packs holds."""

import pytest

from tabara.codelists import load_pack
from tests.codelists.smallpack import problems
from tests.house.tree import ROOT

INTERVIEW = """[[section]]
key = "taste"
title = { en = "Taste", fr = "Goût" }

[[question]]
key = "liked"
section = "taste"
codelist = "fruit"
text = { en = "Which did you like?", fr = "Lequel avez-vous aimé ?" }
why = { en = "To bring it.", fr = "Pour l’apporter." }
points.lemon = { country = ["A*"] }
points.any = { country = ["BB"] }
"""


def found(tmp_path, old="", new=""):
    assert not old or INTERVIEW.count(old) == 1
    return problems(tmp_path, {"interview.toml": INTERVIEW.replace(old, new) if old else INTERVIEW})


def test_an_interview_that_stands_is_read(tmp_path):
    assert found(tmp_path) == []
    question = load_pack(tmp_path).interview.questions[0]
    assert question.speaks_for(["lemon"]) == {"fruit": ("lemon",), "country": ("AA", "BB")}
    assert question.speaks_for(["unknown"]) == {}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('key = "liked"\n', "", "T003 interview.toml, line 5: “key” is missing; add it."),
        ("why =", "because =", "T004 interview.toml, line 6: “because” means nothing here"),
        (', fr = "Goût"', "", "T014 interview.toml: the text of “taste.title” is missing in “fr”; add it."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, old, new, sentence):
    assert named(tmp_path, old, new, sentence)


def named(tmp_path, old, new, sentence):
    """Return what is said of the fault, where it begins with the sentence."""
    return [one for one in found(tmp_path, old, new) if one.startswith(sentence)]


def test_t601_a_question_that_stands_twice(tmp_path):
    twice = INTERVIEW + INTERVIEW[INTERVIEW.index("[[question]]") :]
    assert problems(tmp_path, {"interview.toml": twice}) == [
        "T601 interview.toml, line 6: “liked” stands twice in the interview; rename or remove one."
    ]


def test_t602_a_question_in_a_section_there_is_not(tmp_path):
    assert named(
        tmp_path, 'section = "taste"', 'section = "smell"', "T602 interview.toml, line 6: the question “liked” lies in"
    )


def test_t603_a_question_that_names_a_list_there_is_not(tmp_path):
    assert named(
        tmp_path, 'codelist = "fruit"', 'codelist = "bread"', "T603 interview.toml, line 6: the question “liked” names"
    )


def test_t604_a_question_that_points_from_no_answer_of_its_own(tmp_path):
    assert named(
        tmp_path, "points.lemon", "points.apple", "T604 interview.toml, line 6: “apple” is no answer to “liked”"
    )


def test_t605_a_question_that_points_to_no_code(tmp_path):
    assert named(
        tmp_path, '["A*"]', '["Z*"]', "T605 interview.toml, line 6: “liked” points to “Z*”, which names no code"
    )


@pytest.mark.parametrize("name", ["bi", "demo"])
def test_each_country_asks_twenty_five_questions_in_every_language(name):
    pack = load_pack(ROOT / "packs" / name)
    asked = pack.interview
    assert len(asked.questions) == 25
    silent = [
        one.key
        for one in (*asked.questions, *asked.sections)
        for words in ([one.label, one.reason] if hasattr(one, "label") else [one.title])
        if set(words) != set(pack.languages)
    ]
    assert silent == []


def test_it_asks_for_safety_first_for_the_worst_last_and_gives_the_last_word():
    asked = load_pack(ROOT / "packs" / "common").interview
    assert [one.key for one in asked.sections] == [
        *("safety", "beginning", "journey", "there", "freedom", "harm", "closing"),
    ]
    assert [one.section for one in asked.questions] == sorted(
        (one.section for one in asked.questions), key=[one.key for one in asked.sections].index
    )
    assert [one.key for one in asked.questions if one.children] == ["given_away", "school"]


def test_each_strong_sign_of_an_adult_at_work_can_come_from_an_answer():
    """All of the dimensions are asked about but the abuse of vulnerability at destination, which is seen, not asked."""
    pack = load_pack(ROOT / "packs" / "common")
    spoken = {
        code
        for one in pack.interview.questions
        for points in one.points.values()
        for code in points.get("indicator", ())
    }
    signs = pack.codelist("indicator").codes.values()
    strong = {one.key for one in signs if one.more["set"] == "adult_labour" and one.more["strength"] == "S"}
    assert strong - spoken == {"al_coe_violence"}
    dimensions = {one.more["dimension"] for one in signs if one.key in spoken}
    assert set(pack.codelist("indicator_dimension").codes) - dimensions == {"abuse_at_destination"}
