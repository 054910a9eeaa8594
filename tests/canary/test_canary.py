"""What people tell is in no file: told through every entry of a real server, and then looked for wherever it writes.

The search is tried first with words that do lie there, in every form that it knows; and a name that is stored in the
clear on purpose, that of an agency, has to be found in the database, so that an empty answer means something.
"""

import base64
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tabara.sealing.recipients import new_identity
from tests.canary import hunt
from tests.canary.telling import Words, tell_everything
from tests.canary.visitor import signed_in
from tests.cli.conftest import TABARA, Machine, free_port

__all__ = ["free_port"]
pytestmark = pytest.mark.slow
PLANTED = "First agency"  # an agency's name is no secret, and lies in the clear
SERVER, _, OURS = os.environ.get("TABARA_TEST_DATABASE", "").rpartition("/")
OWNER = "TABARA_OWNER_DATABASE"
AS_OWNER = (("keys", "sweep"),)
NAMES = (f"{OURS}_canary", f"{OURS}_canary_vault", f"{OURS}_canary_keys")
PATIENCE = 300  # seconds until an instance is filled


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine whose temporary files and caches lie where this test looks, too."""
    return Machine(tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the kind of the databases; on a server, leave none of them and none of their roles behind."""
    if request.param == "postgresql" and not SERVER:
        pytest.skip("TABARA_TEST_DATABASE names no server")
    yield request.param
    if request.param == "postgresql":
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
            for name in NAMES:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            for role in ("owner", "app", "report", "audit", "gate"):
                connection.execute(f"DROP ROLE IF EXISTS {NAMES[0]}_{role}")


@pytest.fixture
def surroundings(engine: str, machine: Machine) -> dict[str, str]:
    """Return surroundings in which everything that is written lies in the machine's folder, or in its databases."""
    for folder in ("tmp", "cache", "output"):
        (machine.folder / folder).mkdir()
    own = {"TMPDIR": str(machine.folder / "tmp"), "XDG_CACHE_HOME": str(machine.folder / "cache")}
    if engine == "postgresql":
        for words in (("database", "prepare"), ("seed", "--scenario", "small")):
            done = machine.tabara(*words, **own, **{OWNER: f"{SERVER}/{NAMES[0]}"})
            assert done.returncode == 0, done.stderr
    return own


@pytest.fixture
def port(machine: Machine, surroundings: dict[str, str], free_port: int) -> Iterator[int]:
    """Serve an instance of invented people as `tabara demo` does, what it says in a file; give the port."""
    said = machine.folder / "output" / "server"
    with said.open("w") as output:
        command = [TABARA, "demo", "--scenario", "small", "--port", str(free_port)]
        running = subprocess.Popen(  # noqa: S603 - our own command
            command, env=machine.surroundings(**surroundings), cwd=machine.folder, stdout=output, stderr=output
        )
        try:
            until = time.monotonic() + PATIENCE
            while "Ctrl-C stops it" not in said.read_text():
                assert running.poll() is None, said.read_text()
                assert time.monotonic() < until, said.read_text()
                threading.Event().wait(0.2)
            yield free_port
        finally:
            running.terminate()
            running.wait(60)


@pytest.mark.parametrize("how", [how for how, _ in hunt.forms_of("Zebedayo Ntaka")])
def test_the_search_finds_a_word_in_every_form(tmp_path: Path, how: str) -> None:
    for number, (name, form) in enumerate(hunt.forms_of("Zebedayo Ntaka")):
        if name == how:
            (tmp_path / str(number)).write_bytes(b"noise \xff\x00" + form + b" noise")
    assert (how in {found for _, _, found in hunt.Hunt(["Zebedayo Ntaka"]).under([tmp_path])}) is True


@pytest.mark.parametrize("before", range(4))
def test_the_search_finds_a_word_wherever_base64_cuts_it(before: int) -> None:
    content = base64.b64encode(b"x" * before + b"Zqbdfgklmnpr" + b"y" * 5)
    assert {word for word, _ in hunt.Hunt(["Zqbdfgklmnpr"]).through(content)} == {"Zqbdfgklmnpr"}


def test_what_was_told_is_in_no_file(engine: str, machine: Machine, surroundings: dict[str, str], port: int) -> None:
    words, note = Words(7), json.loads((machine.home / "invented.json").read_text())
    tell_everything(signed_in(port, "caseworker", note["password"]), words)
    assert len(words.said) > 80
    about = {word: what for what, word in words.said.items()}
    search = hunt.Hunt([*about, PLANTED])
    everywhere = [machine.folder, *(files_of_the_server(machine) if engine == "postgresql" else [])]
    running = search.under(everywhere)  # while it runs, with its write-ahead logs
    print_and_copy(machine, surroundings, {OWNER: f"{SERVER}/{NAMES[0]}"} if engine == "postgresql" else {})
    found = [*running, *search.under(everywhere)]
    assert [(place, about[word], how) for place, word, how in found if word in about] == []
    assert {place_of(place, machine) for place, _, _ in running} & {"home", "server", "dump"} != set()


def place_of(place: str, machine: Machine) -> str:
    """Return in which kind of place a file lies."""
    if not place.startswith(str(machine.folder)):
        return "server"
    return "dump" if place.endswith(".sql") else Path(place).relative_to(machine.folder).parts[0]


def files_of_the_server(machine: Machine) -> list[Path]:
    """Write PostgreSQL's databases out as text, and return where its own files lie, as far as they are ours to read."""
    for name in NAMES:
        target = machine.folder / "output" / f"{name}.sql"
        subprocess.run(["pg_dump", "--file", target, f"{SERVER}/{name}"], check=True)  # noqa: S603, S607 - PostgreSQL's own
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        (home,) = connection.execute("SHOW data_directory").fetchone()
        rows = connection.execute("SELECT oid FROM pg_database WHERE datname = ANY (%s)", [list(NAMES)])
        places = [Path(home, "base", str(oid)) for (oid,) in rows]
    return [place for place in [*places, Path(home, "pg_wal"), Path(home, "log")] if os.access(place, os.R_OK)]


def print_and_copy(machine: Machine, surroundings: dict[str, str], owner: dict[str, str]) -> None:
    """Build the figures, print an infosheet, make backups, and look at everything that the doctor looks at."""
    sheet, (secret, public) = machine.folder / "output" / "sheet.pdf", new_identity()
    commands = (
        ("mart", "build", "--full"),
        ("figures", "--report", "highlights"),
        ("infosheet", "--report", "highlights", "--output", str(sheet)),
        ("backup", "--to", public),
        ("keys", "rotate", "domains"),
        ("keys", "sweep"),
        ("doctor",),
    )
    for number, words in enumerate(commands):
        done = machine.tabara(*words, **surroundings, **(owner if words in AS_OWNER or words[0] == "backup" else {}))
        (machine.folder / "output" / str(number)).write_text(done.stdout + done.stderr)
        assert done.returncode == 0 or words == ("doctor",), (words, done.stderr)
    assert secret not in "".join(place.read_text() for place in (machine.folder / "output").glob("[0-9]"))
