"""What methods say is known to the report, and said in French with the same numbers."""

import re
from pathlib import Path

import pytest

import tabara.methods.prevalence as prevalence
from tabara import research
from tabara.methods.prevalence.estimators import ESTIMATORS
from tabara.methods.prevalence.study import RULES
from tabara.publication.studies.wording import BLANK, StudyWords, _sentences, _table
from tabara.research.models import Linkage
from tabara.research.operations.making import VICTIM, _linked
from tests.publication.studies.examples import estimated, least, nothing

WORDS, SOURCES = _table("words.toml"), Path(prevalence.__file__).parent
MAKING = Path(research.__file__).parent / "operations" / "making.py"  # what the system says of its own lists


def test_every_word_exists_in_both_languages_with_the_same_blanks():
    for group in (None, "item", "gate"):
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
    source = " ".join(path.read_text(encoding="utf-8") for path in [*sorted(SOURCES.rglob("*.py")), MAKING])
    source = re.sub(r'"\s*\n?\s*f?"', "", source)
    lost = [
        english
        for _pattern, english, _french in _sentences()
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
    assert StudyWords("en").sentence(said) == said
    assert words.sentence("Nobody knows this sentence.") == "Nobody knows this sentence."
    assert words.method("stepwise by strata") == "stepwise by strata"


def test_what_the_system_says_of_its_own_lists_is_said_in_french():
    words = StudyWords("fr")
    assert [one for one in VICTIM.values() if not words.knows(one)] == []
    linked = _linked(
        Linkage(
            versions={"splink": "5.0.0"},
            quality={"sure": 0.95, "doubt": 0.5},
            people={"A": {"left_out": 3}},
            sha256="ab",
        ),
        2,
    )
    assert words.sentence(linked).startswith("Appariées en clair dans le coffre (splink 5.0.0)")
    assert "3 personnes qui n’acceptent pas la recherche" in words.sentence(linked)
