"""Invented providers, made through the operations that people use."""

import datetime as dt
from typing import Any

from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.directory.models import Offer, Provider, Room, Stay
from tabara.protection.directory.models.provider import Whereabouts
from tabara.protection.directory.operations import (
    Listing,
    Terms,
    add_offer,
    add_provider,
    ask_place,
    book_stay,
    exclude_provider,
    put_out_of_order,
    send_file,
    set_room,
)
from tests.factories import make_agency, make_member, make_team
from tests.protection.sharing.sharers import now, registered, today

HOUSE = "Umuhisha 9, behind the red gate"
PHONE = "79 99 44 11"
DAY = dt.timedelta(days=1)


def keeper(**facts: Any) -> Member:
    """Return somebody who keeps the providers of every agency and of none."""
    return make_member("coordinator", agency=make_agency("commission"), **facts)


def at_home(role: str = "caseworker", **facts: Any) -> Member:
    """Return a member of the agency that has a shelter and cases."""
    home = make_agency("home")
    return make_member(role, agency=home, team=facts.pop("team", make_team(home, "North")), **facts)


def next_door(role: str = "caseworker", **facts: Any) -> Member:
    """Return a member of another agency with cases and no shelter."""
    other = make_agency("next-door")
    return make_member(role, agency=other, team=facts.pop("team", make_team(other, "South")), **facts)


def listed(name: str = "Clinic", *, agency: Agency | None = None, by: Member | None = None, **facts: Any) -> Provider:
    """Return a provider in the directory, in the capital unless said otherwise."""
    said = {"kind": "clinic", "place": "ZZA1", "place_version": "2024", "languages": ("rn", "fr"), **facts}
    return add_provider(by=by or keeper(), at=now(), agency=agency, listing=Listing(name=name, **said))


def offering(service: str = "medical", name: str = "Clinic", *, terms: Terms | None = None, **facts: Any) -> Provider:
    """Return a provider that gives one service."""
    found = listed(name, **facts)
    offer(found, service, terms=terms)
    return found


def offer(provider: Provider, service: str, *, terms: Terms | None = None) -> Offer:
    """Say that a provider gives a service."""
    return add_offer(by=keeper(), at=now(), provider=provider, service=service, terms=terms or Terms())


def shelter(
    name: str = "Refuge", *, agency: Agency | None = None, terms: Terms | None = None, **places: int
) -> Provider:
    """Return a confidential shelter of the agency at home, with so many places of each kind."""
    found = listed(
        name,
        agency=agency or make_agency("home"),
        kind="shelter",
        place="ZZA",
        is_confidential=True,
        whereabouts=Whereabouts(HOUSE, PHONE),
    )
    offer(found, "accommodation", terms=terms or Terms(takes_children=True))
    for kind, many in (places or {"women": 2}).items():
        room(found, kind, many)
    return found


def room(provider: Provider, kind: str, places: int) -> Room:
    """Say how many places of a kind there are."""
    return set_room(by=keeper(), at=now(), provider=provider, kind=kind, places=places)


def booked(by: Member, case: Case, provider: Provider, *, kind: str = "women", **facts: Any) -> Stay:
    """Plan a stay from today."""
    return book_stay(by=by, at=now(), case=case, provider=provider, kind=kind, **{"since": today(), **facts})


def person(by: Member, **answers: Any) -> Case:
    """Register a woman of 26 in the capital."""
    usual = {"birth_year": today().year - 26, "place": "ZZA1", "place_version": "2024"}
    return registered(by, **{**usual, **answers})


def furnish(worker: Member, away: Member, case: Case) -> dict[str, Any]:
    """Return what the pages of the directory show: shelters, a stay, requests for a place, somewhere not safe."""
    first = nothing_due(worker, away, case)  # asked for before a place is booked: nobody asks for a second one
    house = shelter("Kwizera house", agency=worker.agency, women=5)
    stay = booked(worker, case, house, since=today() + 90 * DAY)
    given = {"at": now(), "provider": house, "kind": "women", "since": today() + DAY}
    repaired = {"places": 1, "until": None, "reason": "repair"}
    return {
        **first,
        "house": house,
        "offer": house.offers.get(),
        "stay": stay,
        "taken": put_out_of_order(by=worker, **given, **repaired),
        "provider_file": send_file(by=at_work(worker), at=now(), content=b"name,kind\nHouse of invention,other\n"),
        "place_asked": ask_place(by=away, case=person(away), **given),
    }


def at_work(colleague: Member) -> Member:
    """Return who keeps the providers of a colleague's agency."""
    known = Member.objects.filter(agency=colleague.agency, roles__icontains="supervisor").first()
    return known or make_member("supervisor", agency=colleague.agency)


def nothing_due(worker: Member, away: Member, case: Case) -> dict[str, Any]:
    """Return a place of no agency, one that is not safe for the person, and a request that this took back."""
    sisters, theirs = listed("Sisters", kind="shelter"), shelter("Theirs", agency=away.agency, women=2)
    room(sisters, "women", 3)
    given = {"by": worker, "at": now(), "case": case, "provider": theirs}
    ask = ask_place(**given, kind="women", since=today() + 200 * DAY)
    exclusion = exclude_provider(**given, reason="works_there", note="Kanaridomo works there.")
    return {"provider": sisters, "ask": ask, "exclusion": exclusion}
