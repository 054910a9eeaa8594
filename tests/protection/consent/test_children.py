"""A child's data are shared with a guardian's agreement or a reason, and never in silence against its own no."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases import queries
from tabara.protection.cases.models import Consent
from tabara.protection.cases.operations import answer_refusal
from tests.factories import make_agency
from tests.protection.consent.asked import asked, child_of
from tests.protection.sharing.sharers import agrees, now, receiver, refer, registered, sender, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return sender()


@pytest.fixture
def clinic():
    return receiver().agency


def decided(by, case, consent, **facts):
    usual = {"share": True, "reason": "life"}
    return answer_refusal(by=by, at=now(), case=case, consent=consent.pk, **{**usual, **facts})


def may_share(case, agency):
    return queries.agreed_to_share(case=case, recipient=agency, on=today()) is not None


def test_without_a_guardian_or_a_reason_nothing_of_a_child_is_shared(worker, clinic):
    case = child_of(worker)
    with pytest.raises(Refused, match="a parent or guardian has to agree, too"):
        agrees(worker, case, clinic, assents=True)
    assert not may_share(case, clinic)


@pytest.mark.parametrize("ground", [{"guardian": "mother"}, {"best_interests": "none_found"}, {"by_guardian": True}])
def test_with_one_of_them_it_is_shared(worker, clinic, ground):
    case = child_of(worker)
    made = agrees(worker, case, clinic, assents=True, **ground)
    assert (may_share(case, clinic), made.assents) == (True, True)
    assert made.by_guardian == ("best_interests" not in ground)


def test_the_child_itself_is_asked(worker, clinic):
    with pytest.raises(Refused, match="Say what the child itself says"):
        agrees(worker, child_of(worker), clinic, guardian="mother")


def test_a_reason_that_is_in_no_list_is_refused(worker, clinic):
    with pytest.raises(Refused, match="not in the list"):
        agrees(worker, child_of(worker), clinic, best_interests="quicker", assents=True)


def test_an_adult_answers_alone(worker, clinic):
    case = registered(worker, birth_year=today().year - 30)
    with pytest.raises(Refused, match="for a child only"):
        agrees(worker, case, clinic, guardian="mother")
    assert agrees(worker, case, clinic).assents is None


def test_whoever_asked_last_says_of_unknown_age_whether_it_is_a_child(worker, clinic):
    case = registered(worker)
    asked(worker, case, child=True, guardian="mother")
    with pytest.raises(Refused, match="a parent or guardian has to agree, too"):
        agrees(worker, case, clinic)
    asked(worker, case, child=False)
    assert agrees(worker, case, clinic).given


def test_a_childs_no_counts_until_a_supervisor_has_answered_it(worker, clinic):
    case = child_of(worker)
    made = agrees(worker, case, clinic, guardian="mother", assents=False)
    assert not may_share(case, clinic)
    with pytest.raises(Refused, match="does not agree"):
        refer(worker, case, clinic)
    assert [one.pk for one in queries.refusals_to_answer(answers=queries.consents(case=case))] == [made.pk]
    assert [one.kind for one in case.tasks.filter(kind="consent.refusal")] == ["consent.refusal"]
    chief = sender("supervisor")
    decided(chief, case, made)
    assert may_share(case, clinic)
    stored = Consent._base_manager.get(pk=made.pk)
    assert (stored.assents, stored.overruled, stored.overruled_for, stored.overruled_by) == (False, True, "life", chief)
    assert not case.tasks.filter(kind="consent.refusal").exists()


def test_a_supervisor_who_heeds_the_child_leaves_it_a_no(worker, clinic):
    case = child_of(worker)
    made = agrees(worker, case, clinic, guardian="mother", assents=False)
    decided(sender("supervisor"), case, made, share=False, reason="")
    assert not may_share(case, clinic)
    assert queries.refusals_to_answer(answers=queries.consents(case=case)) == []


def test_no_override_without_a_reason_of_the_list(worker, clinic):
    case = child_of(worker)
    made = agrees(worker, case, clinic, guardian="mother", assents=False)
    with pytest.raises(Refused, match="not in the list"):
        decided(sender("supervisor"), case, made, reason="quicker")
    assert not may_share(case, clinic)


def test_it_is_answered_once_and_by_a_supervisor_of_the_holder(worker, clinic):
    case = child_of(worker)
    made = agrees(worker, case, clinic, guardian="mother", assents=False)
    for other in (worker, sender("data_protection_officer"), receiver("supervisor")):
        with pytest.raises(NotAllowed):
            decided(other, case, made)
    chief = sender("supervisor")
    decided(chief, case, made, share=False, reason="")
    with pytest.raises(Refused, match="no refusal of a child left"):
        decided(chief, case, made)
    with pytest.raises(NotFound):
        decided(chief, child_of(worker), made)


def test_a_newer_answer_of_the_child_takes_the_place_of_its_no(worker, clinic):
    case = child_of(worker)
    agrees(worker, case, clinic, guardian="mother", assents=False)
    agrees(worker, case, clinic, guardian="mother", assents=True)
    assert (may_share(case, clinic), case.tasks.filter(kind="consent.refusal").exists()) == (True, False)


def test_a_no_to_one_agency_says_nothing_of_another(worker, clinic):
    case, school = child_of(worker), make_agency("school")
    agrees(worker, case, clinic, guardian="mother", assents=False)
    agrees(worker, case, school, guardian="mother", assents=True)
    assert (may_share(case, clinic), may_share(case, school)) == (False, True)
