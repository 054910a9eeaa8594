"""People are found again by tokens: with match-keys, and better with tokens of fields; stated probabilities hold."""

import random
from dataclasses import replace
from functools import cache

import pytest

from tabara.methods.linkage.tokens import Link, Person, by_match_keys, field_texts, match_texts, people_of
from tabara.methods.linkage.tokens.by_fields import by_fields
from tabara.sealing.linkage import Maker, new_key
from tests.methods.tokens.lists import best_f1, invented_lists, precision

PEOPLE = 400


@cache
def linked(scheme: str) -> tuple[Link, ...]:
    records, _ = invented_lists(PEOPLE, seed=3)
    texts, compare = (field_texts, by_fields) if scheme == "fields" else (match_texts, by_match_keys)
    maker = Maker(new_key("A project"))
    return compare([maker.tokens(texts(person)) for _, person in records], [of for of, _ in records])


def test_match_keys_find_three_quarters_and_what_they_are_sure_of_is_so() -> None:
    _, truth = invented_lists(PEOPLE, seed=3)
    assert best_f1(linked("match-keys"), truth) > 0.75
    assert precision(linked("match-keys"), truth, above=0.95) > 0.95


def test_tokens_of_fields_find_more_and_what_they_are_sure_of_is_so() -> None:
    _, truth = invented_lists(PEOPLE, seed=3)
    assert best_f1(linked("fields"), truth) > max(0.85, best_f1(linked("match-keys"), truth))
    assert precision(linked("fields"), truth, above=0.95) > 0.95


def test_the_order_of_the_rows_changes_no_link() -> None:
    records, _ = invented_lists(200, seed=4)
    maker = Maker(new_key("A project"))
    rows = [maker.tokens(match_texts(person)) for _, person in records]
    order = random.Random(1).sample(range(len(rows)), len(rows))
    again = by_match_keys([rows[at] for at in order])
    moved = {Link(*sorted((order[one], order[other])), probable) for one, other, probable in again}
    assert moved == set(by_match_keys(rows))


def test_nobody_is_linked_where_nothing_is_known() -> None:
    assert by_match_keys([{}, {}]) == ()
    assert by_fields([{}, {}, {}]) == ()


def test_two_records_alone_teach_nothing_so_nothing_is_sure() -> None:
    person = Person("Odette", "Niragira", "F", "1990-05-02", province="Gitega", phone="79112233")
    row = Maker(new_key("A project")).tokens(field_texts(person))
    assert [(one, other) for one, other, probable in by_fields([row, row]) if probable > 0.9] == []


def test_what_contradicts_makes_a_link_less_probable() -> None:
    row = {"names+about+province": ("t",), "names+commune": ("here",)}
    (agreed,) = by_match_keys([row, row])
    (apart,) = by_match_keys([row, row | {"names+commune": ("there",)}])
    (unknown,) = by_match_keys([row, {"names+about+province": ("t",)}])
    assert apart.probability < unknown.probability < agreed.probability


def test_two_records_of_one_list_are_less_probably_one_person() -> None:
    row = {"names+about+province": ("t",)}
    (within,), (across,) = by_match_keys([row, row], ["A", "A"]), by_match_keys([row, row], ["A", "B"])
    assert within.probability < across.probability


def test_a_chain_of_doubtful_links_is_no_person() -> None:
    chain = [Link(at, at + 1, 0.6) for at in range(5)]
    assert len(set(people_of(6, chain))) > 2
    whole = [Link(one, other, 0.6) for one in range(6) for other in range(one + 1, 6)]
    assert set(people_of(6, whole)) == {0}


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.9])
def test_whoever_has_no_link_above_the_threshold_is_alone(threshold: float) -> None:
    assert people_of(3, [Link(0, 2, 0.19)], threshold) == (0, 1, 2)


def test_sisters_of_one_telephone_are_not_one_person_by_their_match_keys() -> None:
    maker = Maker(new_key("A project"))
    odette = Person("Odette", "Niragira", "F", "1990-05-02", province="Gitega", commune="GI03", phone="79112233")
    aline = replace(odette, first_name="Aline")
    rows = [maker.tokens(match_texts(person)) for person in (odette, aline, odette)]
    told = {(one, other): probable for one, other, probable in by_match_keys(rows)}
    assert told[0, 1] < 0.5 < 0.95 < told[0, 2]


def test_whole_names_in_one_column_are_found_again_by_tokens_of_fields() -> None:
    records, truth = invented_lists(PEOPLE, seed=3)
    maker = Maker(new_key("A project"))
    whole = [replace(one, first_name=f"{one.surname} {one.first_name}".strip(), surname="") for _, one in records]
    links = by_fields([maker.tokens(field_texts(person)) for person in whole], [of for of, _ in records])
    assert best_f1(links, truth) > 0.95 * best_f1(linked("fields"), truth)
