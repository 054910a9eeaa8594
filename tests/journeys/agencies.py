"""The agencies of a journey, made through the operations that people use: a home, a shelter, and others who help."""

from dataclasses import dataclass
from typing import Any

from tabara.access.models import Agency, Member
from tabara.protection.directory.models import Provider
from tests.factories import PASSWORD, make_agency, make_member, make_team
from tests.protection.directory.invented import offering, shelter


@dataclass
class Around:
    """Who carries the case, and who is asked to help."""

    focal: Member
    worker: Member
    supervisor: Member
    warden: Member
    second_warden: Member
    lawyer: Member
    nurse: Member
    jurist: Member
    house: Provider
    clinic: Provider


def somebody(agency: Agency, role: str, name: str) -> Member:
    """Return a member with a name to read on the pages."""
    team = make_team(agency, "Team")
    return make_member(role, agency=agency, team=team, name=name, password=PASSWORD)


def around(**rooms: int) -> Around:
    """Return four agencies of different kinds, the shelter with so many places."""
    home, refuge = make_agency("home", name="Home of hope"), make_agency("refuge", name="Refuge")
    bar = make_agency("bar", name="The bar")
    ward = make_agency("ward", name="Health centre", kind="health")
    people: dict[str, Any] = {
        "focal": somebody(home, "focal_point", "Fidès of the hill"),
        "worker": somebody(home, "caseworker", "Wivine of the home"),
        "supervisor": somebody(home, "supervisor", "Solange of the home"),
        "warden": somebody(refuge, "caseworker", "Rose of the refuge"),
        "second_warden": somebody(refuge, "caseworker", "Chantal of the refuge"),
        "lawyer": somebody(bar, "caseworker", "Laurent of the bar"),
        "nurse": somebody(ward, "caseworker", "Nadège of the ward"),
        "jurist": somebody(make_agency("aid", name="Legal aid"), "caseworker", "Judith of the aid"),
    }
    offering("legal", "Legal aid office", agency=people["jurist"].agency, kind="legal_aid")
    house = shelter("Quiet house", agency=refuge, **(rooms or {"women": 2}))
    clinic = offering("medical", "Ward of the hill", agency=ward)
    return Around(**people, house=house, clinic=clinic)
