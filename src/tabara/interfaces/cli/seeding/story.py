"""Play a scenario: each person is registered, screened, determined and assisted by the operations that people use."""

import datetime as dt
import random
from collections.abc import Callable
from decimal import Decimal
from itertools import count, islice
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from tabara import codelists
from tabara.access.founding import found
from tabara.access.unit import batch
from tabara.interfaces.cli.seeding.findings import elements, findings_of
from tabara.interfaces.cli.seeding.lists import overlap
from tabara.interfaces.cli.seeding.meetings import hold_meetings
from tabara.interfaces.cli.seeding.others import hold_trainings, join_groups, raise_awareness
from tabara.interfaces.cli.seeding.people import Invented, invent
from tabara.interfaces.cli.seeding.plan import load_plan
from tabara.interfaces.cli.seeding.scenario import Group, Scenario, load_scenario
from tabara.interfaces.cli.seeding.stories import play
from tabara.interfaces.cli.seeding.years import work
from tabara.protection.assistance.operations import record_service
from tabara.protection.cases.operations import Situation, close_case, determine, screen
from tabara.protection.intake.operations import Names, register_person

TOGETHER = 400  # people in one transaction
CASH = {"cash": (50_000, 400_000), "microbusiness": (200_000, 900_000)}  # least and most, in the pack's currency
Progress = Callable[[int, int], None]


def run(key: str, *, password: str, now: dt.datetime, progress: Progress = lambda done, of: None) -> Scenario:
    """Found the scenario's agencies and members and invent its people; return the scenario.

    `progress` is told how many people, and steps of stories, are done, of how many.

    Raises:
        ScenarioError: where there is no such scenario, or it does not add up.
        StoryError: where a step of a story is refused.
        Refused: where the instance has members already.
    """
    scenario = load_scenario(codelists.pack().folder, key)
    members: dict[str, Any] = dict(found(scenario.agencies, scenario.accounts(password), at=now))
    total, done = sum(group.people for group in scenario.groups) + len(scenario.stories), 0
    for number, group in enumerate(scenario.groups):
        rng = chance(scenario.seed, number)
        people = enumerate(invent(group, scenario, rng))
        while some := list(islice(people, TOGETHER)):
            with batch():
                for index, person in some:
                    live(person, index, group, members[group.by], rng)
            done += len(some)
            progress(done, total)
    _prevent_and_join(scenario, members)
    told = count(done + 1)
    play(
        scenario.stories,
        members=members,
        now=now,
        place_version=scenario.place_version,
        after_each=lambda: progress(next(told), total),
    )
    work(scenario.years, members, now, chance(scenario.seed, len(scenario.groups)))
    overlap(scenario.lists, scenario, members, now)
    return scenario


def live(person: Invented, index: int, group: Group, by: Any, rng: random.Random) -> None:
    """Let one invented person come, be heard, be decided on and be helped."""
    day = person.opened_on
    case = register_person(by=by, at=hour(day), names=_names(person, group, rng), situation=_situation(person, group))
    if group.determination and index >= group.unscreened:
        day += dt.timedelta(days=rng.randint(0, 3))
        told = findings_of(person, day, rng)
        screen(by=by, at=hour(day), case=case, on=day, findings=told, notes="Invented interview.")
        if index >= group.unscreened + group.undetermined and (not group.determined or index < group.determined):
            _decide(case, group.determination, told, day, by)
    for code in person.services:
        on = day + dt.timedelta(days=rng.randint(0, 30))
        record_service(by=by, at=hour(on), case=case, code=code, on=on, **_given(code, rng))
    if group.closed:
        close_case(by=by, at=hour(group.until), case=case, on=group.until, reason=group.closed)


def _decide(case: Any, status: str, told: Any, day: dt.date, by: Any) -> None:
    grounds = elements(told, victim=status in ("possible", "actual"))
    steps = ("possible", "actual") if status == "actual" else (status,)
    for wait, step in enumerate(steps):
        on = day + dt.timedelta(days=5 * wait)
        determine(
            by=by,
            at=hour(on),
            case=case,
            status=step,
            on=on,
            age_at_entry=told.age_at_entry,
            indicators=told.indicators,
            grounds="Invented grounds.",
            **grounds,
        )


def chance(*seed: int) -> random.Random:
    """Return a source of chance that is the same on every machine."""
    return random.Random(" ".join(map(str, seed)))  # noqa: S311 - for invented people, not for secrets


def hour(day: dt.date) -> dt.datetime:
    """Return ten in the morning of a day, in the instance's time zone."""
    return dt.datetime.combine(day, dt.time(10), ZoneInfo(settings.TIME_ZONE))


def _names(person: Invented, group: Group, rng: random.Random) -> Names:
    year = person.opened_on.year - person.age
    return Names(
        given=person.given,
        surname=person.surname,
        birth_date=str(year),
        phones=(f"{codelists.pack().parameters['phone_prefix']}7{rng.randrange(10**7):07d}",)
        if rng.random() < 0.4
        else (),
        place=person.place,
        place_version=group.place_version,
    )


def _situation(person: Invented, group: Group) -> Situation:
    return Situation(
        sex=person.facts["sex"],
        category=person.facts["category"],
        categories=person.also,
        opened_on=person.opened_on,
        birth_year=person.opened_on.year - person.age,
        birth_precision="year",
        citizenship=codelists.pack().country,
        referral_source="focal_point" if person.age % 3 else "self",
        household=person.facts.get("household", ""),
        place=person.place,
        place_version=group.place_version,
        consented=True,
        consent_language="rn",
        by_guardian=person.age < 18,
    )


def _given(code: str, rng: random.Random) -> dict[str, Any]:
    if code not in CASH:
        return {}
    least, most = CASH[code]
    return {"amount": Decimal(rng.randrange(least, most, 5_000)), "currency": codelists.pack().currency}


def _prevent_and_join(scenario: Scenario, members: dict[str, Any]) -> None:
    by, rng = next(m for m in members.values() if "data_team" in m.roles), chance(scenario.seed)
    with batch():
        for told in scenario.awareness:
            raise_awareness(told, by, rng, hour)
        for told in scenario.trainings:
            hold_trainings(told, by, rng, hour)
        join_groups(scenario.memberships, by, hour)
    for told in scenario.meetings:
        hold_meetings(told, members, hour)
    for told in scenario.plans:
        load_plan(told, members, hour)
