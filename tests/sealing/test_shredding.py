"""What is erased stays erased: on the ledger first, then in the database and on its disk, and after any backup."""

import shutil
import threading
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from tabara import sealing
from tabara.sealing import keys, ledger, rotation, shredding
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, shred
from tabara.sealing.ledger import LedgerBroken
from tabara.sealing.models import DataKey, Erasure
from tests.sealing.records import a_secret, forget

pytestmark = pytest.mark.django_db(databases="__all__")
IDENTITY, NARRATIVE = Purpose.IDENTITY, Purpose.NARRATIVE


def test_what_is_shredded_does_not_open_and_the_rest_does(ledger_file: Path) -> None:
    subject, sealed = a_secret(purpose=IDENTITY)
    keys.create_key(subject, uuid.uuid4(), NARRATIVE)
    story = keys.seal(subject, NARRATIVE, "f", "She left in March.")
    assert shred(subject, [IDENTITY], why="asked") == 1
    with pytest.raises(SealBroken):
        keys.unseal(subject, IDENTITY, "f", sealed)
    assert keys.unseal(subject, NARRATIVE, "f", story) == "She left in March."


def test_the_ledger_says_what_went_and_why_and_no_name(ledger_file: Path) -> None:
    subject, _ = a_secret(purpose=IDENTITY)
    shred(subject, [IDENTITY, NARRATIVE], why="retention.closed")
    (line,) = ledger.lines()
    told = line.number, line.subject, line.purposes, line.why
    assert told == (1, str(subject), ("identity", "narrative"), "retention.closed")
    assert ledger_file.stat().st_mode & 0o777 == 0o600
    assert settings.HOME not in ledger_file.parents


def test_a_reason_is_a_code(ledger_file: Path) -> None:
    subject, sealed = a_secret()
    with pytest.raises(ValueError, match="is a code"):
        shred(subject, [NARRATIVE], why="Odette asked for it")
    assert (ledger.lines(), keys.unseal(subject, NARRATIVE, "f", sealed)) == ([], "Odette")


def test_a_key_that_a_backup_brings_back_is_destroyed_again(ledger_file: Path) -> None:
    (subject, sealed), (other, kept) = a_secret(), a_secret()
    backup = DataKey.objects.get(subject=subject)
    shred(subject, [NARRATIVE], why="asked")
    Erasure.objects.all().delete()  # the backup is from before it, too
    backup.save(force_insert=True)
    assert keys.unseal(subject, NARRATIVE, "f", sealed) == "Odette"
    assert (ledger.unfinished(), shredding.replay(), ledger.unfinished(), shredding.replay()) == (1, 1, 0, 0)
    with pytest.raises(SealBroken):
        keys.unseal(subject, NARRATIVE, "f", sealed)
    assert keys.unseal(other, NARRATIVE, "f", kept) == "Odette"
    assert (ledger.erased(NARRATIVE), ledger.erased(IDENTITY)) == ({subject}, set())


def test_a_crash_after_the_ledger_is_completed(ledger_file: Path) -> None:
    subject, sealed = a_secret()
    ledger.record(subject, [NARRATIVE], "asked")  # … and then the power went
    assert keys.unseal(subject, NARRATIVE, "f", sealed) == "Odette"
    assert (ledger.unfinished(), shredding.replay()) == (1, 1)
    with pytest.raises(SealBroken):
        keys.unseal(subject, NARRATIVE, "f", sealed)


def test_a_line_torn_by_a_crash_never_counted(ledger_file: Path) -> None:
    first, second = a_secret()[0], a_secret()[0]
    shred(first, [NARRATIVE], why="asked")
    with ledger_file.open("ab") as file:
        file.write(b'{"number": 2, "act": "01')
    assert [line.number for line in ledger.whole()] == [1]
    shred(second, [NARRATIVE], why="asked")
    assert [line.subject for line in ledger.whole()] == [str(first), str(second)]


@pytest.mark.parametrize("harm", ["flip", "drop", "swap", "twice", "noise"])
def test_a_ledger_that_was_altered_is_refused_and_nothing_is_destroyed(ledger_file: Path, harm: str) -> None:
    for _ in range(3):
        shred(a_secret()[0], [NARRATIVE], why="asked")
    one, two, three = ledger_file.read_bytes().splitlines(keepends=True)
    harmed = {
        "flip": [one, two.replace(b"asked", b"taken"), three],
        "drop": [one, three],
        "swap": [two, one, three],
        "twice": [one, two, two, three],
        "noise": [one, b"nothing of ours\n", three],
    }
    ledger_file.write_bytes(b"".join(harmed[harm]))
    kept = DataKey.objects.count()
    with pytest.raises(LedgerBroken):
        shredding.replay()
    assert DataKey.objects.count() == kept


