"""Invented people come by the stairs that real ones take, with exactly the numbers told."""

import datetime as dt
from pathlib import Path

import pytest

from tabara import codelists
from tabara.access import audit
from tabara.access.models import AuditEvent, Member
from tabara.interfaces.cli import seeding
from tabara.interfaces.cli.seeding import ScenarioError
from tabara.partnership.models import Membership
from tabara.prevention.models import Attendance, Awareness
from tabara.protection.assistance.models import Service
from tabara.protection.cases.models import Case, Determination
from tests.factories import NOW, PASSWORD

BROKEN = """
title = "x"
seed = 1
names = "names.toml"
[[agency]]
key = "a"
[[group]]
key = "victims"
people = 5
since = 2024-01-01
until = 2025-01-01
by = "caseworker"
sex = { female = 2, male = 2 }
category = { idp = 5 }
services = {}
"""


def told(by: str, values: object) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:  # type: ignore[attr-defined]  # a values_list
        found[value] = found.get(value, 0) + 1
    return found


@pytest.mark.django_db(databases="__all__")
def test_a_scenario_gives_exactly_the_people_it_tells_of() -> None:
    heard: list[tuple[int, int]] = []
    seeding.run("small", password=PASSWORD, now=NOW, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(30, 50), (50, 50)]
    assert told("sex", Case._base_manager.values_list("person__sex", flat=True)) == {"female": 30, "male": 20}
    assert told("category", Case._base_manager.values_list("category", flat=True)) == {"presumed_victim": 30, "idp": 20}
    assert told("status", Determination._base_manager.values_list("status", flat=True)) == {
        "possible": 25,
        "actual": 25,
    }
    by_type = set(Service._base_manager.values_list("case", "code"))
    assert told("service", [code for _, code in by_type]) == {"psychosocial": 50, "cash": 12, "medical": 11, "nfi": 13}
    assert Service._base_manager.count() > len(by_type)  # some came twice
    assert sum(Awareness.objects.values_list("reached", flat=True)) == 250
    assert sum(Attendance.objects.values_list("attended", flat=True)) == 51
    assert Membership.objects.count() == 4
    assert audit.broken_link() is None


@pytest.mark.django_db(databases="__all__")
def test_every_invented_row_is_an_act_of_somebody() -> None:
    seeding.run("small", password=PASSWORD, now=NOW)
    acts = told("operation", AuditEvent.objects.values_list("operation", flat=True))
    assert acts["assistance.record_service"] == Service._base_manager.count()
    assert acts["cases.determine"] == Determination._base_manager.count()
    assert (acts["intake.register_person"], acts["vault.store_identity"]) == (50, 50)


@pytest.mark.django_db(databases="__all__")
def test_the_same_scenario_gives_the_same_people() -> None:
    first, second = (
        [
            person
            for group in scenario.groups
            for person in seeding.people.invent(group, scenario, seeding.story.chance(1))
        ]
        for scenario in [seeding.load_scenario(codelists.pack().folder, "small")] * 2
    )
    assert first == second


@pytest.mark.django_db(databases="__all__")
def test_its_accounts_can_sign_in_and_the_systems_own_cannot() -> None:
    seeding.run("small", password=PASSWORD, now=NOW)
    can = {member.username: member.check_password(PASSWORD) for member in Member.objects.all()}
    assert can == {"caseworker": True, "data": True, "system": False}


def test_an_unknown_scenario_names_the_known_ones() -> None:
    with pytest.raises(ScenarioError, match=r"has no scenario “big”\. Choose one of: small"):
        seeding.load_scenario(codelists.pack().folder, "big")


def test_a_scenario_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "bad.toml").write_text(BROKEN)
    with pytest.raises(ScenarioError, match="In the group “victims”, sex adds up to 4, not to 5 people"):
        seeding.load_scenario(tmp_path, "bad")


def test_shares_are_above_zero_and_add_up() -> None:
    parts = seeding.others.shares(1000, 37, seeding.story.chance(3))
    assert (len(parts), sum(parts), min(parts) > 0) == (37, 1000, True)


def test_the_published_totals_stand_in_the_scenario() -> None:
    """The windows of the sheets, summed from the scenario itself, before any indicator is asked."""
    scenario = seeding.load_scenario(codelists.pack().folder.parent / "bi", "reports")
    window = (dt.date(2020, 1, 1), dt.date(2022, 10, 1))
    assisted = [g for g in scenario.groups if window[0] <= g.since and g.until <= window[1]]
    victims = [g for g in scenario.groups if g.determination == "actual"]
    assert sum(g.people for g in assisted) == 9026
    assert sum(sum(g.services.values()) for g in assisted) == 13553
    assert (sum(g.people for g in victims), sum(sum(g.services.values()) for g in victims)) == (2029, 3064)
