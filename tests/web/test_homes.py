"""The four homes of the pillars are one pattern: a few numbers, what is late, where to go."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from tabara.access.roles import ROLES
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


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        ("focal_point", ["intake", "search", "record-alert", "prevention"]),
        ("supervisor", ["intake", "search", "record-alert", "figures", "prevention", "emergencies"]),
        ("data_protection_officer", ["emergencies", "keeping"]),
        ("coordinator", ["unanswered", "figures", "partnership", "prevention"]),
        ("data_team", ["infosheet", "research", "figures", "prevention"]),
        ("researcher", ["research", "figures"]),
        ("linkage_officer", ["linking"]),
        ("secretariat", ["partnership", "figures", "prevention"]),
        ("justice", ["prosecution", "figures"]),
        ("administrator", ["add-member"]),
    ],
)
def test_the_first_page_leads_to_what_the_role_is_for(role: str, ways: list[str]) -> None:
    shown = signed_in(role).get(page("home")).content.decode()
    buttons = re.findall(r'<a class="govuk-button[^"]*"[^>]*href="([^"]+)"', shown)
    assert buttons == [page(way) for way in ways]
    assert shown.count("govuk-button--secondary") == len(ways) - 1


@pytest.mark.parametrize("role", ROLES)
def test_the_first_page_of_every_role_leads_to_pages_that_it_may_open(role: str) -> None:
    client = signed_in(role)
    shown = client.get(page("home")).content.decode()
    [actions] = re.findall(r'<ul class="actions".*?</ul>', shown, re.DOTALL)
    leads = re.findall(r'href="([^"]+)"', actions)
    assert leads
    assert {at: client.get(at).status_code for at in leads} == dict.fromkeys(leads, 200)


def test_a_first_page_without_a_way_has_no_empty_list() -> None:
    client = signed_in()
    client.member.roles = []
    client.member.save(update_fields=["roles"])
    client.force_login(client.member)
    shown = client.get(page("home"))
    assert (shown.status_code, "Quick actions" in shown.content.decode()) == (200, False)


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
