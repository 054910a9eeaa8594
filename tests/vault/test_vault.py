"""Who people are is found again by those who may, and lies nowhere in the clear."""

import io

import pytest
from django.conf import settings
from django.db import connections
from PIL import Image

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases.models import Case
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries
from tabara.protection.intake.operations import Names, Relative
from tabara.vault.models import Identity, NameToken
from tests.factories import NOW, make_agency, make_member, register, situation

pytestmark = pytest.mark.django_db(databases="__all__")

CANARY = Names(
    given="Canarielle",
    surname="Ndacanarize",
    aliases=("Kanari",),
    birth_date="1999-04-02",
    phones=("+25779123456",),
    address="behind the blue church",
    relatives=(Relative("mother", "Mamanarie", "79000111"),),
    number="ID-77-CANARY",
)


def test_an_identity_comes_back_whole_with_a_reason() -> None:
    worker = make_member("caseworker")
    case = register(worker, names=CANARY)
    assert intake.open_identity(by=worker, at=NOW, case=case, reason="contact") == CANARY


@pytest.mark.parametrize("reason", ["", "curiosity"])
def test_without_a_reason_no_identity_is_opened(reason: str) -> None:
    worker = make_member("caseworker")
    with pytest.raises(Refused, match="Say why you need the name"):
        intake.open_identity(by=worker, at=NOW, case=register(worker), reason=reason)


@pytest.mark.parametrize("role", ["coordinator", "data_team", "administrator"])
def test_who_counts_or_coordinates_never_opens_an_identity(role: str) -> None:
    case = register(make_member("caseworker"))
    with pytest.raises(NotAllowed):
        intake.open_identity(by=make_member(role), at=NOW, case=case, reason="contact")


def test_no_name_lies_in_any_database_in_the_clear() -> None:
    register(make_member("caseworker"), names=CANARY)
    words = ["canarielle", "ndacanarize", "kanari", "79123456", "blue church", "mamanarie", "79000111", "id-77-canary"]
    found = []
    for connection in (connections[alias] for alias in settings.DATABASES):
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the table names are the database's own
                text = str([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor]).lower()
                found += [(table, word) for word in words if word in text or word.encode().hex() in text]
    assert found == []


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        (Names(given="Canarielle", surname="Ndacanarize"), "as written"),
        (Names(given="Ndacanarize", surname="Canarielle"), "in the other order"),
        (Names(given="Canariele", surname="Dacanalize", birth_date="1999"), "as heard"),
        (Names(given="Canarielle", surname="Ndacanarizé", birth_date="2000"), "with an accent and a year off"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_person_is_found_however_the_name_is_spelled(asked: Names, what: str) -> None:
    worker = make_member("caseworker")
    case = register(worker, names=CANARY, birth_year=1999)
    for number in range(5):
        register(worker, given="Aline", surname=f"Bukuru{number}")
    assert [match.case for match in intake.find_people(by=worker, at=NOW, names=asked, sex="female")][:1] == [case]


def test_an_alias_finds_the_person() -> None:
    worker = make_member("caseworker")
    case = register(worker, names=Names(given="Odette", surname="Niragira", aliases=("Mado Kanari",)))
    found = intake.find_people(by=worker, at=NOW, names=Names(given="Mado", surname="Kanari"))
    assert [match.case for match in found] == [case]


def test_another_agencys_people_are_not_found() -> None:
    register(make_member("caseworker"), names=CANARY)
    stranger = make_member("supervisor", agency=make_agency("away"))
    assert intake.find_people(by=stranger, at=NOW, names=CANARY, sex="female") == ()


def test_a_focal_point_finds_only_whom_she_registered() -> None:
    hers, other = make_member("focal_point"), make_member("focal_point")
    case = register(hers, names=CANARY)
    assert [m.case for m in intake.find_people(by=hers, at=NOW, names=CANARY, sex="female")] == [case]
    assert intake.find_people(by=other, at=NOW, names=CANARY, sex="female") == ()


def test_a_corrected_name_is_found_and_the_old_one_is_not() -> None:
    worker = make_member("caseworker")
    case = register(worker, names=CANARY)
    saw = queries.identity_version(by=worker, case=case)
    intake.correct_identity(by=worker, at=NOW, case=case, saw=saw, names=Names(given="Béatrice", surname="Hakizimana"))
    assert intake.find_people(by=worker, at=NOW, names=CANARY, sex="female") == ()
    assert [
        m.name for m in intake.find_people(by=worker, at=NOW, names=Names(given="Beatrice", surname="Hakizimana"))
    ] == ["Béatrice Hakizimana"]


def test_a_photograph_loses_what_the_camera_hid_in_it() -> None:
    worker = make_member("caseworker")
    case = register(worker)
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CANARYCAM"
    Image.new("RGB", (2000, 1000), "teal").save(picture, "JPEG", exif=exif)
    kept = intake.add_photograph(by=worker, at=NOW, case=case, picture=picture.getvalue())
    shown = queries.photograph(by=worker, case=case, number=kept.pk)
    with Image.open(io.BytesIO(shown)) as image:
        assert (image.size, dict(image.getexif())) == ((1200, 600), {})
    assert b"CANARYCAM" in picture.getvalue()
    assert b"CANARYCAM" not in shown


def test_a_file_that_is_no_picture_is_refused() -> None:
    worker = make_member("caseworker")
    with pytest.raises(Refused, match="not a JPEG, PNG or WebP"):
        intake.add_photograph(by=worker, at=NOW, case=register(worker), picture=b"GIF89a/*<script>*/")


def test_a_draft_is_its_authors_alone_and_leaves_with_its_key() -> None:
    author, other = make_member("caseworker"), make_member("caseworker")
    draft = intake.save_draft(by=author, at=NOW, draft=None, saw=0, answers={"given": "Odette"})
    assert queries.draft(by=author, number=draft.pk)[1] == {"given": "Odette"}
    assert queries.drafts(by=other) == []
    register_with = intake.register_person(by=author, at=NOW, names=CANARY, situation=situation(), draft=draft.pk)
    assert Case._base_manager.get() == register_with
    assert queries.drafts(by=author) == []


def test_an_identity_has_tokens_and_no_two_people_share_them_all() -> None:
    worker = make_member("caseworker")
    register(worker, names=CANARY)
    register(worker, given="Aline", surname="Bukuru")
    first, second = (
        set(NameToken._base_manager.filter(person=row.person).values_list("token", flat=True))
        for row in Identity._base_manager.all()
    )
    assert len(first) >= 5
    assert first & second == set()
