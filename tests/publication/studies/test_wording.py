"""What methods say is known to the report, and said in French with the same numbers."""

import re
from pathlib import Path

import pytest

import tabara.methods.prevalence as prevalence
from tabara.methods.prevalence.estimators import ESTIMATORS
from tabara.methods.prevalence.study import RULES
from tabara.publication.studies.wording import BLANK, StudyWords, _sentences, _table
from tabara.research.enums import Origin, Victims
from tests.publication.studies.examples import estimated, least, nothing

WORDS, SOURCES = _table("words.toml"), Path(prevalence.__file__).parent


def test_every_word_exists_in_both_languages_with_the_same_blanks():
    for group in (None, "item", "gate", "victims", "linked"):
        english, french = (one if group is None else one[group] for one in (WORDS["en"], WORDS["fr"]))
        assert list(english) == list(french)
        texts = [key for key in english if isinstance(english[key], str)]
        assert [key for key in texts if blanks(english[key]) != blanks(french[key])] == []


def test_every_condition_and_every_method_has_words():
    assert [rule.name for rule in RULES if rule.name not in WORDS["fr"]["gate"]] == []
    assert [name for name in WORDS["fr"]["gate"] if name not in {rule.name for rule in RULES}] == []
    assert [name for name in ESTIMATORS if f"m_{name}" not in WORDS["fr"]] == []


def test_every_item_that_is_asked_has_words():
    keys = {item.key.partition(":")[0] for item in least().checklist}
    assert keys - set(WORDS["fr"]["item"]) == set()


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("study", [estimated, least, nothing])
def test_all_that_methods_say_in_a_study_is_known(study):
    words, found = StudyWords("fr"), study()
    estimates = [*found.ensemble, *found.bounds, *(one.estimate for one in (*found.left_out, *found.merged))]
    said = {sentence for one in estimates for sentence in (*one.reasons, *one.assumptions)}
    said |= {limit.given for one in estimates for limit in one.intervals}
    assert len(said) > 10
    assert sorted(sentence for sentence in said if not words.knows(sentence)) == []


def test_no_sentence_is_kept_that_no_method_says():
    """In the parts between blanks, wherever the source breaks its lines."""
    source = " ".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))
    source = re.sub(r'"\s*\n?\s*f?"', "", source)
    lost = [
        english
        for english in (one["en"] for one in _table("sentences.toml")["sentence"])
        if not all(part.strip(" .“”") in source for one in re.split(BLANK, english)[::3] for part in one.split(". "))
    ]
    assert lost == []


def test_every_sentence_has_the_same_blanks_in_french_but_for_names_of_methods():
    apart = [english for _p, english, french in _sentences() if blanks(english) - blanks(french) - {"method"}]
    assert apart == []


def test_numbers_in_a_sentence_are_written_as_the_language_does_and_rounded_where_asked():
    words = StudyWords("fr")
    said = "The models give 2 different answers, around 11,732 and 23,100; the median hides that."
    assert "autour de 11\u202f732 et de 23\u202f100" in words.sentence(said)
    assert "autour de environ et" in words.sentence(said, lambda value: "environ")
    assert words.sentence("8% of the resamples have no estimate; the limits allow for anything in them.").startswith(
        "8\u202f% des rééchantillons"
    )
    turned = "At 95% the correction of the limits turns round, so that the bootstrap gives none at this level."
    assert words.sentence(turned).startswith("À 95\u202f%, la correction des limites se retourne")
    assert StudyWords("en").sentence(said) == said
    assert words.sentence("Nobody knows this sentence.") == "Nobody knows this sentence."
    assert words.method("stepwise by strata") == "stepwise by strata"


def test_every_code_that_the_system_tells_of_its_lists_has_words():
    assert set(WORDS["fr"]["victims"]) == set(Victims)
    assert set(WORDS["fr"]["linked"]) == set(Origin)


def test_what_an_earlier_version_stored_of_its_own_lists_is_said_in_french():
    words = StudyWords("fr")
    linked = (
        "Linked in clear inside the vault (splink 5.0.0); pairs from 0.95 on count as one person, from 0.5 on somebody "
        "looks; 2 pairs wait. 3 people who do not agree to research are on no list. Linkage ab."
    )
    assert words.sentence(linked).startswith("Appariées en clair dans le coffre (splink 5.0.0)")
    assert "3 personnes qui n’acceptent pas la recherche" in words.sentence(linked)
    assert words.sentence("Found by a determination to be a possible or an actual victim").startswith("Reconnue")
