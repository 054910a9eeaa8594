"""The table that a reader puts together: its noise, who sees which, and addresses that somebody made up."""

import re

import pytest

from tabara.mart.build import build
from tests.factories import NOW, register
from tests.factories import make_member as member
from tests.web.steps import page, said, signed_in

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.past_the_walls]


@pytest.fixture
def built(settings, tmp_path):
    settings.MART = tmp_path / "mart"
    worker = member()
    for number in range(40):
        register(worker, sex="female" if number < 36 else "male", category="idp" if number % 2 else "returnee")
    build(settings.MART, at=NOW)


def numbers(response):
    """Give the cells of the table as they are printed."""
    table = response.content.decode().split("<tbody")[-1]
    return [cell.strip() for cell in re.findall(r"numeric\">([^<]*)<", table)]


def test_a_table_is_of_multiples_of_five_and_says_how_it_is_to_be_read(built):
    shown = signed_in("coordinator").get(page("figure-table"), {"by": "sex", "columns": "category"})
    cells = numbers(shown)
    assert len(cells) == 9
    assert {int(one) % 5 for one in cells if one.isdigit()} == {0}
    assert "withheld" in cells
    text = said(shown)
    assert "up to 7 above or below the truth" in text
    assert "For whom" not in text
    again = signed_in("data_team").get(page("figure-table"), {"by": "sex", "columns": "category"})
    assert numbers(again) == cells


def test_whoever_may_publish_may_choose_numbers_nearer_to_the_truth_and_nobody_else(built):
    asked = {"by": "sex", "columns": "none", "profile": "partner"}
    nearer = signed_in("data_team").get(page("figure-table"), asked)
    assert "up to 2 above or below the truth" in said(nearer)
    assert abs(int(numbers(nearer)[-1]) - 40) <= 2
    assert "up to 7" in said(signed_in("coordinator").get(page("figure-table"), asked))


@pytest.mark.parametrize(
    "odd",
    [
        {"by": "agency"},
        {"by": "'; --", "columns": "agency", "profile": "internal", "indicator": "nothing", "since": "1999-Q1"},
        {"by": "sex", "columns": "sex", "province": "nowhere"},
    ],
)
def test_what_is_in_no_list_is_as_if_it_had_not_been_asked(built, odd):
    answer = signed_in("coordinator").get(page("figure-table"), odd)
    assert answer.status_code == 200
    assert "up to 7 above or below the truth" in said(answer)


def test_without_figures_the_page_says_what_to_do(settings, tmp_path):
    settings.MART = tmp_path / "none"
    assert "Go to the figures" in said(signed_in("coordinator").get(page("figure-table")))


def test_nothing_was_given_out_yet_and_the_register_says_how_to_begin():
    assert "Nothing was given out yet" in said(signed_in("data_team").get(page("releases")))
