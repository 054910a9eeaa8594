"""A small world to visit every page in, and the rule for each address: what has no rule, nobody has tried."""

import re
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

from django.urls import URLPattern, get_resolver, reverse
from PIL import Image

from tabara.access.models import Agency, Member, Team
from tabara.access.operations import ask_approval
from tabara.access.roles import ROLES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import add_document, save_view, withdraw_consent
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations import Names, Relative
from tabara.protection.referral.operations import offer_transfer
from tabara.sealing.recipients import new_identity
from tests.factories import NOW, PASSWORD, assisted, fresh, make_agency, make_member, make_team, register, screened
from tests.protection.consent.asked import asked, ruled
from tests.protection.directory import invented as directory
from tests.protection.handover.packets import outsider, packet
from tests.protection.planning.planners import furnish_plans
from tests.protection.sharing.sharers import agrees, in_an_emergency, now, refer, registered, shared
from tests.protection.work.people import flagged
from tests.web import pillars, rooms

CANARIES = (
    *("Zebedayo", "Ntakirutimana", "Kanarikadenge", "71234567", "71765432", "Umuhora wa Kanari", "Kanaribwiza"),
    *("KANARI-4711", "Kanarisafi", "Akarorero II", "Kanaridomo", "Kanaripoint"),
)
NAMES = Names(
    given="Zebedayo",
    surname="Ntakirutimana",
    aliases=("Kanarikadenge",),
    birth_date="1999-04-02",
    phones=("71234567",),
    address="Umuhora wa Kanari 7",
    place="ZZ1010102",
    place_version="2010",
    relatives=(Relative("mother", "Kanaribwiza", "71765432"),),
    number="KANARI-4711",
    safe_contact="Kanarisafi",
)
NOTE = "Kanaridomo was said in confidence."


@dataclass
class World:
    """What there is to visit: one agency, a member in each role, and a case of which everything is known."""

    team: Team
    members: dict[str, Member]
    case: Case
    known: dict[str, Any] = field(default_factory=dict)

    def draft(self, member: Member) -> Any:
        """Return a form that this member has not finished, where the role registers people at all."""
        if member.pk not in self.known:
            answers = {"parts": {"who": {"given": ["Zebedayo"]}}, "stamps": {}, "done": [], "registration": str(NUMBER)}
            made = None
            if member.may("case.register"):
                made = intake.save_draft(by=member, at=NOW, draft=None, saw=0, answers=answers).pk
            self.known[member.pk] = made or NUMBER
        return self.known[member.pk]


