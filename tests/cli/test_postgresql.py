"""The same commands on a PostgreSQL server: prepared with roles and walls, or tried as a superuser."""

import json
import os
import stat
import subprocess
import sys
from base64 import b64encode

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tabara.mart import open_mart
from tests.cli.conftest import refused

ADDRESS = os.environ.get("TABARA_TEST_DATABASE", "")

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(not ADDRESS, reason="TABARA_TEST_DATABASE names no server"),
]
SERVER, _, OURS = ADDRESS.rpartition("/")
NAME = f"{OURS}_commands"
ALL = (NAME, f"{NAME}_vault", f"{NAME}_keys")
ROLES = ("app", "report", "audit", "gate", "owner")
HURRIED = "disk"  # a server for tests may have fsync off
FOUND = ("found", "--agency", "Office", "--username", "admin", "--name", "A. N.", "--kind", "ngo")
FIRST = {"TABARA_FIRST_PASSWORD": "correct horse battery staple"}


@pytest.fixture
def address():
    """A name on the server under which nothing is yet, for this test alone."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        clear(connection)
        yield f"{SERVER}/{NAME}"
        clear(connection)


def clear(connection):
    for name in ALL:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    for role in ROLES:
        connection.execute(f"DROP ROLE IF EXISTS {NAME}_{role}")


@pytest.fixture
def made(address):
    """Three empty databases, as somebody makes them who tries the program as a superuser."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        for name in ALL:
            connection.execute(f"CREATE DATABASE {name}")
    return address


def findings(machine, **more):
    done = machine.tabara("doctor", "--format", "json", **more)
    found = {one["check"]: one["state"] for one in json.loads(done.stdout) if one["state"] != "ok"}
    found.pop(HURRIED, None)
    return found


def test_an_instance_is_prepared_filled_examined_and_emptied_with_its_walls(bare, address):
    owner = {"TABARA_OWNER_DATABASE": address}
    for _ in range(2):
        done = bare.tabara("seed", "--scenario", "small", "--reset", **owner)
        assert done.returncode == 0, done.stderr
    assert list(bare.home.glob("*.sqlite3")) == []
    assert findings(bare) == {}
    built = bare.tabara("mart", "build", "--full")
    assert built.returncode == 0, built.stderr
    mart = open_mart(bare.home / "mart")
    assert mart.sql("SELECT count(*) > 40 AS most FROM cases") == [(True,)]
    mart.close()
    with psycopg.connect((bare.home / "database.app").read_text().strip()) as server:
        assert server.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)
    with psycopg.connect((bare.home / "database.report").read_text().strip()) as report:
        assert report.execute("SELECT count(status) FROM cases_case").fetchone() == (50,)
        with pytest.raises(InsufficientPrivilege):
            report.execute("SELECT code FROM cases_case")


def test_prepared_twice_is_prepared_once(bare, address):
    first, second = (bare.tabara("database", "prepare", TABARA_OWNER_DATABASE=address) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert f"Made the role {NAME}_gate." in first.stderr
    assert f"Made the database {NAME}_vault." in first.stderr
    assert "Made" not in second.stderr
    assert "(0 steps of migration)" in second.stdout
    for name in ("database.app", "database.report"):
        assert stat.S_IMODE((bare.home / name).stat().st_mode) == 0o600
        assert (bare.home / name).read_text().strip() not in first.stderr + first.stdout


def test_roles_can_have_names_and_passwords_of_their_own(bare, address):
    at = address.partition("@")[2]
    own = {"TABARA_DATABASE": "app", "TABARA_REPORT_DATABASE": "report"}
    more = {setting: f"postgresql://{NAME}_{role}:secret@{at}" for setting, role in own.items()}
    done = bare.tabara("database", "prepare", TABARA_OWNER_DATABASE=address, **more)
    assert done.returncode == 0, done.stderr
    assert list(bare.home.glob("database.*")) == []
    with psycopg.connect(f"{SERVER}/postgres") as connection:
        stored = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [f"{NAME}_app"]).fetchone()
    assert stored[0].startswith("SCRAM-SHA-256$")


def test_the_owner_has_to_be_named_to_prepare(bare):
    refused(bare.tabara("database", "prepare"), 3, "TABARA_OWNER_DATABASE is missing")


def test_a_mighty_role_is_refused_as_the_servers(bare, address):
    done = bare.tabara("database", "prepare", TABARA_OWNER_DATABASE=address, TABARA_DATABASE=address)
    assert done.returncode == 3
    assert "passes by every wall" in done.stderr


def test_real_people_are_not_served_as_a_superuser(bare, made):
    done = bare.tabara(*FOUND, TABARA_DATABASE=made, **FIRST)
    assert done.returncode == 3
    assert "is a superuser" in done.stderr
    assert "tabara database prepare" in done.stderr


def test_invented_people_may_be_tried_as_a_superuser_and_the_doctor_says_what_is_missing(bare, made):
    done = bare.tabara("seed", "--scenario", "small", TABARA_DATABASE=made)
    assert done.returncode == 0, done.stderr
    found = findings(bare, TABARA_DATABASE=made)
    assert found == {
        "database role": "warning",
        "walls": "problem",
        "mart role": "warning",
        "server log": "warning",
        "time limits": "warning",
    }


def test_without_the_owner_nothing_is_migrated_or_emptied(bare, address):
    assert bare.tabara("seed", "--scenario", "small", TABARA_OWNER_DATABASE=address).returncode == 0
    done = bare.tabara("seed", "--scenario", "small", "--reset")
    assert done.returncode == 3
    assert "Only the databases' owner may do this" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_has_the_owners_address_does_not_start(bare, address):
    bare.tabara("database", "prepare", TABARA_OWNER_DATABASE=address)
    done = subprocess.run(
        [sys.executable, "-c", "import tabara.project.wsgi"],
        env=bare.surroundings(
            TABARA_OWNER_DATABASE=address,
            TABARA_ROOT_KEY=b64encode(bytes(range(32))).decode(),
            DJANGO_SETTINGS_MODULE="tabara.project.settings",
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "TABARA_OWNER_DATABASE must be absent" in done.stderr
