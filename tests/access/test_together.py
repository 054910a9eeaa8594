"""Two people, or one person twice, at the same moment: nothing is done twice, overwritten or lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections

from tabara import sealing
from tabara.access import audit
from tabara.access.errors import NotAllowed, NotFound, Stale, TwiceUsed
from tabara.access.models import AuditEvent
from tabara.access.operations import add_member
from tabara.access.unit import whole
from tabara.protection.assistance.models import Service
from tabara.protection.cases.models import Case, Category, Person
from tabara.protection.cases.operations import edit_case, hand_over
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries
from tabara.sealing.keys import Purpose, subjects_with_key
from tabara.vault.models import Draft, Identity
from tests.factories import NOW, TODAY, assisted, make_agency, make_member, register, situation

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
BEFORE = {"household": "", "education": ""}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts at the same moment, each on connections of its own; give what each returned or raised."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return act()
        except Exception as error:  # noqa: BLE001 - what it raised is the answer
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(alone, acts))


def test_one_registration_sent_four_times_at_once_is_one_person() -> None:
    worker, event = make_member(), sealing.event()
    answers = at_once(*[lambda: register(worker, event=event)] * 4)
    assert [answer.pk for answer in answers] == [event] * 4
    assert (Case._base_manager.count(), Person._base_manager.count(), Identity._base_manager.count()) == (1, 1, 1)
    assert audit.broken_link() is None


def test_one_service_sent_four_times_at_once_is_one_service() -> None:
    worker, event = make_member(), sealing.event()
    case = register(worker)
    answers = at_once(*[lambda: assisted(worker, case, event=event)] * 4)
    assert [answer.pk for answer in answers] == [event] * 4
    assert Service._base_manager.count() == 1


def test_two_who_change_the_same_fact_at_once_are_asked_and_neither_is_overwritten() -> None:
    worker = make_member()
    case = register(worker)
    first, second = (Case._base_manager.get(pk=case.pk) for _ in range(2))  # as two requests have loaded it
    given = {"saw": 1, "before": BEFORE}
    edit_case(by=worker, at=NOW, case=first, changes={"household": "single_female_parent"}, **given)
    with pytest.raises(Stale):
        edit_case(by=worker, at=NOW, case=second, changes={"household": "alone"}, **given)
    edit_case(by=worker, at=NOW, case=second, changes={"education": "none"}, **given)
    stored = Case._base_manager.get(pk=case.pk)
    assert (stored.household, stored.education, stored.version) == ("single_female_parent", "none", 3)


def test_whoever_gave_a_case_away_meanwhile_changes_it_no_more_and_the_try_is_remembered() -> None:
    worker, colleague = make_member(), make_member()
    case = register(worker)
    loaded = Case._base_manager.select_related("agency").get(pk=case.pk)
    hand_over(by=worker, at=NOW, case=case, to=colleague)
    with pytest.raises(NotAllowed):
        hand_over(by=worker, at=NOW, case=loaded, to=worker)
    assert Case._base_manager.get(pk=case.pk).owner == colleague
    assert AuditEvent.objects.get(outcome="denied").subject == case.pk


def test_a_number_used_for_another_case_is_refused() -> None:
    worker, event = make_member(), sealing.event()
    assisted(worker, register(worker), event=event)
    with pytest.raises(TwiceUsed):
        assisted(worker, register(worker), event=event)


def test_an_act_sent_again_after_its_result_is_gone_finds_nothing() -> None:
    worker, event = make_member(), sealing.event()
    draft = intake.save_draft(by=worker, event=event, at=NOW, draft=None, saw=0, answers={})
    intake.drop_draft(by=worker, at=NOW, draft=draft.pk)
    with pytest.raises(NotFound):
        intake.save_draft(by=worker, event=event, at=NOW, draft=None, saw=0, answers={})


def test_a_refusal_that_comes_from_inside_an_act_is_remembered_too() -> None:
    administrator = make_member("administrator")
    with pytest.raises(NotAllowed):
        add_member(
            by=administrator,
            at=NOW,
            username="odile",
            name="Odile",
            agency=make_agency("away"),
            roles=["caseworker"],
        )
    assert list(AuditEvent.objects.values_list("operation", "outcome")) == [("access.add_member", "denied")]


def test_a_form_is_destroyed_only_when_the_case_that_came_of_it_is_stored() -> None:
    worker = make_member()
    draft = intake.save_draft(by=worker, at=NOW, draft=None, saw=0, answers={"given": "Odette"})
    names = intake.Names(given="Odette")

    def an_act_whose_last_commit_fails() -> None:
        with whole():
            intake.register_person(by=worker, at=NOW, names=names, situation=situation(), draft=draft.pk)
            Category._base_manager.create(case_id=sealing.event(), code="returnee", since=TODAY)  # of no case

    with pytest.raises(IntegrityError):
        an_act_whose_last_commit_fails()
    assert (Case._base_manager.count(), Identity._base_manager.count()) == (0, 1)  # nothing leads to that identity
    assert queries.draft(by=worker, number=draft.pk)[1] == {"given": "Odette"}


def test_a_form_that_became_a_case_is_gone_with_its_key() -> None:
    worker = make_member()
    draft = intake.save_draft(by=worker, at=NOW, draft=None, saw=0, answers={"given": "Odette"})
    names = intake.Names(given="Odette")
    case = intake.register_person(by=worker, at=NOW, names=names, situation=situation(), draft=draft.pk)
    assert Draft._base_manager.count() == 0
    assert subjects_with_key(Purpose.IDENTITY) == {case.person_id}