NUMBER = "01890a5d-ac96-774b-bcce-b302099a8057"  # of nothing
# What stands in the place of each part of an address: (how the address begins, the part) -> its value.
RULES = {
    ("cases", "arrival"): lambda world, member: world.known["arrival"].pk,
    ("cases", "envelope"): lambda world, member: world.known["envelope"].pk,
    ("cases", "partner"): lambda world, member: world.known["partner"].pk,
    ("envelopes", "number"): lambda world, member: world.known["arrived_abroad"].pk,
    ("partners", "number"): lambda world, member: world.known["partner"].pk,
    ("cases", "action"): lambda world, member: world.known["action"].pk,
    ("cases", "aim"): lambda world, member: world.known["aim"].pk,
    ("cases", "decision"): lambda world, member: world.known["decision"].pk,
    ("cases", "plan"): lambda world, member: world.known["plan"].pk,
    ("cases", "record"): lambda world, member: world.known["record"].pk,
    ("alerts", "number"): lambda world, member: world.known["alert"].pk,
    ("focal-points", "number"): lambda world, member: world.known["point"].pk,
    ("focal-points/cover", "commune"): lambda world, member: "ZZB1",
    ("account/factor", "number"): lambda world, member: 1,
    ("approvals", "number"): lambda world, member: world.known["approval"].pk,
    ("calendar", "key"): lambda world, member: "A" * 26,
    ("cases", "packet"): lambda world, member: world.known["packet"].pk,
    ("cases", "outsider"): lambda world, member: world.known["packet"].referral.to_id,
    ("packet", "key"): lambda world, member: world.known["packet"].opening,
    ("cases", "ask"): lambda world, member: world.known["ask"].pk,
    ("cases", "exclusion"): lambda world, member: world.known["exclusion"].pk,
    ("cases", "provider"): lambda world, member: world.known["provider"].pk,
    ("directory", "provider"): lambda world, member: world.known["house"].pk,
    ("directory", "file"): lambda world, member: world.known["provider_file"].pk,
    ("directory", "offer"): lambda world, member: world.known["offer"].pk,
    ("directory", "taken"): lambda world, member: world.known["taken"].pk,
    ("places", "ask"): lambda world, member: world.known["place_asked"].pk,
    ("stays", "stay"): lambda world, member: world.known["stay"].pk,
    ("cases", "agency"): lambda world, member: world.known["referral"].to_id,
    ("cases", "consent"): lambda world, member: world.known["consent"].pk,
    ("cases", "document"): lambda world, member: world.known["document"].pk,
    ("cases", "flag"): lambda world, member: world.known["flag"].pk,
    ("cases", "goal"): lambda world, member: world.known["goal"].pk,
    ("cases", "journey"): lambda world, member: world.known["journey"].pk,
    ("cases", "key"): lambda world, member: "route",
    ("cases", "visit"): lambda world, member: world.known["visit"].pk,
    ("cases", "guardian"): lambda world, member: world.known["guardian"].pk,
    ("cases", "involvement"): lambda world, member: world.known["suspect"].pk,
    ("cases", "member"): lambda world, member: world.known["relative"].pk,
    ("cases", "number"): lambda world, member: world.case.pk,
    ("cases", "picture"): lambda world, member: world.known["photograph"].pk,
    ("cases", "recourse"): lambda world, member: world.known["recourse"].pk,
    ("cases", "section"): lambda world, member: "safety",
    ("cases", "referral"): lambda world, member: world.known["referral"].pk,
    ("cases", "transfer"): lambda world, member: world.known["moving"].pk,
    ("cases", "service"): lambda world, member: world.known["service"].pk,
    ("cases", "tie"): lambda world, member: world.known["tie"].pk,
    ("cases", "tracing"): lambda world, member: world.known["tracing"].pk,
    ("cases", "appointment"): lambda world, member: world.known["appointment"].pk,
    ("cases", "payment"): lambda world, member: world.known["payment"].pk,
    ("cases", "entry"): lambda world, member: world.known["entry"].pk,
    ("cases", "enrolment"): lambda world, member: world.known["enrolment"].pk,
    ("cases", "term"): lambda world, member: world.known["term"].pk,
    ("cases", "business"): lambda world, member: world.known["business"].pk,
    ("cases", "instalment"): lambda world, member: world.known["instalment"].pk,
    ("cases", "look"): lambda world, member: world.known["look"].pk,
    ("cases", "inquiry"): lambda world, member: world.known["inquiry"].pk,
    ("duplicates", "number"): lambda world, member: world.known["pair"].pk,
    ("inquiries", "number"): lambda world, member: world.known["inquired"].pk,
    ("merges", "number"): lambda world, member: world.known["merge"].pk,
    ("money", "number"): lambda world, member: world.known["payment"].pk,
    ("money/businesses", "number"): lambda world, member: world.known["business"].pk,
    ("sessions", "number"): lambda world, member: world.known["session"].pk,
    ("stock", "item"): lambda world, member: "dignity_kit",
    ("stock", "number"): lambda world, member: world.known["store"].pk,
    ("cases/views", "number"): lambda world, member: world.known["view"].pk,
    ("emergencies", "number"): lambda world, member: world.known["emergency"].pk,
    ("figures/chart", "key"): lambda world, member: "persons_assisted",
    ("intake", "number"): lambda world, member: world.draft(member),
    ("intake", "part"): lambda world, member: "who",
    ("intake/again", "number"): lambda world, member: world.case.pk,
    ("intake/registered", "number"): lambda world, member: world.case.pk,
    ("keeping", "number"): lambda world, member: world.case.pk,
    ("notices", "number"): lambda world, member: world.known["notice"].pk,
    ("offices", "number"): lambda world, member: world.known["office"].pk,
    ("partnership/meetings", "number"): lambda world, member: world.known["meeting"].pk,
    ("partnership/meetings", "item"): lambda world, member: world.known["point"].pk,
    ("partnership/decisions", "number"): lambda world, member: world.known["commission_decision"].pk,
    ("partnership/groups", "number"): lambda world, member: world.known["membership"].pk,
    ("prosecution/files", "number"): lambda world, member: world.known["court_file"].pk,
    ("prosecution/files", "suspect"): lambda world, member: world.known["court_suspect"].pk,
    ("prosecution/files", "charge"): lambda world, member: world.known["court_charge"].pk,
    ("prosecution/files", "verdict"): lambda world, member: world.known["court_verdict"].pk,
    ("prosecution/handings", "handing"): lambda world, member: world.known["court_handing"].pk,
    ("prosecution/files", "hearing"): lambda world, member: world.known["court_hearing"].pk,
    ("prosecution/files", "order"): lambda world, member: world.known["court_order"].pk,
    ("prosecution/files", "victim"): lambda world, member: world.known["court_victim"].pk,
    ("prosecution/files", "protection"): lambda world, member: world.known["court_protection"].pk,
    ("cases", "tied"): lambda world, member: world.known["court_tie"].pk,
    ("prevention/where", "division"): lambda world, member: "2010",
    ("prevention/where", "code"): lambda world, member: "ZZ101",
    ("prevention/context/files", "number"): lambda world, member: world.known["context"].pk,
    ("prevention/context/example", "layer"): lambda world, member: "displaced",
    ("prevention/campaigns", "number"): lambda world, member: world.known["campaign"].pk,
    ("prevention/awareness", "number"): lambda world, member: world.known["awareness"].pk,
    ("prevention/trainings", "number"): lambda world, member: world.known["training"].pk,
    ("prevention/trainings", "trainee"): lambda world, member: world.known["trainee"].pk,
    **pillars.RULES,
    ("law", "instrument"): lambda world, member: "trafficking-act",
    ("law", "article"): lambda world, member: "2a",
    ("members", "number"): lambda world, member: world.known["colleague"].pk,
    ("referrals", "number"): lambda world, member: world.known["arrived"].pk,
    ("transfers", "number"): lambda world, member: world.known["coming"].pk,
    ("unanswered", "number"): lambda world, member: world.known["arrived"].pk,
}


