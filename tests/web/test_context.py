"""The context through its pages: a file is looked at, corrected, imported and undone; the score explains itself."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tabara import jobs
from tabara.prevention import operations
from tabara.prevention.models import ContextFile, ContextValue
from tests.factories import make_agency, make_member
from tests.prevention import house
from tests.prevention.context.filed import csv, imported
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timezone.localdate().replace(day=1).isoformat()
GOOD, BAD = f"ZZ101,,,,{DAY},Conflict,1500", f",,Éclair,2010,{DAY},,-3"


@pytest.fixture
def client():
    return signed_in("coordinator")


def send_in(client, content, **told):
    event = hidden(client.get(page("send-context")), "event")
    file = SimpleUploadedFile("round.csv", content)
    answers = {"event": event, "file": file, "layer": "displaced", "source": "IOM DTM, R80", **told}
    return client.post(page("send-context"), answers)


def pressed(client, address, at):
    return client.post(address, {"event": hidden(client.get(at), "event")}, follow=True)


def test_a_file_is_looked_at_corrected_imported_and_undone(client):
    looking = send_in(client, csv(GOOD, BAD, f"ZZ102,,,,{DAY},,Not available"))
    assert looking.status_code == 302
    shown = said(client.get(looking.url))
    assert "1 in order 1 refused 1 without a value" in shown
    assert "A number of people is never below zero. Correct it." in shown
    assert "“Éclair” stands for several places: in Amahoro, Imvura." in shown
    assert ContextValue.objects.count() == 0
    file = ContextFile.objects.get()
    sheet = client.get(page("context-wrong", number=file.pk))
    assert sheet["Content-Disposition"] == 'attachment; filename="context-to-correct.csv"'
    assert "What is wrong" in sheet.content.decode()
    assert "The file is imported." in said(pressed(client, looking.url, looking.url))
    assert "1 row came in." in said(client.get(looking.url))
    undone = {"event": hidden(client.get(page("undo-context", number=file.pk)), "event"), "reason": "The wrong round"}
    answer = client.post(page("undo-context", number=file.pk), undone, follow=True)
    assert "Nothing of it counts any more." in said(answer)
    assert "The wrong round" in said(client.get(looking.url))


def test_the_same_file_is_said_to_be_there(client):
    looking = send_in(client, csv(GOOD))
    pressed(client, looking.url, looking.url)
    again = send_in(client, csv(GOOD))
    assert again.url == looking.url
    assert "This very file was imported before." in said(client.get(again.url))


def test_a_file_that_is_dropped_leaves_nothing(client):
    looking = send_in(client, csv(GOOD))
    file = ContextFile.objects.get()
    answer = client.post(page("drop-context", number=file.pk), {"event": ""}, follow=True)
    assert "Nothing of it is kept." in said(answer)
    assert "dropped" in said(client.get(looking.url))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"a,b\n1,2\n", "This file has no line of HXL tags"),
        (b'[{"geo": ', "This JSON is broken at line 1."),
        ("geo,t,n\nÉ,2020,1\n".encode("latin-1"), "This file is not written in UTF-8, from line 2 on."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_question(client, content, sentence):
    answer = send_in(client, content)
    assert answer.status_code == 422
    assert sentence in said(answer)


def test_a_large_file_is_imported_by_a_worker_and_the_page_says_how_far_it_is(client):
    days = (timezone.localdate() - dt.timedelta(days=nth) for nth in range(operations.AT_ONCE + 1))
    looking = send_in(client, csv(*(f"ZZ101,,,,{day},,7" for day in days)))
    assert "it is imported in the background" in said(client.get(looking.url))
    shown = said(pressed(client, looking.url, looking.url))
    assert "It waits for its turn." in shown
    assert "stand still" not in shown
    assert "being imported" in said(client.get(page("context")))
    file = ContextFile.objects.get()
    progress = page("context-progress", number=file.pk)
    assert "HX-Refresh" not in client.get(progress)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - dt.timedelta(minutes=1))
    assert "What works in the background seems to stand still. Nothing is lost" in said(client.get(looking.url))
    assert jobs.work_off() == 1
    assert client.get(progress)["HX-Refresh"] == "true"
    assert "2,001 rows came in." in said(client.get(looking.url))


def test_a_large_file_that_could_not_be_imported_says_why_and_can_be_asked_for_again(client):
    lines = (f"XX{nth},,,,{DAY},,7" for nth in range(operations.AT_ONCE + 1))
    looking = send_in(client, csv(*lines))
    file = ContextFile.objects.get()
    operations.ask_context(by=file.sent_by, at=timezone.now(), file=file)
    jobs.work_off()
    shown = said(client.get(looking.url))
    assert "Nothing of it was imported. No row of this file is in order." in shown
    assert "2,001 refused" in shown


def test_what_a_file_needs_is_asked(client):
    answer = client.post(page("send-context"), {"layer": "", "source": ""})
    assert answer.status_code == 422
    assert "“Who counted it?” needs an answer." in said(answer)


def test_the_examples_can_be_sent_as_they_are(client):
    assert "(CSV)" in said(client.get(page("send-context")))
    sheet = client.get(page("context-example", layer="displaced"))
    looking = send_in(client, sheet.content)
    assert "invented" in said(client.get(looking.url))
    assert "4 in order 0 refused" in said(client.get(looking.url))
    assert client.get(page("context-example", layer="moonlight")).status_code == 404


def test_where_to_act_next_says_why_and_what_is_not_known(client):
    keeper = make_member("coordinator", agency=make_agency("second"))
    imported(keeper, csv(f"ZZA1,,,,{DAY},,1500"), at=timezone.now(), source="IOM DTM, R80")
    border = csv(f"ZZA1,,,,{DAY},,1", f"ZZA2,,,,{DAY},,0").replace(b"#affected+idps", b"#geo+border")
    imported(keeper, border, layer="border", at=timezone.now())
    shown = said(client.get(page("where")))
    assert "Displaced people: 1,500" in shown
    assert "Not known: " in shown
    assert "The figures are not built yet" in shown
    assert "4 Too little is known for a score" in shown
    one = said(client.get(page("where-commune", division="2024", code="ZZA1")))
    assert "Displaced people 1,500" in one
    assert "IOM DTM, R80" in one
    assert "On a border yes" in one
    assert "People affected by disasters no data" in one
    assert "Too little is known for a score: 35 % of what counts, where 50 % are needed." in one
    assert "No session is written down there." in one


def test_a_commune_leads_to_a_session_there(client):
    shown = client.get(page("where-commune", division="2010", code="ZZ102")).content.decode()
    assert f"{page('record-session')}?place=2024%7CZZA2" in shown
    form = client.get(page("record-session") + "?place=2024%7CZZA2").content.decode()
    assert '<option value="2024|ZZA2" selected>' in form
    assert client.get(page("record-session") + "?place=%3Cscript%3E").status_code == 200


def test_the_filters_narrow_the_list_and_survive_nonsense(client):
    house.session(
        make_member("coordinator"), on=timezone.localdate(), place="ZZ201", place_version="2010", at=timezone.now()
    )
    here, elsewhere = (page("where-commune", division="2010", code=code) for code in ("ZZ102", "ZZ201"))
    every = client.get(page("where") + "?division=2010").content.decode()
    assert here in every
    assert elsewhere in every
    some = client.get(page("where") + "?division=2010&province=ZZ1").content.decode()
    assert here in some
    assert elsewhere not in some
    assert "No commune is like that." in said(client.get(page("where") + "?only=high"))
    assert client.get(page("where") + "?division=9&province=%00&only=x&all=1").status_code == 200


@pytest.mark.parametrize("parts", [{"division": "2010", "code": "XX1"}, {"division": "1999", "code": "ZZ101"}])
def test_a_commune_that_there_is_not_is_not_found(client, parts):
    assert client.get(page("where-commune", **parts)).status_code == 404


def test_a_focal_point_reads_where_to_act_and_sends_no_file():
    client = signed_in("focal_point")
    assert client.get(page("where")).status_code == 200
    shown = said(client.get(page("context")))
    assert "Send a file" not in shown
    assert client.get(page("send-context")).status_code == 403
