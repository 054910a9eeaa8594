"""Agreements, promises, cases by corridor, licences, complaints and warnings: as drawn tables and their figures."""

import uuid

import pytest

from tabara import codelists
from tabara.methods.disclosure import PUBLIC
from tabara.partnership.models import Agreement, Encounter, FollowUp
from tabara.prevention.models import Caution, Complaint, Firm, LicenceStep
from tabara.protection.handover.models import Arrival, Envelope, Partner
from tabara.publication.corridors import corridor
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
AGREEMENTS = """
name | kind   | in_force_on | expires_on | ended_on   | state
-----|--------|-------------|------------|------------|-----------
held | labour | 2024-01     | -          | -          | in_force
two  | labour | 2025-12-31  | 2027-01-01 | -          | in_force
past | police | 2020-01     | 2025-12-31 | -          | in_force
gone | police | 2020-01     | 2030-01-01 | 2025-06-01 | ended
soon | labour | -           | -          | -          | signed
next | labour | 2026-01-01  | -          | -          | in_force
"""
ENCOUNTERS = """
name | kind         | held_on | struck_at
-----|--------------|---------|-----------
feb  | dialogue     | 2025-02 | -
mar  | visit        | 2025-03 | -
apr  | joint_action | 2025-04 | -
bad  | visit        | 2025-05 | 2025-06
old  | visit        | 2024-05 | -
"""
PROMISES = """
encounter | due_on     | state   | settled_on
----------|------------|---------|-----------
feb       | 2025-03-31 | done    | 2025-03-31
feb       | 2025-03-31 | done    | 2025-04-01
mar       | 2025-06-01 | open    | -
mar       | 2025-06-01 | dropped | 2025-05-01
apr       | 2026-12-01 | open    | -
bad       | 2025-06-01 | open    | -
old       | 2024-06-01 | done    | 2024-05-20
"""
PEOPLE = """
person | sex    | counted | opened
-------|--------|---------|-----------
Anna   | female | yes     | 2025-01-01
Bea    | female | yes     | 2025-01-01
Carl   | male   | yes     | 2025-01-01
Eric   | male   | no      | 2025-01-01
"""
SENT = """
person | partner | purpose   | state      | made_at    | answered_at | receipt_by
-------|---------|-----------|------------|------------|-------------|-----------
Anna   | near    | assistance | accepted   | 2025-02-01 | 2025-02-08  | 2025-02-08
Bea    | near    | assistance | declined   | 2025-02-01 | 2025-02-09  | 2025-02-08
Carl   | gulf    | assistance | made       | 2025-05-01 | -           | 2025-05-08
Carl   | gulf    | assistance | taken_back | 2025-05-01 | 2025-05-02  | 2025-05-08
Anna   | gulf    | assistance | done       | 2024-05-01 | 2024-05-02  | 2024-05-08
Eric   | gulf    | assistance | done       | 2025-05-01 | 2025-05-02  | 2025-05-08
"""
CAME = """
person | partner | purpose    | answered_at | outcome
-------|---------|------------|-------------|--------
Anna   | gulf    | assistance | 2025-03-01  | helped
Bea    | gulf    | assistance | 2026-01-01  | -
Eric   | gulf    | assistance | 2025-03-01  | helped
"""
FIRMS = """
name  | licence | since      | until      | state
------|---------|------------|------------|----------
one   | 1       | 2024-01-01 | 2027-01-01 | licensed
two   | 2       | 2024-01-01 | 2025-12-31 | licensed
three | 3       | 2024-01-01 | 2027-01-01 | suspended
four  | 4       | 2024-01-01 | 2027-01-01 | licensed
five  | 5       | 2024-01-01 | 2027-01-01 | revoked
six   | 6       | 2026-01-01 | 2027-01-01 | licensed
"""
STEPS = """
firm  | state     | stepped_on | until
------|-----------|------------|-----------
three | suspended | 2025-12-31 | 2027-01-01
four  | suspended | 2025-03-01 | 2027-01-01
four  | licensed  | 2025-12-31 | 2027-01-01
five  | suspended | 2024-11-01 | 2027-01-01
five  | revoked   | 2025-02-01 | 2027-01-01
"""
COMPLAINTS = """
received_on | kind          | channel   | destination | state      | passed_to | passed_on  | due_on     | answered_on
------------|---------------|-----------|-------------|------------|-----------|------------|------------|------------
2025-01-02  | fee_charged   | in_person | SA          | upheld     | mission   | 2025-02-01 | 2025-03-03 | 2025-03-03
2025-01-03  | fee_charged   | letter    | SA          | not_upheld | mission   | 2025-02-01 | 2025-03-03 | 2025-03-04
2025-04-01  | passport_kept | in_person | TZ          | passed_on  | police    | 2025-04-02 | 2025-05-02 | -
2025-05-01  | passport_kept | in_person | -           | received   | -         | -          | -          | -
2025-06-01  | fee_charged   | in_person | SA          | struck     | -         | -          | -          | -
2024-06-01  | fee_charged   | in_person | SA          | upheld     | police    | 2025-01-01 | 2025-01-31 | 2025-01-02
"""
WARNINGS = """
audience     | issued_on | withdrawn_on
-------------|-----------|-------------
public       | 2025-02   | -
focal_points | 2025-03   | -
public       | 2025-04   | 2025-05
public       | 2024-04   | -
"""
COUNTED = {
    "agreements_in_force": 2,
    "encounters_held": 3,
    "promises_due": 3,
    "promises_done_in_time": 1,
    "promises_late": 1,
    "cases_handed_abroad": 3,
    "handovers_answered": 2,
    "handovers_answered_in_time": 1,
    "cases_taken_from_abroad": 1,
    "agencies_licensed": 2,
    "licences_withdrawn": 3,
    "recruitment_complaints": 4,
    "complaints_passed_on": 4,
    "complaints_answered_in_time": 2,
    "complaints_late": 1,
    "complaints_upheld": 1,
    "warnings_issued": 2,
}
BROKEN_DOWN = {
    ("agreements_in_force", "agreement_kind"): {"labour": 2},
    ("encounters_held", "encounter_kind"): {"dialogue": 1, "visit": 1, "joint_action": 1},
    ("promises_due", "quarter"): {"2025-Q1": 2, "2025-Q2": 1},
    ("cases_handed_abroad", "sent_to_group"): {"region": 2, "gulf": 1},
    ("handovers_answered", "sent_to_group"): {"region": 2},
    ("cases_taken_from_abroad", "origin_group"): {"gulf": 1},
    ("recruitment_complaints", "complaint_kind"): {"fee_charged": 2, "passport_kept": 2},
    ("recruitment_complaints", "destination_group"): {"gulf": 2, "region": 1, "unknown": 1},
    ("complaints_passed_on", "complaint_body"): {"mission": 2, "police": 2},
    ("warnings_issued", "warning_audience"): {"public": 1, "focal_points": 1},
}


