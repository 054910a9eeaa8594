"""Agreements, encounters and offices abroad as one would draw them."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.partnership import operations
from tabara.partnership.models import Agreement, Counterpart, Encounter, FollowUp
from tests.factories import NOW, TODAY


def agreement(by: Member, *, at: Any = NOW, **facts: Any) -> Agreement:
    """Return a labour agreement with one country, in force since a year ago, for two years."""
    usual = {
        "kind": "labour",
        "title": "Agreement on domestic workers",
        "countries": ("SA",),
        "covers": ("contract", "wages_papers"),
        "source": "Official gazette, number 7",
        "signed_on": TODAY - dt.timedelta(days=400),
        "in_force_on": TODAY - dt.timedelta(days=365),
        "expires_on": TODAY + dt.timedelta(days=365),
    }
    return operations.write_agreement(by=by, at=at, **{**usual, **facts})


def encounter(by: Member, *, at: Any = NOW, **facts: Any) -> Encounter:
    """Return a dialogue of ten days ago."""
    usual = {"kind": "dialogue", "on": TODAY - dt.timedelta(days=10), "countries": ("TZ",)}
    return operations.record_encounter(by=by, at=at, **{**usual, **facts})


def promised(by: Member, met: Encounter, *, at: Any = NOW, **facts: Any) -> FollowUp:
    """Return what was promised there, due yesterday."""
    usual = {"words": "Send the list of hotlines.", "owner": "Ministry", "due_on": TODAY - dt.timedelta(days=1)}
    return operations.add_follow_up(by=by, at=at, encounter=met, **{**usual, **facts})


def counterpart(by: Member, *, at: Any = NOW, **facts: Any) -> Counterpart:
    """Return an office at a border."""
    usual = {"country": "TZ", "side": "transit", "office": "Border police", "function": "Officer on duty"}
    return operations.add_counterpart(by=by, at=at, **{**usual, **facts})
