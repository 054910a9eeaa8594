"""Record awareness raising: a session, whom it reached, what people asked; strike out what was wrong."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write, write_many
from tabara.prevention import queries
from tabara.prevention.enums import FIGURES_OF_OTHERS, POINT, Broadcast
from tabara.prevention.models import Awareness, Campaign, Question, Reach
from tabara.prevention.operations.checks import own_point, refuse, refuse_many, refuse_struck, short, titled
from tabara.protection.cases.operations import checks


@dataclass(frozen=True)
class Told:
    """What is told of a session beyond its day, its leader and its number of people."""

    theme: str = ""
    channel: str = ""
    language: str = ""
    counting: str = ""
    materials: tuple[str, ...] = ()
    heard: int | None = None  # listeners, viewers or readers of a broadcast
    alerts: int = 0
    point: uuid.UUID | None = None
    groups: tuple[tuple[str, str, int], ...] = ()  # sex, age group, people


@operation("prevention.record_awareness", needs=Permission.PREVENTION_RECORD)
def record_awareness(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    on: dt.date,
    leader: str,
    reached: int,
    place: str = "",
    place_version: str = "",
    campaign: Campaign | None = None,
    told: Told | None = None,
) -> Awareness:
    """Record a session and how many people it reached; of a broadcast, how many heard it, which is never added."""
    checks.known("awareness_leader", leader, "leader", on=on)
    row = Awareness(id=event, agency=by.agency, held_on=on, leader=leader, reached=reached, campaign=campaign)
    row.place, row.place_version, row.recorded_by, row.recorded_at = place, place_version, by, at
    said = told or Told()
    refuse(on, at, place, place_version, {} if said.channel in tuple(Broadcast) else {"reached": reached})
    _tell(row, said, by)
    _refuse_campaign(by, row)
    groups = _groups(row, said.groups)
    write(row)
    write_many([*groups])
    return row


@operation("prevention.add_question", needs=Permission.PREVENTION_RECORD)
def add_question(
    *, by: Member, event: uuid.UUID, at: dt.datetime, session: Awareness, topic: str, words: str = ""
) -> Question:
    """Add what people asked or said at a session."""
    latest(session)
    queries.demand(by, session)
    refuse_struck(session)
    checks.known("question_topic", topic, "topic", on=session.held_on)
    row = Question(id=event, session=session, topic=topic, words=short(words, "words"))
    write(row)
    return row


@operation("prevention.strike_awareness", needs=Permission.PREVENTION_RECORD)
def strike_awareness(*, by: Member, event: uuid.UUID, at: dt.datetime, session: Awareness, reason: str) -> Awareness:
    """Strike out a session that was recorded by mistake: it stays readable and counts no more."""
    latest(session)
    queries.demand(by, session)
    refuse_struck(session)
    session.struck_for, session.struck_at = titled(reason, "reason", 200), at
    write(session, "struck_for", "struck_at")
    return session


def _tell(row: Awareness, said: Told, by: Member) -> None:
    lists = {
        "theme": "awareness_theme",
        "channel": "awareness_channel",
        "language": "language",
        "counting": "counting_method",
    }
    for name, codelist in lists.items():
        code = getattr(said, name)
        setattr(row, name, checks.known(codelist, code, name, on=row.held_on) if code else "")
    row.materials = checks.all_known("awareness_material", said.materials, "materials", on=row.held_on)
    refuse_many(said.alerts, "alerts")
    row.alerts = said.alerts
    row.point_id = own_point(by, said.point, row.held_on)
    if row.point_id and row.leader != POINT:
        raise Refused(_("Only a session led by a focal point names one. Choose who led it."), "point")
    _hear(row, said)


def _hear(row: Awareness, said: Told) -> None:
    """Keep the people who were there apart from those who listened somewhere."""
    broadcast = said.channel in tuple(Broadcast)
    if said.heard is not None:
        if not broadcast:
            raise Refused(
                _("Listeners and views are told of a broadcast. Choose its channel, or leave this empty."), "heard"
            )
        refuse_many(said.heard, "heard")
    if said.counting == FIGURES_OF_OTHERS and not broadcast:
        raise Refused(_("Only of a broadcast the broadcaster counts. Say how people were counted."), "counting")
    if broadcast and row.reached:
        raise Refused(
            _("Nobody is present at a broadcast. Write its listeners or views in their own place."), "reached"
        )
    row.heard = said.heard


def _refuse_campaign(by: Member, row: Awareness) -> None:
    campaign = row.campaign
    if campaign is None:
        return
    queries.campaign(by=by, number=campaign.pk)
    if row.held_on < campaign.since or (campaign.until is not None and row.held_on >= campaign.until):
        raise Refused(_("The campaign did not run on that day. Correct the day, or record the session alone."), "on")
    row.theme = row.theme or campaign.theme
    row.language = row.language or campaign.language


def _groups(row: Awareness, groups: tuple[tuple[str, str, int], ...]) -> list[Reach]:
    """Return the people by sex and age group; together they cannot be more than the session reached."""
    for sex, age, number in groups:
        checks.known("sex", sex, "groups", on=row.held_on)
        checks.known("age_group", age, "groups", on=row.held_on)
        refuse_many(number, "groups")
    if sum(number for _sex, _age, number in groups) > row.reached:
        raise Refused(
            _("The groups together are more people than were reached. Correct one of the numbers."), "reached"
        )
    return [Reach(session=row, sex=sex, age_group=age, reached=many) for sex, age, many in groups if many]
