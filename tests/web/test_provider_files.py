"""Files of providers through the pages: taken, filled, looked at, corrected, imported and undone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tabara.protection.directory.models import Provider, ProviderFile
from tests.protection.directory.filed import drawn
from tests.protection.directory.invented import at_home, keeper, listed, next_door
from tests.web.directing import pressed, sent, signed_in
from tests.web.steps import hidden, page, said

pytestmark = pytest.mark.django_db(databases="__all__")

MIXED = """
| Provider | Kind of provider | Place   | Telephone | Service      |
| Akabanga | clinic           | Ihuriro | 22 00     | medical      |
| Brothers | zoo              |         | =1+1      | psychosocial |
| Brothers |                  |         |           | legal        |
| Unity    |                  |         | 33        |              |
"""


@pytest.fixture
def keeps():
    return signed_in(keeper())


def send_in(client, content):
    content = drawn(content) if isinstance(content, str) else content
    event = hidden(client.get(page("provider-files")), "event")
    file = SimpleUploadedFile("clinics.csv", content)
    return client.post(page("provider-files"), {"event": event, "file": file})


def agreed(client, address):
    shown = client.get(address)
    return client.post(address, {"event": hidden(shown, "event"), "seen": hidden(shown, "seen")})


def test_a_file_is_looked_at_corrected_imported_and_undone(keeps):
    listed("Unity", phone="11")
    looking = send_in(keeps, MIXED)
    assert looking.status_code == 302
    shown = said(keeps.get(looking.url))
    assert "1 refused 1 waits 1 changed 1 new" in shown
    assert "“zoo” is not known here." in shown
    assert "11 → 33" in shown
    assert Provider.objects.count() == 1
    answer = agreed(keeps, looking.url)
    assert answer.url == looking.url
    shown = said(keeps.get(looking.url))
    assert "The file is imported." in shown
    assert "Akabanga new" in shown
    assert "Services added: Medical assistance" in shown
    assert "Unity changed" in shown
    assert "Brothers" not in shown
    file = ProviderFile.objects.get()
    assert sent(keeps, "undo-provider-file", file=file.pk).url == looking.url
    assert "The directory says what it said before." in said(keeps.get(looking.url))
    assert [(one.name, one.phone) for one in Provider.objects.all()] == [("Unity", "11")]


def test_the_lines_that_are_refused_are_handed_out_with_the_reason_and_taken_back_corrected(keeps):
    send_in(keeps, MIXED)
    file = ProviderFile.objects.get()
    handed = keeps.get(page("provider-file-wrong", file=file.pk))
    assert handed.headers["Content-Type"].startswith("text/csv")
    assert handed.headers["Content-Disposition"] == 'attachment; filename="providers-to-correct.csv"'
    assert b"'=1+1" in handed.content
    again = send_in(keeps, handed.content.replace(b"zoo", b"other"))
    assert "2 new" in said(keeps.get(again.url))
    agreed(keeps, again.url)
    assert Provider.objects.get(name="Brothers").phone == "=1+1"


HANDED = [("provider-template", "providers-empty"), ("providers-standing", "providers")]


@pytest.mark.parametrize(("name", "file"), HANDED)
def test_tables_are_handed_out_to_be_filled(keeps, name, file):
    listed("Unity")
    handed = keeps.get(page(name))
    assert handed.headers["Content-Disposition"] == f'attachment; filename="{file}.csv"'
    assert handed.content.startswith(b'\xef\xbb\xbf"Provider","Agency"')
    assert (b"Unity" in handed.content) is (file == "providers")


def test_a_french_reader_fills_a_french_table():
    supervisor = signed_in(at_home("supervisor", language="fr"), language="fr")
    handed = supervisor.get(page("provider-template")).content.decode("utf-8-sig")
    looking = send_in(supervisor, (handed + "Akabanga;;Centre de santé ou hôpital").replace(",", ";").encode("utf-16"))
    assert looking.status_code == 302
    agreed(supervisor, looking.url)
    assert Provider.objects.get().kind == "clinic"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"PK\x03\x04workbook", "This is a workbook of a spreadsheet"),
        (b"\x89PNG\r\n", "This is no CSV file"),
        (b"name\n" + b"x" * 2_000_000, "larger than 1024 KB"),
        (b"Colour\nred", "There is no column “Colour” here"),
    ],
)
def test_what_is_no_table_is_refused_on_the_page(keeps, content, sentence):
    answer = send_in(keeps, content)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not ProviderFile.objects.exists()


def test_no_file_at_all_is_asked_for(keeps):
    answer = keeps.post(page("provider-files"), {"event": ""})
    assert answer.status_code == 422
    assert "“File” needs an answer." in said(answer)


def test_a_directory_that_changed_meanwhile_is_looked_at_again(keeps):
    looking = send_in(keeps, MIXED)
    shown = keeps.get(looking.url)
    listed("Akabanga")
    answer = keeps.post(looking.url, {"event": hidden(shown, "event"), "seen": hidden(shown, "seen")})
    assert answer.status_code == 422
    assert "The directory changed since you looked" in said(answer)
    assert agreed(keeps, looking.url).status_code == 302


def test_a_file_that_came_before_leads_to_what_it_did(keeps):
    looking = send_in(keeps, MIXED)
    agreed(keeps, looking.url)
    again = send_in(keeps, MIXED)
    assert again.url == looking.url
    assert "This very file was imported before. Nothing is done twice." in said(keeps.get(again.url))


def test_a_file_with_nothing_to_do_offers_no_import_and_can_be_dropped(keeps):
    looking = send_in(keeps, "| Provider | Kind of provider |\n| Brothers | zoo |")
    shown = said(keeps.get(looking.url))
    assert "No line of this file would change anything. Correct the lines" in shown
    assert 'name="seen"' not in shown
    file = ProviderFile.objects.get()
    assert pressed(keeps, "drop-provider-file", file=file.pk).url == page("provider-files")
    assert "dropped" in said(keeps.get(page("provider-files")))
    assert "nothing of it is kept" in said(keeps.get(looking.url))
    assert keeps.get(page("provider-file-wrong", file=file.pk)).status_code == 404


def test_what_was_touched_since_says_so_and_stays(keeps):
    looking = send_in(keeps, MIXED)
    agreed(keeps, looking.url)
    Provider.objects.filter(name="Akabanga").update(version=7)
    answer = sent(keeps, "undo-provider-file", file=ProviderFile.objects.get().pk)
    assert answer.status_code == 422
    assert "Somebody has worked with this since: Akabanga." in said(answer)


def test_another_agency_finds_no_such_file_and_a_caseworker_no_such_page():
    mine = signed_in(at_home("supervisor"))
    looking = send_in(mine, MIXED.replace("zoo", "other"))
    assert signed_in(next_door("supervisor")).get(looking.url).status_code == 404
    for address in (page("provider-files"), looking.url):
        assert signed_in(at_home()).get(address).status_code == 403
