"""What is compared of a record: names in their roles, years with their precision, places of two divisions."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, strategies

from tabara.methods.linkage.pairs.blocking import RULES, chosen, count
from tabara.methods.linkage.pairs.dates import Birth, birth
from tabara.methods.linkage.pairs.fields import SCHEMA, fields_of
from tabara.methods.linkage.pairs.people import rows_of
from tabara.methods.linkage.pairs.places import at_work, ground, place_key
from tabara.methods.linkage.pairs.roles import in_their_roles
from tabara.methods.linkage.pairs.slips import usual_keys
from tests.methods.linkage.crowd import Noise, crowd, divisions, table

WORD = strategies.text("abeginorz", min_size=1, max_size=8)
NAMES = strategies.lists(strategies.tuples(WORD | strategies.just(""), WORD | strategies.just("")), max_size=20)


def prepared(rows, places=()):
    return fields_of(rows_of(table(rows)), places)


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (("1998-08-03", "", "", ""), Birth(1998, "1998-08-03")),
        (("19980803", "", "", ""), Birth(1998, "1998-08-03")),
        (("3/8/1998", "", "", ""), Birth(1998, "1998-08-03")),
        (("1998-01-01", "30", "2024", ""), Birth(1998)),
        (("1998-02-31", "", "", "1997"), Birth(1997)),
        (("1998/8/3", "", "", ""), Birth(1998, "1998-08-03")),
        (("1998-08-03T00:00:00", "", "", ""), Birth(1998, "1998-08-03")),
        (("03/08/98", "", "2024", ""), Birth(1998, "1998-08-03")),
        (("03/08/15", "", "2024", ""), Birth(2015, "2015-08-03")),
        (("03/08/25", "", "2024", ""), Birth(1925, "1925-08-03")),
        (("05/05/28", "", "", ""), Birth()),
        (("05/05/08", "", "", "2008"), Birth(2008)),
        (("05/05/30", "", "", ""), Birth()),
        (("05/05/31", "", "", ""), Birth(1931, "1931-05-05")),
        (("01/01/99", "", "", ""), Birth(1999)),
        (("05/05/00", "", "", ""), Birth()),
        (("05/05/00", "", "2024", ""), Birth(2000, "2000-05-05")),
        (("02/20/1998", "", "", ""), Birth(1998, "1998-02-20")),
        (("20/20/1998", "", "", "1998"), Birth(1998)),
        (("1998", "", "", ""), Birth(1998)),
        (("", "26", "2024", "1990"), Birth(1998)),
        (("", "25", "2024", ""), Birth(1999, None, rounded=True)),
        (("", "25.0", "2024.0", ""), Birth(1999, None, rounded=True)),
        (("", "old", "2024", "1990"), Birth(1990)),
        (("", "26", "", ""), Birth()),
        (("soon", "-3", "2024", "99999"), Birth()),
    ],
)
def test_a_birth_is_read_from_what_says_most(told, known):
    assert birth(*told) == known


@given(strategies.dates(date(1931, 1, 1), date(2030, 12, 31)))
def test_two_digits_of_a_year_never_tell_a_year_that_was_not_meant(born):
    told = birth(f"{born:%d/%m/%y}", "", "", "")
    assert told.year in (born.year, None)
    assert (told.year is None) == (born.year >= 2000)


@given(NAMES)
def test_no_word_of_a_name_is_lost_when_roles_are_put_right(written):
    for before, after in zip(written, in_their_roles(written), strict=True):
        assert sorted(" ".join(before).split()) == sorted((*after.given, *after.surname))


def test_names_in_the_wrong_order_or_in_one_column_are_put_right():
    rows = crowd(600, seed=11, noise=Noise(misspelled=0, slipped=0, swapped=0, one_name=0, again=0))
    turned = [{**row, "first_name": row["surname"], "surname": row["first_name"]} for row in rows[:15]]
    joined = [{**row, "surname": f"{row['surname']} {row['first_name']}", "first_name": ""} for row in rows[15:25]]
    right, mended = prepared(rows), prepared([*turned, *joined, *rows[25:]])
    told = [one.select(["unique_id", "given_keys", "surname"]).to_pylist() for one in (right, mended)]
    same = sum(one == other for one, other in zip(*told, strict=True))
    assert same >= len(rows) - 3  # of 25 that were spoiled; a word borne once cannot be known


def test_a_name_of_both_divisions_has_one_meaning_where_all_lists_use_one():
    old = {"north": frozenset({1, 2}), "south": frozenset({3})}
    new = {"north": frozenset({1}), "plain": frozenset({2, 3})}
    assert at_work([old, new], ["north", "south", "elsewhere"]) == (old,)
    assert at_work([old, new], ["north", "plain"]) == (new,)
    assert at_work([old, new], ["south", "plain"]) == (old, new)
    assert at_work([old, new], ["elsewhere"]) == ()
    assert ground([old, new], "", "north") == (1, 2)
    assert ground([old, new], "elsewhere") is None


def test_a_commune_says_in_which_province_it_lies():
    rows = [{"unique_id": str(at), "first_name": "Odette", "province": "Ngozi", "commune": "N2"} for at in range(3)]
    told = prepared([*rows, {"unique_id": "3", "first_name": "Aline", "province": "", "commune": "N2"}])
    assert set(told["province"].to_pylist()) == {place_key("Ngozi")}


def test_places_of_two_divisions_share_ground():
    rows = [
        {"unique_id": str(at), "first_name": "Odette", "province": name}
        for at, name in enumerate(("Dist 4", "Region 1"))
    ]
    assert prepared(rows, divisions())["ground"].to_pylist() == [[4], [3, 4, 5]]


def test_what_is_unknown_is_none_and_every_prepared_table_has_the_same_columns():
    told = prepared([{"unique_id": "1", "first_name": "?", "phone": "12"}, {"unique_id": "2", "first_name": "Aline"}])
    assert told.schema.equals(SCHEMA)
    assert [one for one, value in told.to_pylist()[0].items() if value is not None] == ["unique_id", "rounded"]


@given(strategies.lists(WORD, max_size=40))
def test_a_slip_stands_for_a_key_that_is_more_frequent_and_is_no_slip_itself_of_a_rarer_one(keys):
    for slip, meant in usual_keys(keys).items():
        assert keys.count(meant) >= 4 * keys.count(slip) > 0


def test_rules_are_taken_while_their_pairs_stay_below_what_is_allowed():
    fields = prepared(crowd(150, seed=12))
    for most in (50, 500, 5_000):
        assert sum(count(fields, rule) for rule in chosen(fields, most)) <= most
    every = chosen(fields)
    assert set(every) == {rule for rule in RULES if count(fields, rule)}


def test_a_rule_that_brings_too_many_together_asks_for_more_and_none_repeats_another():
    fields = prepared(crowd(150, seed=12))
    plain, narrow = chosen(fields, 300, narrower=()), chosen(fields, 300)
    assert len(narrow) > len(plain)
    assert [rule for rule in narrow if rule not in RULES] != []
    assert not any(set(one) > set(other) for one in narrow for other in narrow)


def test_a_rule_counts_the_pairs_that_share_all_its_fields():
    fields = pa.table({"a": ["x", "x", "x", "y", None, None], "b": ["1", "1", "2", "1", "1", "1"]})
    assert (count(fields, ("a",)), count(fields, ("a", "b")), count(fields, ("b",))) == (3, 1, 10)
