"""Documents on their pages: who sees which, versions beside one another, and a file that is only ever kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tabara.partnership import operations
from tabara.partnership.models import Guidance, GuidanceVersion
from tests.factories import make_member
from tests.partnership.outside import PDF, published, version
from tests.web.steps import page, said, signed_in
from tests.web.test_partnership import parts_of, sent

pytestmark = pytest.mark.django_db(databases="__all__")
FACTS = {"title": "How to listen", "kind": "guideline", "theme": "justice", "audience": "partners"}


def test_a_newcomer_publishes_a_document_in_two_versions() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    answer = sent(client, "publish-guidance", FACTS)
    assert "Now add its file." in said(answer)
    number = Guidance.objects.get().pk
    for changes in ("", "A new page."):
        file = SimpleUploadedFile("paper.pdf", PDF, "application/pdf")
        told = {"language": "fr", "file": file, "changes": changes, **parts_of("on", today)}
        answer = sent(client, "add-guidance-version", told, number=number)
    assert all(words in said(answer) for words in ("A new page.", "newest", "Français, 1", "Français, 2"))
    row = GuidanceVersion.objects.order_by("number").first()
    answer = client.get(page("guidance-file", number=number, version=row.pk))
    assert (answer.content, answer.headers["Content-Type"]) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_that_is_no_file_is_refused_on_the_page() -> None:
    client = signed_in("secretariat")
    one = published(client.member, at=timezone.now())
    told = {"language": "fr", **parts_of("on", timezone.localdate())}
    for content, sentence in ((b"", "is empty"), (b"MZ\x00", "is no PDF")):
        file = SimpleUploadedFile("paper.pdf", content, "application/pdf")
        answer = sent(client, "add-guidance-version", {**told, "file": file}, number=one.pk)
        assert (answer.status_code, sentence in said(answer)) == (422, True)


@pytest.mark.parametrize(
    ("role", "audience", "status"),
    [
        ("administrator", "public", 200),
        ("administrator", "partners", 404),
        ("caseworker", "partners", 200),
        ("caseworker", "commission", 404),
        ("coordinator", "commission", 200),
    ],
)
def test_a_document_of_another_audience_looks_as_if_it_were_not_there(role: str, audience: str, status: int) -> None:
    one = published(make_member("secretariat"), at=timezone.now(), audience=audience)
    row = version(make_member("secretariat"), one, at=timezone.now(), on=timezone.localdate())
    client = signed_in(role)
    assert ("How to listen" in said(client.get(page("guidance")))) == (status == 200)
    assert client.get(page("guidance-document", number=one.pk)).status_code == status
    assert client.get(page("guidance-file", number=one.pk, version=row.pk)).status_code == status


def test_what_is_withdrawn_says_why_and_shuts_its_files() -> None:
    keeper, client = signed_in("secretariat"), signed_in("caseworker")
    one = published(keeper.member, at=timezone.now())
    row = version(keeper.member, one, at=timezone.now(), on=timezone.localdate())
    answer = sent(keeper, "withdraw-guidance", {"reason": "The number is wrong."}, number=one.pk)
    assert "The number is wrong." in said(answer)
    assert "No document of this kind is there for you." in said(client.get(page("guidance")))
    assert "The number is wrong." in said(client.get(page("guidance") + "?withdrawn=yes"))
    assert client.get(page("guidance-file", number=one.pk, version=row.pk)).status_code == 404
    assert keeper.get(page("guidance-file", number=one.pk, version=row.pk)).status_code == 200


def test_for_whom_a_document_is_can_be_changed() -> None:
    client = signed_in("secretariat")
    one = published(client.member, at=timezone.now())
    assert "public" in said(sent(client, "set-audience", {"audience": "public"}, number=one.pk))


def test_a_list_is_narrowed_and_what_no_list_has_is_as_if_not_asked() -> None:
    client = signed_in("secretariat")
    one = published(client.member, at=timezone.now())
    operations.publish_guidance(by=client.member, at=timezone.now(), **{**FACTS, "title": "Unlike", "theme": "data"})
    version(client.member, one, at=timezone.now(), on=timezone.localdate())
    shown = {
        asked: [title for title in ("How to listen", "Unlike") if title in said(client.get(page("guidance") + asked))]
        for asked in ("?theme=data", "?tongue=fr", "?audience=public", "?theme=moon")
    }
    assert shown == {
        "?theme=data": ["Unlike"],
        "?tongue=fr": ["How to listen"],
        "?audience=public": [],
        "?theme=moon": ["How to listen", "Unlike"],
    }
