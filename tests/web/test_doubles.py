"""People registered twice, through the pages: found, looked at side by side, merged, parted; and asked elsewhere."""

import pytest

from tabara.protection.cases.models import Case
from tabara.protection.intake.models import Inquiry, Merge, Pair
from tests.factories import make_member
from tests.protection.doubles.twice import ONCE, TWICE
from tests.protection.sharing.sharers import receiver, registered, sender
from tests.web.steps import hidden, said
from tests.web.test_sharing import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
CLEAR = ("Odette", "Odeta", "Niragira", "71234567", "Umuhora", "Ndayizeye", "531.0101/2")


@pytest.fixture
def chief():
    return signed_in(sender("supervisor"))


@pytest.fixture
def two(chief):
    return [registered(chief.member, names=names, birth_year=1999, matching=True) for names in (ONCE, TWICE)]


@pytest.fixture
def pair(two):
    return Pair._base_manager.get()


def names_in(answer):
    return [word for word in CLEAR if word in said(answer)]


def opened(client, pair, reason="verification"):
    at = f"/duplicates/{pair.pk}"
    return client.post(at, {"event": hidden(client.get(at), "event"), "reason": reason})


def test_the_list_says_why_in_words_and_opens_no_name(chief, two, pair):
    answer = chief.get("/duplicates/")
    assert names_in(answer) == []
    assert all(case.code in said(answer) for case in two)
    assert "the names sound the same, same year of birth, same telephone, same mother’s name" in said(answer)


def test_without_a_reason_nothing_is_opened(chief, pair):
    assert names_in(chief.get(f"/duplicates/{pair.pk}")) == []
    refused = opened(chief, pair, reason="")
    assert (refused.status_code, names_in(refused)) == (422, [])


def test_side_by_side_every_difference_is_marked(chief, pair):
    answer = opened(chief, pair)
    text = said(answer)
    assert "Odette" in text
    assert "Odeta" in text
    assert text.count("differs") >= 3
    assert "Merge the two" in text


def test_a_caseworker_says_what_she_thinks_and_merges_nobody(chief, two, pair):
    worker = signed_in(sender())
    Case._base_manager.all().update(owner=worker.member, team=worker.member.team)
    from tabara.protection.cases.operations.listing import rebuild

    rebuild()
    answer = opened(worker, pair)
    assert "A supervisor merges people" in said(answer)
    at = f"/duplicates/{pair.pk}/decide"
    done = worker.post(at, {"event": hidden(answer, "event"), "answer": "same"}, follow=True)
    assert "Who may merge them sees it" in said(done)
    assert Pair._base_manager.get().state == "same"
    assert "People said to be one, to merge" in said(chief.get("/"))
    assert worker.post(f"/duplicates/{pair.pk}/merge", {}).status_code == 403


def test_whoever_is_not_sure_names_a_colleague(chief, pair):
    colleague = sender("supervisor")
    answer = opened(chief, pair)
    given = {"event": hidden(answer, "event"), "answer": "unsure"}
    assert chief.post(f"/duplicates/{pair.pk}/decide", given).status_code == 422
    chief.post(f"/duplicates/{pair.pk}/decide", {**given, "colleague": str(colleague.pk)})
    assert Pair._base_manager.get().asked == colleague
    assert "Look at two people who may be one" in said(signed_in(colleague).get("/tasks/"))


def test_merged_shown_and_parted_again(chief, two, pair):
    answer = opened(chief, pair)
    given = {"event": hidden(answer, "event"), "versions": "1,1", "twice": "episodes"}
    refused = chief.post(f"/duplicates/{pair.pk}/merge", given)
    assert refused.status_code == 422
    assert "Say what is right" in said(refused)
    chosen = {"given": "first", "birth": "first", "address": "second"}
    done = chief.post(f"/duplicates/{pair.pk}/merge", {**given, **chosen}, follow=True)
    assert "Merged. Both cases are of one person now" in said(done)
    assert names_in(done) == []
    row = Merge._base_manager.get()
    assert "Merged two people" in said(chief.get(f"/cases/{two[1].pk}"))
    assert said(chief.get(f"/cases/{two[0].pk}/duplicates")).count("merged") == 1
    undone = chief.post(f"/merges/{row.pk}", {"event": hidden(chief.get(f"/merges/{row.pk}"), "event")}, follow=True)
    assert "Undone. The two are as they were before." in said(undone)
    assert Case._base_manager.values("person").distinct().count() == 2


def test_a_case_names_another_by_its_number(chief, two):
    third = registered(chief.member, given="Aline", surname="Bukuru")
    at = f"/cases/{third.pk}/duplicates"
    event = hidden(chief.get(at), "event")
    wrong = chief.post(f"{at}/name", {"event": event, "code": "NOSUCH"})
    assert (wrong.status_code, "No case that you may see has this code" in said(wrong)) == (422, True)
    done = chief.post(f"{at}/name", {"event": event, "code": two[0].code})
    assert done.url.startswith("/duplicates/")


def test_another_agency_is_asked_answers_yes_and_leads_on(chief, two):
    nurse = signed_in(receiver("supervisor"))
    theirs = registered(nurse.member, names=TWICE, birth_year=1999, matching=True)
    at = f"/cases/{two[0].pk}"
    event = hidden(chief.get(f"{at}/duplicates"), "event")
    asked = chief.post(f"{at}/inquiries", {"event": event, "to": str(nurse.member.agency_id)}, follow=True)
    assert "Asked. The other agency sees only what the person agreed to." in said(asked)
    row = Inquiry._base_manager.get()
    assert "Agencies ask whether you know a person" in said(nurse.get("/"))
    shown = nurse.get(f"/inquiries/{row.pk}")
    assert theirs.code in said(shown)
    assert (names_in(shown), two[0].code in said(shown)) == ([], False)
    given = {"event": hidden(shown, "event"), "answer": "yes", "code": theirs.code}
    nurse.post(f"/inquiries/{row.pk}", given)
    answer = said(chief.get(f"{at}/duplicates"))
    assert "Yes, this agency knows the person" in answer
    assert "offer the case" in answer
    assert theirs.code not in answer


def test_the_pages_of_nobody_lead_nowhere(chief):
    stranger = signed_in(make_member("supervisor"))
    registered(chief.member, names=ONCE), registered(chief.member, names=TWICE)
    pair = Pair._base_manager.get()
    for at in (f"/duplicates/{pair.pk}", f"/merges/{pair.pk}", f"/inquiries/{pair.pk}"):
        assert stranger.get(at).status_code == 404
