"""The profiles of disclosure control, read without the rest of a pack."""

import pytest

from tabara import codelists
from tabara.codelists import PackError, load_disclosure, load_pack
from tabara.methods.disclosure import PUBLIC


@pytest.mark.parametrize("name", ["common", "demo"])
def test_they_are_those_of_the_whole_pack(name):
    folder = codelists.pack().folder.parent / name
    assert load_disclosure(folder) == load_pack(folder).disclosure


def test_the_public_threshold_of_the_methods_is_that_of_all_packs():
    """Whoever uses the methods alone has no pack: what they call public is what packs call public."""
    assert load_disclosure(codelists.pack().folder.parent / "common").profile("public").threshold == PUBLIC.threshold


def test_a_pack_that_is_not_there_or_not_in_order_is_refused(tmp_path):
    with pytest.raises(PackError, match="There is no pack in"):
        load_disclosure(tmp_path)
    tmp_path.joinpath("pack.toml").write_text('languages = ["en"]\n')
    tmp_path.joinpath("disclosure.toml").write_text("[profile.public]\nthreshold = -1\n")
    with pytest.raises(PackError, match="threshold"):
        load_disclosure(tmp_path)
