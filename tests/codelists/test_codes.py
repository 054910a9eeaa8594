"""Codes: labels that fall back, periods that are half-open, refusals that help."""

from datetime import date

import pytest

from tabara.codelists import Code, Codelist, CodelistError, UnknownCode

WALNUT = Code("nut", "walnut", {"en": "Walnut", "fr": "Noix"}, maps={"htcds-2.0": "Nut"})
ACORN = Code("nut", "acorn", {"en": "Acorn"}, since=date(2020, 1, 1), until=date(2024, 1, 1), parent="walnut")
HAZEL = Code("nut", "hazel", {}, since=date(2024, 1, 1), parent="acorn")
NUTS = Codelist("nut", {"en": "Nuts"}, "Invented", "Apache-2.0", {c.key: c for c in (WALNUT, ACORN, HAZEL)})


def test_a_label_is_given_in_the_language_asked_for():
    assert WALNUT.text("en") == "Walnut"


def test_a_missing_label_falls_back_to_french_then_english_then_the_code():
    assert [code.text("rn") for code in (WALNUT, ACORN, HAZEL)] == ["Noix", "Acorn", "hazel"]


def test_a_code_is_valid_from_its_first_day_until_the_day_before_its_end():
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [ACORN.valid(day) for day in days] == [False, True, True, False]


def test_the_codes_of_a_day_keep_the_order_of_the_file():
    assert NUTS.valid(date(2024, 1, 1)) == (WALNUT, HAZEL)


def test_a_list_knows_its_codes():
    assert ("walnut" in NUTS, "pecan" in NUTS) == (True, False)


def test_a_known_code_is_given():
    assert NUTS.require("walnut") is WALNUT
    assert NUTS.require("acorn", on=date(2022, 2, 2)) is ACORN


def test_an_unknown_code_is_refused_with_the_codes_to_choose_from():
    with pytest.raises(UnknownCode) as refused:
        NUTS.require("pecan")
    assert str(refused.value) == "“pecan” is not a code of the list “nut”; choose one of: walnut, acorn, hazel."


def test_a_retired_code_is_refused_with_the_codes_of_that_day():
    with pytest.raises(UnknownCode) as refused:
        NUTS.require("acorn", on=date(2024, 1, 1))
    assert str(refused.value) == "“acorn” of the list “nut” is not in use on 2024-01-01; choose one of: walnut, hazel."


def test_a_refusal_can_be_said_in_another_language():
    with pytest.raises(CodelistError) as refused:
        NUTS.require("pecan")
    assert refused.value.params == {"code": "pecan", "codelist": "nut", "codes": "walnut, acorn, hazel"}
    assert refused.value.msgid % refused.value.params == str(refused.value)


def test_a_long_list_is_named_in_part_only():
    many = Codelist("n", {}, "", "", {str(n): Code("n", str(n), {}) for n in range(20)})
    with pytest.raises(UnknownCode) as refused:
        many.require("x")
    assert str(refused.value).endswith("choose one of: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ….")


def test_a_code_counts_with_everything_below_it():
    assert NUTS.within("walnut") == {"walnut", "acorn", "hazel"}
    assert NUTS.within("hazel") == {"hazel"}
