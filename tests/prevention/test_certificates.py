"""A certificate is made for whoever met the rule of the course, and can be looked up by a number that names nobody."""

from typing import Any

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.prevention import operations, queries
from tabara.prevention.models import Certificate
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.prevention.house import course, listed, training

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper() -> Any:
    return make_member("secretariat")


def held(keeper: Any, *, sessions: int = 4, **rule: Any) -> Any:
    """Return a training of four sessions, of a course that asks for three quarters of them."""
    of = course(keeper, **{"certificate_share": 75, **rule})
    return training(keeper, course=of, sessions=sessions)


def certify(by: Any, of: Any, row: Any, language: str = "fr") -> Certificate:
    return operations.certify(by=by, at=NOW, training=of, trainee=row.pk, language=language)


def test_whoever_came_often_enough_gets_one_with_a_number_that_can_be_looked_up(keeper: Any) -> None:
    of = held(keeper)
    made = certify(keeper, of, listed(keeper, of, "MAT-0001", came=3))
    assert (made.language, made.issued_on, len(made.code)) == ("fr", TODAY, 9)
    reader = make_member("caseworker", agency=make_agency("elsewhere"))
    known = queries.look_up(by=reader, code=f" {made.code.lower()} ")
    assert known is not None
    assert (known.course, known.agency, known.issued_on) == (of.course.title, of.agency.name, TODAY)
    assert "Zebedayo" not in str(known)
    assert queries.look_up(by=reader, code="C00000000") is None


@pytest.mark.parametrize(
    ("rule", "person", "said"),
    [
        ({}, {"came": 2}, "Came to 2 of 4 sessions; the course asks for 75 percent"),
        ({"certificate_test": True}, {"after": 59}, "The test of this course is not passed: 60 of 100"),
        ({"certificate_test": True}, {}, "The test of this course is not passed"),
        ({"certificate_share": None}, {}, "no course that gives certificates"),
    ],
)
def test_whoever_does_not_meet_the_rule_gets_none_and_reads_why(keeper: Any, rule: Any, person: Any, said: str) -> None:
    of = held(keeper, **rule)
    with pytest.raises(Refused, match=said):
        certify(keeper, of, listed(keeper, of, "MAT-0001", **person))
    assert Certificate.objects.count() == 0


def test_the_whole_list_is_done_at_once_and_only_who_earned_it(keeper: Any) -> None:
    of = held(keeper, certificate_test=True)
    for nth, (came, mark) in enumerate([(4, 80), (3, 60), (2, 90), (4, 59)], 1):
        listed(keeper, of, f"MAT-000{nth}", came=came, after=mark, name=f"Number {nth}")
    operations.certify_all(by=keeper, at=NOW, training=of, language="rn")
    printed = operations.print_certificates(by=keeper, at=NOW, training=of)
    assert [who.name for _one, who in printed] == ["Number 1", "Number 2"]
    assert {one.language for one, _who in printed} == {"rn"}
    with pytest.raises(Refused, match="Nobody on this list"):
        operations.certify_all(by=keeper, at=NOW, training=of, language="rn")


def test_printing_leaves_an_act_and_names_nobody_in_it(keeper: Any) -> None:
    of = held(keeper)
    certify(keeper, of, listed(keeper, of, "MAT-0001"))
    operations.print_certificates(by=keeper, at=NOW, training=of)
    act = AuditEvent.objects.filter(operation="prevention.print_certificates").get()
    assert "Zebedayo" not in str(vars(act))


def test_what_was_struck_out_is_known_no_more(keeper: Any) -> None:
    of = held(keeper)
    made = certify(keeper, of, listed(keeper, of, "MAT-0001"))
    operations.strike_training(by=keeper, at=NOW, training=of, reason="It was not held.")
    assert queries.look_up(by=keeper, code=made.code) is None
    with pytest.raises(Refused, match="struck out"):
        operations.print_certificates(by=keeper, at=NOW, training=of)


def test_a_second_one_another_agency_and_a_language_that_is_not_offered_are_refused(keeper: Any) -> None:
    of = held(keeper)
    row = listed(keeper, of, "MAT-0001")
    with pytest.raises(Refused, match="languages that are offered"):
        certify(keeper, of, row, "zz")
    with pytest.raises(Refused, match="no certificate of this training"):
        operations.print_certificates(by=keeper, at=NOW, training=of)
    certify(keeper, of, row)
    with pytest.raises(Refused, match="made already"):
        certify(keeper, of, row)
    with pytest.raises(Refused, match="made already"):
        operations.count_sessions(by=keeper, at=NOW, trainee=row, came=1)
    stranger = make_member("secretariat", agency=make_agency("elsewhere"))
    for act in (operations.print_certificates, lambda **told: operations.certify_all(**told, language="fr")):
        with pytest.raises(NotAllowed):
            act(by=stranger, at=NOW, training=of)


def test_the_sessions_somebody_came_to_can_be_put_right(keeper: Any) -> None:
    of = held(keeper)
    row = listed(keeper, of, "MAT-0001", came=1)
    operations.count_sessions(by=keeper, at=NOW, trainee=row, came=4)
    assert certify(keeper, of, row).trainee.came == 4
    for many in (0, 5):
        with pytest.raises(Refused, match="between 1 and 4 sessions"):
            listed(keeper, of, f"MAT-1{many}00", came=many)


@pytest.mark.parametrize(
    ("facts", "said"),
    [({"certificate_share": 0}, "between 1 and 100"), ({"certificate_share": None, "certificate_test": True}, "first")],
)
def test_a_rule_that_cannot_be_is_refused(keeper: Any, facts: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        course(keeper, **facts)


def test_a_training_has_at_least_one_session(keeper: Any) -> None:
    for many in (0, 201):
        with pytest.raises(Refused, match="between 1 and 200 sessions"):
            training(keeper, sessions=many)
