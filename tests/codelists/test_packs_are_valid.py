"""Every pack of the project can be used, and every text of it exists in every language it offers."""

from pathlib import Path

import pytest

from tabara.codelists import check_pack, load_pack

FOLDERS = sorted(file.parent for file in (Path(__file__).parents[2] / "packs").glob("*/pack.toml"))


def test_there_are_packs():
    assert [folder.name for folder in FOLDERS] == ["bi", "common", "demo"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_pack_has_no_problem(folder):
    assert [str(problem) for problem in check_pack(folder)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_pack_offers_four_languages_and_says_which_await_a_native_reader(folder):
    pack = load_pack(folder)
    assert (sorted(pack.languages), sorted(pack.drafts)) == (["en", "fr", "rn", "sw"], ["rn", "sw"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_source_of_a_pack_has_a_name_a_holder_and_a_licence(folder):
    incomplete = [
        source
        for source in load_pack(folder).sources
        if not all(source.get(key) for key in ("name", "holder", "licence", "used_for"))
    ]
    assert incomplete == []
