"""Whatever is done to the chain, both programs that check it find it: ours, and the one that needs only Python."""

import importlib.util
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction

from tabara.access import audit
from tabara.access.audit.checking import Kind
from tabara.access.models import AuditCheckpoint, AuditEvent, AuditLink
from tests.access.chains import VERIFIER, chain, event_of, exported, verdict, write_anew
from tests.factories import NOW

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.past_the_walls]


class Undo(Exception):
    """Takes a change back."""


def flawed(change: Callable[[], Any], *printed: tuple[int, str]) -> tuple[int, Kind] | None:
    """Return what our own check finds after a change, which is taken back."""
    found = None
    try:
        with transaction.atomic():
            change()
            found = audit.verify(printed)
            raise Undo
    except Undo:
        return (found.seq, found.kind) if found else None


def told(change: Callable[[], Any], watcher: Any, folder: Path, *words: str) -> str:
    """Return what the stand-alone program says of an export after a change, which is taken back."""
    answer = ""
    try:
        with transaction.atomic():
            change()
            answer = verdict(exported(watcher), folder, *words)
            raise Undo
    except Undo:
        return answer


def test_a_whole_chain_is_sound_to_both(tmp_path: Path) -> None:
    watcher = chain()
    assert audit.verify() is None
    assert verdict(exported(watcher), tmp_path).startswith("Sound: 8 events, 2 checkpoints")


def other(value: Any) -> list[Any]:
    """Return each value that differs from this one in one place."""
    if isinstance(value, str):
        return [value[:at] + chr(ord(one) ^ 1) + value[at + 1 :] for at, one in enumerate(value)] or ["x"]
    if isinstance(value, int):
        return [value + 1000]
    if isinstance(value, list):
        return [value[:-1], [*value[:-1], "00" * 32]]
    if value is None:
        return ["0" * 32]
    return [value.replace(microsecond=(value.microsecond + 1) % 10**6)] if hasattr(value, "year") else [value.int ^ 1]


@pytest.mark.parametrize("kind", [AuditEvent, AuditLink, AuditCheckpoint])
def test_each_place_of_each_column_that_is_changed_is_found(kind: type[models.Model]) -> None:
    chain()
    row = kind._default_manager.order_by("pk")[1]
    missed = []
    for field in kind._meta.concrete_fields:
        for value in other(getattr(row, field.attname)):
            put = value if not isinstance(field, models.UUIDField) or isinstance(value, str) else f"{value:032x}"
            if flawed(lambda: kind._default_manager.filter(pk=row.pk).update(**{field.attname: put})) is None:  # noqa: B023 - called at once
                missed.append((field.attname, put))
    assert missed == []


def test_each_byte_of_an_export_that_is_changed_is_found(tmp_path: Path) -> None:
    watcher = chain(1, then=0)
    whole = "".join(exported(watcher)).encode()
    check = check_of()
    file, missed = tmp_path / "chain.jsonl", []
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            check.check(str(file))
        except (check.Flaw, KeyError, TypeError, ValueError):
            continue
        missed.append(whole[max(at - 20, 0) : at + 1])
    assert missed == []


