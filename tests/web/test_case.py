"""One case: read in a minute, its name sealed, and what is done with it."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tabara.access.models import AuditEvent
from tabara.protection.cases.models import Case, Category, Consent
from tabara.vault.models import Photograph
from tests.factories import NOW, TODAY, assisted, determined, make_member, make_team, register, screened
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    client = signed_in("caseworker")
    client.member.team = make_team(client.member.agency)
    client.member.save()
    client.force_login(client.member)  # another team ends the session
    return client


@pytest.fixture
def case(client):
    return register(client.member, given="Zebedayo", surname="Ntakirutimana")


def opened(client, case, reason="contact"):
    return client.post(page("open-name", number=case.pk), {"reason": reason})


def send(client, name, case, **answers):
    """Open the form of an act, and send it with these answers."""
    address = page(name, number=case.pk)
    shown = client.get(address)
    return client.post(address, {"event": hidden(shown, "event"), **answers})


def test_the_page_shows_the_path_and_what_happened_in_order(client, case):
    screened(client.member, case, on=TODAY + dt.timedelta(days=1), at=NOW + dt.timedelta(days=1))
    determined(client.member, case, "possible", on=TODAY + dt.timedelta(days=2), at=NOW + dt.timedelta(days=2))
    assisted(client.member, case, "cash", on=TODAY + dt.timedelta(days=3), at=NOW + dt.timedelta(days=3))
    words = said(client.get(page("case", number=case.pk)))
    places = [words.index(part) for part in ("What happened", "5 Mar 2026 Cash", "4 Mar 2026 Det", "3 Mar 2026 Scr")]
    assert places == sorted(places)
    assert "Registered 2 Mar 2026 Consented 2 Mar 2026 Screened 3 Mar 2026 Determined 4 Mar 2026" in words


def test_the_page_says_what_is_due(client, case):
    assert "Nobody has screened this person yet." in said(client.get(page("case", number=case.pk)))


def test_who_was_screened_is_screened_again(client, case):
    before = said(client.get(page("case", number=case.pk)))
    assert (" Screen " in before, "Screen again" in before) == (True, False)
    screened(client.member, case)
    after = said(client.get(page("case", number=case.pk)))
    assert (" Screen " in after.replace("Screen again", ""), "Screen again" in after) == (False, True)


def test_what_nobody_asked_about_is_not_told_as_a_no(client, case):
    def told():
        return said(client.get(page("case", number=case.pk))).replace("\xa0", " ").replace(" :", ":")

    assert "Cooperation with justice: not asked" in told()
    answers = {"purpose": "justice", "asked_on": TODAY.isoformat(), "language": "rn"}
    send(client, "consent", case, answer="refused", **answers)
    assert "Cooperation with justice: no " in told()
    send(client, "consent", case, answer="given", **answers)
    assert "Cooperation with justice: yes" in told()


def test_no_page_shows_the_name_until_somebody_says_why(client, case):
    for address in (page("case", number=case.pk), page("cases"), page("home")):
        assert "Zebedayo" not in client.get(address).content.decode()
    shown = opened(client, case)
    assert "Zebedayo Ntakirutimana" in said(shown)
    act = AuditEvent.objects.get(operation="intake.open_identity")
    assert (act.subject, act.member, act.reason) == (case.pk, client.member.pk, "contact")


def test_a_name_is_not_opened_without_a_reason(client, case):
    answer = opened(client, case, reason="")
    assert answer.status_code == 422
    assert "“Why do you need the name?” needs an answer." in said(answer)
    assert "Zebedayo" not in answer.content.decode()
    assert not AuditEvent.objects.filter(operation="intake.open_identity").exists()


def test_neither_title_nor_address_tells_who_it_is(client, case):
    shown = opened(client, case)
    title = shown.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert title == "Case – Tabara"
    assert "ebedayo" not in page("case", number=case.pk)


def test_the_case_remembers_who_opened_the_name(client, case):
    opened(client, case)
    words = said(client.get(page("case", number=case.pk)))
    assert f"{client.member.name} Opened the name" in words


def test_a_coordinator_sees_the_case_and_never_the_name(case):
    coordinator = signed_in("coordinator")
    assert "your role does not open it" in said(coordinator.get(page("case", number=case.pk)))
    answer = opened(coordinator, case)
    assert answer.status_code == 403
    assert "Zebedayo" not in answer.content.decode()


def test_a_name_is_corrected_and_a_correction_of_something_older_is_refused(client, case):
    address = page("correct-name", number=case.pk)
    shown = client.post(address)
    answers = {"given": "Zebedee", "surname": "Ntakirutimana", "version": hidden(shown, "version")}
    again = {**answers, "given": "Zeb", "event": hidden(client.post(address), "event")}
    assert client.post(address, {**answers, "event": hidden(shown, "event")}).status_code == 302
    assert "Zebedee Ntakirutimana" in said(opened(client, case))

    stale = client.post(address, again)
    assert stale.status_code == 422
    assert "Somebody changed this while you were writing" in said(stale)
    assert "Zebedee" in said(opened(client, case))


def picture(kind="JPEG"):
    out = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, kind)
    return SimpleUploadedFile("whoever.jpg", out.getvalue(), "image/jpeg")


def test_a_photograph_is_kept_sealed_and_shown_with_the_name(client, case):
    assert send(client, "add-photograph", case, photograph=picture()).status_code == 302
    number = Photograph._base_manager.get().pk
    address = page("photograph", number=case.pk, picture=number)
    assert f'src="{address}"' in opened(client, case).content.decode()
    shown = client.get(address)
    assert (shown.headers["Content-Type"], shown.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert signed_in("coordinator").get(address).status_code == 404


def test_a_file_that_is_no_picture_is_refused(client, case):
    fake = SimpleUploadedFile("x.jpg", b"<script>alert(1)</script>", "image/jpeg")
    answer = send(client, "add-photograph", case, photograph=fake)
    assert "This file is not a JPEG, PNG or WebP picture" in said(answer)
    assert not Photograph._base_manager.exists()


def test_notes_are_read_by_whoever_carries_the_case_and_nobody_else(client, case):
    screened(client.member, case, notes="She spoke of a blue gate.")
    address = page("notes", number=case.pk)
    assert "She spoke of a blue gate." in said(client.post(address, {"reason": "assistance"}))
    colleague = signed_in("caseworker", agency=client.member.agency, team=client.member.team)
    assert colleague.get(page("case", number=case.pk)).status_code == 200
    assert colleague.post(address, {"reason": "assistance"}).status_code == 404


def test_notes_are_opened_with_a_reason_which_the_case_remembers(client, case):
    screened(client.member, case, notes="She spoke of a blue gate.")
    determined(client.member, case, grounds="The gate was found.")
    address = page("notes", number=case.pk)
    for answer in (client.get(address), client.post(address), client.get(page("determination", number=case.pk))):
        assert "gate" not in answer.content.decode()
    assert not AuditEvent.objects.filter(operation="assistance.open_notes").exists()
    client.post(address, {"reason": "emergency"})
    act = AuditEvent.objects.get(operation="assistance.open_notes")
    assert (act.subject, act.member, act.reason) == (case.pk, client.member.pk, "emergency")
    assert f"{client.member.name} Read the notes" in said(client.get(page("case", number=case.pk)))


def test_the_case_remembers_who_looked_at_a_photograph(client, case):
    send(client, "add-photograph", case, photograph=picture())
    client.get(page("photograph", number=case.pk, picture=Photograph._base_manager.get().pk))
    act = AuditEvent.objects.get(operation="intake.open_photograph")
    assert (act.subject, act.member) == (case.pk, client.member.pk)


def test_a_category_is_added_and_becomes_the_main_one(client, case):
    send(client, "add-category", case, category="gbv_survivor", since=TODAY.isoformat(), primary="on")
    assert set(Category._base_manager.values_list("code", "is_primary")) == {
        ("presumed_victim", False),
        ("gbv_survivor", True),
    }
    assert Case._base_manager.get().category == "gbv_survivor"


def test_an_agreement_is_taken_back_and_the_page_says_so(client, case):
    answers = {"purpose": "registration", "answer": "withdrawn", "asked_on": TODAY.isoformat(), "language": "rn"}
    send(client, "consent", case, **answers)
    assert Consent._base_manager.filter(purpose="registration", withdrawn_on=None).count() == 0
    words = said(client.get(page("case", number=case.pk)))
    assert "Consent withdrawn" in words
    assert "The person withdrew the agreement to be registered." in words


def test_a_case_is_closed_with_a_reason_and_opened_again(client, case):
    assert "needs an answer" in said(send(client, "close", case, on=TODAY.isoformat()))
    send(client, "close", case, on=TODAY.isoformat(), reason="goals_met", answer="agrees")
    assert Case._base_manager.get().status == "closed"
    send(client, "reopen", case, reason="new_need")
    assert (Case._base_manager.get().status, Case._base_manager.get().closed_on) == ("active", None)


def test_a_day_that_no_calendar_has_is_refused_beside_its_question(client, case):
    day = {"on-day": "31", "on-month": "2", "on-year": "2026"}
    answer = send(client, "close", case, reason="goals_met", **day)
    assert answer.status_code == 422
    assert "“31/2/2026” is no day of the calendar. Correct it." in said(answer)
    assert 'href="#on-day"' in answer.content.decode()


def test_a_case_is_handed_to_a_colleague_of_the_same_agency(client, case):
    colleague = make_member(agency=client.member.agency, name="Colleague")
    stranger = make_member("data_team", agency=client.member.agency)
    assert str(stranger.pk) not in client.get(page("hand-over", number=case.pk)).content.decode()
    send(client, "hand-over", case, to=str(colleague.pk))
    assert Case._base_manager.get().owner == colleague


def test_a_colleague_of_the_team_sees_the_case_but_cannot_change_it(client, case):
    colleague = signed_in("caseworker", agency=client.member.agency, team=client.member.team)
    shown = colleague.get(page("case", number=case.pk)).content.decode()
    assert page("close", number=case.pk) not in shown
    assert colleague.get(page("close", number=case.pk)).status_code == 403
