"""`tabara directory import`: what a file would do, done at once, and once."""

import json
import sqlite3

from tests.cli.conftest import refused

FOUND, USAGE = 1, 2
GOOD = "Provider;Kind of provider;Place;Service\nFoyer Amahoro;shelter;Ihuriro;Hébergement temporaire\n"
MIXED = GOOD.replace("Hébergement temporaire", "accommodation") + "Sisters;zoo;;\n"


def bring(machine, text, *options, by):
    (machine.folder / "list.csv").write_text(text)
    return machine.tabara("directory", "import", "list.csv", "--as", by, *options)


def keeper(machine):
    """Return who keeps the providers of an agency of the invented country: somebody who is made a supervisor."""
    with sqlite3.connect(machine.home / "tabara.sqlite3") as records:
        (name,) = records.execute("SELECT username FROM access_member WHERE roles LIKE '%caseworker%'").fetchone()
        records.execute("UPDATE access_member SET roles = ? WHERE username = ?", ['["supervisor"]', name])
    return name


def test_a_file_is_checked_imported_and_not_imported_again(machine):
    by = keeper(machine)
    looked = bring(machine, GOOD, "--check", "--format", "json", by=by)
    assert looked.returncode == 0, looked.stderr
    (row,) = json.loads(looked.stdout)
    assert (row["line"], row["service"], row["standing"], row["problems"]) == (2, "accommodation", "new", [])
    assert "Nothing was changed." in looked.stderr
    done = bring(machine, GOOD, by=by)
    assert (done.returncode, "Imported." in done.stderr) == (0, True)
    refused(bring(machine, GOOD, by=by), USAGE, "imported or dropped already")
    assert json.loads(bring(machine, GOOD + "\n", "--check", "--format", "json", by=by).stdout)[0]["standing"] == "same"


def test_lines_that_are_refused_are_named_and_written_down_and_the_others_come(machine):
    by = keeper(machine)
    done = bring(machine, MIXED, "--problems", "wrong.csv", by=by)
    assert done.returncode == FOUND, done.stderr
    assert "“zoo” is not known here" in done.stdout
    assert "Sisters" in (machine.folder / "wrong.csv").read_text(encoding="utf-8-sig")
    assert "Imported." in done.stderr
    refused(machine.tabara("directory", "import", "wrong.csv", "--as", "nobody"), USAGE, "nobody")


def test_what_is_no_table_or_is_not_there_is_refused_in_one_sentence(machine):
    by = keeper(machine)
    refused(bring(machine, "Colour\nred\n", by=by), USAGE, "There is no column “Colour”")
    refused(machine.tabara("directory", "import", "nowhere.csv", "--as", by), USAGE, "nowhere.csv")
