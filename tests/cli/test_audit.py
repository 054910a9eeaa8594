"""`tabara audit`: the chain is checked, signed, handed out, and asked whom an account was shown."""

import json
import sqlite3
import subprocess
import sys
import uuid

import pytest

from tests.cli.conftest import refused
from tests.cli.test_doctor import change

FOUND, USAGE = 1, 2


@pytest.fixture
def watched(machine):
    """A machine on which “data” watches over the acts of everybody."""
    change(
        machine, "tabara", "UPDATE access_member SET roles = ? WHERE username = 'data'", '["national_administrator"]'
    )
    return machine


def test_a_sound_chain_is_signed_and_checked_against_what_was_printed(watched):
    made = json.loads(watched.tabara("audit", "checkpoint", "--format", "json").stdout)
    printed = f"{made['seq']}:{made['root'][:32]}"
    done = watched.tabara("audit", "verify", "--printed", printed)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"It holds what was printed for {made['seq']} events." in done.stderr
    other = f"{made['seq']}:{'0' * 32}"
    refused(watched.tabara("audit", "verify", "--printed", other), FOUND, "NOT SOUND (rewritten)", str(made["seq"]))


def test_a_changed_event_is_named_with_what_happened_to_it(watched):
    change(watched, "tabara", "UPDATE access_auditevent SET reason = 'other' WHERE id = 7")
    refused(watched.tabara("audit", "verify"), FOUND, "NOT SOUND (altered)", "Event 7 ", "last backup")


def test_what_is_no_checkpoint_is_refused_with_an_example(watched):
    for wrong in ("12", "x:9f3a12bc77de0a11", "12:9f3a", "12:zzzzzzzzzzzzzzzz"):
        refused(watched.tabara("audit", "verify", "--printed", wrong), USAGE, wrong, "12345:9f3a12bc77de0a11")


def test_an_exported_chain_is_checked_by_the_program_that_comes_with_it(watched, tmp_path):
    file, program = tmp_path / "chain.jsonl", tmp_path / "verify.py"
    made = json.loads(watched.tabara("audit", "checkpoint", "--format", "json").stdout)
    done = watched.tabara("audit", "export", str(file), "--as", "data")
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    program.write_text(watched.tabara("audit", "verifier").stdout)
    command = [sys.executable, "-I", "-S", program, file, "--printed", f"{made['seq']}:{made['root'][:32]}"]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert (alone.returncode, alone.stderr) == (0, "")
    assert alone.stdout.startswith("Sound")
    assert f"It holds what was printed for {made['seq']} links." in alone.stdout


def test_the_chain_is_handed_only_to_those_who_read_the_acts_of_everybody(watched, tmp_path):
    file = tmp_path / "chain.jsonl"
    refused(watched.tabara("audit", "export", str(file), "--as", "caseworker"), USAGE, "national administrator")
    assert list(tmp_path.glob("*chain*")) == []
    with sqlite3.connect(watched.home / "tabara.sqlite3") as database:
        last = "SELECT operation, outcome FROM access_auditevent ORDER BY id DESC LIMIT 1"
        assert database.execute(last).fetchone() == ("audit.export", "denied")
    database.close()


def test_a_file_that_is_there_already_is_not_written_over(watched, tmp_path):
    file = tmp_path / "chain.jsonl"
    file.write_text("kept")
    refused(watched.tabara("audit", "export", str(file), "--as", "data"), USAGE, "there already")
    assert file.read_text() == "kept"


def test_whom_an_account_was_shown_is_told_for_a_window_of_days(watched):
    words = ("audit", "exposed", "--member", "caseworker", "--format", "json", "--as", "data")
    with sqlite3.connect(watched.home / "tabara.sqlite3") as database:
        day = database.execute("SELECT date(min(at)) FROM access_auditevent").fetchone()[0]
    database.close()
    rows = json.loads(watched.tabara(*words, "--since", day, "--until", "2999-12-31").stdout)
    assert len(rows) > 0
    assert {uuid.UUID(one["number"]).version for one in rows} == {7}
    assert {one["case"] for one in rows} == {""}  # who watches over everybody sees no case
    assert json.loads(watched.tabara(*words, "--since", "2001-01-01", "--until", "2001-01-31").stdout) == []


def test_whose_acts_one_may_not_read_is_refused_like_a_member_who_is_not_there(watched):
    window = ("--since", "2026-01-01", "--until", "2026-12-31")
    for member, by in (("caseworker", "caseworker"), ("nobody", "data")):
        done = watched.tabara("audit", "exposed", "--member", member, *window, "--as", by)
        refused(done, USAGE, member, "data protection officer")
