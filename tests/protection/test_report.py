"""A person who asks sees everything that is held about her, and who looked at it."""

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent, Member
from tabara.protection.intake.operations import subject_access_report
from tests.factories import NOW, assisted, make_agency, make_member, register, screened

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def supervisor() -> Member:
    return make_member("supervisor")


def report(by: Member, case, reason: str = "person_asked"):
    return subject_access_report(by=by, at=NOW, case=case, reason=reason)


def test_all_that_is_held_is_told_in_the_persons_language(supervisor) -> None:
    case = register(supervisor, given="Odette", surname="Niragira", consent_language="rn")
    screened(supervisor, case, notes="She spoke of a blue gate.")
    assisted(supervisor, case)
    held = report(supervisor, case)
    assert (held.names.full, held.language, held.elsewhere) == ("Odette Niragira", "rn", 0)
    (told,) = held.cases
    assert (told.case, told.services, [note.text for note in told.notes]) == (case, 1, ["She spoke of a blue gate."])


def test_the_report_stands_in_the_memory_with_its_reason(supervisor) -> None:
    case = register(supervisor)
    report(supervisor, case)
    row = AuditEvent.objects.get(operation="intake.subject_access_report")
    assert (row.subject, row.reason, row.outcome) == (case.pk, "person_asked", "done")


def test_whoever_may_not_read_notes_prints_none() -> None:
    focal = make_member("focal_point")
    own = register(focal)
    assert report(focal, own).cases[0].notes is None


def test_another_agencys_cases_are_told_by_number_alone(supervisor) -> None:
    case, other = register(supervisor), register(make_member(agency=make_agency("away")))
    other.person = case.person
    other.save(update_fields=["person"])
    held = report(supervisor, case)
    assert ([one.case for one in held.cases], held.elsewhere) == ([case], 1)


def test_nobody_prints_what_they_may_not_open(supervisor) -> None:
    case = register(supervisor)
    for role in ("data_protection_officer", "coordinator", "administrator"):
        with pytest.raises(NotAllowed):
            report(make_member(role), case)
    with pytest.raises(NotAllowed):
        report(make_member("supervisor", agency=make_agency("away")), case)


def test_a_report_needs_a_reason(supervisor) -> None:
    with pytest.raises(Refused, match="is not in the list"):
        report(supervisor, register(supervisor), reason="curious")
