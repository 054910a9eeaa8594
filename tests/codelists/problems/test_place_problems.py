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


GRID = "code,column,row,label\nP,0,0,EAS\nQ,1,0,WES\n"


def test_a_grid_of_every_place_of_a_level_is_in_order(tmp_path):
    assert problems(tmp_path, {"places/grid_old.csv": GRID}) == []


def test_t214_a_place_of_the_grid_that_there_is_not(tmp_path):
    assert problems(tmp_path, {"places/grid_old.csv": GRID + "X,2,0,X\n"}) == [
        "T214 places/grid_old.csv, line 4: there is no place “X” in version “old”; correct it or remove the row."
    ]


def test_t215_a_place_that_stands_twice_in_the_grid(tmp_path):
    assert problems(tmp_path, {"places/grid_old.csv": GRID + "P,2,0,EAS\n"}) == [
        "T215 places/grid_old.csv, line 4: the place “P” stands twice in the grid (first on line 2); remove one."
    ]


def test_t216_two_places_in_one_cell_of_the_grid(tmp_path):
    assert problems(tmp_path, {"places/grid_old.csv": GRID.replace("Q,1", "Q,0")}) == [
        "T216 places/grid_old.csv, line 3: “Q” and “P” share the cell in column 0, row 0; move one."
    ]


def test_two_levels_may_use_the_same_cell(tmp_path):
    assert problems(tmp_path, {"places/grid_old.csv": GRID + "P1,0,0,POR\n"}) == []


def test_t217_a_column_that_is_no_number(tmp_path):
    grid = GRID.replace("Q,1", "Q,-1") + "P1,0,100,POR\n"
    assert problems(tmp_path, {"places/grid_old.csv": grid})[1:] == [
        "T217 places/grid_old.csv, line 3: “-1” is not a column or a row; write a whole number from 0 to 99.",
        "T217 places/grid_old.csv, line 4: “100” is not a column or a row; write a whole number from 0 to 99.",
    ]


def test_t218_a_place_that_the_grid_forgets(tmp_path):
    assert problems(tmp_path, {"places/grid_old.csv": "code,column,row,label\nP,0,0,EAS\n"}) == [
        "T218 places/grid_old.csv: the place “Q” is not in the grid, but others of its level are; add a row for it."
    ]


def test_a_grid_of_no_version_is_read_by_nothing(tmp_path):
    assert [one[:4] for one in problems(tmp_path, {"places/grid_older.csv": GRID})] == ["T007"]
