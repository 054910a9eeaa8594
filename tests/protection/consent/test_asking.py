"""What is told and asked is kept statement by statement, with how it was given; and help depends on none of it."""

import dataclasses
import datetime as dt

import pytest

from tabara import codelists
from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases import queries
from tabara.protection.cases.models import Asking, Consent
from tabara.protection.cases.operations import record_consent, withdraw_consent
from tests.factories import assisted, make_agency, make_member
from tests.protection.consent.asked import SEVEN, YES, asked, child_of
from tests.protection.sharing.sharers import agrees, now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


@pytest.fixture
def worker():
    return sender()


@pytest.fixture
def case(worker):
    return registered(worker)


def test_each_of_the_seven_statements_is_kept_by_itself_with_the_version_and_the_language(worker, case):
    said = YES | {"research": False, "storage": False}
    row = asked(worker, case, answers=said, interpreter="telephone", how="thumb")
    row = Asking._base_manager.get(pk=row.pk)
    assert row.answers == said
    assert (row.version, row.language, row.interpreter, row.how) == (
        codelists.pack().consent_text().version,
        "rn",
        "telephone",
        "thumb",
    )
    assert (row.read_by, row.child) == (worker, False)


def test_the_version_that_was_read_out_stays_though_the_text_changes(worker, case, monkeypatch):
    old = asked(worker, case)
    newer = dataclasses.replace(codelists.pack().consent_text(), version="2027-1")
    codelists.use(dataclasses.replace(before := codelists.pack(), consent=newer))
    try:
        new = asked(worker, case)
    finally:
        codelists.use(before)
    assert [one.version for one in queries.askings(by=worker, case=case)] == [new.version, old.version]
    assert (old.version, new.version) == (before.consent_text().version, "2027-1")


@pytest.mark.parametrize("missing", SEVEN)
def test_no_statement_is_left_out(worker, case, missing):
    answers = {key: yes for key, yes in YES.items() if key != missing}
    with pytest.raises(Refused, match="each of the seven statements"):
        asked(worker, case, answers=answers)


@pytest.mark.parametrize(
    ("facts", "sentence", "field"),
    [
        ({"how": ""}, "how the answer was given", "how"),
        ({"how": "spoken"}, "needs a witness", "witness_role"),
        ({"how": "refused", "witness_role": "teacher"}, "refused, and also that she agrees", "how"),
        ({"how": "spoken", "witness_role": "neighbour"}, "not in the list", "witness_role"),
        ({"interpreter": "Odette"}, "not in the list", "interpreter"),
        ({"language": "xx"}, "not in the list", "language"),
        ({"capacity": "perhaps"}, "able to decide", "capacity"),
        ({"capacity": "not_now"}, "on which later day", "again_on"),
        ({"child": None}, "whether this is a child", "child"),
        ({"guardian": "mother"}, "for a child only", "guardian"),
    ],
)
def test_what_is_unclear_is_refused(worker, case, facts, sentence, field):
    with pytest.raises(Refused, match=sentence) as refused:
        asked(worker, case, **facts)
    assert refused.value.field == field
    assert Asking._base_manager.count() == 0


def test_nobody_is_asked_tomorrow(worker, case):
    with pytest.raises(Refused, match="is after today"):
        asked(worker, case, asked_on=today() + DAY)


def test_what_is_spoken_has_its_witness_by_account_or_by_role(worker, case):
    colleague = sender()
    assert asked(worker, case, how="spoken", witness=colleague).witness == colleague
    no = YES | {"interview": False, "research": False}
    assert asked(worker, case, how="refused", witness_role="teacher", answers=no).witness_role == "teacher"


def test_a_no_to_research_takes_the_person_out_of_the_figures_and_a_yes_puts_her_back(worker, case):
    assert "statistics" in queries.agreed(answers=queries.consents(case=case))
    row = asked(worker, case, answers=YES | {"research": False})
    assert "statistics" not in queries.agreed(answers=queries.consents(case=case))
    assert Consent._base_manager.get(asking=row).given is False
    asked(worker, case)
    assert "statistics" in queries.agreed(answers=queries.consents(case=case))


