"""The same commands on a PostgreSQL server."""

import json
import os

import psycopg
import pytest

ADDRESS = os.environ.get("TABARA_TEST_DATABASE", "")

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(not ADDRESS, reason="TABARA_TEST_DATABASE names no server"),
]
NAME = "tabara_commands"
ALL = (NAME, f"{NAME}_vault", f"{NAME}_keys")


@pytest.fixture
def address():
    """Three empty databases on the server, for this test alone."""
    server = f"{ADDRESS.rsplit('/', 1)[0]}/postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        for name in ALL:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
        yield f"{ADDRESS.rsplit('/', 1)[0]}/{NAME}"
        for name in ALL:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_an_instance_on_a_server_is_filled_examined_and_emptied(bare, address):
    for _ in range(2):
        done = bare.tabara("seed", "--scenario", "small", "--reset", TABARA_DATABASE=address)
        assert done.returncode == 0, done.stderr
    assert list(bare.home.glob("*.sqlite3")) == []
    done = bare.tabara("doctor", "--format", "json", TABARA_DATABASE=address)
    bad = {one["check"]: one["sentence"] for one in json.loads(done.stdout) if one["state"] != "ok"}
    assert all("fsync" in bad.pop(check) for check in ("disk",) if check in bad)  # a server for tests may be in a hurry
    assert bad == {}
