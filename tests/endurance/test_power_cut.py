"""A power cut at any moment: what was acknowledged is there, and nobody is there without identity and key.

The model: at an acknowledgement everything written so far is on the disk (synchronous is FULL, see the last test).
After it, a cut leaves any beginning of what was written to the logs of the three databases, which are written one after
the other: keys, vault, records. Each such beginning is laid out, to the frame and to half a frame, and opened again.
"""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from tabara.project.home import SQLITE_START
from tests.cli.officers import python
from tests.endurance.site import Site

HEADER, FRAME = 32, 24 + 4096  # bytes of a write-ahead log: its header, and each page with its own
ORDER = ("keys", "vault", "tabara")  # the order of the commits


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Register people one after the other; keep the databases of before, the logs of after, and the size at each."""
    site = Site(tmp_path_factory.mktemp("cut"))
    python(site, "from tabara.interfaces.cli import instance as i; i.make(i.settle(None))")
    kept = site.folder / "kept"
    kept.mkdir()
    told = python(site, f"from tests.endurance import stage; stage.register_slowly({str(kept)!r}, 4)")
    return kept, json.loads(told.splitlines()[-1])


def moments(before, after):
    """Give every state of the three logs between two acknowledgements, in the order in which they are written."""
    sizes = dict(before)
    yield dict(sizes)
    for name in ORDER:
        for size in range(before[name] or HEADER, after[name], FRAME):
            yield sizes | {name: size + FRAME // 2}
            yield sizes | {name: size + FRAME}
        sizes[name] = after[name]


def test_every_beginning_of_the_logs_is_whole_and_holds_what_was_acknowledged(written, tmp_path):
    kept, told = written
    tried = 0
    for number, (before, after) in enumerate(zip(told["sizes"], told["sizes"][1:], strict=False)):
        for sizes in moments(before, after):
            persons = reopened(kept, sizes, tmp_path)
            assert {told["before"], *told["persons"][:number]} <= persons
            assert persons <= {told["before"], *told["persons"][: number + 1]}
            tried += 1
    assert tried > 100


def reopened(kept, sizes, folder):
    """Open the three databases as a cut left them; return the persons that are there, each with identity and key."""
    for name in ORDER:
        shutil.copy(kept / f"{name}.sqlite3", folder / f"{name}.sqlite3")
        log = (kept / f"{name}.sqlite3-wal").read_bytes()
        (folder / f"{name}.sqlite3-wal").write_bytes(log[: sizes[name]])
        (folder / f"{name}.sqlite3-shm").unlink(missing_ok=True)
    asked = {
        "tabara": "SELECT id FROM cases_person",
        "vault": "SELECT person FROM vault_identity",
        "keys": "SELECT subject FROM sealing_datakey WHERE purpose = 'identity'",
    }
    found = {name: column(folder / f"{name}.sqlite3", words) for name, words in asked.items()}
    assert found["tabara"] <= found["vault"] <= found["keys"]
    return found["tabara"]


def column(file, words):
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {value for (value,) in connection.execute(words)}


@pytest.mark.django_db(databases="__all__")
def test_an_answer_waits_for_the_disk(tmp_path):
    from django.db import connections

    with closing(sqlite3.connect(tmp_path / "like an instance's")) as file:  # the tests' own wait for no disk
        file.executescript(SQLITE_START)
        assert file.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    for connection in connections.all():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW synchronous_commit")
                assert cursor.fetchone() == ("on",)
