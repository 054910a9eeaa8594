"""Flags, what changed, and who carries how much, as pages: what is told, to whom, and where each page leads."""

import re
from contextlib import ExitStack

import pytest
from django.db import connections
from django.urls import reverse

from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import add_document, hand_over
from tests.factories import make_member
from tests.protection.sharing.sharers import in_an_emergency, now, registered, today
from tests.protection.work.people import agency_of, flagged
from tests.web.directing import signed_in

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
SECRET = "He waits at the corner."


@pytest.fixture
def us():
    return agency_of()


@pytest.fixture
def case(us):
    return registered(us.worker)


def page(client, name, query="", **parts):
    answer = client.get(reverse(f"web:{name}", kwargs=parts) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client, name, said, query="", **parts):
    return client.post(reverse(f"web:{name}", kwargs=parts) + query, said)


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def raise_court(client, case):
    return sent(client, "raise-flag", {"kind": "court", "words": SECRET, **day("since", today())}, number=case.pk)


def test_a_flag_raised_stands_on_the_case_in_the_list_and_on_the_first_page(us, case):
    client = signed_in(us.worker)
    assert raise_court(client, case).url == reverse("web:flags", kwargs={"number": case.pk})
    assert "Court date near" in page(client, "flags", number=case.pk)
    for shown in (page(client, "case", number=case.pk), page(client, "cases"), page(client, "cases", "?flag=court")):
        assert "status--flag" in shown
        assert SECRET not in shown
    assert case.code not in page(client, "cases", "?flag=medical")
    home = page(client, "home")
    at = re.search(r'Cases with a flag</span> <a class="govuk-link" href="([^"]*)"', home)[1].replace("&amp;", "&")
    assert case.code in client.get(at).content.decode()


def test_a_flag_that_cannot_be_is_refused_beside_the_answer_and_nothing_is_stored(us, case):
    client = signed_in(us.worker)
    raise_court(client, case)
    answer = raise_court(client, case)
    assert answer.status_code == 422
    assert "This flag is raised already" in answer.content.decode()
    assert len(cases.flags(by=us.worker, case=case)) == 1


def test_a_flag_is_kept_and_lowered_from_its_page_and_stays_in_the_history(us, case):
    client = signed_in(us.worker)
    one = flagged(us.worker, case, "court")
    assert sent(client, "keep-flag", day("until", today()), number=case.pk, flag=one.pk).status_code == 302
    [kept] = cases.flags(by=us.worker, case=case)
    assert "See whether a flag still holds" in page(client, "tasks")
    assert sent(client, "lower-flag", {"why": ""}, number=case.pk, flag=kept.pk).status_code == 422
    assert sent(client, "lower-flag", {"why": "passed"}, number=case.pk, flag=kept.pk).status_code == 302
    shown = page(client, "flags", number=case.pk)
    assert "Flags that were lowered" in shown
    assert "No flag is raised on this case." in shown
    assert "Flag lowered" in page(client, "case", number=case.pk)
    assert sent(client, "lower-flag", {"why": "passed"}, number=case.pk, flag=kept.pk).status_code == 404


def test_what_changed_is_told_by_case_and_goes_once_it_is_read(us, case):
    flagged(us.supervisor, case, words=SECRET)
    client = signed_in(us.worker)
    assert "Changes by others" in page(client, "home")
    shown = page(client, "changes")
    assert all(text in shown for text in (case.code, "A flag was raised", us.supervisor.name))
    assert SECRET not in shown
    lines = re.findall(r'name="lines" value="([^"]*)"', shown)
    add_document(by=us.supervisor, at=now(), case=case, name="a.txt", content=b"A paper.", about="A paper")
    assert sent(client, "read-changes", {"lines": lines}).status_code == 302
    after = page(client, "changes")
    assert ("A flag was raised" in after, "A document was added" in after) == (False, True)
    assert "A flag was raised" in page(client, "changes", "?show=all")


