"""Keys are exchanged while everything stays readable; half done is completed; the wrong key stops the start."""

import threading
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from tabara import sealing
from tabara.sealing import keys, rotation
from tabara.sealing.keys import Purpose
from tabara.sealing.models import DataKey, DomainKey
from tabara.sealing.root import CannotChange, KeyUnavailable, provider_of, ring
from tabara.sealing.tokens import tokens
from tests.sealing.records import a_secret, forget

pytestmark = pytest.mark.django_db(databases="__all__")
NARRATIVE = Purpose.NARRATIVE


def reads(subject: uuid.UUID, sealed: bytes) -> str:
    """Return what a process that has just started reads."""
    forget()
    return keys.unseal(subject, NARRATIVE, "f", sealed)


def test_every_key_of_a_root_key_has_its_id_beside_it(root_file: Path) -> None:
    a_secret()
    assert set(DomainKey.objects.values_list("root", flat=True)) == set(ring(settings.HOME).ids)


def test_a_new_root_key_opens_what_the_old_one_sealed(root_file: Path) -> None:
    subject, sealed = a_secret()
    before = ring(settings.HOME).current.id
    assert rotation.rotate_root() == 1
    assert ring(settings.HOME).ids[1] == before
    assert reads(subject, sealed) == "Odette"
    rotation.retire()
    assert (len(ring(settings.HOME).ids), before in ring(settings.HOME).ids) == (1, False)
    assert reads(subject, sealed) == "Odette"
    assert set(DomainKey.objects.values_list("old_root", flat=True)) == {""}


def test_whoever_holds_only_the_old_root_key_reads_on_until_it_is_retired(root_file: Path, tmp_path: Path) -> None:
    subject, sealed = a_secret()
    old = root_file.read_text()
    rotation.rotate_root()
    new = root_file.read_text()
    root_file.write_text(old)
    assert reads(subject, sealed) == "Odette"
    root_file.write_text(new)
    rotation.retire()
    root_file.write_text(old)
    needed = DomainKey.objects.values_list("root", flat=True)[0]
    with pytest.raises(KeyUnavailable, match=f"wrapped by {needed}"):
        reads(subject, sealed)


def test_a_process_that_runs_takes_the_new_root_key_by_itself(root_file: Path) -> None:
    subject, sealed = a_secret()
    assert keys.unseal(subject, NARRATIVE, "f", sealed) == "Odette"
    provider_of(settings.HOME).renew()  # as another process does it
    made = a_secret("Renée")
    assert DomainKey.objects.order_by("-pk")[0].root == ring(settings.HOME).current.id
    assert keys.unseal(made[0], NARRATIVE, "f", made[1]) == "Renée"


def test_a_rotation_cut_short_is_seen_and_completed(root_file: Path) -> None:
    subject, sealed = a_secret()
    provider_of(settings.HOME).renew()  # … and then the power went
    assert rotation.standing().half_rotated
    assert reads(subject, sealed) == "Odette"
    rotation.demand_keys()
    ids = ring(settings.HOME).ids
    assert rotation.rotate_root() == 1
    assert (ring(settings.HOME).ids, rotation.standing().half_rotated) == (ids, False)
    with pytest.raises(CannotChange, match="tabara keys retire"):
        rotation.rotate_root()


def test_a_half_rotated_instance_without_its_old_root_key_does_not_start(root_file: Path) -> None:
    a_secret()
    old = ring(settings.HOME).current.id
    provider_of(settings.HOME).renew()
    a_secret()
    provider_of(settings.HOME).retire()  # … although half of the keys still need it
    forget()
    before = root_file.read_bytes()
    said = f"“file” \\({root_file}\\) holds the root key {ring(settings.HOME).current.id}, but 1 of the 2 .* by {old}"
    with pytest.raises(KeyUnavailable, match=said):
        rotation.demand_keys()
    for act in (rotation.rotate_root, rotation.rotate_domains, rotation.retire):
        with pytest.raises(KeyUnavailable):
            act()
    assert root_file.read_bytes() == before


def test_another_instances_root_key_is_refused_by_name(root_file: Path) -> None:
    a_secret()
    right = ring(settings.HOME).current.id
    root_file.unlink()
    sealing.create_root_key(settings.HOME)
    forget()
    with pytest.raises(KeyUnavailable, match=f"1 of the 1 domain keys are wrapped by {right}"):
        rotation.demand_keys()


def test_a_root_key_that_is_pulled_out_ends_everything_at_once(root_file: Path) -> None:
    subject, sealed = a_secret()
    assert keys.unseal(subject, NARRATIVE, "f", sealed) == "Odette"
    root_file.rename(root_file.with_suffix(".away"))
    with pytest.raises(KeyUnavailable, match="is missing"):
        keys.unseal(subject, NARRATIVE, "f", sealed)
    with pytest.raises(KeyUnavailable):
        a_secret()
    assert DataKey.objects.count() == 1


