"""The rule of who sees what, written a second time in plain Python, without the database and without our own code."""

import datetime as dt
from dataclasses import dataclass, field

WATCH = {"course", "findings", "services"}
NAMES = {"identity", "contact"}
WORK = WATCH | NAMES | {"plan"}
# What each role sees of what it holds, and of what its own number, its team or its agency is shown.
HOLDS = {
    "focal_point": {"own": WORK},
    "caseworker": {"own": WORK | {"narrative"}, "team": WORK},
    "supervisor": {"agency": WORK | {"narrative"}},
    "data_protection_officer": {"agency": WATCH},
    "coordinator": {"network": WATCH},
    "data_team": {},
}


@dataclass
class Who:
    """A member."""

    key: object
    role: str
    agency: str
    team: str
    in_network: bool = True


@dataclass
class Share:
    """An accepted referral, or an emergency."""

    key: object
    by: Who  # who accepted, or used emergency access
    groups: set[str]
    until: dt.datetime
    alone: bool = False
    ended: bool = False


@dataclass
class File:
    """A case: who holds it, to what the person agreed, what is asked and shared."""

    owner: Who
    agreed: dict[str, set[str]] = field(default_factory=dict)
    asked: dict[object, tuple[str, set[str], dt.datetime]] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)


def reaches(who: Who, holder: Who, *, network: bool) -> set[str]:
    """Return which of the four reaches lead a member to what somebody holds."""
    found = {"own"} if who.key == holder.key else set()
    if who.agency == holder.agency:
        found |= {"agency"} | ({"team"} if who.team == holder.team else set())
    return found | ({"network"} if network and (holder.in_network or who.agency == holder.agency) else set())


def groups(who: Who, file: File, now: dt.datetime) -> set[str]:
    """Return what a member sees of a case: nothing at all means that the case does not exist for the member."""
    found: set[str] = set()
    table = {reach: set(seen) for reach, seen in HOLDS[who.role].items()}
    if table and "own" not in table:
        table["own"] = set().union(*table.values())  # whatever the role reaches, it reaches of one's own
    for reach in reaches(who, file.owner, network=True):
        found |= table.get(reach, set())
    for share in file.shares:
        if share.ended or share.until <= now:
            continue
        near = {"own"} if who.key == share.by.key else set()
        if not share.alone:
            near |= reaches(who, share.by, network=False)
        for reach in near:
            found |= table.get(reach, set()) & share.groups
    return found


def asked_less(file: File, agency: str) -> None:
    """End what shows, or would show, more than the person agrees to now."""
    agreed = file.agreed.get(agency, set())
    for share in file.shares:
        if not share.alone and share.by.agency == agency and share.groups - agreed:
            share.ended = True
    file.asked = {key: one for key, one in file.asked.items() if one[0] != agency or not one[1] - agreed}
