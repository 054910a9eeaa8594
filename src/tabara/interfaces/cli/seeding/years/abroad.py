"""Invented partners abroad, and what was handed over to them: agreed to by each person, carried, answered, read."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from tabara import sealing
from tabara.access.operations import ask_approval, decide_approval
from tabara.exchange.handover.letter import VERSION, Kind
from tabara.exchange.handover.operations import Asked, fetch_envelope, make_envelope, take_in
from tabara.interfaces.cli.seeding.years.days import Days
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import agree_to_share
from tabara.protection.handover.operations.abroad.sent import read_envelope
from tabara.protection.handover.operations.partners import add_partner, confirm_partner
from tabara.sealing import partners
from tabara.sealing.played import Played

CATEGORY, GROUPS, OF_AGE = "presumed_victim", ("course",), 19
CONFIRM = "handover.confirm_partner"


def hand_over(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Let an agency abroad become a partner, and hand cases over to it as far as there are; some answers come late."""
    other, worker = Played(), members[told["sender"]]
    partner = _partner(told, other, members, days)
    people = _people(worker, told["skip"])
    for nth in range(told["envelopes"]):
        day = told["since"] + nth * (told["until"] - told["since"]) // told["envelopes"]
        case = next((one for one in people if one.opened_on < days.on(day)), None)
        if case is None:
            return  # a scenario of a few stories has nobody more to hand over
        by = {"by": worker, "at": days.at(day), "case": case}
        agree_to_share(**by, recipient=partner.agency, groups=GROUPS, given=True, asked_on=days.on(day), language="rn")
        row = make_envelope(**by, partner=partner, asked=Asked(told["purpose"], GROUPS))
        fetch_envelope(**by, envelope=row.pk)
        came = day + told["late_days" if nth < told["late"] else "days"]
        receipt = {"accepted": True, "reason": "", "code": f"DEMO{nth:02}"}
        outcome = {"outcome": told["outcome"], "note": ""}
        for kind, on, said in ((Kind.RECEIPT, came, receipt), (Kind.OUTCOME, came + told["helped_after"], outcome)):
            if on < 0:
                letter = _letter(other, told, kind, row.pk, {**said, "on": days.on(on).isoformat()}, days.at(on))
                take_in(by=worker, at=days.at(on), file=letter)
                read_envelope(by=worker, at=days.at(on), case=case, envelope=row.pk)


def _partner(told: Mapping[str, Any], other: Played, members: Mapping[str, Any], days: Days) -> Any:
    """Write the partner down, and let two persons agree on its keys, as if both had just shown who they are."""
    at, by, second = days.at(told["since"] - 9), members[told["by"]], members[told["second"]]
    facts = {name: told[name] for name in ("name", "kind", "country", "instance")}
    row = add_partner(by=by, at=at, **facts, **vars(other.keys))
    by.proved_at = second.proved_at = timezone.now()
    asked = ask_approval(by=by, at=at, act=CONFIRM, given={"partner": row})
    approval = decide_approval(by=second, at=at, approval=asked, agrees=True)
    return confirm_partner(by=by, at=at, partner=row, approval=approval)


def _people(worker: Any, skip: int) -> Iterator[Any]:
    """Give open cases of grown-up presumed victims, each once, the longest known first."""
    found, after = [], None
    while True:
        page = cases.page(by=worker, filters={"category": CATEGORY, "status": "active"}, after=after)
        found += [cases.case(by=worker, number=row[0]) for row in page.rows]
        if page.after is None:
            break
        after = page.after
    grown = [one for one in found if (one.person.age_on(one.opened_on) or 0) >= OF_AGE]
    return iter(sorted(grown, key=lambda one: (one.opened_on, one.code))[skip:])


def _letter(
    other: Played, told: Mapping[str, Any], kind: Kind, about: Any, said: Mapping[str, Any], at: dt.datetime
) -> bytes:
    """Return a letter of the partner about an envelope, as a file."""
    ours = partners.ours()
    sender = {"instance": told["instance"], "country": told["country"], "agency": told["name"]}
    plain = {
        "format": "tabara-letter",
        "version": VERSION,
        "kind": str(kind),
        "number": str(sealing.event()),
        "about": str(about),
        "issued_at": at.astimezone(dt.UTC).isoformat(),
        "expires_at": None,
        "sender": {**sender, "signs_with": other.keys.signs_with},
        "recipient": {"agency": told["sender"], "country": told["home"], "seals_to": ours.seals_to},
        "told": dict(said),
    }
    return other.written(json.dumps(plain), VERSION)
