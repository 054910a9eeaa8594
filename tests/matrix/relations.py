"""How a member can stand to a case: each column of the policy, made through the operations that people use."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tabara.access.models import Member
from tabara.access.roles import ROLES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import add_document, break_glass, withdraw_consent, withdraw_recourse
from tabara.protection.family.operations import record_tracing
from tabara.protection.handover.operations.abroad import take_back_envelope
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations import Names, register_person
from tabara.protection.referral.operations import offer_transfer, revoke_referral, withdraw_transfer
from tabara.protection.reintegration.operations import end_case
from tests.factories import assisted, fresh, make_agency, make_member, make_team, screened, situation
from tests.prosecution.courts import tied
from tests.protection.assistance.helpers_of_help import a_little_of_everything
from tests.protection.directory.invented import nothing_due
from tests.protection.doubles.twice import inquired
from tests.protection.handover.packets import outsider, packet
from tests.protection.planning.planners import furnish_plans
from tests.protection.sharing.sharers import agrees, now, refer, shared, today
from tests.protection.work.people import flagged
from tests.web.rooms import contest, furnish_abroad, furnish_family, furnish_status, furnish_way_home
from tests.web.world import picture

PAPER = {"name": "paper.txt", "content": b"Told in confidence.", "about": "A paper"}


NAMED = {"key": "route", "section": "safety"}  # parts of addresses that are no numbers


class Standing(NamedTuple):
    """A member, a case, what hangs on the case, and when it is looked at."""

    member: Member
    case: Case
    parts: dict[str, Any]
    at: dt.datetime


def here(role: str, **facts: Any) -> Member:
    """Return a member of the agency and the team that the relation is seen from."""
    agency = make_agency("here")
    return make_member(role, agency=agency, team=make_team(agency, facts.pop("team", "North")), **facts)


def away(key: str = "away", **facts: Any) -> Member:
    """Return a caseworker of another agency, who holds a case."""
    agency = make_agency(key, **facts)
    return make_member("caseworker", agency=agency, team=make_team(agency, "South"))


def here_with(holder: Member) -> Member:
    """Return a supervisor of the holder's agency."""
    return make_member("supervisor", agency=holder.agency)


def held_by(holder: Member, owner: Member | None = None) -> tuple[Case, dict[str, Any]]:
    """Register a person and record a little of everything, in the holder's name; the owner carries the case."""
    names, told = Names("Odette", "Niragira", birth_date="1999"), situation(opened_on=today(), birth_year=1999)
    case = register_person(by=holder, at=now(), names=names, situation=told, owner=owner)
    screened(holder, case, on=today(), at=now(), notes="Told in confidence.")
    clinic = make_agency("clinic", kind="health")
    agreed = agrees(holder, case, clinic)
    moving = offer_transfer(by=holder, at=now(), case=case, to=clinic, reason="moved")
    helped = a_little_of_everything(holder, here_with(holder), case, at=now(), on=today())
    kin = furnish_family(holder, case, at=now(), owner=owner)
    return case, {
        "flag": flagged(holder, case).pk,
        "tied": tied(holder, case, at=now(), on=today()).pk,
        **{part: kin[one].pk for part, one in (("member", "relative"), ("involvement", "suspect"))},
        **{part: row.pk for part, row in furnish_abroad(holder, case).items()},
        **{part: kin[part].pk for part in ("guardian", "tracing", "tie")},
        **{part: row.pk for part, row in helped.items()},
        **{part: row.pk for part, row in furnish_way_home(holder, case).items()},
        **{part: row.pk for part, row in furnish_plans(holder, case).items()},
        **{part: row.pk for part, row in nothing_due(holder, away("shelters"), case).items()},
        **NAMED,
        "recourse": furnish_status(holder, case)["recourse"].pk,
        "agency": clinic.pk,
        **by_packet(holder, case),
        "consent": agreed.pk,
        "inquiry": inquired(holder, case, clinic).pk,
        "referral": refer(holder, case, clinic).pk,
        "transfer": moving.pk,
        "service": assisted(holder, case, on=today(), at=now(), notes="Told in confidence.").pk,
        "document": add_document(by=holder, at=now(), case=case, **PAPER).pk,
        "picture": intake.add_photograph(by=holder, at=now(), case=case, picture=picture()).pk,
    }


