"""Awareness and training on their pages: from a session on a phone to the share of all magistrates."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from tabara.interfaces.web import texts
from tabara.prevention.models import Awareness, Campaign, Trainee, Training
from tests.prevention import house
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def sent(client: Any, name: str, answers: dict[str, Any], **parts: Any) -> Any:
    """Send a form and follow where it leads."""
    return client.post(page(name, **parts), answers, follow=True)


def parts_of(name: str, day: dt.date) -> dict[str, int]:
    """Return a day as three boxes."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def session(**facts: Any) -> dict[str, Any]:
    """Return the answers about a session of today."""
    return {
        "leader": "agency",
        "channel": "market",
        "reached": 40,
        **parts_of("held_on", timezone.localdate()),
        **facts,
    }


def test_a_campaign_its_session_and_what_people_asked() -> None:
    client, today = signed_in("supervisor"), timezone.localdate()
    since = parts_of("since", today - dt.timedelta(days=9))
    assert "Where is my brother?" in said(
        sent(client, "open-campaign", {"title": "Where is my brother?", "theme": "false_offers", **since})
    )
    run = Campaign.objects.get()
    answers = session(campaign=str(run.pk), counting="rows", women=20, girls=8, alerts=1)
    assert "The session is written down." in said(sent(client, "record-session", answers))
    row = Awareness.objects.get()
    assert "Not told apart 12" in said(client.get(page("awareness-session", number=row.pk)))
    asked = {"topic": "work_abroad", "words": "Who checks an agency?"}
    assert "Who checks an agency?" in said(sent(client, "add-question", asked, number=row.pk))
    assert "40 People reached there" in said(client.get(page("prevention")))
    assert "counts no more" in said(sent(client, "strike-session", {"reason": "Twice."}, number=row.pk))
    assert "0 People reached there" in said(client.get(page("prevention")))


def test_a_broadcast_is_refused_among_people_who_were_there() -> None:
    client = signed_in("supervisor")
    answer = sent(client, "record-session", session(channel="radio", heard=9000))
    assert (answer.status_code, "Nobody is present at a broadcast" in said(answer)) == (422, True)
    sent(client, "record-session", session(channel="radio", heard=9000, reached=""))
    assert "9,000 Listeners and views" in said(client.get(page("prevention")))


def test_a_training_its_list_and_the_share_of_all() -> None:
    client, today = signed_in("supervisor"), timezone.localdate()
    sent(client, "add-course", {"title": "Judging", "topic": "judging", "hours": 12, "refresher_months": 24})
    held = {**parts_of("held_on", today), "came_magistrate": 3}
    assert "Write for at least one profession" in said(sent(client, "record-training", parts_of("held_on", today)))
    assert "The training is written down." in said(sent(client, "record-training", held))
    row = Training.objects.get()
    who = {"name": "Zebedayo Ntirampeba", "number": "MAT-0042", "profile": "magistrate", "sex": "female", "after": 80}
    answer = sent(client, "add-trainee", who, number=row.pk)
    assert ("passed" in said(answer), "Ntirampeba" in said(answer)) == (True, False)
    there = {"number": row.pk, "trainee": Trainee.objects.get().pk}
    assert "Ntirampeba" not in said(client.get(page("read-trainee", **there)))
    assert "Ntirampeba" in said(sent(client, "read-trainee", {"reason": "verification"}, **there))
    told = {"profile": "magistrate", "number": 4, "source": "Ministry of Justice", **parts_of("as_of", today)}
    assert "25 %" in said(sent(client, "set-register", told))


def test_an_empty_house_leads_on() -> None:
    client = signed_in("supervisor")
    ways = {
        "awareness": "Record a session",
        "campaigns": "Open a campaign",
        "courses": "Add a course",
        "trainings": "Record a training",
        "registers": "Write down how many there are",
        "refreshers": "Trainings",
    }
    assert [name for name, way in ways.items() if way not in said(client.get(page(name)))] == []


def test_a_long_list_of_sessions_is_read_page_by_page() -> None:
    client = signed_in("coordinator")
    for nth in range(27):
        house.session(client.member, on=timezone.localdate() - dt.timedelta(days=nth), at=timezone.now())
    first = client.get(page("awareness"))
    links = re.findall(r'href="(\?after=[^"]+)"', first.content.decode())
    assert len(links) == 1
    last = re.compile(rf"\b{texts.day(timezone.localdate() - dt.timedelta(days=26))}")  # the 6th is not the 16th
    assert not last.search(first.content.decode())
    second = client.get(page("awareness") + links[0]).content.decode()
    assert last.search(second)
    assert "First page" in second
    assert "Next page" not in second
    assert client.get(page("awareness") + "?after=x'%00").status_code == 200
