"""Every pack is valid, and speaks every language it offers."""

import pytest

from tabara.codelists import check_pack, load_pack
from tests.house.tree import ROOT

PACKS = sorted(path.parent for path in (ROOT / "packs").glob("*/pack.toml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_pack_is_valid(folder):
    assert check_pack(folder) == ()


def test_the_packs_are_the_international_one_a_country_and_an_invented_one():
    assert [folder.name for folder in PACKS] == ["bi", "common", "demo"]


@pytest.mark.parametrize("name", ["bi", "demo"])
def test_every_code_has_a_label_in_every_language_of_its_pack(name):
    pack = load_pack(ROOT / "packs" / name)
    missing = [
        f"{codelist.key}.{code.key} {language}"
        for codelist in pack.codelists.values()
        for code in codelist.codes.values()
        for language in pack.languages
        if not code.label.get(language)
    ]
    assert missing == []
