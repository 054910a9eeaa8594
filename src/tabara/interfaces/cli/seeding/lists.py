"""Ten houses that know some of the same invented people: their lists are linked, counted, and a study is asked for."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tabara import codelists
from tabara.access.unit import batch
from tabara.interfaces.cli.seeding.elsewhere import bring_in
from tabara.methods.linkage import variant
from tabara.protection.cases.operations import Situation
from tabara.protection.intake.operations import Names, Relative, linking, register_person
from tabara.research import operations

ALIKE, MOTHERS, PHONES, DATES, AGREE = 0.7, 0.6, 0.4, 0.3, 0.97  # shares of the people, or of their records
AGES = (14, 45)
WOMEN = 0.75


@dataclass(frozen=True)
class Met:
    """One invented person, whom several houses may meet."""

    names: Names
    sex: str
    birth_year: int
    agrees: bool


def overlap(told: Mapping[str, Any], scenario: Any, members: Mapping[str, Any], now: dt.datetime) -> None:
    """Let the houses register whom they meet, and research learn how their lists overlap."""
    if not told:
        return
    rng = random.Random(told["seed"])  # noqa: S311 - for invented people, not for secrets
    with batch():
        for person in _people(told["people"], scenario, rng):
            for one in told["list"]:
                if rng.random() < one["rate"]:
                    _register(person, members[one["by"]], told, scenario, rng)
    _study(told, _counted(told, members, now), members, now)
    if "elsewhere" in told:
        bring_in(told["elsewhere"], members[told["researcher"]], now, told["since"], told["until"])


def _people(many: int, scenario: Any, rng: random.Random) -> Iterator[Met]:
    places = codelists.pack().places.at_level(2, scenario.place_version)
    for _ in range(many):
        sex = "female" if rng.random() < WOMEN else "male"
        year = 2025 - rng.randint(*AGES)
        mother = Relative("mother", f"{rng.choice(scenario.names['female'])} {rng.choice(scenario.names['surnames'])}")
        names = Names(
            given=rng.choice(scenario.names[sex]),
            surname=rng.choice(scenario.names["surnames"]),
            birth_date=f"{year}-{rng.randint(1, 12):02}-{rng.randint(2, 28):02}",
            phones=(f"{codelists.pack().parameters['phone_prefix']}6{rng.randrange(10**7):07d}",),
            relatives=(mother,),
            place=rng.choice(places).code,
            place_version=scenario.place_version,
        )
        yield Met(names, sex, year, rng.random() < AGREE)


def _register(person: Met, by: Any, told: Mapping[str, Any], scenario: Any, rng: random.Random) -> None:
    """Register somebody as one house wrote her down: another spelling, and what it happens to know."""
    day = told["since"] + dt.timedelta(days=rng.randrange((told["until"] - told["since"]).days))
    names = replace(
        person.names,
        given=_written(person.names.given, rng),
        surname=_written(person.names.surname, rng),
        birth_date=person.names.birth_date if rng.random() < DATES else str(person.birth_year),
        phones=person.names.phones if rng.random() < PHONES else (),
        relatives=person.names.relatives if rng.random() < MOTHERS else (),
    )
    situation = Situation(
        sex=person.sex,
        category="presumed_victim",
        opened_on=day,
        birth_year=person.birth_year,
        birth_precision="year",
        citizenship=codelists.pack().country,
        place=person.names.place,
        place_version=scenario.place_version,
        consented=True,
        statistics=person.agrees,
        consent_language="rn",
        by_guardian=day.year - person.birth_year < 18,
    )
    at = dt.datetime.combine(day, dt.time(10), dt.UTC)
    register_person(by=by, at=at, names=names, situation=situation)


def _written(name: str, rng: random.Random) -> str:
    return name if rng.random() < ALIKE else variant(name, rng)


def _counted(told: Mapping[str, Any], members: Mapping[str, Any], now: dt.datetime) -> Any:
    """Define the lists, have the officer link and count them; return the counts."""
    by, officer = members[told["researcher"]], members[told["officer"]]
    facts = {"since": told["since"], "until": told["until"]}
    lists = [
        operations.define_list(
            by=by,
            at=now,
            definition=operations.Definition(one["key"], one["title"], (one["agency"],), words=one["words"], **facts),
        )
        for one in told["list"]
    ]
    row = operations.ask_linkage(by=by, at=now, lists=lists)
    asked = [linking.ListAsked(one["key"], (one["agency"],), **facts) for one in told["list"]]
    people = linking.draw_lists(by=officer, at=now, run=row.pk, lists=asked)
    found = linking.compare_lists(by=officer, run=row.pk, seed=row.seed)
    linking.keep_pairs(by=officer, at=now, run=row.pk, found=found)
    done = operations.Linked(people, found.quality, found.versions)
    operations.keep_linkage(by=officer, at=now, linkage=row, found=done)
    counts = linking.count_lists(by=officer, at=now, run=row.pk, lists=row.keys, seed=row.seed)
    return operations.keep_counts(by=officer, at=now, linkage=row, found=operations.Counted(**vars(counts)))


def _study(told: Mapping[str, Any], counts: Any, members: Mapping[str, Any], now: dt.datetime) -> None:
    """Ask for a study, which the worker of the demonstration makes."""
    asked = operations.StudyAsked(title=told["title"], resamples=told["resamples"], why=told["why"])
    operations.ask_study(by=members[told["researcher"]], at=now, counts=counts, asked=asked)
