"""What an invented interview finds, and the elements of the definition that follow from it."""

import datetime as dt
import random
from typing import Any

from tabara import codelists
from tabara.interfaces.cli.seeding.people import Invented
from tabara.protection.cases.operations import Findings

PURPOSE = {
    "forced_labour": "forced_labour",
    "slavery_like_practices": "slavery",
    "forced_marriage": "servitude",
    "sexual_servitude": "sexual_exploitation",
}
SECTORS = ("domestic_work", "domestic_work", "domestic_work", "agriculture", "hospitality", "construction", "mining")
CONTROL = (
    "withholds_documents",
    "takes_earnings",
    "excessive_hours",
    "false_promises",
    "restricts_movement",
    "physical_abuse",
)
RELATIONS = ("recruitment_agent", "friend", "family", "neighbour", "stranger")
METHODS = ("friends", "family", "agency", "social_networks")


def findings_of(person: Invented, day: dt.date, rng: random.Random) -> Findings:
    """Return what the interview finds; nothing of trafficking where the group tells of none."""
    form, group = person.facts.get("exploitation", ""), person.facts.get("destination", "")
    if not form:
        return Findings()
    entered = (day - dt.timedelta(days=rng.randint(120, 900))).replace(day=1)
    return Findings(
        trafficking_type="internal" if group == "internal" else "cross_border",
        destination_country=_destination(group, rng),
        exploitation=(form,),
        sector=rng.choice(SECTORS) if form == "forced_labour" else "",
        recruitment_method=(rng.choice(METHODS),),
        recruiter_relation=rng.choice(RELATIONS),
        control_method=tuple(rng.sample(CONTROL, rng.randint(1, 3))),
        gbv=person.facts.get("gbv", "unknown"),
        indicators=tuple(rng.sample(_indicators(), 4)),
        entered_on=entered,
        age_at_entry=max(entered.year - (person.opened_on.year - person.age), 0),
    )


def elements(told: Findings, *, victim: bool) -> dict[str, Any]:
    """Return the acts, means and purposes that these findings amount to; none for somebody who is no victim."""
    if not victim:
        return {"acts": {}, "means": {}, "purposes": {}}
    return {
        "acts": {"recruitment": ["statement"], "transportation": ["statement"]},
        "means": {"deception": ["statement"], "abuse_of_vulnerability": ["observation"]},
        "purposes": {PURPOSE[form]: ["statement"] for form in told.exploitation},
    }


def _destination(group: str, rng: random.Random) -> str:
    pack = codelists.pack()
    if group == "internal":
        return pack.country
    countries = [code for code in pack.codelists["country"].codes if pack.destination_group(code) == group]
    return rng.choice(countries)


def _indicators() -> list[str]:
    found = codelists.pack().codelists["indicator"].codes
    return [code for code, one in found.items() if one.more.get("set") == "adult_labour"]
