"""Recruitment agencies, complaints and warnings as one would draw them."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.prevention import operations
from tabara.prevention.models import Caution, Complaint, Firm, FirmList
from tabara.prevention.operations import About, Licence
from tests.factories import NOW, TODAY

DAY = dt.timedelta(days=1)


def line(name: str = "Golden Bridge Recruitment", **facts: Any) -> Licence:
    """Return a line of the list: licensed for a year before today and a year after."""
    usual = {"since": TODAY - 365 * DAY, "until": TODAY + 365 * DAY, "destinations": ("SA",)}
    return Licence(name, **{**usual, **facts})


def firm(by: Member, number: str = "MFP/014", *, at: Any = NOW, **facts: Any) -> Firm:
    """Return an agency of the list of thirty days ago."""
    told = {name: facts.pop(name) for name in ("listed_on", "source") if name in facts}
    usual = {"listed_on": TODAY - 30 * DAY, "source": "List of the ministry, 2026"}
    return operations.list_firm(by=by, at=at, number=number, licence=line(**facts), **{**usual, **told})


def moved(by: Member, one: Firm, state: str, *, on: dt.date = TODAY, at: Any = NOW, **facts: Any) -> Firm:
    """Let a licence go a step today."""
    return operations.move_licence(by=by, at=at, firm=one, state=state, on=on, **{"source": "Decision 12", **facts})


def complained(by: Member, one: Firm | None = None, *, at: Any = NOW, **facts: Any) -> Complaint:
    """Return a complaint of ten days ago: a fee was charged."""
    told = {name: facts.pop(name) for name in ("destination", "place", "place_version", "words") if name in facts}
    usual = {"on": TODAY - 10 * DAY, "kind": "fee_charged", "channel": "in_person"}
    about = About(firm=one, **{"words": "" if one else "They call themselves Silver Bridge.", **told})
    return operations.record_complaint(by=by, at=at, about=about, **{**usual, **facts})


def passed(by: Member, row: Complaint, *, on: dt.date = TODAY, at: Any = NOW, to: str = "labour_inspectorate") -> Any:
    """Pass a complaint on."""
    return operations.pass_complaint_on(by=by, at=at, complaint=row, to=to, on=on)


def warned(by: Member, *, at: Any = NOW, **facts: Any) -> Caution:
    """Return a warning of today to the public, which names nobody."""
    usual = {"audience": "public", "words": "Nobody pays for a licensed job.", "languages": ("rn",), "on": TODAY}
    return operations.issue_warning(by=by, at=at, **{**usual, **facts})


HEADER = "licence,name,since,until,destinations"


def listing(*lines: str, header: str = HEADER) -> bytes:
    """Return a list as the ministry sends it; a line that gives a number and a name alone gets days and a country."""
    rest = f",{TODAY - 100 * DAY},{TODAY + 500 * DAY},SA"
    return "\n".join([header, *(one if one.count(",") > 1 else f"{one}{rest}" for one in lines)]).encode()


def sent(by: Member, content: bytes, *, at: Any = NOW, **facts: Any) -> FirmList:
    """Send a list of today."""
    usual = {"listed_on": TODAY, "source": "List of March"}
    return operations.send_firm_list(by=by, at=at, content=content, **{**usual, **facts})
