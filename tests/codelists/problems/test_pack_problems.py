"""T0: what can be wrong with a pack as a whole. One damage, one problem, one sentence."""

from tabara.codelists import check_pack
from tests.codelists.smallpack import FILES, added, changed, problems, written


def test_a_whole_pack_has_no_problem(tmp_path):
    assert problems(tmp_path, {}) == []


def test_t001_a_folder_without_a_pack(tmp_path):
    assert [str(problem) for problem in check_pack(tmp_path)] == [
        "T001 pack.toml: there is no pack here; create this file, or name another folder."
    ]


def test_t001_a_pack_that_extends_nothing(tmp_path):
    assert problems(tmp_path, {"pack.toml": 'extends = "../none"\n' + FILES["pack.toml"]}) == [
        "T001 ../none/pack.toml: there is no pack here; create this file, or name another folder."
    ]


def test_t002_a_line_that_is_not_toml(tmp_path):
    assert problems(tmp_path, changed("pack.toml", 'currency = "XTS"', "currency = XTS")) == [
        "T002 pack.toml, line 3: this is not valid TOML (Invalid value (at line 3, column 12)); correct the line."
    ]


def test_t002_a_file_of_toml_that_stops_too_early(tmp_path):
    assert problems(tmp_path, added("reports/sheet.toml", "[[line]")) == [
        (
            "T002 reports/sheet.toml, line 4: this is not valid TOML "
            "(Expected ']]' at the end of an array declaration (at line 4, column 7)); correct the line."
        )
    ]


def test_t003_a_pack_without_a_key(tmp_path):
    assert problems(tmp_path, changed("pack.toml", 'key = "small"\n', "")) == [
        "T003 pack.toml: “key” is missing; add it."
    ]


def test_t003_a_version_without_its_first_day(tmp_path):
    assert problems(tmp_path, changed("places/levels.toml", "since = 2020-01-01\n", "")) == [
        (
            "T007 places/crosswalk_old_new.csv: no part of the software reads this file; move it, "
            "or name it in “other_files” of pack.toml."
        ),
        "T003 places/levels.toml, line 20: “since” is missing; add it.",
        (
            "T007 places/new.csv: no part of the software reads this file; move it, "
            "or name it in “other_files” of pack.toml."
        ),
    ]


def test_t004_a_setting_that_nothing_knows(tmp_path):
    assert problems(tmp_path, changed("pack.toml", "currency", "curency")) == [
        (
            "T004 pack.toml, line 3: “curency” means nothing here; correct the spelling or remove it (known: "
            "key, name, extends, languages, drafts, country, currency, parameters, source, other_files)."
        )
    ]


def test_t005_a_draft_in_a_language_that_the_pack_does_not_offer(tmp_path):
    changes = changed("pack.toml", 'drafts = ["fr"]', 'drafts = ["sw"]')
    assert problems(tmp_path, changes) == [
        "T005 pack.toml, line 5: the pack does not offer the language “sw” (it offers en, fr); add it or remove it."
    ]


def test_t005_a_title_in_a_language_that_the_pack_does_not_offer(tmp_path):
    changes = changed("codelists.toml", 'fr = "Fruits"', 'fr = "Fruits", sw = "Matunda"')
    assert problems(tmp_path, changes) == [
        (
            "T005 codelists.toml, line 11: the pack does not offer the language “sw” (it offers en, fr); "
            "add it or remove it."
        )
    ]


def test_t006_two_packs_that_extend_each_other(tmp_path):
    written(tmp_path / "other", {"pack.toml": 'extends = "../one"\n' + FILES["pack.toml"]})
    found = problems(tmp_path / "one", {"pack.toml": 'extends = "../other"\n' + FILES["pack.toml"]})
    assert found == [
        (
            "T006 ../other/pack.toml, line 1: “extends” comes back to the pack “one”, which would never end; "
            "remove it in one of the packs."
        )
    ]


def test_t007_a_file_that_nothing_reads(tmp_path):
    assert problems(tmp_path, {"codelist/nut.csv": "code,en,fr\n", "places/older.csv": "code,name\n"}) == [
        (
            "T007 codelist/nut.csv: no part of the software reads this file; move it, "
            "or name it in “other_files” of pack.toml."
        ),
        (
            "T007 places/older.csv: no part of the software reads this file; move it, "
            "or name it in “other_files” of pack.toml."
        ),
    ]