def test_the_line_disappears_with_the_right_to_see_the_case(us, case):
    flagged(us.supervisor, case)
    client = signed_in(us.worker)
    assert case.code in page(client, "changes")
    hand_over(by=us.supervisor, at=now(), case=case, to=us.colleague)
    assert case.code not in page(client, "changes", "?show=all")
    assert "You have read everything." in page(client, "changes")
    assert "Changes by others" not in page(client, "home")


def test_an_agency_is_named_where_the_member_is_none_of_ours(us, case):
    stranger = make_member(agency=agency_of("clinic").home, name="Doctor Nahimana")
    in_an_emergency(stranger, case.code)
    shown = page(signed_in(us.worker), "changes")
    assert ("Clinic" in shown, "Nahimana" in shown) == (True, False)


def test_topics_are_left_out_by_choice_and_safety_is_not_offered(us, case):
    client = signed_in(us.worker)
    add_document(by=us.supervisor, at=now(), case=case, name="a.txt", content=b"A paper.", about="A paper")
    form = page(client, "choose-changes")
    assert ('value="document"' in form, 'value="safety"' in form) == (True, False)
    topics = [one for one in re.findall(r'name="topics"[^>]*value="(\w+)"', form) if one != "document"]
    assert sent(client, "choose-changes", {"topics": topics}).status_code == 302
    assert "You left out: Documents." in page(client, "changes")
    assert case.code not in page(client, "changes")


def test_the_workload_leads_to_the_cases_and_those_go_to_a_colleague(us, case):
    other = registered(us.worker)
    client = signed_in(us.supervisor)
    shown = page(client, "workload")
    assert all(one.name in shown for one in (us.worker, us.colleague))
    at = re.search(rf'href="([^"]*who={us.worker.pk}[^"]*which=)"', shown)[1].replace("&amp;", "&")
    listed = client.get(at).content.decode()
    assert (case.code in listed, other.code in listed) == (True, True)
    empty = client.post(at, {"to": str(us.colleague.pk)})
    assert (empty.status_code, "Choose at least one case" in empty.content.decode()) == (422, True)
    done = client.post(at, {"to": str(us.colleague.pk), "cases": [str(case.pk)]})
    assert done.url == reverse("web:workload")
    assert "1 case has a new worker." in page(client, "workload")
    case.refresh_from_db()
    assert case.owner == us.colleague


def test_the_cases_of_another_agency_are_neither_shown_nor_given(us, case):
    theirs = agency_of("other")
    client = signed_in(theirs.supervisor)
    assert us.worker.name not in page(client, "workload")
    assert case.code not in page(client, "workload-cases")
    assert client.get(reverse("web:workload-cases") + f"?who={us.worker.pk}").status_code == 404
    assert client.get(reverse("web:workload-cases") + "?who=x").status_code == 404
    answer = sent(client, "workload-cases", {"to": str(theirs.worker.pk), "cases": [str(case.pk)]})
    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.owner == us.worker


def test_a_closed_account_that_still_carries_cases_stands_out(us, case):
    us.worker.is_active = False
    us.worker.save()
    assert "account closed" in page(signed_in(us.supervisor), "workload")


def test_more_workers_and_cases_ask_no_more_often(us, case):
    def asked(name, query=""):
        client, statements = signed_in(us.supervisor), []
        page(client, name, query)

        def remember(execute, sql, values, many, context):
            statements.append(sql)
            return execute(sql, values, many, context)

        with ExitStack() as listening:
            for alias in ("default", "vault", "keys"):
                listening.enter_context(connections[alias].execute_wrapper(remember))
            page(client, name, query)
        return len(statements)

    pages = (("workload", ""), ("workload-cases", ""), ("changes", "?show=all"), ("cases", ""))
    flagged(us.worker, case)
    before = [asked(*one) for one in pages]
    for _ in range(3):
        more = make_member(agency=us.home, team=us.worker.team)
        for _ in range(2):
            flagged(more, registered(more))
    assert [asked(*one) for one in pages] == before
    assert max(before) <= 10
