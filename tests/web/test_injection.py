"""What was typed is stored letter by letter, and shown on every page that shows it as text and nothing else."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tabara.access.models import Agency, Team
from tabara.protection.cases.models import SavedView
from tabara.protection.intake.operations import Names, Relative, correct_identity, open_identity
from tests.factories import NOW, make_agency, make_member, make_team, register
from tests.web.attacks import ATTACKS, EVERYTHING, kept
from tests.web.browser import sign_in
from tests.web.reading import bones, missing
from tests.web.steps import AGREEMENT, begin, hidden, page, send, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
LINE, TEXT = 80, 1000  # letters that a line and a few lines of a form hold
TYPED = [text for text in EVERYTHING if kept(text) and "\0" not in text]
SHORT = [text for text in TYPED if len(text) <= LINE]


FOREIGN = (
    "main script, main img, iframe, base, main style, main svg, object, [onload], [onerror], main [hx-get], [style]"
)


@pytest.fixture
def client():
    return signed_in("supervisor")


@pytest.fixture
def case(client):
    return register(client.member)


def dozens(texts, size):
    """Give the texts in groups of a size; the last one is filled up with the first ones."""
    return [[texts[(start + place) % len(texts)] for place in range(size)] for start in range(0, len(texts), size)]


def packed(texts, most=TEXT):
    """Give the texts one below the other, as many as a field of a few lines holds."""
    pages = [""]
    for text in (kept(one).replace("\r\n", "\n").replace("\r", "\n") for one in texts if len(one) <= most):
        if len(pages[-1]) + len(text) + 3 > most:
            pages.append("")
        pages[-1] += f"{text} |\n"
    return [one.strip() for one in pages]


def opened(client, case):
    """Return the page of a case with the name open."""
    return client.post(page("open-name", number=case.pk), {"reason": "contact"}).content.decode()


def corrected(client, case, said):
    """Send the form of corrections; return its answer."""
    shown = client.post(page("correct-name", number=case.pk))
    own = {"event": hidden(shown, "event"), "version": hidden(shown, "version")}
    return client.post(page("correct-name", number=case.pk), {**own, **said})


def test_whatever_stands_in_a_name_is_text_on_the_page_of_the_case(client, case):
    texts, known = packed(TYPED), set()
    for number, (given, surname, paper) in enumerate(dozens(SHORT, 3)):
        address, contact = texts[number % len(texts)], texts[(number + 1) % len(texts)]
        said = {"given": given, "surname": surname, "paper": paper, "address": address, "safe_contact": contact}
        answer = corrected(client, case, said)
        assert answer.status_code == 302, said
        html = opened(client, case)
        known = known or set(bones(html))
        assert missing(html, [f"{kept(given)} {kept(surname)}", paper, address, contact]) == []
        assert set(bones(html)) - known == set(), said


def test_a_name_comes_back_letter_by_letter(client, case):
    for saw, text in enumerate(TYPED, start=1):
        renamed(client.member, case, saw, everywhere(text))
        assert open_identity(by=client.member, at=NOW, case=case, reason="contact") == everywhere(text)


def everywhere(text, **other):
    """Return names in which a text stands in every place."""
    relatives = (Relative("mother", text, text),)
    names = Names(text, text, (text,), "", (text,), text, relatives=relatives, number=text, safe_contact=text)
    return replace(names, **other)


def renamed(member, case, saw, names):
    correct_identity(by=member, at=NOW, case=case, saw=saw, names=names)


def test_whatever_stands_in_a_note_is_text_where_notes_are_read(client, case):
    texts = packed(TYPED)
    record(client, case, "harmless")
    before = client.post(page("notes", number=case.pk), {"reason": "assistance"}).content.decode()
    for text in texts:
        record(client, case, text)
    html = client.post(page("notes", number=case.pk), {"reason": "assistance"}).content.decode()
    assert (missing(html, texts), set(bones(html)) - set(bones(before))) == ([], set())


def record(client, case, notes):
    """Record a service with a note through the page."""
    shown = client.get(page("record-service", number=case.pk))
    said = {"event": hidden(shown, "event"), "code": "cash", "on": "2026-03-02", "notes": notes}
    assert client.post(page("record-service", number=case.pk), said).status_code == 302, notes


def test_whatever_a_view_is_called_is_text_in_the_list(client, case):
    harmless = set(bones(client.post(page("keep-view"), {"name": "x"}, follow=True).content.decode()))
    names = [text for text in TYPED if len(kept(text)) <= 60]
    for text in names:
        client.post(page("keep-view"), {"name": text})
    html = client.get(page("cases")).content.decode()
    stored = list(SavedView.objects.visible_to(client.member).values_list("name", flat=True))
    assert missing(html, stored) == []
    assert (len(stored) >= len(names) - 20, set(bones(html)) - harmless) == (True, set())


def test_whatever_agencies_teams_and_members_are_called_is_text(client, case):
    national = signed_in("national_administrator")
    agency = client.member.agency
    names = [kept(text) for text in SHORT if len(text.splitlines()) == 1]  # a new line in a name shows as a blank
    Team.objects.bulk_create(Team(agency=agency, name=f"{number}{text}"[:80]) for number, text in enumerate(names))
    kind = {"kind": "ngo", "deciding_kind": "ngo"}
    Agency.objects.bulk_create(Agency(key=f"k{number}", name=text, **kind) for number, text in enumerate(names))
    before = {name: set(bones(national.get(page(name)).content.decode())) for name in ("members", "add-member")}
    for number, text in enumerate(names):
        make_member("caseworker", agency=agency, name=text, username=f"m{number}")
    for name, known in before.items():
        html = national.get(page(name)).content.decode()
        assert set(bones(html)) - known - {("option", ("value",))} == set(), name
    assert missing(national.get(page("members")).content.decode(), names) == []
    assert missing(client.get(page("hand-over", number=case.pk)).content.decode(), names) == []
    assert missing(client.get(page("record-service", number=case.pk)).content.decode(), names) == []


def test_whatever_is_searched_for_is_text_where_it_stands_again(client, case):
    known = set(bones(client.post(page("search"), {"given": "x", "surname": "x"}).content.decode()))
    for given, surname in dozens(SHORT, 2):
        html = client.post(page("search"), {"given": given, "surname": surname}).content.decode()
        assert set(bones(html)) - known == set(), (given, surname)


def test_whatever_is_typed_into_an_unfinished_form_is_text_when_it_is_read_again(client):
    form = begin(client)
    send(client, form, "agreement", AGREEMENT)
    at = page("intake-part", number=form, part="who")
    known = set(bones(client.get(at).content.decode()))
    for texts in dozens(SHORT, 6):
        said = dict(zip(("given", "surname", "aliases", "paper", "relative_1", "phone"), texts, strict=True))
        stamp = hidden(client.get(at), "saw")
        kept_so = client.post(page("intake-keep", number=form, part="who"), {**said, "saw": stamp})
        html = client.get(at).content.decode()
        assert kept_so.status_code == 200
        assert (missing(html, texts), set(bones(html)) - known) == ([], set())


def test_a_browser_sees_no_element_in_it_and_runs_nothing(browser, live_server):
    agency = make_agency("first")
    member = make_member("supervisor", agency=agency, team=make_team(agency), name=ATTACKS[0], password="x")
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    shown, complaints = context.new_page(), []
    shown.on("dialog", lambda one: (complaints.append(one.message), one.dismiss()))
    shown.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    sign_in(shown, member)
    case = register(member)
    for saw, start in enumerate(range(0, 200, 10), start=1):
        some = [text for text in ATTACKS[start : start + 10] if len(text) <= LINE]
        renamed(member, case, saw, replace(everywhere(some[0]), aliases=tuple(some), address=packed(some)[0]))
        shown.goto(f"/cases/{case.pk}")
        shown.get_by_label("To contact the person").check()
        shown.get_by_role("button", name="Open the name").click()
        expect(shown.get_by_role("link", name="Hide the name again")).to_be_visible()
        assert (shown.locator(FOREIGN).count(), shown.title()) == (0, "Case – Tabara")
    context.close()
    assert [one for one in complaints if "Failed to load" not in one] == []
