"""`tabara pack check` for people and for programs."""

import json
import shutil

from tests.cli.conftest import ROOT, refused

FOUND, USAGE = 1, 2


def test_our_packs_are_valid(bare):
    done = bare.tabara("pack", "check", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_defect_is_named_with_its_number_its_file_and_its_line(bare):
    shutil.copytree(ROOT / "packs", bare.folder / "packs")
    with (bare.folder / "packs" / "demo" / "pack.toml").open("a") as file:
        file.write("\n[nonsense]\n")
    done = bare.tabara("pack", "check", str(bare.folder / "packs" / "demo"), "--format", "json")
    assert done.returncode == FOUND
    (problem,) = json.loads(done.stdout)
    assert (problem["number"], problem["file"]) == ("T004", "pack.toml")
    for_people = bare.tabara("pack", "check", str(bare.folder / "packs" / "demo"))
    assert for_people.returncode == FOUND
    assert "T004" in for_people.stdout
    assert not bare.home.exists()


def test_a_folder_that_is_not_there_is_a_wrong_use(bare):
    refused(bare.tabara("pack", "check", "nowhere"), USAGE, "nowhere")
