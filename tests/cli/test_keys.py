"""`tabara keys`: seen, exchanged, sealed, and refused by name where they are not the right ones."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from tabara.sealing.recipients import new_identity
from tests.canary.visitor import signed_in
from tests.cli.conftest import refused

WRONG = "AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def shown(machine, **more):
    """Return what `keys show` says."""
    done = machine.tabara("keys", "show", "--format", "json", **more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_keys_are_shown_without_any_secret(machine):
    found, said = shown(machine), machine.tabara("keys", "show")
    assert (found["provider"], found["place"], found["half_rotated"]) == ("file", str(machine.key), False)
    assert {row["purpose"] for row in found["domains"]} >= {"identity", "narrative", "index"}
    assert machine.key.read_text().strip() not in said.stdout + said.stderr + json.dumps(found)


def test_a_root_key_is_exchanged_and_the_old_one_forgotten(machine):
    (before,) = shown(machine)["root_keys"]
    assert machine.tabara("keys", "rotate", "root").returncode == 0
    new, old = shown(machine)["root_keys"]
    assert (old, new != old) == (before, True)
    refused(machine.tabara("keys", "rotate", "root"), 3, "tabara keys retire")
    assert machine.tabara("keys", "retire").returncode == 0
    assert shown(machine)["root_keys"] == [new]
    assert machine.tabara("keys", "rotate", "domains").returncode == 0
    versions = {row["version"] for row in shown(machine)["domains"] if row["keys"] and row["purpose"] != "index"}
    assert versions == {2}
    assert "PROBLEM" not in [row["state"] for row in json.loads(doctor(machine).stdout) if row["check"] == "keys"]


def content(machine):
    """Return every row of every database."""
    found = {}
    for place in sorted(machine.home.glob("*.sqlite3")):
        with closing(sqlite3.connect(place)) as connection:
            found[place.name] = list(connection.iterdump())
    return found


def doctor(machine, **more):
    """Return the doctor's findings."""
    return machine.tabara("doctor", "--format", "json", **more)


def test_another_root_key_stops_every_start_and_writes_nothing(machine):
    (right,) = shown(machine)["root_keys"]
    before = content(machine)
    for words in (("up",), ("worker",), ("keys", "rotate", "root"), ("keys", "show")):
        refused(machine.tabara(*words, TABARA_ROOT_KEY=WRONG), 3, "environment", right, "nothing was written")
    assert content(machine) == before
    assert doctor(machine, TABARA_ROOT_KEY=WRONG).returncode == 1


def test_a_half_rotated_instance_without_its_old_key_names_both(machine):
    (old,) = shown(machine)["root_keys"]
    machine.key.write_text(WRONG + "\n" + machine.key.read_text())
    found = shown(machine)
    assert (found["root_keys"][1], found["half_rotated"]) == (old, True)
    findings = {(row["check"], row["state"]): row for row in json.loads(doctor(machine).stdout)}
    assert findings["keys", "warning"]["remedy"] == "tabara keys rotate root"
    machine.key.write_text(WRONG + "\n")
    refused(machine.tabara("up"), 3, str(machine.key), found["root_keys"][0], old)


def test_a_root_key_sealed_to_officers_opens_by_one_of_them(machine, tmp_path):
    people = [new_identity() for _ in range(2)]
    public = [word for _, one in people for word in ("--officer", one)]
    place = tmp_path / "second-officer"
    place.write_text(people[1][0])
    named = {"TABARA_ROOT_KEY_IDENTITY_FILE": str(place)}
    plain, ids = machine.key, shown(machine)["root_keys"]
    done = machine.tabara("keys", "seal", *public, **named)
    assert (done.returncode, plain.exists()) == (0, False), done.stderr
    found = shown(machine, **named)
    assert (found["provider"], found["root_keys"]) == ("officers", ids)
    refused(machine.tabara("keys", "show"), 3, "TABARA_ROOT_KEY_IDENTITY_FILE", f"{plain}.age")
    refused(machine.tabara("keys", "seal", *public, **named), 2, "no plain key file")
    place.write_text(new_identity()[0])
    refused(machine.tabara("keys", "show", **named), 3, "stays sealed")


def test_the_plain_key_stays_where_nobody_shows_that_the_sealed_one_opens(machine):
    done = machine.tabara("keys", "seal", "--officer", new_identity()[1])
    assert (done.returncode, machine.key.exists()) == (3, True)
    assert shown(machine)["provider"] == "file"
    refused(machine.tabara("keys", "seal", "--officer", "age1nobody"), 2, "no public key")


def test_what_was_erased_is_erased_again_and_a_lost_ledger_is_named(machine):
    done = machine.tabara("keys", "replay")
    assert (done.returncode, "0 keys" in done.stderr) == (0, True), done.stderr
    found = [row for row in json.loads(doctor(machine).stdout) if row["check"] == "erasures"]
    assert [row["state"] for row in found] == ["ok"]


@pytest.mark.slow
def test_a_server_that_runs_goes_on_through_every_exchange(machine, free_port):
    password = json.loads((machine.home / "invented.json").read_text())["password"]
    up = machine.start("up", "--port", str(free_port), "--workers", "2")
    try:
        while "is ready" not in up.stdout.readline():
            assert up.poll() is None
        visitor = signed_in(free_port, "caseworker", password)
        case = re.search(r'href="(/cases/[0-9a-f-]{36})"', visitor.get("/cases/").content.decode())[1]
        for words in ((), ("rotate", "root"), ("retire",), ("rotate", "domains"), ("retire",), ("rotate", "root")):
            assert not words or machine.tabara("keys", *words).returncode == 0
            for _ in range(4):  # both processes
                visitor.get(case)
                opened = visitor.post(f"{case}/name", {"reason": "contact"})
                assert (opened.status_code, "govuk-summary-list" in opened.content.decode()) == (200, True), words
    finally:
        up.terminate()
        up.communicate(timeout=60)
