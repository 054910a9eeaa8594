"""The interview on its pages: kept as it goes, taken up again, and the screening is filled in from it."""

import pytest

from tabara.protection.cases import queries
from tabara.protection.cases.models import Interview, Screening
from tests.factories import TODAY, register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client):
    return register(client.member, birth_year=1999, birth_precision="year")


@pytest.fixture
def begun(client, case):
    shown = client.get(page("interview", number=case.pk))
    client.post(page("interview", number=case.pk), {"event": hidden(shown, "event")})
    return Interview._base_manager.get()


def opened(client, case, section):
    return client.get(page("interview-section", number=case.pk, section=section))


def answer(client, case, section, *, go="next", shown=None, **answers):
    shown = shown or opened(client, case, section)
    own = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw"), "go": go}
    return client.post(page("interview-section", number=case.pk, section=section), {**own, **answers})


def kept(client, section):
    return queries.said_in(by=client.member, interview=Interview._base_manager.get())[section]


def test_before_it_begins_the_page_says_how_to_ask(client, case):
    shown = said(client.get(page("interview", number=case.pk)))
    assert "Never the first hour" in shown
    assert "every question may be left out" in shown
    assert Interview._base_manager.count() == 0


def test_each_section_leads_to_the_next_and_the_list_says_how_far_it_is(client, case, begun):
    sent = answer(client, case, "safety", safe_now="yes")
    assert sent.url == page("interview-section", number=case.pk, section="beginning")
    shown = said(client.get(page("interview", number=case.pk)))
    assert "1 of 7 parts done. Saved" in shown
    assert "1 of 2 answered" in shown


def test_whoever_rests_comes_back_to_the_list_and_finds_the_answers(client, case, begun):
    sent = answer(client, case, "beginning", go="stop", first_contact=["agency", "friends"], note="She cried.")
    assert sent.url == page("interview", number=case.pk)
    shown = opened(client, case, "beginning").content.decode()
    assert "She cried." in shown
    assert shown.count(" checked") == 2


def test_every_question_may_be_left_out(client, case, begun):
    assert answer(client, case, "harm").status_code == 302
    assert kept(client, "harm").answers == {}


def test_what_is_typed_is_kept_before_the_button(client, case, begun):
    shown = opened(client, case, "freedom")
    typed = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw"), "debt": "yes"}
    for said_more in ({}, {"note": "Locked in."}):  # the same page saves twice, and then the button
        reply = client.post(page("interview-keep", number=case.pk, section="freedom"), {**typed, **said_more})
        assert reply.json()["said"].startswith("Saved ")
    assert answer(client, case, "freedom", shown=shown, debt="no").status_code == 302
    assert kept(client, "freedom").answers == {"debt": ["no"]}


def test_two_windows_that_differ_are_laid_side_by_side(client, case, begun):
    one, other = opened(client, case, "safety"), opened(client, case, "safety")
    answer(client, case, "safety", shown=one, safe_now="yes")
    shown = answer(client, case, "safety", shown=other, safe_now="no")
    assert (shown.status_code, kept(client, "safety").answers) == (409, {"safe_now": ["yes"]})
    assert "Somebody else kept other answers here" in said(shown)
    answer(client, case, "safety", shown=shown, safe_now="no")
    assert kept(client, "safety").answers == {"safe_now": ["no"]}


def test_an_answer_that_was_not_offered_is_refused(client, case, begun):
    assert answer(client, case, "safety", safe_now="surely").status_code == 422


def test_a_grown_up_is_not_asked_what_children_are(client, case, begun):
    assert "Could you go to school" not in said(opened(client, case, "there"))
    answer(client, case, "beginning", child_then="yes")
    assert "Could you go to school" in said(opened(client, case, "there"))


def test_the_screening_is_filled_in_from_the_interview_and_can_be_corrected(client, case, begun):
    answer(client, case, "beginning", first_contact=["agency"], job_different="yes", note="A cousin of Zebedayo.")
    answer(client, case, "there", made_to_do=["forced_labour"], hours="yes")
    address = page("screening", number=case.pk)
    way = client.get(address)
    assert "Filled in from the interview" in said(way)
    assert 'value="agency" checked' in way.content.decode()
    typed = {
        "event": hidden(way, "event"),
        "on": TODAY.isoformat(),
        "age_at_entry": "24",
        "recruitment_method": "agency",
    }
    happened = client.post(address, {**typed, "step": "way", "asked": "way"})
    assert 'value="forced_labour" checked' in happened.content.decode()
    typed |= {"exploitation": "forced_labour", "gbv": "unknown"}
    last = client.post(address, {**typed, "step": "happened", "asked": ["way", "happened"]})
    shown = last.content.decode()
    assert 'value="al_dec_job" checked' in shown
    assert "A cousin of Zebedayo." in shown
    assert "(strong, from question 6)" in said(last)
    final = {"step": "indicators", "asked": ["way", "happened", "indicators"], "indicators": ["al_exp_hours"]}
    client.post(address, {**typed, **final, "notes": "Corrected."})
    row = Screening._base_manager.get()
    assert (row.indicators, row.interview.state) == (["al_exp_hours"], "done")
    assert row.interview.led == {"al_exp_hours": ["hours"]}
    decision = client.get(page("determination", number=case.pk)).content.decode()
    assert 'value="recruitment" checked' in decision


def test_answers_that_are_taken_back_are_gone(client, case, begun):
    answer(client, case, "safety", safe_now="no", note="Zebedayo waits outside.")
    client.post(
        page("interview-drop", number=case.pk),
        {"event": hidden(client.get(page("interview", number=case.pk)), "event")},
    )
    assert (Interview._base_manager.get().answers, Interview._base_manager.get().state) == (None, "dropped")
    assert "Begin the interview" in said(client.get(page("interview", number=case.pk)))


def test_a_section_without_an_interview_leads_to_where_one_begins(client, case):
    assert opened(client, case, "safety").url == page("interview", number=case.pk)


def test_a_section_that_there_is_not_is_not_found(client, case, begun):
    assert opened(client, case, "weather").status_code == 404