def make_world() -> World:
    """Make it, through the operations that people use."""
    agency = make_agency("first")
    team = make_team(agency)
    members = {
        role: make_member(role, agency=agency, team=team, password=PASSWORD, username=role, name=f"Member of {role}")
        for role in ROLES
    }
    worker = members["caseworker"]
    case = register(worker, names=NAMES, place="ZZ101", place_version="2010", birth_year=1999)
    screened(worker, case, notes=NOTE, exploitation=["forced_labour"])
    world = World(team, members, case)
    world.known["service"] = assisted(worker, case, notes=NOTE)
    note = {"name": "Kanaridomo.txt", "content": NOTE.encode(), "about": "Kanaridomo"}
    world.known["document"] = add_document(by=worker, at=NOW, case=case, **note)
    world.known["photograph"] = intake.add_photograph(by=worker, at=NOW, case=case, picture=picture())
    world.known["view"] = save_view(by=worker, at=NOW, name="Mine", filters={"mine": "yes"})
    world.known["colleague"] = make_member("caseworker", agency=agency, team=team, password=PASSWORD)
    office = {"office": "Prosecutor", "key": new_identity()[1]}
    world.known["office"] = intake.name_recipient(by=fresh(members["supervisor"]), at=NOW, **office)
    given = {"member": world.known["colleague"], "roles": ["supervisor"]}
    asker = fresh(members["administrator"])
    world.known["approval"] = ask_approval(by=asker, at=NOW, act="access.change_roles", given=given)
    share(world, agency)
    world.known |= rooms.furnish_family(worker, case)
    world.known |= furnish_plans(worker, case) | rooms.furnish_help(worker, members["supervisor"], case)
    world.known |= rooms.furnish_way_home(worker, case) | rooms.furnish_status(worker, case)
    world.known |= directory.furnish(worker, make_member(agency=make_agency("away")), case)
    world.known |= rooms.furnish_community(members) | pillars.furnish(members, case)
    world.known |= rooms.furnish_doubles(worker, members["supervisor"], case, agency)
    world.known |= rooms.furnish_abroad(worker, case)
    return world


