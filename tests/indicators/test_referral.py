"""Who answers whom how fast, as a small drawn table and the figures it gives."""

import datetime as dt

import pytest
import time_machine

from tabara.indicators import compute
from tabara.methods.disclosure import INTERNAL, PUBLIC
from tabara.protection.cases.operations import agree_to_share
from tabara.protection.referral.operations import (
    accept_referral,
    complete_referral,
    decline_referral,
    return_referral,
    send_referral,
)
from tests.factories import make_agency, make_member
from tests.indicators import drawn

pytestmark = pytest.mark.django_db(databases="__all__")
SENT = dt.datetime(2025, 3, 4, 9, tzinfo=dt.UTC)

PEOPLE = """
person | counted | opened
-------|---------|--------
Anna   | yes     | 2025-01
Bea    | yes     | 2025-01
Carl   | yes     | 2025-01
Dora   | yes     | 2025-01
Eric   | no      | 2025-01
"""
REFERRALS = """
person | to      | help    | priority | sent       | answer  | after | then
-------|---------|---------|----------|------------|---------|-------|----------
Anna   | clinic  | medical | urgent   | 2025-03-04 | accept  | 2     | given
Bea    | clinic  | medical | urgent   | 2025-03-04 | accept  | 30    | -
Carl   | clinic  | legal   | normal   | 2025-03-05 | decline | 70    | no_place
Dora   | lawyers | legal   | normal   | 2025-04-06 | -       | -     | -
Anna   | lawyers | legal   | normal   | 2025-04-06 | accept  | 71    | moved
Eric   | clinic  | medical | urgent   | 2025-03-04 | accept  | 1     | -
"""


def answered(by, row, sent, at):
    if row["answer"] == "decline":
        return decline_referral(by=by, at=at, referral=sent, reason=row["then"])
    accept_referral(by=by, at=at, referral=sent)
    if row["then"] == "given":
        complete_referral(by=by, at=at, referral=sent, outcome="given")
    elif row["then"]:
        return_referral(by=by, at=at, referral=sent, reason=row["then"])
    return sent


@pytest.fixture
def mart(worker, built):
    with time_machine.travel(SENT, tick=False):
        cases = drawn.people(worker, PEOPLE)
    agencies = {key: make_agency(key) for key in ("clinic", "lawyers")}
    helpers = {key: make_member(agency=agency) for key, agency in agencies.items()}
    for row in drawn.rows(REFERRALS):
        at = dt.datetime.combine(drawn.day(row["sent"]), dt.time(9), dt.UTC)
        case, to = cases[row["person"]], agencies[row["to"]]
        with time_machine.travel(at, tick=False):
            said = {"given": True, "asked_on": at.date(), "language": "fr"}
            agree_to_share(by=worker, at=at, case=case, recipient=to, groups=["course"], **said)
            asked = {"service": row["help"], "priority": row["priority"], "groups": ["course"]}
            sent = send_referral(by=worker, at=at, case=case, to=to, **asked)
        if row["answer"]:
            later = at + dt.timedelta(hours=int(row["after"]))
            with time_machine.travel(later, tick=False):
                answered(helpers[row["to"]], row, sent, later)
    return built(at=SENT + dt.timedelta(days=60))


def figures(key, mart, *by, rule=INTERNAL):
    period = {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 1, 1)}
    found = compute([key], mart=mart, by=by, rule=rule, **period)
    return {one.by[by[0]]: one.value for one in found} if by else found[0].value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("referrals_sent", 5),
        ("referrals_answered", 4),
        ("referrals_answered_in_time", 3),
        ("referrals_unanswered", 1),
        ("referrals_accepted", 3),
        ("referrals_declined", 1),
        ("referrals_completed", 1),
        ("referrals_returned", 1),
    ],
)
def test_a_referral_counts_once_by_what_became_of_it_and_only_of_people_who_agreed_to_be_counted(mart, key, value):
    assert figures(key, mart) == value


@pytest.mark.parametrize(
    ("key", "by", "cells"),
    [
        ("referrals_sent", "recipient", {"clinic": 3, "lawyers": 2}),
        ("referrals_sent", "sender", {"first": 5}),
        ("referrals_sent", "need", {"medical": 2, "legal": 3}),
        ("referrals_sent", "priority", {"urgent": 2, "normal": 3}),
        ("referrals_answered_in_time", "priority", {"urgent": 1, "normal": 2}),
        ("referrals_answered_in_time", "recipient", {"clinic": 2, "lawyers": 1}),
        ("referrals_declined", "decline_reason", {"no_place": 1}),
        ("referrals_completed", "referral_outcome", {"given": 1}),
        ("referrals_returned", "return_reason", {"moved": 1}),
    ],
)
def test_referrals_can_be_broken_down(mart, key, by, cells):
    assert {code: value for code, value in figures(key, mart, by).items() if value} == cells


def test_a_referral_counts_in_the_quarter_in_which_it_was_sent(mart):
    assert figures("referrals_sent", mart, "quarter") == {"2025-Q1": 3, "2025-Q2": 2, "2025-Q3": 0, "2025-Q4": 0}


def test_how_long_an_answer_took_is_kept_as_whole_hours(mart):
    assert mart.sql("SELECT hours FROM referral ORDER BY hours") == [(2,), (30,), (70,), (71,), (None,)]


def test_so_few_are_withheld_from_the_public(mart):
    assert figures("referrals_sent", mart, rule=PUBLIC) is None
