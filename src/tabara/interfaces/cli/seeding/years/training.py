"""Invented courses: trainings with their lists, some people twice, and how many there are of each profession."""

import random
from collections.abc import Mapping
from typing import Any

from tabara.interfaces.cli.seeding.years.days import Days, commune
from tabara.prevention import operations
from tabara.prevention.operations import Who

NAMES = ("Aimée", "Boniface", "Carine", "Dieudonné", "Ella", "Félix", "Gloriose", "Hervé", "Imelda", "Jonas", "Kévine")
WOMEN = ("Aimée", "Carine", "Ella", "Gloriose", "Imelda", "Kévine")
MISSED = 0.25  # share of those on a list who missed some of the sessions
RULE = ("refresher_months", "certificate_share", "certificate_test")
SURNAMES = ("Barutwanayo", "Ciza", "Gacukuzi", "Kamikazi", "Masabo", "Ndorere", "Rukundo")


def teach(told: Mapping[str, Any], members: Mapping[str, Any], days: Days, rng: random.Random) -> None:
    """Add a course, and hold its trainings: each with the list of those who came, by the numbers told."""
    by = members[told["by"]]
    course = operations.add_course(
        by=by,
        at=days.at(told["since"]),
        **{name: told[name] for name in ("title", "topic", "hours", "profiles")},
        **{name: told[name] for name in RULE if name in told},
    )
    for one in told["held"]:
        _train(one, course, by, days, rng)


def count(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Say how many people of a profession there are, from a day on."""
    given = {name: told[name] for name in ("profile", "number", "source")}
    day = told["day"]
    operations.set_register(by=members[told["by"]], at=days.at(day), as_of=days.on(day), **given)


def _train(told: Mapping[str, Any], course: Any, by: Any, days: Days, rng: random.Random) -> None:
    day, on = told["day"], days.on(told["day"])
    usual = {"by": by, "at": days.at(day + told.get("days", 1))}
    held = operations.record_training(
        **usual,
        on=on,
        until=days.on(day + told["days"] - 1) if told.get("days", 1) > 1 else None,
        attended=told["attended"],
        course=course,
        sessions=told.get("sessions", 1),
        trainer=told.get("trainer", by.agency.name),
        **commune(on, rng),
    )
    for profile, first, last in told.get("listed", ()):
        for number in range(first, last + 1):
            _enlist(usual, held, profile, number, rng)
    if "certify" in told:
        operations.certify_all(**usual, training=held, language=told["certify"])


def _enlist(usual: Mapping[str, Any], held: Any, profile: str, number: int, rng: random.Random) -> None:
    """Put the person of that number on the list: the same number is the same person, at whatever training."""
    given = NAMES[number % len(NAMES)]
    before = rng.randint(20, 65)
    operations.add_trainee(
        **usual,
        training=held,
        who=Who(f"{given} {SURNAMES[number % len(SURNAMES)]} (demo)", f"DEMO-{profile}-{number}"),
        profile=profile,
        sex="female" if given in WOMEN else "male",
        came=rng.randint(1, held.sessions) if rng.random() < MISSED else None,
        before=before,
        after=min(before + rng.randint(5, 45), 100),
    )
