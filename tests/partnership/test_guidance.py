"""Documents: who may read which, versions that stay, and what a file must be."""

import datetime as dt
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.partnership import operations, queries
from tabara.partnership.models import Guidance, GuidanceVersion
from tests.factories import NOW, TODAY, make_member
from tests.partnership.outside import PDF, published, version

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper() -> Member:
    return make_member("secretariat")


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("secretariat", ["All", "Inner", "Partner"]),
        ("coordinator", ["All", "Inner", "Partner"]),
        ("caseworker", ["All", "Partner"]),
        ("justice", ["All", "Partner"]),
        ("data_team", ["All", "Partner"]),
        ("administrator", ["All"]),
        ("national_administrator", ["All"]),
    ],
)
def test_each_reads_the_documents_of_an_audience_of_theirs(keeper: Member, role: str, titles: list[str]) -> None:
    made = {
        title: published(keeper, title=title, audience=audience)
        for title, audience in (("All", "public"), ("Partner", "partners"), ("Inner", "commission"))
    }
    other = make_member(role)
    assert [one.title for one in queries.documents(by=other)] == titles
    for title, one in made.items():
        row = version(keeper, one)
        if title in titles:
            assert queries.version_file(by=other, guidance=one, version=row.pk).content == PDF
        else:
            with pytest.raises(NotFound):
                queries.version_file(by=other, guidance=one, version=row.pk)
            with pytest.raises(NotFound):
                queries.versions(by=other, guidance=one)


def test_a_new_version_keeps_the_old_one_and_each_language_counts_its_own(keeper: Member) -> None:
    one = published(keeper)
    first = version(keeper, one)
    second = version(keeper, one, content=PDF.replace(b"<<>>", b"<< >>"), changes="A new page.")
    version(keeper, one, language="rn")
    rows = queries.versions(by=keeper, guidance=one)
    assert [(row.language, row.number) for row in rows] == [("fr", 2), ("fr", 1), ("rn", 1)]
    opened = [queries.version_file(by=keeper, guidance=one, version=row.pk).content for row in (first, second)]
    assert opened == [PDF, PDF.replace(b"<<>>", b"<< >>")]
    assert queries.languages_of(by=keeper, documents=[one]) == {one.pk: ["fr", "rn"]}


def test_nothing_of_a_file_lies_readable_in_the_database(keeper: Member) -> None:
    row = version(keeper, published(keeper), name="Kanaridomo.pdf")
    held = bytes(GuidanceVersion.objects.get(pk=row.pk).sealed)
    assert (b"PDF" in held, b"Kanaridomo" in held) == (False, False)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"content": b""}, "file", "is empty"),
        ({"content": b"MZ\x00\x01"}, "file", "is no PDF"),
        ({"name": "paper.txt"}, "file", "does not say what the file is"),
        ({"content": PDF + b"PK" + b"x" * 2000}, "file", "holds something else behind its end"),
        ({"language": "la"}, "language", "offers no such language"),
        ({"on": TODAY + dt.timedelta(days=1)}, "on", "is after today"),
        ({"changes": "x" * 301}, "changes", "at most 300 letters"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused(keeper: Member, facts: Any, field: str, sentence: str) -> None:
    one = published(keeper)
    with pytest.raises(Refused, match=sentence) as refusal:
        version(keeper, one, **facts)
    assert (refusal.value.field, GuidanceVersion.objects.exists()) == (field, False)


def test_a_member_adds_so_many_files_a_day_and_a_document_has_so_many(keeper: Member) -> None:
    one = published(keeper)
    row = version(keeper, one)
    many = [GuidanceVersion(guidance=one, number=nth, added_by=keeper, added_at=NOW) for nth in range(2, 41)]
    for each in many:
        each.language, each.published_on, each.kind, each.at_most, each.sealed = "fr", TODAY, "pdf", 100, row.sealed
    GuidanceVersion.objects.bulk_create(many)
    with pytest.raises(Refused, match="You have added 40 documents today"):
        version(keeper, one)
    GuidanceVersion.objects.bulk_create(
        [
            GuidanceVersion(
                guidance=one,
                number=nth,
                added_by=keeper,
                language="en",
                published_on=TODAY,
                kind="pdf",
                at_most=100,
                sealed=row.sealed,
                added_at=NOW - dt.timedelta(days=9),
            )
            for nth in range(60)
        ]
    )
    with pytest.raises(Refused, match="has 100 versions already"):
        version(make_member("secretariat"), one)


def test_what_is_withdrawn_says_why_and_only_its_keepers_open_it(keeper: Member) -> None:
    one, other = published(keeper, audience="public"), make_member("caseworker")
    row = version(keeper, one)
    with pytest.raises(Refused, match="Say why the document is withdrawn"):
        operations.withdraw_guidance(by=keeper, at=NOW, guidance=one, reason=" ")
    operations.withdraw_guidance(by=keeper, at=NOW, guidance=one, reason="The number to call is wrong.")
    assert queries.documents(by=other) == []
    assert [found.withdrawn_for for found in queries.documents(by=other, withdrawn=True)] == [
        "The number to call is wrong."
    ]
    assert queries.version_file(by=keeper, guidance=one, version=row.pk).content == PDF
    with pytest.raises(NotFound):
        queries.version_file(by=other, guidance=one, version=row.pk)
    for act in (
        lambda: version(keeper, one),
        lambda: operations.set_audience(by=keeper, at=NOW, guidance=one, audience="commission"),
        lambda: operations.withdraw_guidance(by=keeper, at=NOW, guidance=one, reason="Again."),
    ):
        with pytest.raises(Refused, match="was withdrawn"):
            act()


def test_a_narrower_audience_shuts_the_document_at_once(keeper: Member) -> None:
    one, other = published(keeper, audience="public"), make_member("caseworker")
    assert queries.documents(by=other) == [one]
    operations.set_audience(by=keeper, at=NOW, guidance=one, audience="commission")
    assert queries.documents(by=other) == []
    with pytest.raises(Refused, match="Choose for whom"):
        operations.set_audience(by=keeper, at=NOW, guidance=one, audience="friends")


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"title": " "}, "title", "Write the title"),
        ({"title": "x" * 201}, "title", "at most 200 letters"),
        ({"kind": "song"}, "kind", "is not in the list"),
        ({"theme": "song"}, "theme", "is not in the list"),
        ({"audience": "friends"}, "audience", "Choose for whom"),
        ({"campaign": "x" * 121}, "campaign", "at most 120 letters"),
    ],
)
def test_a_document_that_cannot_be_is_refused(keeper: Member, facts: Any, field: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        published(keeper, **facts)
    assert (refusal.value.field, Guidance.objects.exists()) == (field, False)


def test_only_the_secretariat_publishes(keeper: Member) -> None:
    one = published(keeper)
    for role in ("coordinator", "caseworker", "administrator"):
        with pytest.raises(NotAllowed):
            version(make_member(role), one)
