"""The list of cases: what it shows to whom, filtered, kept, page by page, in one question to the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tabara.protection.cases import queries
from tests.factories import NOW, TODAY, assisted, determined, make_agency, make_member, make_team, register, screened
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker", team=make_team(make_agency("first")))


def rows_of(response):
    """Give the codes of the cases on a page, in its order."""
    html = response.content.decode()
    return [part.split(">")[1].split("<")[0] for part in html.split('class="govuk-link code"')[1:]]


def test_the_list_shows_the_latest_change_first_and_only_what_is_shared(client):
    colleague = make_member(agency=client.member.agency, team=client.member.team)
    mine, theirs = register(client.member), register(colleague)
    register(make_member(agency=make_agency("other")))
    assisted(client.member, mine, at=NOW + dt.timedelta(hours=1))
    assert rows_of(client.get(page("cases"))) == [mine.code, theirs.code]
    assert rows_of(client.get(page("cases"), {"mine": "yes"})) == [mine.code]


def test_filters_keep_what_fits(client):
    plain = register(client.member)
    displaced = register(client.member, category="idp")
    decided = register(client.member)
    screened(client.member, decided)
    determined(client.member, decided, "possible")

    def listed(**chosen):
        return set(rows_of(client.get(page("cases"), chosen)))

    assert listed(category="idp") == {displaced.code}
    assert listed(determination="possible") == {decided.code}
    assert listed(code=plain.code.lower()) == {plain.code}
    assert listed(due="screening") == {plain.code}  # a displaced person may be screened, and is not late
    assert listed(status="closed") == set()
    assert listed(category="no such code") == {plain.code, displaced.code, decided.code}


def test_a_case_is_due_when_nothing_was_done_for_thirty_days(client):
    case = register(client.member)
    screened(client.member, case)
    assert queries.due(case=case, on=TODAY + dt.timedelta(days=29)) == ["determination"]
    assert queries.due(case=case, on=TODAY + dt.timedelta(days=30)) == ["determination", "assistance"]
    assisted(client.member, case, on=TODAY + dt.timedelta(days=5), at=NOW + dt.timedelta(days=5))
    assert queries.due(case=case, on=TODAY + dt.timedelta(days=34)) == ["determination"]
    assert queries.tally(by=client.member, at=NOW + dt.timedelta(days=35), own=True).waiting == {
        "screening": 0,
        "determination": 1,
        "assistance": 1,
    }


def test_columns_can_be_chosen_and_every_cell_says_what_it_is(client):
    register(client.member)
    html = client.get(page("cases"), {"columns": ["opened", "screened"]}).content.decode()
    assert html.count('data-label="Opened"') == html.count('data-label="Screened"') == 1
    assert 'data-label="Category"' not in html


def test_a_long_list_goes_on_by_key_until_its_end(client, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [register(client.member, at=NOW + dt.timedelta(minutes=n)).code for n in range(5)]
    found, address = [], page("cases")
    while address:
        answer = client.get(address)
        found += rows_of(answer)
        rest = answer.content.decode().partition('rel="next" href="')[2]
        address = rest.partition('"')[0].replace("&amp;", "&")
    assert found == made[::-1]


def test_a_page_that_cannot_be_is_the_first_one(client):
    case = register(client.member)
    assert rows_of(client.get(page("cases"), {"after": "yesterday~42"})) == [case.code]


def test_a_filter_is_kept_under_a_name_and_forgotten_again(client):
    register(client.member, category="idp")
    shown = client.get(page("cases"), {"category": "idp", "columns": "opened"})
    kept = {"name": "Displaced", "category": "idp", "columns": "opened", "event": hidden(shown, "event")}
    for _ in range(2):  # a second click is the same act
        client.post(page("keep-view"), kept)
    html = client.get(page("cases")).content.decode()
    assert html.count(">Displaced</a>") == 1
    assert f'href="{page("cases")}?category=idp&amp;columns=opened">Displaced</a>' in html

    view = queries.saved_views(by=client.member)[0]
    client.post(page("drop-view", number=view.pk))
    assert ">Displaced</a>" not in client.get(page("cases")).content.decode()


def test_a_view_needs_a_name_and_belongs_to_one_member(client):
    assert "Give the view a name" in said(client.post(page("keep-view"), {"name": " "}))
    client.post(page("keep-view"), {"name": "Mine"})
    view = queries.saved_views(by=client.member)[0]
    assert signed_in().post(page("drop-view", number=view.pk)).status_code == 404


def test_the_list_asks_the_database_for_the_session_the_member_and_the_cases(client):
    for _ in range(3):
        register(client.member)
    client.get(page("cases"))
    with CaptureQueriesContext(connection) as asked:
        client.get(page("cases"))
    assert len(asked) == 3


def test_an_empty_list_says_what_to_do_next(client):
    empty, filtered = client.get(page("cases")), client.get(page("cases"), {"mine": "yes"})
    assert "Register a person" in said(empty)
    assert "Show all cases" in said(filtered)


def test_home_counts_what_waits_and_leads_there(client):
    register(client.member)
    html = client.get(page("home")).content.decode()
    assert f'href="{page("cases")}?due=screening&amp;mine=yes"' in html
    assert "Register a person" in html


def test_home_of_a_supervisor_counts_what_waits_in_the_whole_agency(client):
    register(client.member)
    html = signed_in("supervisor").get(page("home")).content.decode()
    assert f'href="{page("cases")}?due=screening"' in html
    assert "What waits in the cases you see" in html


@pytest.mark.parametrize(
    ("role", "step"),
    [
        ("focal_point", "Register a person"),
        ("caseworker", "Register a person"),
        ("supervisor", "Find a person"),
        ("coordinator", "Read how Tabara works"),
        ("data_team", "The figures have not been built yet"),
        ("administrator", "Add a member"),
    ],
)
def test_nobodys_home_is_empty(role, step):
    assert step in said(signed_in(role).get(page("home")))


def test_home_marks_what_changed_since_the_last_visit(client):
    register(client.member)
    session = client.session
    session["looked"] = (NOW - dt.timedelta(hours=1)).isoformat()
    session.save()
    assert "changed since your last visit" in said(client.get(page("home")))
    session["looked"] = (NOW + dt.timedelta(hours=1)).isoformat()
    session.save()
    assert "changed since your last visit" not in said(client.get(page("home")))