def test_a_file_named_in_other_files_is_no_problem(tmp_path):
    changes = {"pack.toml": 'other_files = ["names/*.csv"]\n' + FILES["pack.toml"], "names/given.csv": "name\n"}
    assert problems(tmp_path, changes) == []


def test_t008_a_file_that_is_not_utf_8(tmp_path):
    assert problems(tmp_path, {"facts.csv": "key,value,unit,since,until,source\nété,,,,,x\n".encode("latin-1")}) == [
        "T008 facts.csv: this is not UTF-8 text; save it as UTF-8."
    ]


def test_t009_a_column_that_is_missing(tmp_path):
    assert problems(tmp_path, changed("facts.csv", ",source\n", ",origin\n")) == [
        "T009 facts.csv, line 1: the column “source” is missing; add it to the first line."
    ]


def test_t009_an_empty_file(tmp_path):
    assert problems(tmp_path, {"destination_groups.csv": ""}) == [
        "T009 destination_groups.csv, line 1: the column “country” is missing; add it to the first line.",
        "T009 destination_groups.csv, line 1: the column “group” is missing; add it to the first line.",
    ]


def test_t010_a_row_with_too_many_cells(tmp_path):
    assert problems(tmp_path, added("destination_groups.csv", "AA,internal,really\n")) == [
        (
            "T010 destination_groups.csv, line 3: the row has 3 cells and the first line has 2; "
            "quote what contains a comma."
        )
    ]


def test_t011_a_column_that_stands_twice(tmp_path):
    assert problems(tmp_path, {"destination_groups.csv": "country,group,group\nBB,region,region\n"}) == [
        "T011 destination_groups.csv, line 1: the column “group” stands twice; remove one."
    ]


def test_t012_a_date_that_does_not_exist(tmp_path):
    assert problems(tmp_path, changed("facts.csv", "2020-01-01", "2020-02-30")) == [
        "T012 facts.csv, line 2: “2020-02-30” is not a date; write it as 2024-01-31."
    ]


def test_t013_a_code_that_ends_on_the_day_it_begins(tmp_path):
    assert problems(tmp_path, changed("codelists/fruit.csv", "Citron,,,", "Citron,2020-01-01,2020-01-01,")) == [
        (
            "T013 codelists/fruit.csv, line 3: “lemon” begins on 2020-01-01 and ends on 2020-01-01; "
            "“until” must be later than “since”."
        )
    ]


def test_t014_a_title_that_is_missing_in_one_language(tmp_path):
    assert problems(tmp_path, changed("codelists.toml", '"Fruit", fr = "Fruits"', '"Fruit"')) == [
        "T014 codelists.toml, line 11: the text of “fruit” is missing in “fr”; add it."
    ]


def test_t015_a_currency_that_is_not_three_letters(tmp_path):
    assert problems(tmp_path, changed("pack.toml", "XTS", "francs")) == [
        "T015 pack.toml, line 3: “francs” is not a currency; write its three letters of ISO 4217."
    ]


def test_t016_a_pack_of_an_unknown_country(tmp_path):
    assert problems(tmp_path, changed("pack.toml", '"AA"', '"CC"')) == [
        "T016 pack.toml, line 2: the country “CC” is not in the codelist “country”; write its two letters of ISO 3166."
    ]


def test_t017_a_pattern_that_matches_nothing_because_it_is_broken(tmp_path):
    assert problems(tmp_path, changed("pack.toml", "[0-9]+", "[0-9")) == [
        (
            "T017 pack.toml, line 13: “phone_pattern” is not a valid regular expression "
            "(unterminated character set at position 0); correct it."
        )
    ]


def test_t018_an_age_that_is_no_number(tmp_path):
    assert problems(tmp_path, changed("pack.toml", "adult_age = 18", 'adult_age = "eighteen"')) == [
        "T018 pack.toml, line 12: “adult_age” must be a whole number; correct its value."
    ]


def test_t018_a_level_of_places_that_there_is_not(tmp_path):
    assert problems(tmp_path, added("pack.toml", "mart_place_level = 7\n")) == [
        "T018 pack.toml, line 14: “mart_place_level” must be 0, 1, 2; correct its value."
    ]
