"""A backup is whole, sealed, tried out, and comes back; one that was altered does not."""

import io
import json
import os
import sqlite3
import stat
import tarfile

import pytest

from tabara.interfaces.cli.backup.manifest import NAME, Manifest
from tabara.sealing.recipients import open_file, seal_to
from tests.cli.conftest import Machine, refused
from tests.cli.officers import PASSWORD, SURNAME, found, officer, python

FOUND, USAGE, ENVIRONMENT = 1, 2, 3
BOTH = f"admin\n{PASSWORD}\nprotector\n{PASSWORD}\n"
NOBODY = ("--no-ledger", "nobody was erased")


class Place(Machine):
    """A machine with a real instance, an officer's key, and the last backups."""

    def __init__(self, folder):
        super().__init__(folder)
        self.secret, self.public = officer(folder)

    def back_up(self, *words, **more):
        done = self.tabara("backup", "--to", self.public, *words, **more)
        assert done.returncode == 0, done.stderr
        return done

    @property
    def records(self):
        return sorted((self.home / "backups").glob("*-records-*.age"))[-1]

    @property
    def key_backups(self):
        return next((self.keys / "tabara").glob("*.key-backups"))

    @property
    def keys_file(self):
        return sorted(self.key_backups.glob("*-keys-*.age"))[-1]

    def restore(self, *words, records=None, keys=None, said=BOTH, home="again", **more):
        files = (str(records or self.records), "--keys", str(keys or self.keys_file), "--identity", str(self.secret))
        return self.tabara("restore", *files, "--home", str(self.folder / home), *words, said=said, **more)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    machine = Place(tmp_path_factory.mktemp("backup"))
    found(machine)
    machine.back_up()
    return machine


def test_a_backup_is_two_sealed_files_apart_from_each_other_and_closed(place):
    files = [place.records, place.keys_file]
    assert [stat.S_IMODE(one.stat().st_mode) for one in files] == [0o600, 0o600]
    assert [one.read_bytes()[:21] for one in files] == [b"age-encryption.org/v1"] * 2
    assert place.records.parent != place.keys_file.parent
    assert not (place.home / "copying").exists()
    inside = [one.name for one in place.home.rglob("*") if "trial" in one.name or one.suffix == ".part"]
    assert inside == []


def test_each_backup_is_tried_out_by_the_machine_that_makes_it(place):
    done = place.back_up()
    assert "1 sealed identities open." in done.stderr
    assert "The audit chain passes through the link" in done.stderr
    assert "The backup is whole." in done.stderr
    assert json.loads((place.home / "backups.json").read_text())["tried"]["good"] is True


def test_an_officer_tries_a_backup_out_with_the_own_key(place):
    files = ("--verify", str(place.records), "--verify", str(place.keys_file))
    done = place.tabara("backup", *files, "--identity", str(place.secret))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout
    assert [one.name for one in place.home.glob("trial-*")] == []


def test_somebody_elses_key_opens_nothing(place, tmp_path):
    other, _ = officer(tmp_path)
    refused(
        place.tabara("backup", "--verify", str(place.records), "--identity", str(other)),
        ENVIRONMENT,
        "cannot be opened with this key",
    )


def test_neither_root_key_nor_name_is_in_a_backup(place, tmp_path):
    for file in (place.records, place.keys_file):
        whole = tmp_path / "whole.tar.gz"
        open_file(place.secret.read_text().splitlines()[-1], file, whole)
        with tarfile.open(whole) as tar:
            content = b"".join(tar.extractfile(one).read() for one in tar)
        assert b"SQLite format 3" in content
        assert SURNAME.encode() not in content
        assert place.key.read_bytes().strip() not in content


def test_what_was_backed_up_comes_back_before_two_officers(place):
    done = place.restore(*NOBODY)
    assert done.returncode == 0, done.stderr
    assert tables(place.home) == tables(place.folder / "again")
    first_new = rows(
        place.folder / "again", "SELECT operation, outcome FROM access_auditevent ORDER BY at DESC LIMIT 1"
    )
    assert first_new == [("access.restore", "done")]
    assert rows(place.folder / "again", "SELECT count(*) FROM django_session") == [(0,)]
    examined = place.tabara("doctor", "--home", str(place.folder / "again"), "--format", "json")
    assert examined.returncode == 0, examined.stdout
    assert [one["check"] for one in json.loads(examined.stdout) if one["state"] == "problem"] == []


