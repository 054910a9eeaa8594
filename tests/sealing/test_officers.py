"""The root key sealed to officers: any of them opens it, nobody else does; the plain one goes when it has opened."""

from pathlib import Path

import pytest
from django.conf import settings

from tabara.sealing import keys, rotation
from tabara.sealing.keys import Purpose
from tabara.sealing.recipients import BadRecipient, new_identity
from tabara.sealing.root import KeyUnavailable, held, provider_of, ring, sealed_key_place
from tabara.sealing.root.held import drop_plain, for_children, needs_identity, seal_to_officers
from tabara.sealing.root.officers import IDENTITY_FILE, Officers, offer
from tests.sealing.records import a_secret, forget

pytestmark = pytest.mark.django_db(databases="__all__")
HOME = settings.HOME


@pytest.fixture
def officers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Return the files of two officers' secret keys; nobody has typed one."""
    monkeypatch.setattr("tabara.sealing.root.officers._typed", [])
    places = [tmp_path / name for name in ("one", "two")]
    for place in places:
        secret, public = new_identity()
        place.write_text(f"# public key: {public}\n{secret}\n")
    return places


def public_of(place: Path) -> str:
    """Return the public key that stands in such a file."""
    return place.read_text().splitlines()[0].rpartition(" ")[2]


@pytest.fixture
def sealed(root_file: Path, officers: list[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seal the root key to both officers, and let the first one show that it opens."""
    place = seal_to_officers(HOME, [public_of(one) for one in officers])
    monkeypatch.setenv(IDENTITY_FILE, str(officers[0]))
    assert drop_plain(HOME)
    forget()
    return place


def test_either_officer_opens_it_and_everything_is_as_before(
    root_file: Path, officers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, text = a_secret()
    before = ring(HOME).ids
    seal_to_officers(HOME, [public_of(one) for one in officers])
    for one in officers:
        monkeypatch.setenv(IDENTITY_FILE, str(one))
        root_file.unlink(missing_ok=True)
        forget()
        assert (ring(HOME).provider, ring(HOME).ids) == ("officers", before)
        assert keys.unseal(subject, Purpose.NARRATIVE, "f", text) == "Odette"


def test_the_sealed_file_is_private_and_holds_neither_the_key_nor_who_opens_it(
    root_file: Path, officers: list[Path]
) -> None:
    plain = root_file.read_bytes().strip()
    place = seal_to_officers(HOME, [public_of(one) for one in officers])
    content = place.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o600
    assert [word in content for word in (plain, public_of(officers[0]).encode())] == [False, False]


def test_without_an_officer_nothing_opens_and_the_sentence_says_what_to_do(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(IDENTITY_FILE)
    assert needs_identity(HOME)
    with pytest.raises(KeyUnavailable, match=f"{sealed} is sealed to officers. Name .* in {IDENTITY_FILE}"):
        ring(HOME)


@pytest.mark.parametrize("wrong", ["another", "garbage", "missing"])
def test_whoever_is_no_officer_does_not_open_it(
    sealed: Path, wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "wrong"
    if wrong != "missing":
        place.write_text(new_identity()[0] if wrong == "another" else "nothing")
    monkeypatch.setenv(IDENTITY_FILE, str(place))
    with pytest.raises(KeyUnavailable, match=str(place if wrong == "missing" else sealed)):
        ring(HOME)


def test_a_typed_key_stays_in_the_process_and_its_children_get_what_it_opened(
    sealed: Path, officers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(IDENTITY_FILE)
    monkeypatch.setenv("TABARA_HOME", str(HOME))
    offer(officers[1].read_text())
    given = for_children()
    ids = ring(HOME).ids
    (typed,) = held.officers._typed
    assert [typed in text for text in given.values()] == [False]
    monkeypatch.setattr("tabara.sealing.root.officers._typed", [])
    monkeypatch.setenv("TABARA_ROOT_KEY", given["TABARA_ROOT_KEY"])
    assert (ring(HOME).provider, ring(HOME).ids) == ("environment", ids)


def test_children_of_a_process_with_a_named_identity_open_it_themselves(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABARA_HOME", str(HOME))
    assert for_children() == {}


def test_a_new_root_key_is_sealed_to_the_same_officers(
    sealed: Path, officers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, text = a_secret()
    rotation.rotate_root()
    rotation.retire()
    monkeypatch.setenv(IDENTITY_FILE, str(officers[1]))
    forget()
    provider = provider_of(HOME)
    assert isinstance(provider, Officers)
    assert provider.officers() == tuple(public_of(one) for one in officers)
    assert keys.unseal(subject, Purpose.NARRATIVE, "f", text) == "Odette"


def test_the_plain_key_stays_until_somebody_has_opened_the_sealed_one(
    root_file: Path, officers: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seal_to_officers(HOME, [public_of(officers[0])])
    (tmp_path / "stranger").write_text(new_identity()[0])
    monkeypatch.setenv(IDENTITY_FILE, str(tmp_path / "stranger"))
    with pytest.raises(KeyUnavailable):
        drop_plain(HOME)
    assert (root_file.exists(), ring(HOME).provider) == (True, "file")


def test_a_sealed_key_of_another_time_does_not_replace_the_plain_one(
    root_file: Path, officers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_to_officers(HOME, [public_of(officers[0])])
    rotation.rotate_root()
    monkeypatch.setenv(IDENTITY_FILE, str(officers[0]))
    assert (drop_plain(HOME), root_file.exists()) == (False, True)


def test_nobody_and_no_public_key_are_refused_and_nothing_is_written(root_file: Path) -> None:
    for wrong in ([], ["age1nothing"], [new_identity()[0]]):
        with pytest.raises(BadRecipient):
            seal_to_officers(HOME, wrong)
    assert not sealed_key_place(HOME).exists()