def test_the_environment_is_changed_by_people(monkeypatch: pytest.MonkeyPatch) -> None:
    a_secret()
    with pytest.raises(CannotChange, match="TABARA_ROOT_KEY_PREVIOUS"):
        rotation.rotate_root()
    monkeypatch.setenv("TABARA_ROOT_KEY_PREVIOUS", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    monkeypatch.setenv("TABARA_ROOT_KEY", "AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    subject, sealed = a_secret()
    assert rotation.rotate_root() == 1  # the one that the key before had wrapped
    with pytest.raises(CannotChange, match="take TABARA_ROOT_KEY_PREVIOUS away"):
        rotation.retire()
    monkeypatch.delenv("TABARA_ROOT_KEY_PREVIOUS")
    assert reads(subject, sealed) == "Odette"
    forget()


def test_domain_keys_are_exchanged_and_the_old_ones_go(root_file: Path) -> None:
    secrets = [a_secret(f"word {n}") for n in range(5)]
    token = tokens(uuid.UUID(int=7), ["n|odet|niragir"])
    stored = {bytes(row) for row in DataKey.objects.values_list("wrapped", flat=True)}
    assert rotation.rotate_domains() == (5, 0)
    assert stored & {bytes(row) for row in DataKey.objects.values_list("wrapped", flat=True)} == set()
    assert set(DataKey.objects.values_list("domain__version", flat=True)) == {2}
    assert rotation.retire() == 5
    assert [reads(*one) for one in secrets] == [f"word {n}" for n in range(5)]
    assert tokens(uuid.UUID(int=7), ["n|odet|niragir"]) == token


def test_domain_keys_exchanged_half_way_are_completed_and_not_begun_again(
    root_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = [a_secret(f"word {n}") for n in range(3)]
    begun = [rotation._next_version(pair, row) for pair, row in rotation._newest().items()]
    rotation._move(begun[0])  # … and then the power went
    assert sorted(DataKey.objects.values_list("domain__version", flat=True)) == [1, 1, 2]
    assert [reads(*one) for one in secrets] == [f"word {n}" for n in range(3)]
    monkeypatch.setattr(rotation, "AT_ONCE", 1)
    rotation.rotate_domains()
    assert list(DataKey.objects.values_list("domain__version", flat=True)) == [2, 2, 2]
    assert [reads(*one) for one in secrets] == [f"word {n}" for n in range(3)]


def test_a_key_that_was_altered_is_counted_and_the_others_are_exchanged(root_file: Path) -> None:
    good, bad = a_secret(), a_secret()
    DataKey.objects.filter(subject=bad[0]).update(wrapped=bytes(40))
    assert rotation.rotate_domains() == (1, 1)
    assert reads(*good) == "Odette"


@dataclass
class Reader:
    """Somebody who reads all records and makes another, over and over, until told that it is done."""

    agency: uuid.UUID
    secrets: list[tuple[uuid.UUID, bytes]]
    done: threading.Event
    rounds: int = 0
    wrong: list[object] = field(default_factory=list)

    def go_on(self) -> None:
        """Read and write, and keep what did not go well."""
        try:
            while not self.done.is_set():
                found = keys.unseal_many(NARRATIVE, [(subject, "f", sealed) for subject, sealed in self.secrets])
                self.wrong += [one for number, one in enumerate(found) if one != number]
                subject, sealed = self.another()
                self.wrong += [] if keys.unseal(subject, NARRATIVE, "f", sealed) == "new" else [subject]
                self.rounds += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            self.wrong.append(error)
        finally:
            connections.close_all()

    def another(self, text: object = "new") -> tuple[uuid.UUID, bytes]:
        """Make a record, in one transaction as operations do."""
        subject = sealing.event()
        with transaction.atomic(using="keys"):
            keys.create_key(subject, self.agency, NARRATIVE)
        return subject, keys.seal(subject, NARRATIVE, "f", text)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_readers_and_writers_go_on_while_all_keys_are_exchanged(root_file: Path) -> None:
    done, agency = threading.Event(), uuid.uuid4()
    secrets = [Reader(agency, [], done).another(number) for number in range(40)]
    readers = [Reader(agency, secrets, done) for _ in range(3)]
    threads = [threading.Thread(target=one.go_on) for one in readers]
    for thread in threads:
        thread.start()
    for act in (rotation.rotate_root, rotation.rotate_domains, rotation.retire) * 3:
        act()
    done.set()
    for thread in threads:
        thread.join()
    assert [one.wrong for one in readers] == [[], [], []]
    assert sum(one.rounds for one in readers) > 0
