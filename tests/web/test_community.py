"""The pages of alerts and focal points: written down, weighed, led to a case; named, visited, covered."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.community.models import Alert, FocalPoint
from tests.factories import make_agency, make_member
from tests.protection.community.hill import TOLD, alerted, named, weighed
from tests.web.steps import AGREEMENT, fill, hidden, page, said, send, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
LATER = "Because of an alert of"


@pytest.fixture
def client() -> Client:
    return signed_in("caseworker")


@pytest.fixture
def keeper() -> Client:
    return signed_in("supervisor")


def now():
    return timezone.now()


def posted(client, name, answers, **parts):
    """Open a page and send its form."""
    address = page(name, **parts)
    return client.post(address, {"event": hidden(client.get(address), "event"), **answers})


def an_alert(client, **facts):
    return alerted(client.member, at=now(), **facts)


def written(client, **more):
    today = timezone.localdate()
    usual = {
        "source": "hotline",
        "channel": "telephone",
        "received_on-day": today.day,
        "received_on-month": today.month,
        "received_on-year": today.year,
        "received_time": "00:00",
        "told": TOLD,
        "risks": ["held", "no_shelter"],
        "place": "2024|ZZA1",
        "people": "2",
    }
    return posted(client, "record-alert", {**usual, **more})


def test_an_alert_is_written_down_and_its_page_suggests_how_much_it_presses(client):
    answer = written(client)
    alert = Alert._base_manager.get()
    assert answer.url == page("alert", number=alert.pk)
    text = said(client.get(answer.url))
    assert "Suggested: Urgent, because of: Kept locked up or watched. You decide." in text
    assert "Ihuriro, Amahoro Mashasha" in text
    assert TOLD not in text


def test_without_what_was_heard_the_page_says_so_beside_the_answer(client):
    answer = written(client, told="")
    assert answer.status_code == 422
    assert "“What did you hear?” needs an answer." in said(answer)
    answer = written(client, received_time="half past")
    assert "Write the time as hours and minutes: 14:30." in said(answer)


def test_what_was_told_is_read_for_a_reason_only(client):
    alert = an_alert(client)
    address = page("read-alert", number=alert.pk)
    assert TOLD not in said(client.post(address, {}))
    shown = client.post(address, {"reason": "contact"})
    assert TOLD in said(shown)
    assert client.get(address).url == page("alert", number=alert.pk)


def test_weighed_the_alert_offers_to_register_the_person(client):
    alert = an_alert(client)
    assert "Register this person" not in said(client.get(page("alert", number=alert.pk)))
    weigh = {"priority": "urgent", "assigned": str(client.member.pk)}
    assert posted(client, "alert", weigh, number=alert.pk).status_code == 302
    text = said(client.get(page("alert", number=alert.pk)))
    assert "Register this person" in text
    assert f"looked after by {client.member.name}" in text


def from_alert(client, alert):
    """Go the way from the alert to a form for somebody unknown; return the number of the form."""
    shown = client.get(f"{page('intake')}?alert={alert.pk}")
    assert LATER in said(shown)
    heard = {"given": "Zebedayo", "surname": "Ntakirutimana", "alert": hidden(shown, "alert")}
    found = client.post(page("intake-search"), {**heard, "event": hidden(shown, "event")})
    assert LATER in said(found)
    begun = client.post(page("intake-begin"), {**heard, "event": hidden(found, "event")})
    return begun.url.strip("/").split("/")[-1]


def registered(client, form):
    check = client.get(page("intake-check", number=form))
    return client.post(page("intake-check", number=form), {"event": hidden(check, "event")}), said(check)


def test_registered_because_of_an_alert_the_person_takes_it_and_the_case_tells_of_it(client):
    alert = weighed(client.member, an_alert(client, needs=("food",), place="ZZA1", place_version="2024"), at=now())
    form = from_alert(client, alert)
    fill(client, form)
    answer, checked = registered(client, form)
    assert answer.status_code == 302
    assert LATER in checked
    case = Case._base_manager.get()
    alert.refresh_from_db()
    assert alert.state == "taken"
    text = said(client.get(page("alert", number=alert.pk)))
    assert case.code in text
    assert "Register another person" in text
    assert "Alert Hotline call" in said(client.get(page("case", number=case.pk)))


def test_what_the_alert_said_in_codes_is_not_asked_twice(client):
    alert = an_alert(client, needs=("food",), place="ZZA1", place_version="2024")
    form = from_alert(client, weighed(client.member, alert, at=now()))
    send(client, form, "agreement", AGREEMENT)
    shown = client.get(page("intake-part", number=form, part="where")).content.decode()
    assert re.search(r'value="2024\|ZZA1"[^>]*checked', shown)
    shown = client.get(page("intake-part", number=form, part="safety")).content.decode()
    assert re.search(r'value="food"[^>]*checked', shown)


def test_an_alert_that_was_settled_meanwhile_does_not_stop_the_registration(client):
    alert = weighed(client.member, an_alert(client), at=now())
    form = from_alert(client, alert)
    fill(client, form)
    assert posted(client, "close-alert", {"reason": "resolved"}, number=alert.pk).status_code == 302
    answer, checked = registered(client, form)
    assert "was settled by somebody else meanwhile" in checked
    assert answer.status_code == 302
    assert Case._base_manager.count() == 1


def test_passed_on_the_alert_stands_in_the_list_of_the_other_agency(client):
    make_member("caseworker", agency=make_agency("second"))
    alert = weighed(client.member, an_alert(client), at=now())
    to = {"to": str(make_agency("second").pk)}
    assert posted(client, "pass-alert-on", to, number=alert.pk).status_code == 302
    theirs = Client(headers={"accept-language": "en"})
    theirs.force_login(Member.objects.get(agency__key="second"))
    assert "Hotline call" in said(theirs.get(page("alerts")))
    text = said(client.get(page("alert", number=alert.pk)))
    assert "This alert is with Second now." in text
    assert client.post(page("read-alert", number=alert.pk), {"reason": "contact"}).status_code == 403


def test_the_list_says_how_long_an_alert_is_overdue_and_the_home_page_how_many(client):
    alerted(client.member, at=now() - dt.timedelta(hours=5), risks=("held",))
    assert "overdue by 3 hours" in said(client.get(page("alerts")))
    home = said(client.get(page("home")))
    assert "1 Alerts to weigh 1 alert overdue" in home


def test_a_focal_point_sends_an_alert_from_her_own_commune_and_sees_what_became_of_it():
    her = signed_in("focal_point")
    named(member=her.member)
    shown = her.get(page("record-alert")).content.decode()
    assert re.search(r'value="2024\|ZZA1"[^>]*selected', shown)
    assert 'name="source"' not in shown
    sent = posted(her, "record-alert", {"told": TOLD, "place": "2024|ZZA1"})
    assert sent.url == page("alerts")
    text = said(her.get(page("alerts")))
    assert "Community focal point" in text
    assert "received" in text
    alert = Alert._base_manager.get()
    assert alert.point == FocalPoint.objects.get()
    inside = said(her.get(page("alert", number=alert.pk)))
    assert "Read what was told" not in inside
    assert "Weigh it" not in inside
    assert her.post(page("alert", number=alert.pk), {"priority": "normal"}).status_code in (403, 422)


def test_a_focal_point_finds_no_alert_of_a_neighbour():
    theirs = alerted(make_member("focal_point"), at=now())
    assert signed_in("focal_point").get(page("alert", number=theirs.pk)).status_code == 404


def test_a_focal_point_is_named_without_a_name_on_the_page_and_visited(keeper):
    answers = {
        "agency": str(keeper.member.agency_id),
        "name": "Kanaripoint",
        "mandate": "women",
        "division": "2024",
        "sought": "Akarorero I",
        "place": "2024|ZZA10101",
        "since-day": 1,
        "since-month": 2,
        "since-year": 2026,
    }
    made = posted(keeper, "add-focal-point", answers)
    point = FocalPoint.objects.get()
    assert made.url == page("focal-point", number=point.pk)
    text = said(keeper.get(made.url))
    assert "Kanaripoint" not in text
    assert "Akarorero I" in text
    opened = keeper.post(page("read-focal-point", number=point.pk), {"reason": "contact"})
    assert "Kanaripoint" in said(opened)
    today = timezone.localdate()
    day = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    assert posted(keeper, "focal-point-visit", {**day, "found": "works_well"}, number=point.pk).status_code == 302
    assert posted(keeper, "focal-point-course", {**day, "course": "referral"}, number=point.pk).status_code == 302
    text = said(keeper.get(made.url))
    assert "Works well" in text
    assert "How to alert and refer safely" in text
    assert posted(keeper, "focal-point-end", day, number=point.pk).status_code == 302
    assert "No focal point is in the register yet" in said(keeper.get(page("focal-points")))
    assert "ended on" in said(keeper.get(page("focal-points"), {"show": "ended"}))


def test_a_focal_point_of_nowhere_is_refused_and_a_search_refuses_nothing(keeper):
    answers = {"agency": str(keeper.member.agency_id), "division": "2024", "sought": "Akarorero"}
    found = posted(keeper, "add-focal-point", {**answers, "find": "1"})
    assert found.status_code == 200
    assert "Akarorero II" in said(found)
    refused = posted(keeper, "add-focal-point", {**answers, "name": "A", "mandate": "women"})
    assert refused.status_code == 422
    assert "Choose one of these places" in said(refused)


def test_the_cover_leads_from_the_province_to_the_hills_without_anybody(keeper):
    named(keeper.member)
    text = said(keeper.get(page("cover")))
    assert "Amahoro Mashasha 1 of 4 covered" in text
    assert "Of 1 commune the pack lists nothing finer" in text
    inside = said(keeper.get(page("cover-commune", commune="ZZA1")))
    assert "Akarorero II" in inside
    assert "Marché" in inside
    assert keeper.get(page("cover-commune", commune="ZZA99")).status_code == 404


def test_a_coordinator_keeps_the_register_and_reads_no_alert():
    coordinator = signed_in("coordinator")
    assert coordinator.get(page("focal-points")).status_code == 200
    assert coordinator.get(page("cover")).status_code == 200
    assert coordinator.get(page("alerts")).status_code == 403