@pytest.fixture
def mart(worker, built):
    cases, keeper = drawn.people(worker, PEOPLE), make_member("secretariat")
    written = {"agency": keeper.agency, "recorded_by": keeper, "recorded_at": drawn.AT}
    drawn.stored(Agreement, AGREEMENTS, **written, title="So be it", source="Gazette")
    met = drawn.stored(Encounter, ENCOUNTERS, **written)
    drawn.stored(FollowUp, PROMISES, known={"encounter": met}, words="So be it.", owner="Red Lamp")
    listed = drawn.stored(Firm, FIRMS, **written, listed_on=drawn.day("2025-01"), source="List")
    drawn.stored(LicenceStep, STEPS, known={"firm": listed}, told_by=keeper, source="Decision")
    drawn.stored(Complaint, COMPLAINTS, agency=worker.agency, firm=listed["one"])
    drawn.stored(Caution, WARNINGS, **written, words="Beware.")
    abroad(worker, cases)
    return built()


def abroad(worker, cases):
    """Store what went to two partners abroad, and what came from them."""
    partners = {}
    for name, country in (("near", "TZ"), ("gulf", "SA")):
        agency = make_agency(name)
        agency.country = country
        agency.save()
        given = {"instance": name, "seals_to": name, "signs_with": name, "added_by": worker, "added_at": drawn.AT}
        partners[name] = Partner.objects.create(agency=agency, **given)
    day = drawn.day("2025-12")
    drawn.stored(Envelope, SENT, cases, {"partner": partners}, made_by=worker, agreed_until=day, expires_at=drawn.AT)
    for row in drawn.rows(CAME):
        table = "\n".join((" | ".join(row), " | ".join(one or "-" for one in row.values())))
        usual = {"number": uuid.uuid4(), "agency": worker.agency, "agreed_until": day, "issued_at": drawn.AT}
        usual |= {"expires_at": drawn.AT, "taken_in_at": drawn.AT, "taken_in_by": worker}
        drawn.stored(Arrival, table, cases, {"partner": partners}, **usual)


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_few_complaints_and_few_handovers_are_withheld_from_the_public_and_the_list_is_not(mart):
    for key in ("recruitment_complaints", "complaints_upheld", "cases_handed_abroad", "cases_taken_from_abroad"):
        assert figure(key, mart, rule=PUBLIC) is None, key
    assert (figure("agencies_licensed", mart, rule=PUBLIC), figure("warnings_issued", mart, rule=PUBLIC)) == (2, 2)


def test_a_corridor_shows_its_own_group_alone_and_withholds_what_is_small(mart):
    span = {"since": drawn.day("2025-01"), "until": drawn.day("2026-01")}
    group = codelists.pack().destination_group("TZ")
    found = corridor(mart, group, **span)
    assert [(one.key, one.value) for one in found.figures] == [
        ("cases_handed_abroad", None),
        ("handovers_answered", None),
        ("handovers_answered_in_time", None),
    ]


def test_no_table_of_the_mart_names_an_agency_or_a_country(mart):
    for table in ("complaints", "licensed_spells", "licence_steps", "agreements", "encounters", "follow_ups"):
        texts = [cell for row in mart.sql(f"SELECT * FROM {table}") for cell in row if isinstance(cell, str)]  # noqa: S608 - our own names
        assert {"SA", "TZ", "one", "Red Lamp"} & set(texts) == set()