def test_a_ledger_cut_short_or_lost_is_noticed(ledger_file: Path) -> None:
    for _ in range(2):
        shred(a_secret()[0], [NARRATIVE], why="asked")
    ledger_file.write_bytes(ledger_file.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(LedgerBroken, match="has 1 of the 2 lines"):
        shredding.replay()
    ledger_file.unlink()
    with pytest.raises(LedgerBroken, match="has 0 of the 2 lines"):
        ledger.whole()


def test_a_line_of_somebody_without_the_root_key_is_found(root_file: Path) -> None:
    shred(a_secret()[0], [NARRATIVE], why="asked")
    place = root_file.with_name("erased")
    line = ledger.lines()[0]
    forged = ledger.Line(**{**vars(line), "subject": str(sealing.event())})
    place.write_bytes(place.read_bytes().replace(line.subject.encode(), forged.subject.encode()))
    chained = ledger.Line(**{**vars(forged), "chain": forged.linked(ledger.START)})
    place.write_bytes(place.read_bytes().replace(line.chain.encode(), chained.chain.encode()))
    with pytest.raises(LedgerBroken, match="Line 1"):
        ledger.lines()


def test_the_ledger_outlives_the_root_key_that_marked_it(root_file: Path) -> None:
    shred(a_secret()[0], [NARRATIVE], why="asked")
    rotation.rotate_root()
    shred(a_secret()[0], [NARRATIVE], why="asked")
    rotation.retire()
    forget()
    assert [line.number for line in ledger.whole()] == [1, 2]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_nothing_is_shredded_inside_an_act_that_may_still_fail(ledger_file: Path) -> None:
    subject, sealed = a_secret()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="keys"):
        shred(subject, [NARRATIVE], why="asked")
    assert (ledger.lines(), keys.unseal(subject, NARRATIVE, "f", sealed)) == ([], "Odette")


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_no_byte_of_a_destroyed_key_stays_in_the_files(ledger_file: Path) -> None:
    subjects = [a_secret()[0] for _ in range(20)]
    wrapped = {row.subject: bytes(row.wrapped) for row in DataKey.objects.filter(subject__in=subjects)}
    for subject in subjects[:10]:
        shred(subject, [NARRATIVE], why="asked")
    stored = b"".join(place.read_bytes() for place in files_of_keys())
    assert [wrapped[subject] in stored for subject in subjects] == [False] * 10 + [True] * 10


def files_of_keys() -> list[Path]:
    """Return the files in which the database lies whose rows are keys."""
    connection = connections["keys"]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return [place for place in (name, name.with_name(name.name + "-wal")) if place.exists()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory'), pg_relation_filepath('sealing_datakey')")
        place = Path(*cursor.fetchone())
    if not place.exists():
        pytest.skip("the files of this PostgreSQL server are on another machine, or not ours to read")
    return [place]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_many_at_once_leave_one_whole_ledger(ledger_file: Path) -> None:
    subjects = [a_secret()[0] for _ in range(24)]
    wrong: list[Exception] = []

    def erase(some: list[uuid.UUID]) -> None:
        try:
            for subject in some:
                shred(subject, [NARRATIVE], why="asked")
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=erase, args=(subjects[place::4],)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert {line.subject for line in ledger.whole()} == {str(subject) for subject in subjects}
    assert (Erasure.objects.get().lines, DataKey.objects.filter(subject__in=subjects).count()) == (24, 0)


def test_a_new_database_of_sqlite_shrinks_when_rows_go() -> None:
    with connections["keys"].cursor() as cursor:
        if connections["keys"].vendor != "sqlite":
            pytest.skip("PostgreSQL gives the room back by itself")
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("auto_vacuum", "secure_delete")]
    assert found == [1, 1]


def test_a_ledger_of_yesterday_is_told_from_that_of_today(ledger_file: Path, tmp_path: Path) -> None:
    shred(a_secret()[0], [NARRATIVE], why="asked")
    shutil.copy(ledger_file, tmp_path / "yesterday")
    shred(a_secret()[0], [NARRATIVE], why="asked")
    shutil.copy(tmp_path / "yesterday", ledger_file)
    with pytest.raises(LedgerBroken, match="has 1 of the 2 lines"):
        ledger.whole()
