"""An instance comes back whole, into an empty place, before two officers; what was altered or erased does not."""

import io
import json
import sqlite3
import tarfile

import pytest

from tabara.interfaces.cli.backup.manifest import NAME
from tabara.sealing.recipients import open_file, seal_to
from tests.cli.conftest import refused
from tests.cli.officers import PASSWORD, found, python
from tests.cli.place import Place

USAGE, ENVIRONMENT = 2, 3
NOBODY = ("--no-ledger", "nobody was erased")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    machine = Place(tmp_path_factory.mktemp("backup"))
    found(machine)
    machine.back_up()
    return machine


def test_what_was_backed_up_comes_back_before_two_officers(place):
    done = place.restore(*NOBODY)
    assert done.returncode == 0, done.stderr
    assert tables(place.home) == tables(place.folder / "again")
    first_new = rows(
        place.folder / "again", "SELECT operation, outcome FROM access_auditevent ORDER BY at DESC LIMIT 1"
    )
    assert first_new == [("access.restore", "done")]
    signed_in = [rows(home, "SELECT count(*) FROM access_session") for home in (place.home, place.folder / "again")]
    assert signed_in == [[(1,)], [(0,)]]
    examined = place.tabara("doctor", "--home", str(place.folder / "again"), "--format", "json")
    assert examined.returncode == 0, examined.stdout
    assert [one["check"] for one in json.loads(examined.stdout) if one["state"] == "problem"] == []


def tables(home):
    """Return how many rows each table has that a restore leaves alone."""
    names = [name for (name,) in rows(home, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    kept = [name for name in names if not name.startswith(("sqlite_", "access_session", "access_audit"))]
    return {name: rows(home, f'SELECT * FROM "{name}" ORDER BY 1') for name in kept}  # noqa: S608 - the database's own


def rows(home, words, database="tabara"):
    connection = sqlite3.connect(home / f"{database}.sqlite3")
    try:
        return connection.execute(words).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (f"admin\n{PASSWORD}\nadmin\n{PASSWORD}\n", "Two different people of different roles"),
        (f"admin\n{PASSWORD}\nother-admin\n{PASSWORD}\n", "Two different people of different roles"),
        (f"admin\n{PASSWORD}\n", "The second officer did not come"),
        (f"admin\n{PASSWORD}\ncaseworker\n{PASSWORD}\n", "who may approve"),
        (f"admin\n{PASSWORD}\nprotector\nwrong\n", "who may approve"),
        (f"admin\n{PASSWORD}\nnobody\n{PASSWORD}\n", "who may approve"),
    ],
)
def test_without_two_officers_of_different_roles_nothing_is_written(place, said, sentence):
    refused(place.restore(*NOBODY, said=said, home="alone"), USAGE, sentence)
    assert left(place, "alone") == []


def left(place, home):
    return sorted(one.name for one in place.folder.glob(f"{home}*"))


def test_an_instance_is_never_restored_over_another(place):
    before = tables(place.home)
    refused(place.restore(*NOBODY, home="home"), ENVIRONMENT, "is not empty", "into an empty place only")
    assert tables(place.home) == before


def test_a_backup_with_one_altered_bit_is_refused_by_name(place):
    for at in (30, 5_000, -40):
        altered = bytearray(place.records.read_bytes())
        altered[at] ^= 1
        file = place.folder / "altered.age"
        file.write_bytes(altered)
        refused(place.restore(*NOBODY, records=file, home="altered"), ENVIRONMENT, "altered.age")
        assert left(place, "altered") == ["altered.age"]


