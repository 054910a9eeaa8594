"""T2: what can be wrong with places and with the way between their versions."""

from tests.codelists.smallpack import added, changed, problems


def test_t201_a_place_that_stands_twice(tmp_path):
    assert problems(tmp_path, added("places/old.csv", "P1,Harbour,2,P,,\n")) == [
        "T201 places/old.csv, line 6: the place “P1” stands twice (first on line 5); remove one."
    ]


def test_t202_a_place_that_lies_nowhere(tmp_path):
    assert problems(tmp_path, added("places/old.csv", "P2,Hill,2,X,,\n")) == [
        "T202 places/old.csv, line 6: the parent “X” of the place “P2” is not in this file; add it or correct it."
    ]


def test_t203_a_place_that_skips_a_level(tmp_path):
    assert problems(tmp_path, added("places/old.csv", "P2,Hill,2,C,,\n")) == [
        "T203 places/old.csv, line 6: “P2” (level 2) lies in “C” (level 0); give it a parent one level above."
    ]


def test_t204_a_level_that_levels_toml_does_not_name(tmp_path):
    assert problems(tmp_path, added("places/old.csv", "P2,Hill,hill,P,,\n")) == [
        "T204 places/old.csv, line 6: “hill” is not a level of levels.toml (0, 1, 2); correct it or add the level."
    ]


def test_t205_a_version_without_places(tmp_path):
    changes = {"places/new.csv": None, "places/crosswalk_old_new.csv": "from,to,weight\n"}
    assert problems(tmp_path, changes)[-1] == (
        "T205 places/levels.toml, line 20: version “new” has no file places/new.csv; "
        "add the file or remove the version."
    )


def test_t206_versions_in_the_wrong_order(tmp_path):
    assert problems(tmp_path, changed("places/levels.toml", "2020-01-01", "1999-01-01")) == [
        (
            "T206 places/levels.toml, line 20: version “new” does not begin after the one before it; "
            "put the versions in order of “since”."
        )
    ]


def test_t207_a_crosswalk_between_unknown_places(tmp_path):
    changes = changed("places/crosswalk_old_new.csv", "Q,R,1", "Q,R,1\nX,R,1\nP,R1,1")
    assert problems(tmp_path, changes) == [
        (
            "T207 places/crosswalk_old_new.csv, line 4: there is no place “X” of level 1 in version “old”; "
            "correct it or add the place."
        ),
        (
            "T207 places/crosswalk_old_new.csv, line 5: there is no place “R1” of level 1 in version “new”; "
            "correct it or add the place."
        ),
    ]


def test_t208_weights_that_do_not_sum_to_1(tmp_path):
    assert problems(tmp_path, changed("places/crosswalk_old_new.csv", "Q,R,1", "Q,R,0.9")) == [
        "T208 places/crosswalk_old_new.csv, line 3: the weights of “Q” sum to 0.9; they must sum to 1."
    ]


def test_t209_a_weight_that_is_none(tmp_path):
    assert problems(tmp_path, added("places/crosswalk_old_new.csv", "Q,R,half\nP,R,0\nP,R,1.5\nP,R,1/0\n")) == [
        "T209 places/crosswalk_old_new.csv, line 4: “half” is not a weight; write a number above 0 and up to 1.",
        "T209 places/crosswalk_old_new.csv, line 5: “0” is not a weight; write a number above 0 and up to 1.",
        "T209 places/crosswalk_old_new.csv, line 6: “1.5” is not a weight; write a number above 0 and up to 1.",
        "T209 places/crosswalk_old_new.csv, line 7: “1/0” is not a weight; write a number above 0 and up to 1.",
    ]


def test_t210_a_place_that_the_crosswalk_forgets_on_either_side(tmp_path):
    changes = added("places/old.csv", "S,South,1,C,,\n") | added("places/new.csv", "T,Isle,1,C,\n")
    assert problems(tmp_path, changes) == [
        "T210 places/crosswalk_old_new.csv: the place “S” of version “old” is not in the crosswalk; add a row for it.",
        "T210 places/crosswalk_old_new.csv: the place “T” of version “new” is not in the crosswalk; add a row for it.",
    ]


def test_t211_two_versions_with_no_way_between_them(tmp_path):
    assert problems(tmp_path, {"places/crosswalk_old_new.csv": None}) == [
        "T211 places/crosswalk_old_new.csv: between the versions “old” and “new” there is no crosswalk; add this file."
    ]


def test_t212_a_population_of_nobody(tmp_path):
    assert problems(tmp_path, changed("places/old.csv", "P,East,1,C,,", "P,East,1,C,,0")) == [
        "T212 places/old.csv, line 3: “0” is not a population; write a whole number above 0, or nothing."
    ]


def test_t213_a_place_without_a_name(tmp_path):
    assert problems(tmp_path, changed("places/old.csv", "P1,Port", "P1,")) == [
        "T213 places/old.csv, line 5: the name of the place “P1” is missing; add it."
    ]
