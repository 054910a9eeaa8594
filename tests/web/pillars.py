"""What stands in prevention, prosecution and partnership in the world that every page is visited in."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from tabara.access.models import Member
from tabara.partnership import operations as partnership
from tabara.prevention import operations as prevention
from tabara.prosecution import operations as prosecution
from tabara.protection.cases.models import Case
from tabara.research import operations as research
from tests.factories import make_agency, make_member
from tests.partnership import abroad, outside, plans
from tests.prevention import firms
from tests.prosecution import courts
from tests.protection.linking import houses
from tests.research import studied

# What stands in the place of each part of an address, as in tests/web/world.py.
RULES = {
    ("partnership/reviews", "review"): lambda world, member: "mirror",
    ("partnership/frames", "frame"): lambda world, member: "sdg",
    ("partnership/editions", "number"): lambda world, member: world.known["review_edition"].pk,
    ("partnership/recommendations", "number"): lambda world, member: world.known["recommendation"].pk,
    ("partnership/recommendations", "tie"): lambda world, member: world.known["recommendation_tie"].pk,
    ("partnership/recommendations", "evidence"): lambda world, member: world.known["evidence"].pk,
    ("partnership/guidance", "number"): lambda world, member: world.known["guidance"].pk,
    ("partnership/guidance", "version"): lambda world, member: world.known["guidance_version"].pk,
    ("partnership/countries", "code"): lambda world, member: "SA",
    ("partnership/plan/activities", "number"): lambda world, member: world.known["plan_activity"].pk,
    ("partnership/plan/workbooks", "number"): lambda world, member: world.known["plan_sent"].pk,
    ("partnership/agreements", "number"): lambda world, member: world.known["agreement"].pk,
    ("partnership/encounters", "number"): lambda world, member: world.known["encounter"].pk,
    ("partnership/promises", "number"): lambda world, member: world.known["promise"].pk,
    ("partnership/offices", "number"): lambda world, member: world.known["office_abroad"].pk,
    ("prevention/recruitment/firms", "number"): lambda world, member: world.known["firm"].pk,
    ("prevention/recruitment/lists", "number"): lambda world, member: world.known["firm_list"].pk,
    ("prevention/recruitment/complaints", "number"): lambda world, member: world.known["complaint"].pk,
    ("prevention/recruitment/warnings", "number"): lambda world, member: world.known["warning"].pk,
}
RULES |= {
    ("research/lists", "number"): lambda world, member: world.known["counted_list"].pk,
    ("research/linkages", "number"): lambda world, member: world.known["linkage"].pk,
    ("research/counts", "number"): lambda world, member: world.known["counts"].pk,
    ("research/studies", "number"): lambda world, member: world.known["study"].pk,
    ("linking", "number"): lambda world, member: world.known["linkage"].pk,
    ("linking", "pair"): lambda world, member: world.known["linked_pair"],
}


def furnish(members: Mapping[str, Member], case: Case) -> dict[str, Any]:
    """Return one of everything that the three pillars have."""
    return {
        **furnish_partnership(members["secretariat"]),
        **furnish_outside(members["secretariat"]),
        **furnish_plan(members["secretariat"]),
        **furnish_prevention(members["secretariat"]),
        **furnish_between(members["secretariat"]),
        **furnish_recruitment(members["secretariat"]),
        **furnish_prosecution(members["justice"], members["caseworker"], case),
        **furnish_research(members["researcher"], members["linkage_officer"], case),
    }


def furnish_partnership(keeper: Member) -> dict[str, Any]:
    """Return a meeting of the Commission under way: its member, a point of its own, a decision."""
    at, today = timezone.now(), timezone.localdate()
    told = {"by": keeper, "at": at}
    since = {"since": today - dt.timedelta(days=90)}
    member = partnership.join(**told, group="commission", organisation="Red Lamp Foundation", kind="ngo", **since)
    meeting = partnership.call_meeting(**told, group="commission", on=today, venue="Room 3")
    point = partnership.add_item(**told, meeting=meeting, kind="plan", title="Shelters", owner=member)
    partnership.record_presence(**told, meeting=meeting, ways={str(member.pk): "present"})
    due = {"due_on": today + dt.timedelta(days=30)}
    decision = partnership.decide(**told, meeting=meeting, words="Open two shelters.", owner=member, **due)
    return {"meeting": meeting, "point": point, "commission_decision": decision, "membership": member}


def furnish_research(keeper: Member, officer: Member, case: Case) -> dict[str, Any]:
    """Return a list, a linkage in which the person of the case waits to be looked at, its counts and a study."""
    at = timezone.now()
    counts = studied.counted(keeper, at=at, officer=officer)
    study = studied.studied(keeper, at=at, counts=counts)
    research.keep_study(by=keeper, at=at, study=study, result=studied.found_of(counts))
    (like,) = houses.taken_in("house-b", 1)
    pair = houses.doubted(officer, counts.linkage_id, case, like)
    listed = studied.listed(keeper, "D", at=at)
    return {
        "counted_list": listed,
        "linkage": counts.linkage,
        "counts": counts,
        "study": study,
        "linked_pair": pair,
    }


def furnish_plan(keeper: Member) -> dict[str, Any]:
    """Return an activity of the plan in force, and a workbook that waits."""
    at = timezone.now()
    plans.owner(keeper)
    plans.loaded(keeper, at=at)
    return {"plan_activity": plans.activity(), "plan_sent": plans.sent(keeper, {**plans.FIRST, "Budget": 1}, at=at)}


def furnish_between(keeper: Member) -> dict[str, Any]:
    """Return an agreement, an encounter with what was promised, and an office whose line is sealed."""
    at = timezone.now()
    met = abroad.encounter(keeper, at=at, countries=("SA",), organisations=["Red Lamp Foundation"], results="Three.")
    line = partnership.Line("71234567", "Kanarisafi")
    return {
        "agreement": abroad.agreement(keeper, at=at, expires_on=timezone.localdate() + dt.timedelta(days=90)),
        "encounter": met,
        "promise": abroad.promised(keeper, met, at=at),
        "office_abroad": abroad.counterpart(keeper, at=at, country="SA", line=line),
    }


def furnish_recruitment(keeper: Member) -> dict[str, Any]:
    """Return an agency of the list, a complaint with sealed words about it, and a warning."""
    at = timezone.now()
    one = firms.firm(keeper, at=at)
    words = "Kanaridomo was said in confidence."
    return {
        "firm": one,
        "firm_list": firms.sent(keeper, firms.listing("MFP/099,Kanari"), at=at, listed_on=timezone.localdate()),
        "complaint": firms.complained(keeper, one, at=at, words=words),
        "warning": firms.warned(keeper, at=at, on=timezone.localdate()),
    }


def furnish_outside(keeper: Member) -> dict[str, Any]:
    """Return an edition of a review, a recommendation with what answers and shows it, and a document for everybody."""
    at, today = timezone.now(), timezone.localdate()
    told = {"by": keeper, "at": at}
    edition = partnership.record_edition(**told, review="mirror", year=2024, source="Mirror Office", rating="3")
    row = outside.recommended(keeper, at=at, year=2024, dated_on=today - dt.timedelta(days=60))
    tie = partnership.tie_answer(**told, recommendation=row, activity="1.2.3")
    evidence = outside.shown(keeper, row, at=at, on=today)
    document = outside.published(keeper, at=at, audience="public")
    version = outside.version(keeper, document, at=at, on=today)
    names = ("review_edition", "recommendation", "recommendation_tie", "evidence", "guidance", "guidance_version")
    return dict(zip(names, (edition, row, tie, evidence, document, version), strict=True))


def furnish_prosecution(officer: Member, worker: Member, case: Case) -> dict[str, Any]:
    """Return a court file on appeal, with one of everything, to which the case is tied."""
    at, on = timezone.now(), timezone.localdate()
    when, told = {"at": at, "on": on}, {"by": officer, "at": at}
    file = courts.opened(officer, **when, words="Kanaridomo was said in confidence.")
    suspect = courts.suspected(officer, file, at=at, name="Kanaridomo")
    charge = courts.charged(officer, file, suspect, **when, offence_on=on)
    courts.moved(officer, file, "investigation", "charged", "trial", **when)
    verdict = courts.judged(officer, file, charge, **when)
    courts.moved(officer, file, "judged", **when)
    order = prosecution.order_compensation(**told, file=file, amount=Decimal(900), on=on)
    courts.moved(officer, file, "appeal", **when)
    hearing = prosecution.set_hearing(**told, file=file, on=on)
    victim = prosecution.add_victim(**told, file=file, part="witness", agreed=True, on=on)
    measure = {"victim": victim.pk, "measure": "screen", "agreed": True, "on": on}
    protection = prosecution.protect_victim(**told, file=file, **measure)
    courts.agrees_to_justice(worker, case, **when)
    tie = prosecution.tie_file(by=worker, at=at, case=case, code=file.code)
    giver = make_member("justice", agency=make_agency("red-court", kind="justice"))
    coming = courts.opened(giver, **when)
    handing = prosecution.ask_handing(by=giver, at=at, file=coming, to=officer.agency)
    parts = (file, suspect, charge, order, hearing, victim, protection, tie, verdict, handing)
    names = ("file", "suspect", "charge", "order", "hearing", "victim", "protection", "tie", "verdict", "handing")
    return {f"court_{name}": one for name, one in zip(names, parts, strict=True)}


def furnish_prevention(keeper: Member) -> dict[str, Any]:
    """Return a campaign, a session in it with what people asked, and a training with somebody on its list."""
    at, today = timezone.now(), timezone.localdate()
    told = {"by": keeper, "at": at}
    since = {"since": today - dt.timedelta(days=90)}
    campaign = prevention.open_campaign(**told, title="Where is my brother?", theme="false_offers", **since)
    more = prevention.Told(channel="market", counting="rows", groups=(("female", "adult", 20),))
    session = prevention.record_awareness(**told, on=today, leader="agency", reached=40, campaign=campaign, told=more)
    prevention.add_question(**told, session=session, topic="work_abroad", words="Who checks an agency?")
    rule = {"refresher_months": 24, "certificate_share": 75}
    course = prevention.add_course(**told, title="Judging", topic="judging", hours=12, **rule)
    training = prevention.record_training(**told, on=today, attended={"magistrate": 3}, course=course)
    who = prevention.Who("Kanaridomo Zebedayo", "MAT-0042")
    trainee = prevention.add_trainee(**told, training=training, who=who, profile="magistrate", sex="female", after=80)
    prevention.set_register(**told, profile="magistrate", number=54, as_of=today, source="Ministry of Justice")
    numbers = prevention.example(layer="displaced", on=today) + b"XX1,,2010,2020-01-01,1,\r\n"
    context = prevention.send_context(**told, content=numbers, layer="displaced", source="Nobody")
    some = {"campaign": campaign, "awareness": session, "training": training, "trainee": trainee}
    return {**some, "context": context}
