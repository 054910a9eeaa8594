"""An interview is kept as it goes, taken up again, and speaks for what the screening records."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused, Stale
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, Interview
from tabara.protection.cases.operations import Findings, begin_interview, drop_interview, keep_interview, screen
from tests.factories import NOW, TODAY, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
SAID = {"job_different": ["yes"], "first_contact": ["agency", "friends"], "recruiter": ["recruitment_agent"]}


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def case(worker) -> Case:
    return register(worker)


@pytest.fixture
def interview(worker, case) -> Interview:
    return begin_interview(by=worker, at=NOW, case=case)


def keep(by, interview, section="beginning", answers=SAID, **more):
    given = {"case": interview.case, "interview": interview.pk, "section": section, "answers": answers, **more}
    return keep_interview(by=by, at=more.pop("at", NOW), **given)


def answers(by, interview):
    return queries.said_in(by=by, interview=interview)


def test_what_is_kept_is_sealed_and_read_again_by_whoever_may_screen(worker, interview):
    row = keep(worker, interview, note="She spoke of Zebedayo.")
    assert b"Zebedayo" not in bytes(row.answers)
    assert b"agency" not in bytes(row.answers)
    said = answers(worker, row)["beginning"]
    assert (said.answers, said.note) == (SAID, "She spoke of Zebedayo.")
    assert (row.version, row.saved_at) == (2, NOW)


def test_an_interrupted_interview_is_taken_up_again(worker, case, interview):
    keep(worker, interview)
    found = queries.open_interview(by=worker, case=case)
    assert found == interview
    assert queries.finished_sections(asked=queries.to_ask(case=case, answers={}), answers=answers(worker, found)) == {
        "beginning"
    }
    with pytest.raises(Refused, match="open already"):
        begin_interview(by=worker, at=NOW, case=case)


def test_any_question_may_be_left_out_or_refused(worker, interview):
    row = keep(worker, interview, "harm", {"hurt": ["declined"], "touched": []})
    assert answers(worker, row)["harm"].answers == {"hurt": ["declined"]}
    assert queries.speaks_for(answers=answers(worker, row)).indicators == {}


@pytest.mark.parametrize(
    ("section", "said", "sentence"),
    [
        ("weather", {}, "no such part"),
        ("safety", {"job_different": ["yes"]}, "no answer to this question"),
        ("beginning", {"job_different": ["surely"]}, "no answer to this question"),
        ("beginning", {"recruiter": ["friend", "family"]}, "Choose one answer"),
    ],
)
def test_what_was_not_asked_is_refused_and_nothing_is_kept(worker, interview, section, said, sentence):
    with pytest.raises(Refused, match=sentence):
        keep(worker, interview, section, said)
    assert answers(worker, Interview._base_manager.get()) == {}


def test_two_windows_that_differ_are_shown_to_a_person(worker, interview):
    row = keep(worker, interview)
    with pytest.raises(Stale) as clash:
        keep(worker, interview, answers={"job_different": ["no"]})
    assert clash.value.stored["section"].answers == SAID
    saw = answers(worker, row)["beginning"].stamp
    later = keep(worker, interview, answers={"job_different": ["no"]}, saw=saw)
    assert answers(worker, later)["beginning"].answers == {"job_different": ["no"]}


def test_another_section_in_another_window_is_no_clash(worker, interview):
    keep(worker, interview)
    row = keep(worker, interview, "safety", {"safe_now": ["yes"]})
    assert set(answers(worker, row)) == {"beginning", "safety"}


def test_a_taken_back_interview_leaves_no_answer(worker, case, interview):
    keep(worker, interview)
    row = drop_interview(by=worker, at=NOW, case=case, interview=interview.pk)
    assert (row.state, row.answers) == ("dropped", None)
    with pytest.raises(Refused, match="has ended"):
        keep(worker, interview)
    assert begin_interview(by=worker, at=NOW, case=case).pk != interview.pk


def test_the_answers_speak_for_findings_elements_and_indicators_and_a_person_may_change_them(worker, case, interview):
    keep(worker, interview)
    keep(worker, interview, "freedom", {"freedom": ["denied"], "debt": ["no"]}, note="Locked in.")
    spoken = queries.speaks_for(answers=answers(worker, Interview._base_manager.get()))
    assert spoken.findings == {
        "recruitment_method": ["agency", "friends"],
        "recruiter_relation": "recruitment_agent",
        "control_method": ["false_promises", "restricts_movement"],
    }
    assert spoken.elements == {
        "acts": ["recruitment", "harbouring"],
        "means": ["deception", "coercion"],
    }
    assert spoken.indicators["al_dec_job"] == ["job_different"]
    assert spoken.indicators["cl_cod_isolation"] == ["freedom"]
    assert "al_cod_debt" not in spoken.indicators
    assert spoken.notes == "Locked in."


def test_the_screening_ends_the_interview_and_remembers_which_questions_led_to_its_indicators(worker, case, interview):
    keep(worker, interview)
    found = Findings(exploitation=["forced_labour"], age_at_entry=24, indicators=["al_dec_job", "al_exp_hours"])
    row = screen(by=worker, at=NOW, case=case, on=TODAY, findings=found, interview=interview.pk)
    interview.refresh_from_db()
    assert (interview.state, interview.screening, interview.ended_on) == ("done", row, TODAY)
    assert interview.led == {"al_dec_job": ["job_different"]}
    said = queries.advice_on(screening=row).because
    assert said["deceptive_recruitment"] == (
        "So far there is only: Deceived about the nature of the job, the location or the employer "
        "(strong, from question 6)."
    )
    assert said["exploitation"] == "So far there is only: Excessive working days or hours (strong)."
    with pytest.raises(Refused, match="has ended"):
        screen(by=worker, at=NOW, case=case, on=TODAY, findings=found, interview=interview.pk)


def test_a_score_that_is_enough_says_because_of_what(worker, case):
    signs = ["al_dec_wages", "al_dec_job"]
    said = queries.advice(age_at_entry=24, exploitation=["forced_labour"], indicators=signs, led={"al_dec_wages": [7]})
    assert said.because == {
        "deceptive_recruitment": (
            "It is enough because of: Deceived about the nature of the job, the location or the employer (strong); "
            "Deceived about wages or earnings (medium, from question 7)."
        )
    }


@pytest.mark.parametrize(
    ("facts", "said", "asked"),
    [
        ({}, {}, True),  # nobody knows the age
        ({"birth_year": 2012, "birth_precision": "year"}, {}, True),
        ({"birth_year": 1990, "birth_precision": "year"}, {}, False),
        ({"birth_year": 1990, "birth_precision": "year"}, {"child_then": ["yes"]}, True),
        ({"birth_year": 1990, "birth_precision": "year"}, {"child_then": ["unknown"]}, True),
        ({}, {"child_then": ["no"]}, False),
    ],
)
def test_what_is_asked_of_children_is_asked_of_whoever_may_have_been_one(worker, facts, said, asked):
    case = register(worker, **facts)
    questions = queries.to_ask(case=case, answers={"beginning": queries.Said(said)})
    assert any(one.children for section in questions.values() for one in section) is asked


def test_the_notes_of_a_case_hold_the_interview_in_words(worker, case, interview):
    keep(worker, interview, note="She was tired.")
    notes = open_notes(by=worker, at=NOW, case=case, reason="assistance")
    assert [(note.about, note.on) for note in notes] == [("interview", TODAY)]
    assert notes[0].text.splitlines()[1:] == [
        "5. Who was that person to you? No name is needed. Recruitment agent or broker",
        "6. Was the work, the place or the employer different from what you had been told? Yes",
        "She was tired.",
    ]


@pytest.mark.parametrize("role", ["focal_point", "coordinator", "data_protection_officer"])
def test_whoever_may_not_screen_neither_asks_nor_reads(worker, case, interview, role):
    other = make_member(role)
    with pytest.raises(NotAllowed):
        keep(other, interview)
    assert queries.open_interview(by=other, case=case) is None
    with pytest.raises(NotAllowed):
        queries.said_in(by=other, interview=interview)


def test_a_supervisor_takes_up_what_a_caseworker_began(worker, case, interview):
    supervisor = make_member("supervisor")
    row = keep(supervisor, interview, "closing", {"anything_else": ["no"]})
    assert (row.begun_by, row.saved_by) == (worker, supervisor)


def test_a_later_day_shows_when_it_was_saved_last(worker, interview):
    later = NOW + dt.timedelta(minutes=12)
    row = keep_interview(
        by=worker, at=later, case=interview.case, interview=interview.pk, section="safety", answers={}, note="Quiet."
    )
    assert row.saved_at == later