def test_somebody_who_cannot_decide_now_is_asked_again_on_a_later_day(worker, case):
    first = asked(worker, case, capacity="not_now", again_on=today() + DAY, asked_on=today())
    assert (first.answers, first.how, first.child) == ({}, "", False)
    assert [(one.kind, one.due_on) for one in case.tasks.filter(kind="consent.ask")] == [("consent.ask", today() + DAY)]
    with pytest.raises(Refused, match=r"was not able to decide\. Ask again on a later day"):
        asked(worker, case)
    later = now() + DAY
    assert asked(worker, case, at=later, asked_on=today() + DAY).capacity == "able"
    assert not case.tasks.filter(kind="consent.ask").exists()


def test_whoever_cannot_decide_now_agrees_to_nothing_meanwhile_and_may_say_no(worker, case):
    asked(worker, case, capacity="not_now", again_on=today() + DAY)
    clinic = make_agency("clinic", kind="health")
    with pytest.raises(Refused, match=r"was not able to decide\. Read the information out"):
        agrees(worker, case, clinic)
    answer = {"purpose": "follow_up_contact", "asked_on": today(), "language": "rn"}
    with pytest.raises(Refused, match="was not able to decide"):
        record_consent(by=worker, at=now(), case=case, given=True, **answer)
    assert record_consent(by=worker, at=now(), case=case, given=False, **answer).given is False
    assert agrees(worker, case, clinic, given=False).given is False


def test_of_unknown_age_nobody_is_an_adult_while_she_cannot_be_asked(worker, case):
    assert asked(worker, case, capacity="not_now", again_on=today() + DAY, child=None).child is True


@pytest.mark.parametrize("born", [17, 19])
def test_the_year_of_birth_says_whether_it_is_a_child(worker, born):
    case = registered(worker, birth_year=today().year - born)
    with pytest.raises(Refused, match="year of birth says otherwise"):
        asked(worker, case, child=born > 18, **({"guardian": "mother"} if born < 18 else {}))


def test_a_child_that_assents_needs_a_guardian_or_a_reason(worker):
    case = child_of(worker)
    with pytest.raises(Refused, match="a parent or guardian has to agree, too") as refused:
        asked(worker, case, child=None)
    assert refused.value.field == "guardian"
    assert asked(worker, case, child=None, guardian="mother").guardian == "mother"
    alone = asked(worker, case, child=None, best_interests="none_found")
    assert (alone.best_interests, alone.child) == ("none_found", True)
    no = YES | {"interview": False, "research": False}
    assert asked(worker, case, child=None, answers=no).guardian == ""


def test_help_depends_on_no_consent(worker):
    """Refused, withdrawn, a child's no, or nobody able to say: a service is recorded all the same."""
    nurse, case = receiver(), child_of(worker)
    no = YES | {"interview": False, "research": False}
    asked(worker, case, child=None, answers=no, how="refused", witness_role="staff")
    assert assisted(worker, case, on=today(), at=now()).pk
    withdraw_consent(by=worker, at=now(), case=case, purpose="registration")
    assert assisted(worker, case, on=today(), at=now()).pk
    unable = registered(worker)
    asked(worker, unable, capacity="not_now", again_on=today() + DAY)
    assert assisted(worker, unable, on=today(), at=now()).pk
    given = registered(worker)
    shared(worker, given, nurse, ["course"])
    assert assisted(nurse, given, on=today(), at=now()).pk


def test_who_asks_is_whoever_may_change_the_case(worker, case):
    with pytest.raises(NotAllowed):
        asked(make_member(agency=make_agency("third")), case)
    nurse = receiver()
    shared(worker, case, nurse)
    with pytest.raises(NotAllowed):
        asked(nurse, case)
    assert queries.askings(by=nurse, case=case) == []
