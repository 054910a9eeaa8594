"""T3 and T4: what can be wrong with indicators, reports, destinations and facts."""

import re
from pathlib import Path

from tabara.codelists.problems import SENTENCES
from tests.codelists.smallpack import added, changed, problems

SECOND = '\n[[indicator]]\nkey = "people"\ntitle = { en = "People", fr = "Personnes" }\ncount = "additive"\n'


def test_t301_an_indicator_without_a_key(tmp_path):
    changes = changed("indicators/people.toml", 'key = "people"\n', "") | {"reports/sheet.toml": None}
    assert problems(tmp_path, changes) == [
        "T301 indicators/people.toml, line 1: an indicator has no “key”; give it one."
    ]


def test_t302_an_indicator_that_stands_in_two_files(tmp_path):
    assert problems(tmp_path, {"indicators/more.toml": SECOND}) == [
        (
            "T302 indicators/people.toml, line 2: the indicator “people” stands twice (also in more.toml); "
            "rename or remove one."
        )
    ]


def test_t303_an_indicator_without_a_counting_rule(tmp_path):
    assert problems(tmp_path, changed("indicators/people.toml", 'count = "distinct person"\n', "")) == [
        (
            "T303 indicators/people.toml, line 2: the indicator “people” has no counting rule; "
            "set “count” to one of: distinct person, person x service type, additive."
        )
    ]


def test_t014_an_indicator_without_a_title_in_a_finished_language(tmp_path):
    changes = changed("indicators/people.toml", 'en = "People", fr = "Personnes"', 'fr = "Personnes"')
    assert problems(tmp_path, changes) == [
        "T014 indicators/people.toml, line 2: the text of “people” is missing in “en”; add it."
    ]


def test_an_indicator_may_wait_for_its_title_in_a_language_of_drafts(tmp_path):
    changes = changed("indicators/people.toml", ', fr = "Personnes"', "")
    assert problems(tmp_path, changes) == []


def test_t304_a_report_that_names_an_unknown_indicator(tmp_path):
    changes = added("reports/sheet.toml", '\n[[line.bar]]\nindicators = ["people", "peeple"]\n')
    assert problems(tmp_path, changes) == [
        (
            "T304 reports/sheet.toml, line 6: the report names the indicator “peeple”, which no file declares; "
            "correct it or declare it."
        )
    ]


def test_t305_a_note_that_is_missing_in_a_finished_language(tmp_path):
    changes = added("reports/sheet.toml", 'note = { fr = "Rien" }\npublished_note = { en = "As it was printed." }\n')
    assert problems(tmp_path, changes) == [
        "T305 reports/sheet.toml, line 2: “note” of the line “A1” is missing in “en”; add it."
    ]


def test_t401_a_destination_that_is_no_country(tmp_path):
    assert problems(tmp_path, added("destination_groups.csv", "XX,region\n")) == [
        (
            "T401 destination_groups.csv, line 3: the country “XX” is not in the codelist “country”; "
            "write its two letters of ISO 3166."
        )
    ]


def test_t402_a_destination_in_an_unknown_group(tmp_path):
    assert problems(tmp_path, changed("destination_groups.csv", "BB,region", "BB,regions")) == [
        (
            "T402 destination_groups.csv, line 2: the group “regions” is not in the codelist “destination_group”; "
            "correct it or add the code."
        )
    ]


def test_t403_a_country_in_two_groups(tmp_path):
    assert problems(tmp_path, added("destination_groups.csv", "BB,internal\n")) == [
        "T403 destination_groups.csv, line 3: the country “BB” stands twice; remove one."
    ]


def test_t404_a_fact_without_a_source(tmp_path):
    assert problems(tmp_path, changed("facts.csv", "The weather book", "")) == [
        "T404 facts.csv, line 2: the fact “rain” has no source; name the publication it comes from."
    ]


def test_t405_two_values_of_a_fact_on_one_day(tmp_path):
    assert problems(tmp_path, added("facts.csv", "rain,4,days,2020-12-31,,The other weather book\n")) == [
        "T405 facts.csv, line 3: the fact “rain” has two values on the same day; end the earlier one with “until”."
    ]


def test_a_fact_may_follow_another_on_the_day_it_ends(tmp_path):
    assert problems(tmp_path, added("facts.csv", "rain,4,days,2021-01-01,,The weather book\n")) == []


def test_every_number_has_a_test():
    texts = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*_problems.py")]
    tested = {found.upper() for text in texts for found in re.findall(r"def test_(t\d{3})_", text)}
    assert tested == set(SENTENCES)
