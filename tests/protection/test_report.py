"""A person who asks sees everything that is held about her, and who looked at it."""

import pytest
from django.utils import translation

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent, Member
from tabara.protection.assistance.operations import open_notes
from tabara.protection.assistance.operations.notes import noted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import begin_interview, keep_interview
from tabara.protection.directory.operations import exclude_provider
from tabara.protection.family.operations import record_tracing
from tabara.protection.intake.operations import LEFT_OUT, subject_access_report
from tabara.protection.intake.operations.erasing import sealed_with_cases
from tabara.protection.referral.operations import send_referral
from tabara.protection.reintegration.models import Ending
from tests.factories import NOW, assisted, make_agency, make_member, register, screened
from tests.matrix.relations import held_by
from tests.protection.consent.asked import ruled
from tests.protection.directory.invented import listed
from tests.protection.planning.planners import assessed
from tests.protection.sharing.sharers import ALL, agrees, now, registered, today

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


@pytest.fixture
def whole(supervisor):
    """A case in which every room has written something."""
    case, parts = held_by(supervisor)
    given = {"by": supervisor, "at": now(), "case": case}
    ruled(supervisor, case, "call", "conditions", caller="women", says="Ask for Auntie")
    exclude_provider(**given, provider=listed("Near the market"), reason="lives_near", note="He sells there")
    house = make_agency("house", kind="health")
    agrees(supervisor, case, house)
    send_referral(**given, to=house, service="medical", groups=ALL, message="She is afraid of men")
    assessed(supervisor, case)
    record_tracing(**given, tracing=parts["tracing"], state="searching", on=today())
    Ending._base_manager.create(case=case, ended_on=today())
    return case


def marked(case):
    """Write into every sealed field of a case what nothing else holds; return it by field, and what has no row."""
    found, silent = {}, set()
    for model, names in sealed_with_cases():
        rows = list(model._base_manager.filter(case=case).values_list("pk", flat=True))
        for name in names:
            field = f"{model._meta.label}.{name}"
            found[field] = {f"{field} {number}".encode() for number in rows}
            for number in rows:
                model._base_manager.filter(pk=number).update(**{name: f"{field} {number}".encode()})
        silent |= set() if rows else {model._meta.label}
    return found, silent


def printed(by, case):
    """Return what the report opens of a case, still sealed."""
    rows = [sealed for *_told, sealed in (*noted(by=by, case=case), *cases.written(case=case))]
    return {bytes(one) for one in rows if one}


def test_whatever_a_room_seals_with_a_case_is_printed_or_left_out_with_a_reason(supervisor, whole) -> None:
    """A room gives its words with `cases.queries.writes`; what must not stand on paper is named in `LEFT_OUT`."""
    (found, silent), names = marked(whole), {field.rpartition(".")[0] for field in LEFT_OUT}
    assert silent - names == set()  # of these the test would say nothing: add a row to the case above
    read = printed(supervisor, whole)
    assert {field for field, texts in found.items() if field not in LEFT_OUT and not texts <= read} == set()
    assert {field for field, texts in found.items() if field in LEFT_OUT and texts & read} == set()


def test_nothing_is_left_out_that_does_not_exist() -> None:
    fields = {f"{model._meta.label}.{name}" for model, names in sealed_with_cases() for name in names}
    assert LEFT_OUT.keys() - fields == set()


def test_the_words_of_every_room_stand_in_the_report(supervisor, whole) -> None:
    (told,) = report(supervisor, whole).cases
    texts = {(note.about, note.text) for note in told.notes}
    assert {
        ("contact.call", "Ask for Auntie"),
        ("exclusion", "He sells there"),
        ("referral.message", "She is afraid of men"),
        ("document", "A paper"),
    } <= texts
    assert {"household.mother", "guardian", "tracing.father", "goal.words", "options"} <= {
        about for about, _text in texts
    }
    assert not any("altered" in note.text for note in told.notes)
    days = [note.on for note in told.notes]
    assert days == sorted(days, reverse=True)


def test_the_questions_of_an_interview_are_printed_in_the_persons_language(supervisor) -> None:
    case = registered(supervisor, consent_language="fr")
    with translation.override("en"):
        told = begin_interview(by=supervisor, at=now(), case=case)
        said = {"answers": {"safe_now": ["yes"]}, "note": "-"}
        keep_interview(by=supervisor, at=now(), case=case, interview=told.pk, section="safety", **said)
        (held,) = report(supervisor, case).cases
        (note,) = held.notes
        english = open_notes(by=supervisor, at=now(), case=case, reason="person_asked")
    assert "Oui" in note.text
    assert "Yes" in english[0].text
