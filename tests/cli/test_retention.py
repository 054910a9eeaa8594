"""The schedule of what is kept, on the command line."""

import json
import shutil
import sqlite3

import pytest

from tests.cli.conftest import Machine


@pytest.fixture
def machine(filled, tmp_path):
    for part in ("home", "keys"):
        shutil.copytree(filled.folder / part, tmp_path / part)
    return Machine(tmp_path)


def rows(done):
    return {row["kind"]: row for row in json.loads(done.stdout)}


def let_years_pass(machine):
    """Close all cases of one adult, ten years ago."""
    records = sqlite3.connect(machine.home / "tabara.sqlite3")
    (person,) = records.execute("SELECT person_id FROM cases_case LIMIT 1").fetchone()
    records.execute("UPDATE cases_person SET birth_year = 1970 WHERE id = ?", [person])
    records.execute("UPDATE cases_case SET status = 'closed', closed_on = '2016-01-01' WHERE person_id = ?", [person])
    records.commit()
    records.close()


def test_what_is_overdue_is_counted_and_after_the_schedule_ran_nothing_is(machine):
    let_years_pass(machine)
    before = machine.tabara("retention", "--format", "json")
    assert (before.returncode, rows(before)["closed_case"]["overdue"]) == (1, 1), before.stderr
    assert rows(before)["audit"]["kept_for"] == "as long as the instance lives"
    after = machine.tabara("retention", "--run", "--format", "json")
    assert after.returncode == 0, after.stderr
    assert {row["overdue"] for row in rows(after).values()} == {0}
    assert "Erased: 1 closed_case, 1 told_in_closed_case." in after.stderr
    assert "without identity" not in machine.tabara("doctor", "--format", "json").stdout


def test_a_table_says_how_long_each_kind_is_kept(machine):
    shown = machine.tabara("retention", "--on", "2020-01-01")
    assert (shown.returncode, "24 months" in shown.stdout, "30 days" in shown.stdout) == (0, True, True)
