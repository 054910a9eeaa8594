"""The operations manual is walked as it is written: every `tabara` command of it, in its order."""

import os
import re
import shlex
import threading

import psycopg
import pytest

from tests.cli.conftest import ROOT, Machine
from tests.cli.officers import python

MANUAL = ROOT / "docs" / "operations.md"
PASSWORD = "correct horse battery staple"
SERVER = os.environ.get("TABARA_TEST_DATABASE", "")
NAME = SERVER.rpartition("/")[2] + "_manual"
OFFICER = f"""
import django; django.setup()
from tabara.access.models import Agency, Member
member = Member(username="protector", name="P", agency=Agency.objects.get(), roles=["data_protection_officer"])
member.set_password({PASSWORD!r})
member.save()
"""


def commands():
    """Give the `tabara` commands of the manual, and whether each is the owner's."""
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", MANUAL.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            assert words[0] == "tabara", line
            yield words[1:], line.endswith("# owner")


def test_no_command_of_the_manual_stands_where_it_is_not_run():
    lines = [line for line in MANUAL.read_text(encoding="utf-8").splitlines() if line.strip().startswith("tabara ")]
    assert len(list(commands())) == len(lines) > 15


class Server(Machine):
    """The machine of the manual: its folders are folders of the test."""

    def __init__(self, folder, owner=""):
        super().__init__(folder)
        self.home, self.owner = folder / "srv/tabara/home", owner
        for one in ("srv/tabara/home", "media/root-key", "media/backups", "media/key-backups", "media/officer", "etc"):
            (folder / one).mkdir(parents=True, mode=0o700)
        self.officers = folder / "etc/tabara.officers"

    def place(self, word):
        """Return a word of the manual with its folder inside the test's, and `records.age` as the newest of them."""
        word = re.sub(r"^/(srv|media|etc)/", f"{self.folder}/\\1/", word)
        found = re.fullmatch(r"(.*)/(records|keys)\.age", word)
        return str(self.newest(found[1], found[2])) if found else word

    def newest(self, folder, kind):
        from pathlib import Path

        return sorted(Path(folder).glob(f"tabara-*-{kind}-*.age"))[-1]

    def surroundings(self, **more):
        media = self.folder / "media"
        own = {
            "TABARA_ROOT_KEY_FILE": str(media / "root-key/tabara.key"),
            "TABARA_ERASURE_LEDGER": str(media / "root-key/tabara.erased"),
            "TABARA_BACKUPS": str(media / "backups"),
            "TABARA_KEY_BACKUPS": str(media / "key-backups"),
            "TABARA_BACKUP_RECIPIENTS": str(self.officers),
            "TABARA_FIRST_PASSWORD": PASSWORD,
        }
        return super().surroundings(**{**own, **more})


@pytest.fixture
def server(tmp_path):
    """The machine, on SQLite or on the test's PostgreSQL server."""
    if not SERVER:
        yield Server(tmp_path)
        return
    forget()
    yield Server(tmp_path, owner=f"{SERVER.rsplit('/', 1)[0]}/{NAME}")
    forget()


def forget():
    with psycopg.connect(f"{SERVER.rsplit('/', 1)[0]}/postgres", autocommit=True) as connection:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        for (name,) in connection.execute(asked, [NAME]).fetchall():
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        for (name,) in connection.execute(asked.replace("datname", "rolname").replace("database", "roles"), [NAME]):
            connection.execute(f'DROP ROLE "{name}"')


@pytest.mark.database
def test_the_manual_is_walked_from_the_first_command_to_the_last(server):
    for words, owners in commands():
        walked(server, [server.place(word) for word in words], owners)
    assert (server.folder / "srv/tabara/again/instance").exists()


def walked(server, words, owners):
    """Run a command as the manual has it, with what a person would type; hold that it says what it should."""
    more = {"TABARA_OWNER_DATABASE": server.owner} if server.owner and owners else {}
    said = None
    if words[0] == "restore":
        said = f"admin\n{PASSWORD}\nprotector\n{PASSWORD}\n"
        if server.owner:  # on the other machine there is another, empty server
            more["TABARA_OWNER_DATABASE"] = f"{server.owner}_again"
    threading.Event().wait(1.1 if words[0] == "backup" else 0)  # two backups of one second would have one name
    done = server.tabara(*words, said=said, **more)
    problems = [line for line in done.stdout.splitlines() if line.startswith("PROBLEM")]
    assert [one for one in problems if "fsync" not in one] == []  # a server for tests may be in a hurry
    assert done.returncode == (1 if problems else 0), (words, done.stdout, done.stderr)
    if words[0] == "officer":
        with server.officers.open("a") as file:
            file.write(done.stdout)
    if words[0] == "found":
        python(server, OFFICER)
    if words[0] == "backup":
        assert "The backup is whole." in done.stderr
