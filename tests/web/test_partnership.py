"""A meeting of the Commission on its pages: called, its agenda written, held, decided, followed up."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tabara.partnership.models import Decision, Meeting, Membership
from tests.factories import make_member
from tests.partnership.commission import called, decided, groups, presence
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def sent(client: Any, name: str, answers: dict[str, Any], **parts: Any) -> Any:
    """Send a form and follow where it leads."""
    return client.post(page(name, **parts), answers, follow=True)


def parts_of(name: str, day: dt.date) -> dict[str, int]:
    """Return a day as three boxes."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_a_newcomer_prepares_a_meeting() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    joined = {"group": "commission", "organisation": "Red Lamp", "kind": "ngo"}
    answer = sent(client, "join-group", joined | parts_of("since", today - dt.timedelta(days=9)))
    assert "Red Lamp" in said(answer)
    meets = {"group": "commission", "venue": "Room 3", "starts_at": "09:30"}
    answer = sent(client, "call-meeting", meets | parts_of("held_on", today))
    assert "Figures of the month" in said(answer)
    number = Meeting.objects.get().pk
    answer = sent(client, "add-agenda-item", {"kind": "plan", "title": "Two shelters"}, number=number)
    assert "Two shelters" in said(answer)
    answer = client.post(page("meeting-brief", number=number))
    assert answer.content.startswith(b"%PDF")


def test_a_newcomer_holds_a_meeting_and_follows_what_it_decided() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    meeting = called(client.member, at=timezone.now(), on=today)
    groups(client.member, 1)
    member, number = groups_of(meeting), meeting.pk
    answer = sent(client, "meeting-presence", {member: "present"}, number=number)
    assert "1 of 1 organisations; 1 are needed to decide" in said(answer)
    decision = {"words": "Open two shelters.", "owner": member, **parts_of("due_on", today + dt.timedelta(days=30))}
    assert "Open two shelters." in said(sent(client, "decide", decision, number=number))
    item = meeting.items.first().pk
    answer = sent(client, "meeting-minutes", {"words": "The figures were read."}, number=number, item=item)
    assert "The figures were read." in said(answer)
    answer = sent(client, "close-meeting", {}, number=number)
    assert "The record of the meeting is closed." in said(answer)
    assert "Close the record" not in said(answer)
    told = {"words": "The first is open.", "state": "done", **parts_of("told_on", today)}
    answer = sent(client, "tell-decision", told, number=Decision.objects.get().pk)
    assert "The first is open." in said(answer)


def groups_of(meeting: Meeting) -> str:
    """Return the number of the one organisation of a meeting's group."""
    return str(Membership.objects.get(group=meeting.group).pk)


def test_too_few_may_not_decide_and_the_page_says_how_many_are_missing() -> None:
    keeper = make_member("secretariat")
    meeting = called(keeper, at=timezone.now(), on=timezone.localdate())
    first, *_others = groups(keeper, 3)
    client, due = signed_in("secretariat"), timezone.localdate() + dt.timedelta(days=3)
    answer = sent(
        client, "decide", {"words": "Go.", "owner": str(first.pk), **parts_of("due_on", due)}, number=meeting.pk
    )
    assert answer.status_code == 422
    assert "0 of 3 organisations take part, and 2 are needed to decide" in said(answer)
    assert "Write down who took part first." in said(sent(client, "close-meeting", {}, number=meeting.pk))


def test_the_home_shows_what_is_late_and_the_next_meeting() -> None:
    keeper, today = make_member("secretariat"), timezone.localdate()
    meeting = called(keeper, at=timezone.now(), on=today - dt.timedelta(days=40))
    presence(keeper, meeting, groups(keeper, 1), ("present",), timezone.now())
    decided(keeper, meeting, at=timezone.now(), due_on=today - dt.timedelta(days=1))
    called(keeper, at=timezone.now(), on=today + dt.timedelta(days=2), venue="Great hall")
    told = said(signed_in("coordinator").get(page("partnership")))
    assert "Open a shelter in the north." in told
    assert "1 Decisions late" in told


def test_an_empty_house_leads_on() -> None:
    client = signed_in("secretariat")
    for name, way in (("meetings", "Call a meeting"), ("groups", "Add a member"), ("decisions", "Meetings")):
        assert way in said(client.get(page(name)))


def test_a_meeting_changed_by_two_is_looked_at_again() -> None:
    keeper, today = make_member("secretariat"), timezone.localdate()
    meeting, client = called(keeper, at=timezone.now(), on=today), signed_in("secretariat")
    seen = client.get(page("change-meeting", number=meeting.pk))

    def moved(days: int) -> Any:
        answers = {name: hidden(seen, name) for name in ("version", "seen")}
        answers |= {"venue": "", **parts_of("held_on", today + dt.timedelta(days=days))}
        return sent(client, "change-meeting", answers, number=meeting.pk)

    assert moved(1).status_code == 200
    other = moved(2)
    assert (other.status_code, "Choose what is right" in said(other)) == (422, True)
    assert Meeting.objects.get().held_on == today + dt.timedelta(days=1)
