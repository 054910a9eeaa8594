"""A screening finds out, a determination concludes; both are explained, and both stay."""

import datetime as dt

import pytest

from tabara.access.models import AuditEvent
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, Determination, Screening
from tests.factories import register, screened
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")

WAY = {
    "on": "2026-03-03",
    "entered_on-month": "5",
    "entered_on-year": "2025",
    "recruitment_method": ["friends"],
    "recruiter_relation": "friend",
    "trafficking_type": "cross_border",
    "destination_country": "SA",
}
HAPPENED = {"exploitation": ["forced_labour", "servitude"], "sector": "domestic_work", "gbv": "during"}
STRONG = ["al_exp_hours", "al_cod_documents", "al_cod_debt"]
MET = {
    "acts": ["recruitment"],
    "evidence_acts_recruitment": ["statement", "message"],
    "means": ["deception"],
    "purposes": ["forced_labour"],
    "age_at_entry": "26",
    "on": "2026-03-04",
}


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client):
    return register(client.member, birth_year=1999, birth_precision="year")


def step(client, case, name, go="next", **answers):
    event = answers.pop("event", None) or hidden(client.get(page("screening", number=case.pk)), "event")
    return client.post(page("screening", number=case.pk), {"event": event, "step": name, "go": go, **answers})


def decide(client, case, go="record", **answers):
    event = answers.pop("event", None) or hidden(client.get(page("determination", number=case.pk)), "event")
    return client.post(page("determination", number=case.pk), {"event": event, "go": go, **answers})


def test_a_screening_is_recorded_after_three_steps(client, case):
    second = step(client, case, "way", **WAY)
    assert "step 2 of 3" in said(second)
    third = step(client, case, "happened", **WAY, **HAPPENED)
    assert "step 3 of 3" in said(third)
    answer = step(client, case, "indicators", **WAY, **HAPPENED, indicators=STRONG, notes="She spoke of Zebedayo.")

    assert answer.url == page("case", number=case.pk)
    row = Screening._base_manager.get()
    assert (row.screened_on, row.entered_on, row.age_at_entry) == (dt.date(2026, 3, 3), dt.date(2025, 5, 1), 26)
    assert (row.exploitation, row.indicators, row.gbv) == (["forced_labour", "servitude"], STRONG, "during")
    assert queries.narrative(by=client.member, of=row) == "She spoke of Zebedayo."
    assert b"Zebedayo" not in bytes(row.notes)


def test_each_step_carries_what_was_answered_before(client, case):
    second = step(client, case, "way", **WAY)
    assert 'name="destination_country" value="SA"' in second.content.decode()
    first = step(client, case, "happened", go="back", **WAY, **HAPPENED)
    assert "step 1 of 3" in said(first)
    assert 'name="exploitation" value="servitude"' in first.content.decode()


@pytest.mark.parametrize(
    ("age", "exploitation", "sets"),
    [
        ("26", ["forced_labour"], ["al"]),
        ("15", ["forced_labour"], ["cl"]),
        ("26", ["sexual_exploitation"], ["as"]),
        ("15", ["sexual_servitude"], ["cs"]),
        ("", ["forced_begging"], ["cl"]),
        ("26", ["forced_labour", "sexual_exploitation"], ["al", "as"]),
        ("26", [], ["al"]),
    ],
)
def test_only_the_indicators_that_fit_the_person_are_asked(client, case, age, exploitation, sets):
    way = {"on": "2026-03-03", "age_at_entry": age}
    shown = step(client, case, "happened", **way, exploitation=exploitation, gbv="unknown").content.decode()
    asked = {key[:2] for key in ("al_cod_debt", "cl_cod_debt", "as_cod_debt", "cs_cod_debt") if f'"{key}"' in shown}
    assert asked == set(sets)


def test_the_score_is_explained_while_somebody_ticks(client, case):
    typed = {**WAY, **HAPPENED, "indicators": ["al_cod_documents", "al_cod_debt"]}
    part = client.post(page("screening-advice", number=case.pk), typed)
    assert "indicators are enough: 1 of 6" in said(part)
    assert "2 strong, 0 medium, 0 weak Enough" in said(part)


