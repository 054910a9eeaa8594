"""The root key lies outside the data, is its owner's alone, and its absence stops everything."""

from pathlib import Path

import pytest

from tabara import sealing
from tabara.sealing.root import KeyUnavailable, derive, ring


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TABARA_ROOT_KEY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_new_key_lies_outside_the_data_folder_and_is_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    place = sealing.create_root_key(home)
    assert home not in place.parents
    assert place.stat().st_mode & 0o777 == 0o600
    assert len(ring(home).current.id) == 8


def test_making_the_key_twice_keeps_the_first(tmp_path: Path) -> None:
    sealing.create_root_key(tmp_path / "home")
    first = ring(tmp_path / "home")
    sealing.create_root_key(tmp_path / "home")
    assert ring(tmp_path / "home") == first


def test_a_missing_key_names_its_place(tmp_path: Path) -> None:
    place = sealing.create_root_key(tmp_path / "home")
    place.unlink()
    with pytest.raises(KeyUnavailable, match=f"The root key {place} is missing"):
        ring(tmp_path / "home")


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    place = sealing.create_root_key(tmp_path / "home")
    place.chmod(0o644)
    with pytest.raises(KeyUnavailable, match="chmod 600"):
        ring(tmp_path / "home")


def test_a_key_of_the_wrong_length_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TABARA_ROOT_KEY", "dG9vIHNob3J0")
    with pytest.raises(KeyUnavailable, match="not 32 bytes"):
        ring(tmp_path / "home")


def test_what_is_derived_differs_by_purpose_and_says_nothing_of_the_key() -> None:
    one, other = derive(bytes(32), "one"), derive(bytes(32), "other")
    assert len({one, other, bytes(32)}) == 3
    assert derive(bytes(32), "one") == one