def tables(home):
    """Return how many rows each table has that a restore leaves alone."""
    names = [name for (name,) in rows(home, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    kept = [name for name in names if not name.startswith(("sqlite_", "django_session", "access_audit"))]
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


def test_nobody_to_seal_to_is_said_with_the_place_to_name_them(place):
    refused(place.tabara("backup"), ENVIRONMENT, ".recipients", "age1")
    place_of_names = place.keys / "tabara" / f"{(place.home / 'instance').read_text().strip()}.recipients"
    place_of_names.write_text(f"# those who keep the safe\n{place.public}  # Aline\n")
    assert place.tabara("backup", "--keys").returncode == 0
    place_of_names.write_text("aline@example.org\n")
    done = place.tabara("backup", "--keys")
    assert (done.returncode, "no public key" in done.stderr) == (FOUND, True)
    place_of_names.unlink()


def test_a_medium_that_is_not_plugged_in_is_named_and_the_records_are_kept_all_the_same(place):
    before = len(list(place.records.parent.iterdir()))
    done = place.tabara("backup", "--to", place.public, TABARA_KEY_BACKUPS="/media/nowhere")
    assert done.returncode == FOUND
    assert "There is no folder /media/nowhere" in done.stderr
    assert len(list(place.records.parent.iterdir())) == before + 1


def test_keys_never_lie_with_the_records(place):
    folder = str(place.records.parent)
    done = place.tabara("backup", "--keys", "--to", place.public, TABARA_KEY_BACKUPS=folder)
    assert (done.returncode, "must not lie with those of the records" in done.stderr) == (FOUND, True)


def test_a_damaged_database_is_not_taken_for_a_backup(place, tmp_path):
    import shutil

    shutil.copytree(place.home, tmp_path / "home")
    with (tmp_path / "home" / "vault.sqlite3").open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(40_000))
    done = place.tabara("backup", "--to", place.public, TABARA_HOME=str(tmp_path / "home"))
    assert done.returncode == FOUND
    assert "The database of the vault is damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_asks_for_backups_until_they_are_there_and_tried_out(bare):
    found(bare)
    assert states(bare) == {
        "backup records": "warning",
        "backup keys": "warning",
        "restore test": "warning",
        "backup place": "ok",
        "old keys": "ok",
    }
    _, public = officer(bare.folder)
    assert bare.tabara("backup", "--to", public).returncode == 0
    assert states(bare) == {
        "backup records": "ok",
        "backup keys": "ok",
        "restore test": "ok",
        "backup place": "warning",  # on this one disk
        "old keys": "ok",
    }


def states(machine):
    said = json.loads(machine.tabara("doctor", "--format", "json").stdout)
    return {
        one["check"]: one["state"]
        for one in said
        if "backup" in one["check"] or one["check"] in ("restore test", "old keys")
    }


def test_the_worker_makes_the_backup_of_the_night_by_itself(place):
    mark = (place.home / "instance").read_text().strip()
    file = place.keys / "tabara" / f"{mark}.recipients"
    file.write_text(place.public)
    before = place.records
    python(
        place,
        "import django; django.setup()\n"
        "import datetime as dt\n"
        "from pathlib import Path\n"
        "from tabara import jobs\n"
        "from tabara.interfaces.cli.backup import nightly\n"
        "from django.conf import settings\n"
        "now = dt.datetime.now(dt.UTC)\n"
        "assert not nightly.ask(settings.HOME, at=now)\n"
        "assert nightly.ask(settings.HOME, at=now + dt.timedelta(hours=23, minutes=1))\n"
        "assert nightly.ask(settings.HOME, at=now + dt.timedelta(hours=23, minutes=1))\n"
        "assert jobs.work_off() == 1\n"
        "state = jobs.state(nightly.KEY)\n"
        "assert (state.status, state.value) == ('done', 'The backup is whole.'), state\n",
    )
    assert place.records != before
    file.unlink()


def test_a_manifest_reads_back_as_it_was_written(place, tmp_path):
    open_file(place.secret.read_text().splitlines()[-1], place.records, tmp_path / "whole")
    with tarfile.open(tmp_path / "whole") as tar:
        said, _, mark = Manifest.read(tar.extractfile(NAME).read())
    assert (said.kind, said.pack, said.engine, len(mark)) == ("records", "demo", "sqlite", 64)
    assert said.rows["vault"]["vault_identity"] == 1
    assert any(one.startswith("access.") for one in said.migrations["default"])
