"""What was chained before events and links were parted stays chained, by the same digests, on both databases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("TABARA_TEST_DATABASE", "")
NAME = SERVER.rpartition("/")[2] + "_older"


@pytest.fixture
def address() -> Iterator[str]:
    """Give the address of three empty databases on the server; nothing where there is none, which means SQLite."""
    if not SERVER:
        yield ""
        return
    with psycopg.connect(f"{SERVER.rsplit('/', 1)[0]}/postgres", autocommit=True) as connection:
        for name in (NAME, f"{NAME}_vault", f"{NAME}_keys"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        yield f"{SERVER.rsplit('/', 1)[0]}/{NAME}"
        for name in (NAME, f"{NAME}_vault", f"{NAME}_keys"):
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.database
def test_an_older_chain_goes_on_with_its_own_digests(tmp_path: Path, address: str) -> None:
    there = os.environ | {"TABARA_HOME": str(tmp_path), "TABARA_DATABASE": address}
    done = subprocess.run(
        [sys.executable, "-m", "tests.access.older"], cwd=ROOT, env=there, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "4 None True"), done.stderr
