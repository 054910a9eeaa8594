"""What came before the courts, as drawn tables and their figures."""

from decimal import Decimal

import pytest

from tabara.indicators import compute
from tabara.methods.disclosure import PUBLIC
from tabara.prosecution.models import (
    Charge,
    Compensation,
    CompensationPayment,
    CourtFile,
    FileTie,
    Handing,
    Hearing,
    Participant,
    Protection,
    StageEntry,
    Suspect,
    Verdict,
)
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
FILES = """
name | code | brought_by | complained_on | stage  | closed_for
-----|------|------------|---------------|--------|------------
one  | J1   | victim     | 2025-01       | appeal | -
two  | J2   | police     | 2025-02       | closed | no_evidence
slow | J3   | victim     | 2023-06       | judged | -
back | J4   | abroad     | 2025-03       | investigation | -
"""
STAGES = """
file | stage         | since
-----|---------------|--------
one  | complaint     | 2025-01
one  | charged       | 2025-02
one  | judged        | 2025-05
one  | appeal        | 2025-06
two  | complaint     | 2025-02
two  | closed        | 2025-04
slow | complaint     | 2023-06
slow | charged       | 2024-02
slow | judged        | 2025-09
back | complaint     | 2025-03
back | closed        | 2025-04
back | investigation | 2025-05
"""
SUSPECTS = """
name | file | number | sex    | official
-----|------|--------|--------|---------
a    | one  | 1      | male   | yes
b    | one  | 2      | female | no
c    | slow | 1      | male   | -
"""
# The demo's law has 60 to 120 months for an adult.
CHARGES = """
name | file | suspect | victim
-----|------|---------|-------
a1   | one  | a       | adult
a2   | one  | a       | adult
b1   | one  | b       | adult
c1   | slow | c       | adult
"""
VERDICTS = """
charge | on_appeal | decided_on | outcome   | prison_months | suspended
-------|-----------|------------|-----------|---------------|----------
a1     | no        | 2025-05    | acquitted | -             | no
a2     | no        | 2025-05    | convicted | 48            | no
b1     | no        | 2025-05    | convicted | 60            | no
b1     | yes       | 2025-07    | acquitted | -             | no
c1     | no        | 2025-09    | convicted | 90            | yes
"""
HEARINGS = """
file | held_on | state     | adjourned_for
-----|---------|-----------|--------------
one  | 2025-03 | adjourned | no_lawyer
one  | 2025-04 | held      | -
slow | 2025-02 | adjourned | evidence
slow | 2025-08 | held      | -
slow | 2024-08 | held      | -
one  | 2027-01 | planned   | -
"""
ORDERS = """
name | file | ordered_on | amount | currency
-----|------|------------|--------|---------
one  | one  | 2025-05    | 900    | XTS
slow | slow | 2025-09    | 300    | XTS
gone | slow | 2025-09    | 50     | USD
"""
PAYMENTS = """
compensation | paid_on | amount
-------------|---------|-------
one          | 2025-06 | 400
one          | 2025-07 | 100
gone         | 2025-10 | 50
"""
HANDINGS = """
file | state     | asked_at | ended_at
-----|-----------|----------|---------
one  | accepted  | 2025-03  | 2025-03
two  | declined  | 2025-03  | 2025-06
slow | withdrawn | 2025-07  | 2025-07
back | asked     | 2025-08  | -
"""
VICTIMS = """
name | file | number | part        | agreed | asked_on
-----|------|--------|-------------|--------|---------
v    | one  | 1      | witness     | yes    | 2025-02
w    | one  | 2      | none        | no     | 2025-02
x    | slow | 1      | civil_party | yes    | 2024-02
"""
MEASURES = """
participant | measure | since   | until
------------|---------|---------|--------
v           | screen  | 2025-03 | 2025-05
v           | escort  | 2025-04 | -
x           | escort  | 2025-01 | -
"""
COUNTED = {
    "court_files_opened": 3,
    "court_files_charged": 1,
    "court_files_closed": 1,
    "court_files_judged": 2,
    "court_files_judged_in_time": 1,
    "court_files_appealed": 1,
    "court_files_linked": 1,
    "hearings_held": 2,
    "hearings_adjourned": 2,
    "persons_convicted": 2,
    "persons_acquitted": 1,
    "officials_convicted": 1,
    "prison_sentences": 1,
    "sentences_below_the_law": 1,
    "compensation_ordered": 1200,
    "compensation_paid": 500,
    "court_files_handed_on": 1,
    "court_files_answered_in_time": 1,
    "court_victims": 2,
    "court_victims_taking_part": 1,
    "court_victims_protected": 2,
}
BROKEN_DOWN = {
    ("court_files_opened", "complainant"): {"victim": 1, "police": 1, "abroad": 1},
    ("court_files_closed", "court_closure"): {"no_evidence": 1},
    ("hearings_adjourned", "adjournment_reason"): {"no_lawyer": 1, "evidence": 1},
    ("persons_convicted", "sex"): {"male": 2},
    ("court_files_judged", "quarter"): {"2025-Q2": 1, "2025-Q3": 1},
}


