"""What leaves the house, what is erased and what is kept, on the pages: asked by one, approved by another, done."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tabara import codelists
from tabara.access.models import Approval, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import record_consent
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import LegalHold, Recipient, Review
from tabara.sealing.recipients import new_identity, open_sealed
from tabara.vault.models import Identity
from tests.factories import NOW, TODAY, approved, fresh, make_agency, make_member, register, screened
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
SECRET, PUBLIC = new_identity()


@pytest.fixture(autouse=True)
def ledger(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("TABARA_ERASURE_LEDGER", str(tmp_path / "ledger" / "erased"))


def proven(role: str) -> Client:
    """Return the browser of somebody who has just shown who they are."""
    client = signed_in(role)
    session = client.session
    session["proved"] = timezone.now().isoformat()
    session.save()
    fresh(client.member)
    return client


@pytest.fixture
def supervisor() -> Client:
    return proven("supervisor")


@pytest.fixture
def officer() -> Client:
    return proven("data_protection_officer")


def press(client: Client, approval: Approval, choice: str):
    """Open the page of an approval and press one of its buttons."""
    at = page("approval", number=approval.pk)
    return client.post(at, {"event": hidden(client.get(at), "event"), "choice": choice})


def send(client: Client, at: str, **answers: object):
    return client.post(at, {"event": hidden(client.get(at), "event"), **answers})


def the_approval() -> Approval:
    return Approval.objects.order_by("-asked_at").first()


def office_of(member: Member, second: Member) -> Recipient:
    row = intake.name_recipient(by=member, at=NOW, office="Prosecutor", key=PUBLIC)
    approval = approved(member, "intake.confirm_recipient", second=second, recipient=row)
    return intake.confirm_recipient(by=member, at=NOW, recipient=row, approval=approval)


def test_an_office_is_named_by_one_and_taken_in_by_two(supervisor, officer) -> None:
    assert send(supervisor, page("name-office"), office="Prosecutor", key=PUBLIC).url == page("offices")
    row = Recipient.objects.get()
    assert "waits for a second person" in said(supervisor.get(page("offices")))
    asked = supervisor.post(page("confirm-office", number=row.pk))
    assert asked.url == page("approval", number=the_approval().pk)
    assert press(officer, the_approval(), "approve").url == page("approvals")
    assert press(supervisor, the_approval(), "do").url == page("approvals")
    assert "in use" in said(supervisor.get(page("offices")))
    supervisor.post(page("close-office", number=row.pk))
    assert "No office has been named yet." in said(supervisor.get(page("offices")))


def test_a_file_with_names_is_asked_for_approved_and_handed_over_sealed(supervisor, officer) -> None:
    office = office_of(supervisor.member, officer.member)
    case = register(supervisor.member, given="Odette", surname="Niragira")
    answer = {"purpose": "justice", "given": True, "asked_on": TODAY, "language": "fr"}
    record_consent(by=supervisor.member, at=NOW, case=case, **answer)
    asked = {"purpose": "justice", "recipient": str(office.pk), "shape": "csv"}
    days = {"since": "2026-01-01", "until": "2026-12-31"}
    assert send(supervisor, page("file-with-names"), **asked, **days).status_code == 302
    approval = the_approval()
    shown = said(officer.get(page("approval", number=approval.pk)))
    assert (
        f"1 people into one CSV file, sealed to Prosecutor, for: Cooperation with justice. The cases: {case.code}"
        in shown
    )
    press(officer, approval, "approve")
    file = press(supervisor, approval, "do")
    assert file.headers["Content-Disposition"] == f'attachment; filename="tabara-{approval.code}.csv.age"'
    assert "Odette" in open_sealed(SECRET, file.content).decode("utf-8-sig")
    assert b"Odette" not in file.content


def test_where_nobody_agreed_the_form_says_so(supervisor, officer) -> None:
    office = office_of(supervisor.member, officer.member)
    register(supervisor.member)
    asked = {"purpose": "justice", "recipient": str(office.pk), "shape": "csv"}
    sent = send(supervisor, page("file-with-names"), **asked, since="2026-01-01", until="2026-12-31")
    assert (sent.status_code, "Nobody whom you may see agreed to this purpose" in said(sent)) == (422, True)


@pytest.mark.parametrize(("what", "left"), [("intake.erase_identity", 1), ("intake.erase_case", 1)])
def test_somebody_is_erased_by_two(supervisor, officer, what, left) -> None:
    case, other = register(supervisor.member), register(supervisor.member)
    assert send(officer, page("erase", number=case.pk), what=what, reason="person_asked").status_code == 302
    press(supervisor, the_approval(), "approve")
    assert Identity._base_manager.count() == 2
    press(officer, the_approval(), "do")
    assert list(Identity.objects.of([case.person_id, other.person_id]).values_list("pk", flat=True)) == [
        other.person_id
    ]
    assert Case.objects.visible_to(supervisor.member).count() == left + 1


def test_a_case_is_kept_for_a_court_and_let_go_again_by_two(supervisor, officer) -> None:
    case = register(supervisor.member)
    until = (timezone.localdate() + dt.timedelta(days=90)).isoformat()
    assert send(officer, page("hold", number=case.pk), reason="proceedings", until=until).status_code == 302
    press(supervisor, the_approval(), "approve")
    press(officer, the_approval(), "do")
    assert LegalHold._base_manager.get().lifted_at is None
    assert "Lift the hold" in said(officer.get(page("hold", number=case.pk)))
    send(officer, page("hold", number=case.pk))
    press(supervisor, the_approval(), "approve")
    press(officer, the_approval(), "do")
    assert LegalHold._base_manager.get().lifted_at is not None


def test_a_person_who_asks_gets_one_page_in_her_language(supervisor) -> None:
    case = register(supervisor.member, given="Odette", surname="Niragira", consent_language="fr")
    screened(supervisor.member, case, notes="She spoke of a blue gate.")
    shown = send(supervisor, page("print-held", number=case.pk), reason="person_asked")
    text = said(shown)
    assert ("Odette Niragira" in text, "She spoke of a blue gate." in text, case.code in text) == (True, True, True)
    assert "Odette" not in shown.content.decode().split("</title>")[0]
    assert "Féminin" in text  # the codes speak her language, whichever the reader's is


def test_a_quiet_case_is_kept_open_with_a_reason(supervisor) -> None:
    long_ago = timezone.now() - dt.timedelta(days=500)
    case = register(supervisor.member, at=long_ago, opened_on=long_ago.date())
    shown = said(supervisor.get(page("keeping")))
    assert (case.code in shown, "24 months" in shown) == (True, True)
    send(supervisor, page("keep-open", number=case.pk), reason="still_helped")
    assert Review._base_manager.get().answer == "still_helped"
    assert case.code not in said(supervisor.get(page("keeping")))


def test_nobody_else_comes_to_these_pages(supervisor) -> None:
    case = register(supervisor.member)
    worker = proven("caseworker")
    for name in ("offices", "name-office", "file-with-names", "keeping"):
        assert worker.get(page(name)).status_code == 403, name
    for name in ("erase", "hold", "keep-open"):
        assert worker.get(page(name, number=case.pk)).status_code in (403, 404), name
    stranger = signed_in("data_protection_officer", agency=make_agency("away"))
    for name in ("erase", "hold", "keep-open", "print-held"):
        assert stranger.get(page(name, number=case.pk)).status_code == 404, name


def test_asking_without_a_fresh_proof_leads_to_the_page_that_asks_who_it_is(officer) -> None:
    make_member("supervisor")
    stale = signed_in("data_protection_officer")
    case = register(make_member("supervisor"))
    sent = send(stale, page("erase", number=case.pk), what="intake.erase_identity", reason="person_asked")
    assert Approval.objects.count() == 0
    assert "that it is you" in said(sent) or sent.status_code in (302, 401, 403)


def test_a_colleague_who_opened_many_names_is_let_go_on(supervisor, monkeypatch) -> None:
    monkeypatch.setitem(codelists.pack().parameters, "identities_per_hour", 1)
    worker = fresh(make_member("caseworker", name="Aline"))
    first, second, third = (register(worker) for _ in range(3))
    before = said(supervisor.get(page("keeping"))).count("Aline")  # in some years her cases are due for another look
    for case in (first, second):
        intake.open_identity(by=worker, at=NOW, case=case, reason="contact")
    assert said(supervisor.get(page("keeping"))).count("Aline") > before
    assert supervisor.post(page("release-pace"), {"member": str(worker.pk)}).url == page("keeping")
    intake.open_identity(by=worker, at=NOW, case=third, reason="contact")
    assert supervisor.post(page("release-pace"), {"member": str(worker.pk)}).status_code == 404
