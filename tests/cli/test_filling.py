"""Invented people: whole or not at all, never among real ones, and the same password for each account."""

import json
import stat

from tests.cli.conftest import refused

USAGE = 2


def note_of(machine):
    return json.loads((machine.home / "invented.json").read_text())


def test_the_root_key_is_not_with_the_data(filled):
    assert filled.key.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in filled.home.rglob("*.key")] == []


def test_what_is_made_is_its_owners_alone(filled):
    made = [filled.home, *filled.home.rglob("*")]
    assert [path.name for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_an_instance_remembers_its_pack(filled):
    done = filled.tabara("doctor", "--format", "json", TABARA_PACK="demo")
    without = filled.surroundings()
    del without["TABARA_PACK"]
    assert (filled.home / "pack").read_text() == "demo\n"
    assert "“demo” is valid" in done.stdout


def test_filling_twice_changes_nothing(machine):
    before = note_of(machine)
    done = machine.tabara("seed", "--scenario", "small", "--format", "json")
    assert json.loads(done.stdout) == before
    assert before["accounts"] == {"caseworker": "Caseworker", "data": "Data team"}


def test_an_unknown_scenario_is_refused_with_those_there_are(machine):
    done = machine.tabara("seed", "--scenario", "nothing", "--reset")
    refused(done, USAGE, "“nothing”", "small")
    assert note_of(machine)["whole"] is True


def test_a_scenario_is_not_mixed_with_another(machine):
    refused(machine.tabara("seed", "--scenario", "other"), USAGE, "“small”", "--reset")


def test_what_was_interrupted_is_begun_anew(machine):
    note = note_of(machine)
    (machine.home / "invented.json").write_text(json.dumps(note | {"whole": False}))
    done = machine.tabara("seed", "--scenario", "small")
    assert done.returncode == 0, done.stderr
    assert note_of(machine)["whole"] is True
    assert note_of(machine)["password"] != note["password"]
    findings = json.loads(machine.tabara("doctor", "--format", "json").stdout)
    assert [one for one in findings if one["state"] == "problem"] == []


def test_a_real_instance_takes_no_invented_people(bare):
    made = bare.tabara(
        *("found", "--agency", "First agency", "--username", "admin", "--name", "Administrator"),
        said="a long enough secret\n",
    )
    assert made.returncode == 0, made.stderr
    refused(bare.tabara("seed", "--scenario", "small"), USAGE, "members of its own")
    refused(bare.tabara("demo", "--port", "8571"), USAGE, "members of its own")


def test_the_first_administrator_needs_a_password_worth_the_name(bare):
    done = bare.tabara(
        *("found", "--agency", "First agency", "--username", "admin", "--name", "Administrator"),
        said="fourteenchars.\n",
    )
    assert done.returncode == USAGE
    assert "at least 15 characters" in done.stderr
    assert "fourteenchars" not in done.stderr
