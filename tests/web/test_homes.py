"""The four homes of the pillars are one pattern: a few numbers, what is late, where to go."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from tabara.protection.cases.operations import tasks
from tests.factories import register
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    ("home", "role"),
    [
        ("protection", "caseworker"),
        ("prevention", "supervisor"),
        ("prosecution", "justice"),
        ("partnership", "secretariat"),
    ],
)
def test_each_home_has_three_or_four_numbers_that_lead_somewhere_and_says_where_to_go(home: str, role: str) -> None:
    client = signed_in(role)
    shown = client.get(page(home)).content.decode()
    tiles = re.findall(r'<li class="tile">.*?</li>', shown, re.DOTALL)
    assert len(tiles) in (3, 4)
    for tile in tiles:
        assert client.get(re.findall(r'href="([^"]+)"', tile)[0]).status_code == 200
    assert "Where to go" in shown


def test_what_is_late_in_the_own_cases_stands_on_the_home_of_protection() -> None:
    client = signed_in()
    case = register(client.member)
    late = timezone.localdate() - dt.timedelta(days=3)
    tasks.expect(case=case, kind="assessment.next", about=case.pk, due_on=late)
    shown = said(client.get(page("protection")))
    assert "1 Tasks past their day" in shown
    assert case.code in shown


def test_whoever_sees_no_case_has_no_home_of_protection() -> None:
    assert signed_in("justice").get(page("protection")).status_code == 403