def by_packet(holder: Member, case: Case) -> dict[str, Any]:
    """Return an organisation without an account, and the packet that the person agreed to send it."""
    outside = outsider(holder)
    agrees(holder, case, outside)
    sent = packet(holder, case, outside)
    return {"outsider": outside.pk, "packet": sent.pk, "packet_referral": sent.referral_id}


def own(role: str) -> Standing:
    member = here(role)
    return Standing(member, *held_by(here("supervisor"), member), now())


def team(role: str) -> Standing:
    return Standing(here(role), *held_by(here("caseworker")), now())


def agency(role: str) -> Standing:
    return Standing(here(role), *held_by(here("caseworker", team="West")), now())


def closed(role: str) -> Standing:
    standing = own(role)
    given = {"by": here("supervisor"), "at": now(), "case": standing.case}
    revoke_referral(**given, referral=standing.parts["referral"])
    revoke_referral(**given, referral=standing.parts["packet_referral"])
    withdraw_transfer(**given, transfer=standing.parts["transfer"])
    record_tracing(**given, tracing=standing.parts["tracing"], state="stopped", on=today())
    take_back_envelope(**given, envelope=standing.parts["envelope"])
    withdraw_recourse(**given, recourse=standing.parts["recourse"], own_wish=True)
    end_case(by=here("supervisor"), at=now(), case=standing.case, on=today(), reason="lost_contact", answer="not_asked")
    standing.parts["recourse"] = contest(here("supervisor"), standing.case).pk
    return standing


def elsewhere(role: str) -> Standing:
    return Standing(here(role), *held_by(away()), now())


def outside(role: str) -> Standing:
    return Standing(here(role), *held_by(away("outside", in_network=False)), now())


def pending(role: str) -> Standing:
    member, holder = here(role), away()
    case, parts = held_by(holder)
    agrees(holder, case, member.agency)
    refer(holder, case, member.agency)
    return Standing(member, case, parts, now())


def accepted(role: str, groups: tuple[str, ...] = (), after: dt.timedelta = dt.timedelta()) -> Standing:
    member, holder = here(role), away()
    case, parts = held_by(holder)
    more = {"groups": groups} if groups else {}
    parts |= {"holder": holder, "accepted": shared(holder, case, here("caseworker"), **more).pk}
    return Standing(member, case, parts, now() + after)


def narrow(role: str) -> Standing:
    return accepted(role, groups=("course",))


def expired(role: str) -> Standing:
    return accepted(role, after=dt.timedelta(days=91))


def revoked(role: str) -> Standing:
    standing = accepted(role)
    referral = standing.parts["accepted"]
    revoke_referral(by=standing.parts["holder"], at=now(), case=standing.case, referral=referral)
    return standing


def withdrawn(role: str) -> Standing:
    standing = accepted(role)
    withdraw_consent(by=standing.parts["holder"], at=now(), case=standing.case, purpose="registration")
    return standing


def emergency(role: str, after: dt.timedelta = dt.timedelta()) -> Standing:
    standing = elsewhere(role)
    if standing.member.may("case.break_glass"):
        code = standing.case.code
        break_glass(by=fresh(standing.member), at=now(), code=code, reason="life_in_danger")
    return standing._replace(at=now() + after)


def over(role: str) -> Standing:
    return emergency(role, after=dt.timedelta(minutes=31))


MADE: dict[str, Callable[[str], Standing]] = {
    one.__name__: one
    for one in (
        *(own, team, agency, closed, elsewhere, outside, pending, accepted, narrow, expired, revoked),
        *(withdrawn, emergency, over),
    )
}
# Where the case is another's, and nothing of it hangs on who looks: one case is made, and every role looks at it.
ANOTHERS = {one.__name__ for one in (team, agency, elsewhere, outside, pending, accepted, narrow, expired)}
ANOTHERS |= {one.__name__ for one in (revoked, withdrawn)}


def standings(relation: str) -> Iterator[tuple[str, Standing]]:
    """Give every role with a member of it who stands so to a case."""
    first, *others = ROLES
    standing = MADE[relation](first)
    yield first, standing
    for role in others:
        yield role, standing._replace(member=here(role)) if relation in ANOTHERS else MADE[relation](role)
