"""What was planned, paid, handed out and learned, as drawn tables and their figures."""

import pytest

from tabara.methods.disclosure import PUBLIC
from tabara.protection.assistance.models import (
    Appointment,
    BusinessGrant,
    BusinessVisit,
    Enrolment,
    Entry,
    Movement,
    SchoolTerm,
    Service,
    Store,
)
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = """
person | sex    | counted | opened
-------|--------|---------|--------
Anna   | female | yes     | 2024-01
Bea    | female | yes     | 2024-01
Eric   | male   | no      | 2024-01
"""
APPOINTMENTS = """
person | code    | on      | state     | reason
-------|---------|---------|-----------|--------
Anna   | medical | 2025-02 | attended  | -
Anna   | medical | 2025-03 | attended  | -
Anna   | legal   | 2025-03 | missed    | ill
Bea    | legal   | 2025-03 | moved     | -
Bea    | legal   | 2025-04 | planned   | -
Bea    | legal   | 2025-04 | cancelled | slip
Bea    | legal   | 2024-04 | attended  | -
Eric   | legal   | 2025-04 | attended  | -
"""
GIVEN = """
name | person | code | delivered_on | retracted_on
-----|--------|------|--------------|-------------
a    | Anna   | cash | 2025-02      | -
b    | Bea    | nfi  | 2025-02      | 2025-03
c    | Bea    | nfi  | 2025-04      | -
e    | Eric   | cash | 2025-02      | -
"""
LEDGER = """
name | person | service | on      | amount | currency | purpose | receipt | reverses
-----|--------|---------|---------|--------|----------|---------|---------|---------
1    | Anna   | a       | 2025-02 | 500    | XTS      | rent    | 1       | -
2    | Anna   | a       | 2025-03 | 250.50 | XTS      | food    | 2       | -
3    | Anna   | a       | 2025-03 | 900    | XTS      | food    | 3       | -
5    | Bea    | b       | 2025-03 | 70     | USD      | food    | 5       | -
6    | Bea    | b       | 2024-03 | 10     | XTS      | food    | 6       | -
7    | Eric   | e       | 2025-03 | 10     | XTS      | food    | 7       | -
"""
TAKEN_BACK = """
name | person | service | on      | amount | currency | purpose | receipt | reverses
-----|--------|---------|---------|--------|----------|---------|---------|---------
4    | Anna   | a       | 2025-04 | -900   | XTS      | food    | 4       | 3
"""
HANDED = """
service | item    | kind  | quantity | on
--------|---------|-------|----------|--------
-       | blanket | in    | 90       | 2025-02
a       | blanket | issue | -2       | 2025-02
a       | mat     | issue | -1       | 2025-03
b       | blanket | issue | -8       | 2025-02
b       | blanket | back  | 8        | 2025-03
c       | blanket | issue | -3       | 2025-04
c       | blanket | issue | -3       | 2024-04
e       | blanket | issue | -5       | 2025-04
"""
ENROLMENTS = """
name | person | kind       | since   | state       | ended_on | reason
-----|--------|------------|---------|-------------|----------|-------
1    | Anna   | school     | 2025-02 | dropped_out | 2025-03  | costs
2    | Anna   | vocational | 2025-04 | completed   | 2025-09  | -
3    | Bea    | school     | 2025-04 | attending   | -        | -
4    | Bea    | school     | 2024-04 | completed   | 2025-04  | -
5    | Eric   | school     | 2025-04 | completed   | 2025-05  | -
"""
TERMS = """
person | enrolment | since   | until   | attendance | result        | told_on
-------|-----------|---------|---------|------------|---------------|--------
Anna   | 2         | 2025-04 | 2025-06 | 80         | passed_partly | 2025-07
Anna   | 2         | 2025-06 | 2025-09 | 79         | repeats       | 2025-09
Bea    | 3         | 2025-04 | 2025-09 | -          | passed        | 2025-09
Bea    | 3         | 2025-09 | 2025-12 | -          | -             | -
Bea    | 4         | 2024-04 | 2024-09 | 90         | passed        | 2024-09
Eric   | 5         | 2025-04 | 2025-05 | 90         | passed        | 2025-05
"""
BUSINESSES = """
name | person | sector        | state    | asked_at | decided_at
-----|--------|---------------|----------|----------|-----------
1    | Anna   | manufacturing | ended    | 2024-12  | 2025-02
2    | Bea    | manufacturing | refused  | 2025-02  | 2025-03
3    | Bea    | manufacturing | approved | 2024-02  | 2024-03
4    | Eric   | manufacturing | approved | 2025-02  | 2025-03
"""
LOOKED = """
person | business | due_on  | on      | found   | income
-------|----------|---------|---------|---------|-------
Anna   | 1        | 2025-03 | 2025-03 | running | more
Anna   | 1        | 2025-05 | 2025-06 | changed | same
Anna   | 1        | 2025-08 | -       | -       | -
Bea    | 3        | 2025-05 | 2025-05 | stopped | less
Bea    | 3        | 2024-05 | 2024-05 | running | less
Eric   | 4        | 2025-05 | 2025-05 | running | more
"""
COUNTED = {
    "appointments_planned": 4,
    "appointments_attended": 2,
    "appointments_missed": 1,
    "people_paid": 2,
    "money_paid": 750,
    "people_given_items": 2,
    "items_given": 6,
    "people_enrolled": 2,
    "enrolments_begun": 3,
    "enrolments_completed": 1,
    "enrolments_dropped": 1,
    "school_terms_told": 3,
    "school_terms_passed": 2,
    "school_terms_attended": 1,
    "businesses_supported": 1,
    "business_visits_made": 3,
    "business_visits_running": 2,
}
BROKEN_DOWN = {
    ("appointments_missed", "missed_reason"): {"ill": 1},
    ("money_paid", "payment_purpose"): {"rent": 500, "food": 250},
    ("people_paid", "payment_purpose"): {"rent": 1, "food": 2},
    ("items_given", "nfi_item"): {"blanket": 5, "mat": 1},
    ("people_given_items", "nfi_item"): {"blanket": 2, "mat": 1},
    ("people_enrolled", "enrolment_kind"): {"school": 2, "vocational": 1},
    ("enrolments_dropped", "dropout_reason"): {"costs": 1},
    ("school_terms_told", "term_result"): {"passed": 1, "passed_partly": 1, "repeats": 1},
    ("business_visits_made", "found"): {"running": 1, "changed": 1, "stopped": 1},
}


