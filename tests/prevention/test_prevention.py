"""Awareness and trainings are counts of events; what cannot be is refused."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.prevention.models import Attendance, Awareness, Training
from tabara.prevention.operations import record_awareness, record_training
from tests.factories import NOW, TODAY, make_member

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_session_keeps_how_many_it_reached() -> None:
    leader = make_member("focal_point")
    row = record_awareness(by=leader, at=NOW, on=TODAY, leader="community_focal_point", reached=120)
    assert (row.agency, row.reached, row.leader) == (leader.agency, 120, "community_focal_point")


def test_a_training_keeps_its_attendance_by_profile_and_the_register() -> None:
    attended = {"magistrate": 12, "judge": 5}
    row = record_training(
        by=make_member("coordinator"), at=NOW, on=TODAY, attended=attended, register={"magistrate": 54}
    )
    kept = Attendance.objects.filter(training=row).order_by("profile").values_list("profile", "attended", "register")
    assert list(kept) == [("judge", 5, None), ("magistrate", 12, 54)]


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"leader": "nobody"}, "leader", "“nobody” is not in the list “awareness_leader”"),
        ({"reached": 0}, "reached", "a number above zero"),
        ({"on": TODAY + dt.timedelta(days=1)}, "on", "3 March 2026 is after today"),
        ({"place": "XX", "place_version": "2010"}, "place", "There is no place “XX”"),
    ],
)
def test_a_session_that_cannot_be_is_refused(facts: dict[str, object], field: str, sentence: str) -> None:
    usual = {"on": TODAY, "leader": "agency", "reached": 5}
    with pytest.raises(Refused) as refusal:
        record_awareness(by=make_member("coordinator"), at=NOW, **{**usual, **facts})
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert Awareness.objects.count() == 0


@pytest.mark.parametrize("attended", [{"astronaut": 3}, {"judge": 0}])
def test_a_training_that_cannot_be_is_refused(attended: dict[str, int]) -> None:
    with pytest.raises(Refused):
        record_training(by=make_member("coordinator"), at=NOW, on=TODAY, attended=attended)
    assert (Training.objects.count(), Attendance.objects.count()) == (0, 0)


def test_a_caseworker_does_not_record_trainings() -> None:
    with pytest.raises(NotAllowed):
        record_training(by=make_member("caseworker"), at=NOW, on=TODAY, attended={"judge": 3})
