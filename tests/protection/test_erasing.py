"""What two persons erase is gone for good, and no figure changes."""

import pytest
from django.db import connections
from PIL import Image

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent, Member
from tabara.access.second import ApprovalNeeded
from tabara.protection.assistance.models import Service
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Document, Emergency
from tabara.protection.cases.operations import add_document, break_glass, close_case
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries, retention
from tabara.protection.intake.operations.again import erase_again
from tabara.protection.intake.operations.erasing import forget_notes, sealed_with_cases
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, subjects_with_key, unseal
from tabara.vault.models import Identity, NameToken, Photograph
from tests.factories import (
    NOW,
    TODAY,
    approved,
    assisted,
    determined,
    fresh,
    make_agency,
    make_member,
    register,
    screened,
    situation,
)
from tests.mart.test_build import rows
from tests.web.rooms import furnish_family

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = {"reason": "person_asked"}


@pytest.fixture
def officer() -> Member:
    return fresh(make_member("data_protection_officer"))


@pytest.fixture
def supervisor() -> Member:
    return fresh(make_member("supervisor"))


def erase(act: str, by: Member, second: Member, case) -> None:
    approval = approved(by, f"intake.{act}", second=second, case=case, **WHY)
    getattr(intake, act)(by=by, at=NOW, case=case, approval=approval, **WHY)


def a_life(worker: Member):
    case = register(worker, given="Odette", surname="Niragira")
    screened(worker, case, trafficking_type="internal", notes="She spoke of a blue gate.")
    determined(worker, case)
    assisted(worker, case, notes="calm")
    return case


def picture(tmp_path) -> bytes:
    Image.new("RGB", (8, 8)).save(tmp_path / "face.jpg")
    return (tmp_path / "face.jpg").read_bytes()


def test_an_erased_identity_is_gone_with_all_that_could_find_or_show_it(officer, supervisor, tmp_path) -> None:
    case = a_life(supervisor)
    intake.add_photograph(by=supervisor, at=NOW, case=case, picture=picture(tmp_path))
    sealed = bytes(Identity._base_manager.get().sealed)
    erase("erase_identity", officer, supervisor, case)
    assert (Identity._base_manager.count(), NameToken._base_manager.count(), Photograph._base_manager.count()) == (
        0,
        0,
        0,
    )
    assert case.person_id not in subjects_with_key(Purpose.IDENTITY)
    with pytest.raises(SealBroken):  # as from yesterday's backup of the vault
        unseal(case.person_id, Purpose.IDENTITY, "identity", sealed)
    with pytest.raises(Refused, match="has been erased"):
        intake.open_identity(by=supervisor, at=NOW, case=case, reason="contact")
    found = intake.find_people(by=supervisor, at=NOW, names=intake.Names(given="Odette", surname="Niragira"))
    assert found == ()


@pytest.mark.past_the_walls
def test_no_figure_changes_when_somebody_is_erased(officer, supervisor, built) -> None:
    case, other = a_life(supervisor), a_life(supervisor)
    before = rows(built())
    erase("erase_identity", officer, supervisor, case)
    erase("erase_case", officer, supervisor, other)
    assert rows(built()) == before
    assert before["cases"] != []


def test_an_erased_case_tells_nothing_any_more(officer, supervisor) -> None:
    case = a_life(supervisor)
    erase("erase_case", officer, supervisor, case)
    assert subjects_with_key(Purpose.NARRATIVE) == subjects_with_key(Purpose.IDENTITY) == set()
    told = [*cases.screenings(case=case), *cases.determinations(case=case)]
    assert [cases.narrative(by=supervisor, of=one) for one in told] == ["", ""]
    assert list(Service._base_manager.values_list("notes", flat=True)) == [None]
    assert len(told) == 2


def test_of_an_erased_case_no_paper_and_no_word_of_an_emergency_is_left_but_that_there_were(
    officer, supervisor
) -> None:
    case = a_life(supervisor)
    add_document(by=supervisor, at=NOW, case=case, name="gate.txt", content=b"a blue gate", about="the gate")
    break_glass(by=fresh(make_member()), at=NOW, code=case.code, reason="life_in_danger", stake="at the blue gate")
    assert (None in papers(), None in stakes()) == (False, False)
    erase("erase_case", officer, supervisor, case)
    assert (papers(), stakes()) == ([None, None, 1], [None])


@pytest.mark.past_the_walls
def test_after_a_restore_the_papers_of_an_erased_case_go_again(officer, supervisor) -> None:
    case = a_life(supervisor)
    add_document(by=supervisor, at=NOW, case=case, name="gate.txt", content=b"a blue gate", about="the gate")
    yesterday = Document._base_manager.values("about", "sealed").get()
    erase("erase_case", officer, supervisor, case)
    Document._base_manager.update(**yesterday)
    case.erased.filter(what="case").delete()
    assert erase_again(at=NOW) == 1
    assert (papers(), retention.is_erased(case=case, what="case")) == ([None, None, 1], True)


def papers() -> list:
    rows = Document._base_manager.values_list("about", "sealed", "number")
    return [part for row in rows for part in row]