def check_of() -> Any:
    spec = importlib.util.spec_from_file_location("verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drop() -> None:
    event_of(4).delete()


def unlink() -> None:
    AuditLink.objects.filter(seq=4).delete()


def exchange() -> None:
    third, fourth = event_of(3), event_of(4)
    AuditLink.objects.filter(seq=3).update(entry=10**6)
    AuditLink.objects.filter(seq=4).update(entry=third)
    AuditLink.objects.filter(seq=3).update(entry=fourth)


def put_in() -> None:
    for link in AuditLink.objects.filter(seq__gte=4).order_by("-seq"):
        AuditLink.objects.filter(seq=link.seq).update(seq=link.seq + 1)
    forged = event_of(3)
    forged.pk, forged.event = None, uuid.UUID(int=3)
    forged.save(force_insert=True)
    AuditLink.objects.create(seq=4, entry=forged, previous=AuditLink.objects.get(seq=3).digest, digest="a" * 64)


@pytest.mark.parametrize(
    ("change", "place", "kind", "words"),
    [
        (drop, 4, Kind.DROPPED, "Event 4 is missing"),
        (unlink, 4, Kind.DROPPED, "Event 4 is missing"),
        (exchange, 3, Kind.ALTERED, "Event 3 is not what it was"),
        (put_in, 4, Kind.ALTERED, "Event 4 is not what it was"),
    ],
)
def test_what_was_dropped_exchanged_or_put_in_is_named_with_its_place(
    change: Callable[[], None], place: int, kind: Kind, words: str, tmp_path: Path
) -> None:
    watcher = chain()
    assert flawed(change) == (place, kind)
    assert words in told(change, watcher, tmp_path)


def test_two_links_that_were_exchanged_are_found() -> None:
    chain()

    def exchange() -> None:
        AuditLink.objects.filter(seq=3).update(seq=10**6)
        AuditLink.objects.filter(seq=4).update(seq=3)
        AuditLink.objects.filter(seq=10**6).update(seq=4)

    assert flawed(exchange) == (3, Kind.MOVED)


def test_a_chain_that_ends_early_is_found_by_its_checkpoint(tmp_path: Path) -> None:
    watcher = chain()

    def cut() -> None:
        AuditEvent.objects.filter(link__seq__gt=6).delete()
        AuditLink.objects.filter(seq__gt=6).delete()

    assert flawed(cut) == (7, Kind.CUT)
    with transaction.atomic():
        cut()
        lines = [line for line in exported(watcher) if '"audit.export"' not in line]
        transaction.set_rollback(True)
    assert "The chain ends before link 7" in verdict(lines, tmp_path)


def test_a_chain_written_anew_is_found_by_its_checkpoint(tmp_path: Path) -> None:
    watcher = chain()

    def rewrite() -> None:
        AuditEvent.objects.filter(link__seq=2).update(operation="cases.close")
        write_anew()

    assert flawed(rewrite) == (5, Kind.REWRITTEN)
    assert "it was written anew" in told(rewrite, watcher, tmp_path)


def test_whoever_holds_the_keys_too_is_found_by_a_printed_checkpoint_alone(tmp_path: Path) -> None:
    """The operator rewrites the chain and signs it: only paper elsewhere knows better."""
    watcher = chain()
    newest = audit.latest_checkpoint()
    assert newest is not None
    printed, words = (newest.seq, newest.short), ("--printed", f"{newest.seq}:{newest.short}")

    def rewrite() -> None:
        AuditEvent.objects.filter(link__seq=2).update(operation="cases.close")
        write_anew()
        AuditCheckpoint.objects.all().delete()
        audit.checkpoint(at=NOW)

    def cut() -> None:
        AuditEvent.objects.filter(link__seq__gt=3).delete()
        AuditLink.objects.filter(seq__gt=3).delete()
        AuditCheckpoint.objects.all().delete()
        audit.checkpoint(at=NOW)

    assert (flawed(rewrite), flawed(cut)) == (None, None)
    assert flawed(rewrite, printed) == (newest.seq, Kind.REWRITTEN)
    assert flawed(cut, printed) == (newest.seq, Kind.CUT)
    assert "written anew" in told(rewrite, watcher, tmp_path, *words)
    assert "The chain ends before" in told(cut, watcher, tmp_path, *words)
    assert f"It holds what was printed for {newest.seq} links." in verdict(exported(watcher), tmp_path, *words)


def test_a_checkpoint_that_is_missing_or_signed_by_another_is_found(tmp_path: Path) -> None:
    watcher = chain()
    first = AuditCheckpoint.objects.filter(number=1)
    assert flawed(first.delete) == (7, Kind.CHECKPOINT)
    assert "one before it is missing" in told(first.delete, watcher, tmp_path)
    foreign = "--key", "00" * 32
    assert "was not signed with the key" in verdict(exported(watcher), tmp_path, *foreign)


def test_no_checkpoint_is_signed_over_a_chain_that_is_not_what_was_signed() -> None:
    watcher = chain()
    AuditEvent.objects.filter(link__seq=2).update(operation="cases.close")
    write_anew()
    audit.note(by=watcher, operation="cases.edit")
    audit.seal()
    with pytest.raises(audit.Unsound):
        audit.checkpoint(at=NOW)


def test_rows_from_before_this_version_keep_their_digests() -> None:
    """What a later version adds to an event stands in its content only where it is given."""
    event = AuditEvent(event=chain().id, at=NOW, operation="access.found", outcome="done")
    assert set(event.content(1)) == {
        *("seq", "event", "at", "member", "operation", "outcome", "subject", "thing_kind", "thing", "reason")
    }