def test_indicators_of_a_set_that_does_not_fit_are_refused(client, case):
    answer = step(client, case, "indicators", **WAY, **HAPPENED, indicators=["cs_cod_debt"])
    assert (answer.status_code, Screening._base_manager.count()) == (422, 0)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "2026-02-30"}, "no day of the calendar"),
        ({"on": "2026-03-01"}, "before the day the case was opened"),
        ({"on": "2999-01-01"}, "is after today"),
        ({"entered_on-year": "1998"}, "The year of birth 1999 is after"),
        ({"entered_on-month": "13"}, "no day of the calendar"),
        ({"age_at_entry": "44"}, "was 44 at entry but is only 27 now"),
        ({"destination_country": "XX"}, "Select a valid choice"),
        ({"trafficking_type": "internal"}, "cannot end in another"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(client, case, wrong, sentence):
    answer = step(client, case, "indicators", **{**WAY, **HAPPENED, **wrong})
    assert sentence in said(answer)
    assert (answer.status_code, Screening._base_manager.count()) == (422, 0)


def test_the_same_screening_sent_twice_is_one(client, case):
    event = hidden(client.get(page("screening", number=case.pk)), "event")
    for _ in range(2):
        step(client, case, "indicators", event=event, **WAY, **HAPPENED)
    assert Screening._base_manager.count() == 1


def test_a_decision_is_explained_before_it_is_recorded(client, case):
    preview = decide(client, case, go="preview", **MET, status="actual")
    assert "an adult, so an act, a means and a purpose are all needed. All of them are there" in said(preview)
    assert "Statement of the person, Messages or calls" in said(preview)
    assert Determination._base_manager.count() == 0


def test_a_decision_is_recorded_with_its_evidence_and_the_case_knows(client, case):
    screened(client.member, case, indicators=STRONG, age_at_entry=26)
    answer = decide(client, case, **MET, status="actual", grounds="Her contract and the messages.")
    assert answer.url == page("case", number=case.pk)
    row = Determination._base_manager.get()
    assert (row.acts, row.means, row.purposes) == (
        {"recruitment": ["statement", "message"]},
        {"deception": []},
        {"forced_labour": []},
    )
    assert (row.status, row.elements_met, row.child_rule, row.indicators) == ("actual", True, False, STRONG)
    assert Case._base_manager.get().determination == "actual"
    assert queries.narrative(by=client.member, of=row) == "Her contract and the messages."


def test_an_identified_victim_without_the_elements_is_refused_with_the_sentence(client, case):
    answer = decide(client, case, **{**MET, "means": []}, status="actual")
    assert "Not found so far: a means. The definition is not met." in said(answer)
    assert (answer.status_code, Determination._base_manager.count()) == (422, 0)
    preview = decide(client, case, go="preview", **{**MET, "means": []}, status="actual")
    assert "Record the decision" not in said(preview)


def test_a_child_needs_no_means(client, case):
    answer = decide(client, case, **{**MET, "means": [], "age_at_entry": "15"}, status="actual")
    assert answer.status_code == 302
    assert Determination._base_manager.get().child_rule is True


@pytest.mark.parametrize("status", ["possible", "not_a_victim", "inconclusive"])
def test_a_person_may_decide_otherwise_than_the_definition(client, case, status):
    assert "Say why in the grounds" in said(decide(client, case, go="preview", **MET, status=status))
    decide(client, case, **MET, status=status)
    assert Determination._base_manager.get().status == status


def test_a_later_decision_follows_the_earlier_one_which_stays(client, case):
    decide(client, case, **MET, status="possible")
    shown = said(client.get(page("determination", number=case.pk)))
    assert "Earlier decisions" in shown
    assert "Presumed victim of trafficking" in shown
    decide(client, case, **MET, status="actual")
    later, earlier = Determination._base_manager.order_by("-id")
    assert (later.follows, earlier.status) == (earlier, "possible")


def test_the_same_decision_sent_twice_is_one(client, case):
    event = hidden(client.get(page("determination", number=case.pk)), "event")
    for _ in range(2):
        decide(client, case, event=event, **MET, status="actual")
    assert Determination._base_manager.count() == 1
    assert AuditEvent.objects.filter(operation="cases.determine").count() == 1


def test_an_unknown_status_is_refused(client, case):
    answer = decide(client, case, **MET, status="surely")
    assert (answer.status_code, Determination._base_manager.count()) == (422, 0)


def test_a_focal_point_neither_screens_nor_decides(case):
    client = signed_in("focal_point")
    own = register(client.member)
    assert client.get(page("screening", number=own.pk)).status_code == 403
    assert client.get(page("determination", number=own.pk)).status_code == 403
    assert client.get(page("screening", number=case.pk)).status_code == 404