@pytest.fixture
def mart(worker, built):
    cases, ours = drawn.people(worker, PEOPLE), worker.agency
    typed = {"recorded_by": worker, "recorded_at": drawn.AT}
    drawn.stored(Appointment, APPOINTMENTS, cases, provider=ours, **typed)
    known = {"service": drawn.stored(Service, GIVEN, cases, provider=ours, **typed)}
    paid = {"agency": ours, "way": "cash", "received_by": "self", "paid_by": worker, "recorded_at": drawn.AT}
    known["reverses"] = drawn.stored(Entry, LEDGER, cases, known, **paid)
    drawn.stored(Entry, TAKEN_BACK, cases, known, **paid)
    drawn.stored(Movement, HANDED, cases, known, store=Store.objects.create(agency=ours, name="One"), left=1, **typed)
    known["enrolment"] = drawn.stored(Enrolment, ENROLMENTS, cases, institution="School", **typed)
    drawn.stored(SchoolTerm, TERMS, cases, known, **typed)
    asked = {"agency": ours, "amount": 5, "currency": "XTS", "asked_by": worker}
    known["business"] = drawn.stored(BusinessGrant, BUSINESSES, cases, **asked)
    drawn.stored(BusinessVisit, LOOKED, cases, known)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


@pytest.mark.parametrize("key", ["money_paid", "items_given"])
def test_what_few_people_were_given_is_withheld_however_much_it_is(mart, key):
    assert figure(key, mart, rule=PUBLIC) is None
    assert set(figure(key, mart, "sex", rule=PUBLIC).values()) == {None}
