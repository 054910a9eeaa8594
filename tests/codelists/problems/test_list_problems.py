"""T1: what can be wrong with codelists."""

from tests.codelists.smallpack import added, changed, problems


def test_t101_a_code_that_stands_twice(tmp_path):
    assert problems(tmp_path, added("codelists/fruit.csv", "lemon,Lemon,Citron,,,\n")) == [
        "T101 codelists/fruit.csv, line 4: the code “lemon” stands twice (first on line 3); remove one."
    ]


def test_t102_a_label_that_is_missing_in_one_language(tmp_path):
    assert problems(tmp_path, changed("codelists/fruit.csv", "Lemon,Citron", "Lemon,")) == [
        "T102 codelists/fruit.csv, line 3: the label of “lemon” is missing in “fr”; add it."
    ]


def test_t103_a_parent_that_is_not_in_the_list(tmp_path):
    assert problems(tmp_path, changed("codelists/fruit.csv", "Citron,,,citrus", "Citron,,,agrumes")) == [
        (
            "T103 codelists/fruit.csv, line 3: the parent “agrumes” of “lemon” is not in the list; "
            "add it as a code or correct it."
        )
    ]


def test_t104_codes_that_are_their_own_ancestors(tmp_path):
    assert problems(tmp_path, changed("codelists/fruit.csv", "Agrume,,,", "Agrume,,,lemon")) == [
        "T104 codelists/fruit.csv, line 2: “citrus” is its own ancestor; give it another parent.",
        "T104 codelists/fruit.csv, line 3: “lemon” is its own ancestor; give it another parent.",
    ]


def test_t104_a_code_under_a_circle_is_found_without_an_end(tmp_path):
    changes = changed("codelists/fruit.csv", "Agrume,,,", "Agrume,,,citrus")
    assert problems(tmp_path, changes) == [
        "T104 codelists/fruit.csv, line 2: “citrus” is its own ancestor; give it another parent."
    ]


def test_t105_a_code_with_a_space(tmp_path):
    assert problems(tmp_path, added("codelists/fruit.csv", "blood orange,Blood orange,Orange sanguine,,,\n")) == [
        (
            "T105 codelists/fruit.csv, line 4: “blood orange” cannot be a code; "
            "use letters, digits, dot, hyphen and underscore only."
        )
    ]


def test_t106_a_list_that_says_nothing_about_itself(tmp_path):
    assert problems(tmp_path, {"codelists/nut.csv": "code,en,fr\nwalnut,Walnut,Noix\n"}) == [
        "T106 codelists/nut.csv: the codelist “nut” has no title, source and licence; add them to codelists.toml."
    ]


def test_t107_a_list_without_codes(tmp_path):
    entry = '\n[nut]\ntitle = { en = "Nuts", fr = "Noix" }\nsource = "Invented"\nlicence = "Apache-2.0"\n'
    assert problems(tmp_path, added("codelists.toml", entry)) == [
        "T107 codelists.toml, line 16: “nut” has no file codelists/nut.csv; add the file or remove the entry."
    ]
