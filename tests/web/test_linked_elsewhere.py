"""Lists that were linked elsewhere come in through two pages, and lead to the overlaps, from where they are studied."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from tabara.methods.linkage.tokens import receiving
from tabara.research.models import CaptureCount
from tests.factories import make_member
from tests.methods.tokens.sent import CAPTURE, PAIRS, STUDY, account
from tests.research.elsewhere import brought_in
from tests.web.steps import page, said, signed_in
from tests.web.test_partnership import parts_of

pytestmark = pytest.mark.django_db(databases="__all__")
LISTS = {f"{what}_{at}": f"{what} of {name}" for at, name in enumerate("ABC") for what in ("title", "words")}
DAYS = {**parts_of("since", dt.date(2025, 1, 1)), **parts_of("until", dt.date(2026, 1, 1))}
ANSWERS = {"capture": CAPTURE, "account": account(), **DAYS, **LISTS, "victims": "presumed", "seed": 1}


def file(text, name="lists.csv"):
    return SimpleUploadedFile(name, text.encode())


def test_a_table_is_looked_at_told_and_brought_in_and_leads_to_its_overlaps():
    client = signed_in("researcher")
    assert f'href="{page("bring-in")}"' in client.get(page("research")).content.decode()
    asked = client.post(page("bring-in"), {"capture": file(CAPTURE), "account": file(account(), "account.json")})
    assert "11 people on the lists" in said(asked)
    assert "Compare the key with what the agencies read aloud" in said(asked)
    assert "What is the list “C”?" in said(asked)
    otherwise = {**parts_of("since_1", dt.date(2024, 7, 1)), "victims_1": "identified"}
    sent = {**ANSWERS, **otherwise, "numbers": file(STUDY), "pairs": file(PAIRS)}
    answer = client.post(page("bring-in"), sent, follow=True)
    row = CaptureCount.objects.get()
    assert answer.redirect_chain[-1][0] == page("counts", number=row.pk)
    shown = said(answer)
    assert "The lists are in." in shown
    assert "C 41 (said no: 1; not asked: 40)" in shown
    assert page("ask-study", number=row.pk) in answer.content.decode()
    lists = {one["key"]: (one["title"], one["since"], one["victims"]) for one in row.linkage.lists}
    assert lists["A"] == ("title of A", "2025-01-01", "presumed")
    assert lists["B"] == ("title of B", "2024-07-01", "identified")
    assert len(row.drawn) == 20
    assert "11111 22222 33333 44444 55555" in said(client.get(page("linkage", number=row.linkage_id)))
    assert "linked elsewhere, brought in on" in said(client.get(page("research")))
    assert "linked elsewhere, brought in on" in said(client.get(page("counted-lists")))


def test_without_an_account_the_pages_say_that_nobody_said_who_was_left_out():
    client = signed_in("data_team")
    assert "nobody says who was left out" in said(client.post(page("bring-in"), {"capture": file(CAPTURE)}))
    answer = client.post(page("bring-in"), {**ANSWERS, "account": ""}, follow=True)
    assert "Nobody said how many people were left out" in said(answer)
    assert "Nobody gave an account" in said(client.get(page("linkage", number=CaptureCount.objects.get().linkage_id)))


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "needs an answer"),
        ({"capture": ""}, "This file is empty"),
        ({"capture": "A,B,count\n1,1,withheld\n"}, "tabara linkage match --study"),
        ({"capture": CAPTURE, "account": account(withheld=True)}, "The account says that overlaps were withheld"),
        ({"capture": CAPTURE, "account": ""}, "This file is empty"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_beside_it(sent, why):
    client = signed_in("researcher")
    answer = client.post(page("bring-in"), {"sent": "yes", **{name: file(text) for name, text in sent.items()}})
    assert (answer.status_code, why in said(answer)) == (422, True)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"title_2": ""}, "What is the list “C”?” needs an answer"),
        ({"words_0": ""}, "How do people come onto “A”"),
        ({"until-year": "2024"}, "ends before it begins"),
        ({"pairs": PAIRS}, "The study numbers and the pairs go together"),
        ({"numbers": STUDY, "pairs": PAIRS + "number00,stranger,0.5\n"}, "Line 8 of the pairs names a number"),
    ],
)
def test_what_is_missing_or_does_not_belong_together_is_asked_again_and_nothing_is_kept(other, why):
    client = signed_in("researcher")
    files = {name: file(text) for name, text in other.items() if name in ("numbers", "pairs")}
    answer = client.post(page("bring-in"), {**ANSWERS, **other, **files})
    assert (answer.status_code, why in said(answer)) == (422, True)
    assert CaptureCount.objects.count() == 0


def test_while_the_files_are_read_and_drawn_from_others_can_write(monkeypatch):
    """Drawing takes seconds; a transaction open meanwhile would let nobody else write."""
    open_then = []

    def watched(*pairs, **given):
        open_then.extend(alias for alias in connections if connections[alias].savepoint_ids)
        return linkages_of(*pairs, **given)

    linkages_of = receiving.linkages
    monkeypatch.setattr(receiving, "linkages", watched)
    sent = {**ANSWERS, "numbers": file(STUDY), "pairs": file(PAIRS)}
    signed_in("researcher").post(page("bring-in"), sent)
    assert (len(CaptureCount.objects.get().drawn), open_then) == (20, [])


def test_a_table_altered_on_the_way_is_refused():
    client = signed_in("researcher")
    answer = client.post(page("bring-in"), {**ANSWERS, "capture": CAPTURE + "1,1,1,4\n"})
    assert "Send both files of one linkage." in said(answer)
    assert CaptureCount.objects.count() == 0


def test_whoever_links_neither_finds_nor_runs_it():
    row, officer = brought_in(make_member("researcher")), signed_in("linkage_officer")
    assert "Nobody has asked for lists to be linked" in said(officer.get(page("linking")))
    number = row.linkage_id
    assert officer.get(page("linking-run", number=number)).status_code == 404
    for name in ("run-linking", "count-lists"):
        assert officer.post(page(name, number=number), {"sent": "yes"}).status_code == 404
    assert CaptureCount.objects.count() == 1