def stakes() -> list:
    return list(Emergency._base_manager.values_list("stake", flat=True))


def test_who_somebody_is_stays_as_long_as_another_case_tells_of_her(officer, supervisor) -> None:
    first = a_life(supervisor)
    close_case(by=supervisor, at=NOW, case=first, on=TODAY, reason="goals_met")
    again = intake.open_again(by=supervisor, at=NOW, case=first, situation=situation(), why="other")
    erase("erase_case", officer, supervisor, first)
    assert intake.open_identity(by=supervisor, at=NOW, case=again, reason="contact").given == "Odette"


def test_the_memory_says_who_and_why_and_never_whom(officer, supervisor) -> None:
    case = a_life(supervisor)
    erase("erase_identity", officer, supervisor, case)
    row = AuditEvent.objects.get(operation="intake.erase_identity", outcome="done")
    assert (row.member, row.subject, row.reason) == (officer.pk, case.pk, "person_asked")
    assert "Odette" not in str(list(AuditEvent.objects.values()))


def test_the_ledger_outside_the_data_knows_what_was_destroyed(officer, supervisor, tmp_path) -> None:
    case = a_life(supervisor)
    erase("erase_identity", officer, supervisor, case)
    text = (tmp_path / "ledger" / "erased").read_text()
    assert (str(case.person_id) in text, "person_asked" in text, "Odette" in text) == (True, True, False)


def test_nothing_is_erased_by_one_person(officer, supervisor) -> None:
    case = a_life(supervisor)
    with pytest.raises(ApprovalNeeded):
        intake.erase_identity(by=officer, at=NOW, case=case, **WHY)
    with pytest.raises(NotAllowed):  # a supervisor may approve it, not do it
        intake.erase_identity(by=supervisor, at=NOW, case=case, **WHY)
    assert Identity._base_manager.count() == 1


@pytest.mark.past_the_walls
def test_nothing_is_erased_where_the_act_does_not_come_to_its_end(officer, supervisor) -> None:
    """The keys go last: a transaction that fails destroys nothing."""
    case = a_life(supervisor)
    approval = approved(officer, "intake.erase_identity", second=supervisor, case=case, **WHY)
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE intake_erased RENAME TO intake_hidden")
    with pytest.raises(Exception, match="intake_erased"):
        intake.erase_identity(by=officer, at=NOW, case=case, approval=approval, **WHY)
    assert (Identity._base_manager.count(), subjects_with_key(Purpose.IDENTITY)) == (1, {case.person_id})


def test_a_person_of_two_agencies_is_not_erased_by_one_of_them(officer, supervisor) -> None:
    case = a_life(supervisor)
    stranger = make_member("supervisor", agency=make_agency("away"))
    other = register(stranger)
    other.person = case.person
    other.save(update_fields=["person"])
    with pytest.raises(Refused, match="Another agency holds a case"):
        erase("erase_identity", officer, supervisor, case)


def test_what_is_erased_cannot_be_erased_again(officer, supervisor) -> None:
    case = a_life(supervisor)
    erase("erase_case", officer, supervisor, case)
    for act, sentence in (("erase_case", "What was told"), ("erase_identity", "Who this person is was erased")):
        with pytest.raises(Refused, match=sentence):
            erase(act, officer, supervisor, case)


def test_a_reason_that_is_not_in_the_list_is_refused(officer, supervisor) -> None:
    with pytest.raises(Refused, match="is not in the list"):
        approved(officer, "intake.erase_case", second=supervisor, case=a_life(supervisor), reason="because")


def test_the_check_of_the_databases_takes_erased_people_for_no_loss(officer, supervisor) -> None:
    erase("erase_identity", officer, supervisor, a_life(supervisor))
    erase("erase_case", officer, supervisor, a_life(supervisor))
    assert set(queries.loose_ends().values()) == {0}
    Identity._base_manager.filter(person=register(supervisor).person_id).delete()
    assert queries.loose_ends()["persons without identity"] == 1


def test_the_approver_reads_what_cannot_be_brought_back(officer, supervisor) -> None:
    from tabara.access.queries import approval_in_words

    case = a_life(supervisor)
    told = approval_in_words(approval=approved(officer, "intake.erase_case", second=supervisor, case=case, **WHY))
    assert f"in the case {case.code}" in told
    assert "not even from a backup" in told
    assert told.endswith("Why: The person asked for it.")


def left(case):
    """Return what is still sealed with a case, as the tables hold it."""
    return {
        f"{model._meta.label}.{name}"
        for model, names in sealed_with_cases()
        for name in names
        if model._base_manager.filter(case=case).exclude(**{name: None}).exists()
    }


def test_whatever_any_room_has_sealed_with_a_case_goes_with_its_notes():
    worker = make_member()
    case = register(worker, birth_year=2015)
    screened(worker, case, notes="told")
    furnish_family(worker, case)
    assert left(case) >= {"cases.Screening.notes", "family.HouseholdMember.told", "family.Involvement.told"}
    forget_notes(case)
    assert left(case) == set()
