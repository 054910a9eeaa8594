"""Training: courses, lists on which the same person counts once, tests, refreshers, and the share of a register."""

import datetime as dt
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.prevention import operations, queries
from tabara.prevention.models import Attendance, Course, Register, Trainee
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.prevention.house import course, listed, training

pytestmark = pytest.mark.django_db(databases="__all__")
YEAR = dt.timedelta(days=365)


@pytest.fixture
def keeper() -> Member:
    return make_member("supervisor")


def registered(by: Member, number: int, **facts: Any) -> Register:
    usual = {"profile": "magistrate", "as_of": TODAY - YEAR, "source": "Ministry of Justice", "number": number}
    return operations.set_register(by=by, at=NOW, **{**usual, **facts})


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"title": ""}, "title", "Write a few words here"),
        ({"topic": "cooking"}, "topic", "is not in the list “training_subject”"),
        ({"hours": 0}, "hours", "between 1 and 2000 hours"),
        ({"profiles": ("astronaut",)}, "profiles", "“astronaut” is not in the list"),
        ({"refresher_months": 0}, "refresher_months", "between 1 and 120 months"),
    ],
)
def test_a_course_that_cannot_be_is_refused(keeper: Member, facts: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        course(keeper, **facts)
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert not Course.objects.exists()


def test_a_training_does_not_end_before_it_begins_or_after_today(keeper: Member) -> None:
    held = training(keeper, on=TODAY - dt.timedelta(days=2), until=TODAY, trainer=" Judicial school ")
    assert (held.ended_on, held.trainer) == (TODAY, "Judicial school")
    for until in (TODAY - dt.timedelta(days=3), TODAY + dt.timedelta(days=1)):
        with pytest.raises(Refused):
            training(keeper, on=TODAY - dt.timedelta(days=2), until=until)


def test_who_is_on_a_list_is_sealed_and_opened_with_a_reason(keeper: Member) -> None:
    row = listed(keeper, training(keeper), "MAT-0042", name="Zebedayo Ntirampeba")
    assert not [word for word in (b"Ntirampeba", b"0042") if word in bytes(row.sealed)]
    who = operations.open_trainee(by=keeper, at=NOW, trainee=row, reason="verification")
    assert (who.name, who.number) == ("Zebedayo Ntirampeba", "MAT-0042")
    with pytest.raises(Refused, match="Say why you need to read it"):
        operations.open_trainee(by=keeper, at=NOW, trainee=row, reason="")
    coordinator = make_member("coordinator", agency=make_agency("far"))
    with pytest.raises(NotAllowed):
        operations.open_trainee(by=coordinator, at=NOW, trainee=row, reason="contact")


def test_a_list_has_each_person_once_and_says_so(keeper: Member) -> None:
    held = training(keeper)
    assert [listed(keeper, held, number).number for number in ("MAT 0042", "MAT 0043")] == [1, 2]
    with pytest.raises(Refused, match="on the list already"):
        listed(keeper, held, "mat-0042")
    with pytest.raises(Refused, match="at least 4 letters or digits"):
        listed(keeper, held, "42 -")
    assert Trainee.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"after": 101}, "after"), ({"before": -1}, "before"), ({"profile": "king"}, "profile"), ({"name": " "}, "name")],
)
def test_a_place_on_a_list_that_cannot_be_is_refused(keeper: Member, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        listed(keeper, training(keeper), "MAT 0042", **facts)
    assert refusal.value.field == field
    assert not Trainee.objects.exists()


@pytest.mark.parametrize(("mark", "passed"), [(59, False), (60, True), (None, None)])
def test_a_training_is_passed_from_the_mark_of_the_pack(keeper: Member, mark: int | None, passed: bool | None) -> None:
    assert listed(keeper, training(keeper), "MAT 0042", before=20, after=mark).passed is passed


def test_whoever_is_on_the_list_was_there(keeper: Member) -> None:
    held = training(keeper, attended={"magistrate": 1})
    for number in ("MAT 0042", "MAT 0043"):
        listed(keeper, held, number)
    listed(keeper, held, "POL 0001", profile="law_enforcement")
    found = Attendance.objects.filter(training=held).order_by("profile").values_list("profile", "attended")
    assert list(found) == [("law_enforcement", 1), ("magistrate", 2)]


def test_all_trained_is_computed_from_a_register_and_counts_each_person_once(keeper: Member) -> None:
    """Three trainings of two agencies; the same two magistrates came to two of them: two persons, five attendances."""
    registered(keeper, 4)
    far = make_member("supervisor", agency=make_agency("far"))
    for by, numbers in ((keeper, ("MAT 0042", "MAT 0043")), (far, ("mat/0042", "MAT0043"))):
        held = training(by, attended={"magistrate": 2})
        for number in numbers:
            listed(by, held, number)
    training(keeper, attended={"magistrate": 1})
    (share,) = queries.shares(by=keeper, on=TODAY)
    assert (share.persons, share.attendances, share.register.number, share.percent) == (2, 5, 4, 50)


def test_the_newest_number_of_a_register_holds_from_its_day(keeper: Member) -> None:
    registered(keeper, 54)
    registered(keeper, 60, as_of=TODAY)
    assert [one.register.number for one in queries.shares(by=keeper, on=TODAY - dt.timedelta(days=1))] == [54]
    assert [one.register.number for one in queries.shares(by=keeper, on=TODAY)] == [60]


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"number": 0}, "number", "a number above zero"),
        ({"as_of": TODAY + YEAR}, "as_of", "is after today"),
        ({"source": ""}, "source", "Write a few words here"),
        ({"profile": "king"}, "profile", "is not in the list"),
    ],
)
def test_a_register_that_cannot_be_is_refused(keeper: Member, facts: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        registered(keeper, **{"number": 5, **facts})
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert not Register.objects.exists()


def test_a_day_has_one_number_of_a_profile(keeper: Member) -> None:
    registered(keeper, 54)
    with pytest.raises(Refused, match="There is a number of this profile from that day already"):
        registered(keeper, 55)


def test_a_refresher_is_due_until_the_same_course_is_attended_again(keeper: Member) -> None:
    taught = course(keeper, refresher_months=12)
    first = training(keeper, course=taught, on=TODAY - dt.timedelta(days=400))
    for number in ("MAT 0042", "MAT 0043"):
        listed(keeper, first, number)
    assert len(queries.due(by=keeper, on=TODAY)) == 2
    again = listed(keeper, training(keeper, course=taught), "MAT 0042")
    assert [(one.trainee.number, one.course, one.on <= TODAY) for one in queries.due(by=keeper, on=TODAY)] == [
        (2, taught, True)
    ]
    assert (again.refresh_on, queries.due(by=make_member("supervisor", agency=make_agency("far")), on=TODAY)) == (
        dt.date(2027, 3, 2),
        [],
    )


def test_what_was_struck_out_trains_nobody(keeper: Member) -> None:
    registered(keeper, 4)
    held = training(keeper)
    listed(keeper, held, "MAT 0042")
    operations.strike_training(by=keeper, at=NOW, training=held, reason="Recorded twice.")
    (share,) = queries.shares(by=keeper, on=TODAY)
    assert (share.persons, share.attendances, share.percent) == (0, 0, 0)
    with pytest.raises(Refused, match="was struck out"):
        listed(keeper, held, "MAT 0043")


def test_each_sees_the_trainings_that_the_role_reaches(keeper: Member) -> None:
    point = make_member("focal_point", agency=keeper.agency)
    held = training(keeper)
    assert ([*queries.trainings(by=point)], [*queries.trainings(by=keeper)]) == ([], [held])
    with pytest.raises(NotFound):
        queries.training(by=point, number=held.pk)
    with pytest.raises(NotAllowed):
        queries.courses(by=make_member("caseworker"))
