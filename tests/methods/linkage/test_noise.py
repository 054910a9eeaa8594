"""Lists as they come: of families, with the office's telephone, with whole names in one column, with names alone."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tabara.methods.linkage import Linkage, link, read_people
from tabara.methods.linkage.linked import POSSIBLE
from tabara.methods.linkage.pairs.comparisons import STEPS
from tabara.methods.linkage.pairs.fields import FAMILY, fields_of
from tabara.methods.linkage.pairs.model import from_json
from tabara.methods.linkage.pairs.people import rows_of
from tabara.methods.linkage.pairs.refining import MOST_LEFT
from tabara.methods.linkage.pairs.roles import in_their_roles
from tabara.methods.linkage.tokens import Person, field_texts
from tabara.methods.linkage.tokens.trusted.roles import in_their_roles as tokens_in_their_roles
from tests.methods.linkage.crowd import FAMILIES, JOINED, NAMES_ALONE, Noise, Row, crowd, same, table

PEOPLE = 220
CLEAN = Noise(misspelled=0, slipped=0, swapped=0, one_name=0, again=0)


@pytest.fixture(scope="module")
def families():
    rows = crowd(PEOPLE, seed=1, noise=FAMILIES)
    return rows, link(table(rows))


def quality(rows: list[Row], linked: Linkage, threshold: float) -> tuple[float, float]:
    """Return precision and recall of the pairs at a threshold."""
    told, truth = linked.queue(threshold, 2.0).to_pydict(), same(rows)
    kept = set(zip(told["unique_id_l"], told["unique_id_r"], strict=True))
    return len(kept & truth) / len(kept), len(kept & truth) / len(truth)


def test_brothers_and_sisters_of_one_telephone_are_not_taken_for_one_person(families):
    precision, recall = quality(*families, 0.5)
    assert precision >= 0.9
    assert recall >= 0.8
    assert quality(*families, 0.95)[0] >= 0.95


def test_who_shares_all_but_the_given_name_is_kin_and_who_shares_it_too_is_the_same(families):
    model = from_json(families[1].model, STEPS)
    assert model.prior_kin > 0.2 * model.prior
    assert model.kin["surname"][0] > 20 * model.other["surname"][0]
    assert model.kin["given"][-1] > 0.4 > model.same["given"][-1]


def test_a_whole_name_in_one_column_is_as_good_as_in_two():
    rows = crowd(150, seed=1, noise=JOINED)
    precision, recall = quality(rows, link(table(rows)), 0.5)
    assert precision >= 0.93
    assert recall >= 0.8


def test_names_alone_are_never_certain_and_do_not_make_everybody_one_person():
    rows = crowd(120, seed=1, noise=NAMES_ALONE)
    linked = link(table(rows))
    assert 0.5 < max(linked.pairs["probability"].to_pylist()) <= POSSIBLE
    assert 0.5 < linked.expected / len(same(rows)) < 1.5
    learned = from_json(linked.model, STEPS).same
    assert all(learned[name][-1] <= most + 1e-9 for name, most in MOST_LEFT.items())


def test_a_telephone_beside_many_given_names_is_an_office_and_tells_of_nobody():
    names = [f"{first}{last}" for first in ("Ode", "Mari", "Sha") for last in ("ta", "ka", "go")]
    rows = [{"unique_id": str(at), "first_name": name, "phone": "22001122"} for at, name in enumerate(names)]
    assert len(names) == FAMILY + 1
    assert fields_of(rows_of(pa.Table.from_pylist(rows)))["phone"].null_count == len(rows)
    assert fields_of(rows_of(pa.Table.from_pylist(rows[:FAMILY])))["phone"].null_count == 0


@pytest.mark.parametrize("order", ["first", "last", "either"])
def test_roles_in_one_column_are_known_by_the_sex_of_those_who_bear_a_word(order):
    rows = crowd(600, seed=11, noise=CLEAN)
    told = [(row["first_name"], row["surname"]) for row in rows]
    turned = {"first": lambda _at: True, "last": lambda _at: False, "either": lambda at: at % 2 == 0}[order]
    whole = [(f"{last} {first}" if turned(at) else f"{first} {last}", "") for at, (first, last) in enumerate(told)]
    right = in_their_roles(told)
    placed = in_their_roles(whole, [row["sex"].lower() for row in rows])
    assert sum(sorted(one.given) == sorted(other.given) for one, other in zip(placed, right, strict=True)) >= 540


def test_a_list_with_surnames_under_first_name_is_turned_round():
    rows = crowd(300, seed=12, noise=CLEAN)
    sexes = [row["sex"].lower() for row in rows]
    right = in_their_roles([(row["first_name"], row["surname"]) for row in rows], sexes)
    turned = in_their_roles([(row["surname"], row["first_name"]) for row in rows], sexes)
    assert turned == right


@pytest.mark.parametrize(("agencies", "turned"), [(2, 1), (6, 1), (6, 3), (6, 5), (30, 15), (30, 30)])
def test_each_list_with_surnames_first_is_read_as_meant_whatever_share_of_the_records_it_holds(agencies, turned):
    meant = crowd(600, seed=12, noise=replace(CLEAN, agencies=agencies))
    first = {f"agency {at}" for at in range(turned)}
    written = [
        {**row, "first_name": row["surname"], "surname": row["first_name"]} if row["agency"] in first else row
        for row in meant
    ]
    right, read = (
        fields_of(rows_of(table(rows))).select(["given", "surname"]).to_pylist() for rows in (meant, written)
    )
    assert len(meant) == 600
    assert read == right


def test_tokens_of_a_list_with_surnames_first_are_read_as_meant_where_it_is_half_of_the_records():
    meant = crowd(600, seed=12, noise=replace(CLEAN, agencies=2))
    lists = [row["agency"] for row in meant]
    people = [Person(row["first_name"], row["surname"], row["sex"]) for row in meant]
    right = [field_texts(one) for one in people]
    read = [
        field_texts(replace(one, first_name=one.surname, surname=one.first_name) if on == "agency 0" else one)
        for one, on in zip(people, lists, strict=True)
    ]
    assert tokens_in_their_roles(read, lists) == tokens_in_their_roles(right, lists)
    given = [{word.key for word in name.given} for name in tokens_in_their_roles(read, lists)]
    assert given == [{texts[at][0] for at in ("given.0", "given.1") if at in texts} for texts in right]


ODD = {
    "a mark at the beginning": lambda text: "\ufeff" + text,
    "lines of another system": lambda text: text.replace("\n", "\r\n"),
    "lines of an old system": lambda text: text.replace("\n", "\r"),
    "semicolons, and said so": lambda text: "sep=;\n" + text.replace(",", ";"),
    "tabs": lambda text: text.replace(",", "\t"),
    "columns in capitals": lambda text: text.replace("first_name", "First_Name").replace("unique_id", "UNIQUE_ID"),
    "broken accents": lambda text: text.encode().decode("cp1252"),
    "words for nothing": lambda text: text.replace(",,", ",N/A,"),
    "cells in quotes": lambda text: text.replace("Odette", '"Odette"'),
    "lines left empty": lambda text: text.replace("\n", "\n\n"),
}
PLAIN = """unique_id,first_name,surname,sex,dob,mother,phone
1,Odette,Niragira,F,1990-05-02,Thérèse,79112233
2,Odette,Nilagira,F,1990-05-02,,79112233
3,Bénigne,Bukuru,M,1980-02-01,,
"""


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_file_as_spreadsheets_write_it_says_what_it_was_meant_to(odd):
    assert rows_of(read_people(odd(PLAIN))) == rows_of(read_people(PLAIN))


def test_a_telephone_of_one_digit_over_and_over_is_none():
    rows = rows_of(read_people("unique_id,phone\n1,00000000\n2,79112233\n"))
    assert fields_of(rows)["phone"].to_pylist() == [None, "79112233"]


def test_a_name_of_a_thousand_letters_is_compared_as_any_other():
    name = "Ndayi" * 200
    people = read_people(f"unique_id,first_name,surname,dob\n1,Odette,{name},1990-05-02\n2,Odette,{name},1990-05-02\n")
    assert link(people).pairs.num_rows == 1