@pytest.fixture
def mart(built, worker):
    agency = make_agency("parquet", kind="justice")
    officer = make_member("justice", agency=agency)
    written = {"agency": agency, "recorded_by": officer, "recorded_at": drawn.AT, "moved_on": drawn.AT.date()}
    files = drawn.stored(CourtFile, FILES, **written)
    known = {"file": files}
    drawn.stored(StageEntry, STAGES, known=known, recorded_by=officer)
    known["suspect"] = drawn.stored(Suspect, SUSPECTS, known=known)
    charged(known)
    drawn.stored(Verdict, VERDICTS, known=known)
    drawn.stored(Hearing, HEARINGS, known=known)
    sides = {"giver": agency, "to": make_agency("court", kind="justice"), "asked_by": officer}
    drawn.stored(Handing, HANDINGS, known=known, **sides)
    known["compensation"] = drawn.stored(Compensation, ORDERS, known=known)
    drawn.stored(CompensationPayment, PAYMENTS, known=known)
    known["participant"] = drawn.stored(Participant, VICTIMS, known=known)
    drawn.stored(Protection, MEASURES, known=known)
    tied(worker, files["one"], files["two"])
    return built()


def charged(known):
    """Store the charges: the first of the first suspect under another article than the rest."""
    known["charge"] = {}
    day = {"offence_on": drawn.day("2025-01"), "charged_on": drawn.day("2025-02")}
    for row in drawn.rows(CHARGES):
        law = {"instrument": "trafficking-act", "article": "2" if row["name"] == "a1" else "2a"}
        of = {"file": known["file"][row["file"]], "suspect": known["suspect"][row["suspect"]]}
        (made,) = Charge._base_manager.bulk_create([Charge(**of, **law, **day, victim=row["victim"])])
        known["charge"][row["name"]] = made


def tied(worker, file, gone):
    """Tie a case to a file, and another that is untied again."""
    (case,) = drawn.people(worker, "person | opened\nAnna | 2025-01").values()
    usual = {"case": case, "tied_on": drawn.day("2025-02"), "tied_by": worker}
    ended = FileTie(file=gone, ended_on=drawn.day("2025-03"), **usual)
    FileTie._base_manager.bulk_create([FileTie(file=file, **usual), ended])


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_a_sum_that_comes_from_few_files_and_a_few_people_are_not_published(mart):
    period = {"since": drawn.day("2025-01"), "until": drawn.day("2026-01")}
    keys = ["compensation_ordered", "persons_convicted", "court_victims_protected", "court_files_linked"]
    assert [one.value for one in compute(keys, mart=mart, rule=PUBLIC, **period)] == [None] * 4
    assert Decimal(1200) == figure("compensation_ordered", mart)