def test_a_backup_that_somebody_else_made_up_is_refused(place, tmp_path):
    """Whoever has an officer's public key can seal to it; the mark under the manifest they cannot make."""
    forged = repacked(place, tmp_path, lambda name, content: content)
    assert place.restore(*NOBODY, records=forged, home="same").returncode == 0

    def another_pack(name, content):
        if name != NAME:
            return content
        outer = json.loads(content)
        outer["manifest"] = outer["manifest"].replace('"pack": "demo"', '"pack": "bi"')
        return json.dumps(outer).encode()

    forged = repacked(place, tmp_path, another_pack)
    refused(place.restore(*NOBODY, records=forged, home="forged"), ENVIRONMENT, "the mark under its manifest is wrong")
    forged = repacked(place, tmp_path, lambda name, content: content[:-1] + b"!" if "vault" in name else content)
    refused(place.restore(*NOBODY, records=forged, home="forged"), ENVIRONMENT, "vault.sqlite3", "was altered")
    assert left(place, "forged") == []


def repacked(place, folder, change):
    """Return a backup whose parts went through somebody's hands, sealed anew."""
    open_file(place.secret.read_text().splitlines()[-1], place.records, folder / "whole")
    again = io.BytesIO()
    with tarfile.open(folder / "whole") as tar, tarfile.open(fileobj=again, mode="w:gz") as new:
        for member in tar:
            content = change(member.name, tar.extractfile(member).read())
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    file = folder / "forged.age"
    file.write_bytes(seal_to([place.public], again.getvalue()))
    return file


def test_without_its_root_key_nothing_comes_back(place, tmp_path):
    done = place.restore(*NOBODY, home="keyless", XDG_CONFIG_HOME=str(tmp_path))
    refused(done, ENVIRONMENT, "root key of this instance is not here")
    assert left(place, "keyless") == []


def test_keys_older_than_the_records_are_refused(place):
    older = place.keys_file
    place.back_up()
    refused(place.restore(*NOBODY, keys=older, home="older"), ENVIRONMENT, "keys are older than the records")


def test_the_files_are_asked_for_in_words(place):
    refused(place.restore(*NOBODY, keys=place.records, home="no"), USAGE, "second backup of the records")
    refused(place.restore(*NOBODY, records=place.folder / "none.age", home="no"), USAGE, "There is no file")
    refused(place.tabara("backup", "--verify", str(place.records)), USAGE, "--identity")
    refused(
        place.tabara("backup", "--verify", str(place.records), "--identity", str(place.key)), USAGE, "no secret key"
    )
    assert left(place, "no") == []


def test_without_the_ledger_nobody_says_who_was_erased(tmp_path):
    machine = Place(tmp_path)
    found(machine)
    machine.back_up()
    refused(machine.restore(home="open"), USAGE, "There is no erasure ledger", "--no-ledger")
    assert left(machine, "open") == []


def test_who_was_erased_since_stays_erased(place):
    """Yesterday's backup holds the name and its key; the ledger, which is no part of it, takes both away again."""
    records, keys = place.records, place.keys_file
    python(
        place,
        "import django; django.setup()\n"
        "from tests.factories import register\n"
        "from tabara.access.models import Member\n"
        "from tabara.protection.intake.operations.erasing import forget_person\n"
        "from tabara.access.unit import whole\n"
        "from tabara.access.speaking import for_everybody\n"
        "from tabara.access.protected import Whole\n"
        "from tabara.protection.cases.models import Person\n"
        "from django.utils import timezone\n"
        "with for_everybody(), whole():\n"
        "    for person in Person.objects.everything(Whole.RETENTION):\n"
        "        forget_person(person, at=timezone.now(), why='asked')\n",
    )
    assert rows(place.home, "SELECT count(*) FROM vault_identity", "vault") == [(0,)]
    done = place.restore(records=records, keys=keys, home="erased")
    assert done.returncode == 0, done.stderr
    assert "Erased again: 1 keys" in done.stderr
    again = place.folder / "erased"
    assert rows(again, "SELECT count(*) FROM vault_identity", "vault") == [(0,)]
    assert rows(again, "SELECT count(*) FROM sealing_datakey WHERE purpose = 'identity'", "keys") == [(0,)]
    assert rows(again, "SELECT what, why FROM intake_erased") == [("identity", "asked")]
    examined = json.loads(place.tabara("doctor", "--home", str(again), "--format", "json").stdout)
    assert [one["check"] for one in examined if one["state"] == "problem"] == []