def share(world: World, agency: Agency) -> None:
    """Refer the person to another agency and somebody of that one here; and open the case in an emergency."""
    worker, away = world.members["caseworker"], make_member(agency=make_agency("away"))
    theirs = registered(away, names=NAMES)
    world.known["flag"] = flagged(worker, world.case, words=NOTE)
    world.known["consent"] = agrees(worker, world.case, away.agency)
    agrees(away, theirs, agency)
    consent(world, worker, away)
    world.known["referral"] = refer(worker, world.case, away.agency)
    world.known["arrived"] = refer(away, theirs, agency)
    move = {"at": now(), "reason": "moved"}
    world.known["moving"] = offer_transfer(by=worker, case=world.case, to=away.agency, **move)
    world.known["coming"] = offer_transfer(by=away, case=theirs, to=agency, **move)
    outside = outsider(worker)
    agrees(worker, world.case, outside)
    message = {"fields": ["sex", "name", "message"], "reason": "assistance", "message": NOTE}
    world.known["packet"] = packet(worker, world.case, outside, **message)
    world.known["emergency"] = in_an_emergency(away, world.case.code, stake=NOTE)


def consent(world: World, worker: Member, away: Member) -> None:
    """Ask in words, say how she is reached, and take back what another agency's person had agreed to share here."""
    asked(worker, world.case)
    ruled(worker, world.case, "call", "conditions", caller="women", says=NOTE)
    gone = registered(away, names=NAMES)
    shared(away, gone, worker)
    withdraw_consent(by=away, at=now(), case=gone, purpose="registration")
    world.known["notice"] = gone.notices.get()


def picture() -> bytes:
    """Return a small JPEG as a telephone takes it: with its place in it."""
    exif, out = Image.Exif(), BytesIO()
    exif[0x8825] = {1: "S", 2: (3.0, 22.0, 0.0), 3: "E", 4: (29.0, 21.0, 0.0)}  # GPS
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


@cache
def routes() -> dict[str, str]:
    """Give every page by its name, with its route; an address without a name has its route for one."""
    return dict(_routes(get_resolver().url_patterns))


def _routes(patterns: list[Any], before: str = "", space: str = ""):
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", route
        else:
            yield from _routes(one.url_patterns, route, f"{one.namespace}:" if one.namespace else space)


def address(name: str, world: World, member: Member) -> str:
    """Return the address of a page, with what there is to visit in the place of its parts.

    Raises:
        LookupError: where no rule says what stands there.
    """
    route = routes()[name]
    parts = re.findall(r"<(?:\w+:)?(\w+)>", route)
    return reverse(name, kwargs={part: _value(route, part, world, member) for part in parts})


def _value(route: str, part: str, world: World, member: Member) -> Any:
    before = route.partition("<")[0].strip("/")
    for beginning in (before, before.partition("/")[0]):
        if (beginning, part) in RULES:
            return RULES[beginning, part](world, member)
    raise LookupError(f"tests/web/world.py has no rule for <{part}> in the address {route}")
