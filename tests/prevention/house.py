"""Sessions, campaigns, courses and trainings as one would draw them."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.prevention import operations
from tabara.prevention.models import Awareness, Campaign, Course, Trainee, Training
from tabara.prevention.operations import Told, Who
from tests.factories import NOW, TODAY


def session(by: Member, reached: int = 40, *, on: dt.date = TODAY, at: Any = NOW, **told: Any) -> Awareness:
    """Return a session led by an agency; what is told beyond that goes into its details."""
    own = {name: told.pop(name) for name in ("campaign", "place", "place_version", "leader") if name in told}
    usual = {"leader": "agency", **own}
    return operations.record_awareness(by=by, at=at, on=on, reached=reached, told=Told(**told), **usual)


def campaign(by: Member, *, at: Any = NOW, **facts: Any) -> Campaign:
    """Return a campaign about false offers, begun ten days ago."""
    usual = {"title": "Where is my brother?", "theme": "false_offers", "since": TODAY - dt.timedelta(days=10)}
    return operations.open_campaign(by=by, at=at, **{**usual, **facts})


def course(by: Member, *, at: Any = NOW, **facts: Any) -> Course:
    """Return a course of two days on judging."""
    usual = {"title": "Judging trafficking", "topic": "judging", "hours": 12, "profiles": ("magistrate",)}
    return operations.add_course(by=by, at=at, **{**usual, **facts})


def training(by: Member, *, on: dt.date = TODAY, at: Any = NOW, **facts: Any) -> Training:
    """Return a training of three magistrates."""
    return operations.record_training(by=by, at=at, on=on, **{"attended": {"magistrate": 3}, **facts})


def listed(by: Member, held: Training, number: str, *, at: Any = NOW, **facts: Any) -> Trainee:
    """Put a woman with a number on the list of a training."""
    usual = {"profile": "magistrate", "sex": "female", "who": Who(facts.pop("name", "Zebedayo"), number)}
    return operations.add_trainee(by=by, at=at, training=held, **{**usual, **facts})
