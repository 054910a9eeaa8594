"""What waits stands on the first page, and leads whoever reads it to a page that opens."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from tabara import codelists
from tabara.protection.assistance.operations import ask_payment
from tabara.protection.assistance.operations.money.ledger import Money
from tabara.protection.cases.operations import Told, record_asking
from tabara.protection.directory.operations import Listing, add_provider, ask_place, set_room
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import registered
from tests.web.directing import signed_in

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]


@pytest.fixture
def worker():
    return make_member(agency=make_agency("home"))


@pytest.mark.parametrize("role", ["coordinator", "data_protection_officer"])
def test_who_only_watches_over_cases_is_led_to_the_case_and_not_to_the_act(worker, role):
    case, at = registered(worker), timezone.now()
    day = timezone.localdate(at)
    told = Told(asked_on=day, language="rn", capacity="not_now", again_on=day + dt.timedelta(days=1))
    record_asking(by=worker, at=at, case=case, told=told)
    for member, page in (
        (make_member(role, agency=worker.agency), f"/cases/{case.pk}"),
        (worker, f"{case.pk}/consents/ask"),
    ):
        client = signed_in(member)
        links = re.findall(
            r'href="([^"]*)"[^>]*>Ask for consent again', client.get("/tasks/?whose=all").content.decode()
        )
        assert [link.endswith(page) for link in links] == [True]
        assert client.get(links[0]).status_code == 200


def test_money_to_decide_and_places_asked_for_stand_on_the_first_page(worker):
    case, at = registered(worker), timezone.now()
    money = Money(2_000_000, codelists.pack().currency, "rent")
    ask_payment(by=worker, at=at, case=case, money=money)
    house = make_member(agency=make_agency("house"))
    keeper = make_member("supervisor", agency=house.agency)
    provider = add_provider(by=keeper, at=at, listing=Listing("House", "shelter"), agency=house.agency)
    set_room(by=keeper, at=at, provider=provider, kind="women", places=1)
    ask_place(by=worker, at=at, case=case, provider=provider, kind="women", since=timezone.localdate(at))
    supervisor = signed_in(make_member("supervisor", agency=worker.agency)).get("/").content.decode()
    assert ("To approve or refuse" in supervisor, "Places asked for" in supervisor) == (True, False)
    home = signed_in(house).get("/").content.decode()
    assert ("To approve or refuse" in home, "Places asked for" in home) == (False, True)
