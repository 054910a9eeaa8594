"""A backup is whole, sealed, tried out at once, and kept as long as the rule says."""

import datetime as dt
import json
import os
import shutil
import stat
import tarfile

import pytest

from tabara.interfaces.cli.backup import places
from tabara.interfaces.cli.backup.manifest import NAME, Manifest
from tabara.interfaces.cli.backup.places import Kind
from tabara.sealing.recipients import open_file
from tests.cli.conftest import refused
from tests.cli.officers import SURNAME, found, officer, python
from tests.cli.place import Place

FOUND, USAGE, ENVIRONMENT = 1, 2, 3


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
    shutil.copytree(place.home, tmp_path / "home", ignore=shutil.ignore_patterns("backups"))
    with (tmp_path / "home" / "vault.sqlite3").open("r+b") as file:
        file.seek(-4000, os.SEEK_END)
        file.write(os.urandom(4000))
    done = place.tabara("backup", "--to", place.public, TABARA_HOME=str(tmp_path / "home"))
    assert done.returncode in (FOUND, ENVIRONMENT), done.stderr
    assert "The database of the vault" in done.stderr
    assert ("is damaged" in done.stderr) or ("is malformed" in done.stderr)
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "home").glob("backups/*")) == []


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
    assert (said.kind, said.pack, said.engine, len(mark)) == ("records", "demo", "sqlite", 8 + 1 + 64)
    assert said.rows["vault"]["vault_identity"] == 1
    assert any(one.startswith("access.") for one in said.migrations["default"])


def test_old_backups_go_by_the_rule_and_old_keys_always(tmp_path, monkeypatch):
    monkeypatch.setenv("TABARA_KEY_BACKUPS", str(tmp_path / "keys"))
    (tmp_path / "instance").write_text("abc")
    for kind in Kind:
        places.store(tmp_path, kind).mkdir()
    now = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)
    days = [now - dt.timedelta(days=number) for number in range(500)]
    for kind in Kind:
        for day in days:
            (places.store(tmp_path, kind) / places.file_name(tmp_path, kind, day)).touch()
        stranger = places.store(tmp_path, kind) / "tabara-other-records-20200101T000000Z.age"
        stranger.touch()
        places.prune(tmp_path, kind, at=now)
        assert stranger.exists()
    ages = {kind: [(now - places.made_at(one)).days for one in places.kept(tmp_path, kind)] for kind in Kind}
    assert ages[Kind.KEYS] == list(range(35, -1, -1))
    assert ages[Kind.RECORDS][-15:] == list(range(14, -1, -1))
    weekly = [age for age in ages[Kind.RECORDS] if 14 < age <= 70]
    monthly = [age for age in ages[Kind.RECORDS] if age > 70]
    assert (len(weekly), 10 <= len(monthly) <= 12, max(monthly) <= 400) == (8, True, True)
    places.prune(tmp_path, Kind.RECORDS, at=now + dt.timedelta(days=4000))
    assert len(places.kept(tmp_path, Kind.RECORDS)) == 1
