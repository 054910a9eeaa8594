"""What `tabara doctor` looks at: each check one finding, with its remedy."""

import datetime as dt
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tabara import codelists, sealing
from tabara.interfaces.cli import instance
from tabara.interfaces.cli.opening import open_root

OLD = dt.timedelta(days=7)  # figures older than this are no longer today's
MEND = "tabara doctor --mend"
MEND_KEY = "Put the root key back first."


class State(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """What one check found, and what to do about it."""

    check: str
    state: State
    sentence: str
    remedy: str = ""


def verdict(check: str, bad: object, wrong: str, remedy: str, right: str, state: State = State.PROBLEM) -> Finding:
    """Return the finding of a check: `wrong` and its remedy where `bad`, else `right`."""
    return Finding(check, state, wrong, remedy) if bad else Finding(check, State.OK, right)


def root_key_is_safe(folder: Path) -> Finding:
    """Check that the root key is there, and readable by its owner alone."""
    try:
        open_root(folder)
    except sealing.KeyUnavailable as error:
        return Finding("root key", State.PROBLEM, str(error), "Put the key back, or correct its permissions.")
    return Finding("root key", State.OK, "The root key is there, and readable by its owner alone.")


def folder_is_closed(folder: Path) -> Finding:
    """Check that nobody else can look into the instance."""
    open_ones = [path.name for path in (folder, *folder.glob("*.sqlite3")) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    return verdict(
        "folder",
        open_ones,
        f"Others can read or enter: {', '.join(open_ones)}.",
        MEND,
        "The instance is readable by its owner alone.",
    )


def migrations() -> Iterator[Finding]:
    """Check that each database has the tables of this version."""
    for alias, missing in instance.pending().items():
        yield verdict(
            f"database {alias}",
            missing,
            f"The database of {instance.PARTS[alias]} is half migrated: {missing} steps are missing.",
            MEND,
            f"The database of {instance.PARTS[alias]} is up to date.",
        )


def pack_is_valid() -> Finding:
    """Check the pack in use."""
    from django.conf import settings

    found = codelists.check_pack(Path(settings.PACKS) / settings.PACK)
    return verdict(
        "pack",
        found,
        f"The pack “{settings.PACK}” has {len(found)} problems.",
        "tabara pack check",
        f"The pack “{settings.PACK}” is valid.",
    )


def fonts_are_there() -> Finding:
    """Check the typeface of the infosheets."""
    from tabara.publication.errors import PublicationError
    from tabara.publication.typesetting import fonts

    try:
        fonts.check(fonts.FOLDER)
    except PublicationError as error:
        return Finding("fonts", State.PROBLEM, str(error), "script/setup")
    return Finding("fonts", State.OK, "The fonts of the infosheets are there.")


def front_end_is_there() -> Finding:
    """Check that the front-end packages are installed, and the static files collected."""
    from django.conf import settings

    prefixes = {one[0] for one in settings.STATICFILES_DIRS if isinstance(one, tuple)}
    missing = [name for name in ("govuk", "htmx") if name not in prefixes]
    missing += [] if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists() else ["collected static files"]
    return verdict(
        "front end",
        missing,
        f"Missing: {', '.join(missing)}.",
        "script/setup",
        "The front-end packages are installed, and the static files collected.",
    )


def somebody_can_sign_in() -> Finding:
    """Check that there are members."""
    from tabara.access.queries import is_founded

    return verdict(
        "members", not is_founded(), "Nobody can sign in yet.", "tabara found, or tabara demo", "There are members."
    )


def lists_follow_their_rule() -> Finding:
    """Check that who sees which case is what the rule says."""
    from tabara.protection.cases.operations.listing import drift

    off = drift()
    return verdict(
        "case access",
        off,
        f"{off} rows of the case lists are not what the rule gives.",
        MEND,
        "The case lists are true.",
    )


def tasks_follow_their_rule() -> Finding:
    """Check that what falls due is what the records say."""
    from tabara.protection.cases.operations import tasks

    off = tasks.drift()
    said = f"{off} rows of the tasks are not what the records say."
    return verdict("tasks", off, said, MEND, "The tasks are true.")


def chain_is_whole() -> Finding:
    """Check that no act was altered or removed from the memory."""
    from tabara.access import audit

    audit.seal()
    try:
        flaw = audit.verify()
    except (sealing.KeyUnavailable, sealing.SealBroken):
        return Finding("audit chain", State.WARNING, "Its signatures were not checked: the key is not there.", MEND_KEY)
    return verdict(
        "audit chain",
        flaw,
        f"The audit chain is not sound. {flaw}",
        "Keep this database as it is, and compare it with the last backup.",
        "The audit chain is whole.",
    )


def databases_agree() -> Iterator[Finding]:
    """Check that records, vault and keys know the same people."""
    from tabara.protection.intake.queries import loose_ends

    lost = {"persons without identity", "persons without key", "cases without key"}
    found = {name: number for name, number in loose_ends().items() if number}
    for name, number in found.items():
        serious = name in lost
        yield Finding(
            "databases agree",
            State.PROBLEM if serious else State.WARNING,
            f"{number} {name}.",
            "Restore the vault and the keys from a backup."
            if serious
            else "A crash left them behind; nothing leads to them.",
        )
    if not found:
        yield Finding("databases agree", State.OK, "Records, vault and keys know the same people.")


def mart_is_fresh(at: dt.datetime) -> Finding:
    """Check that the figures are not old."""
    from django.conf import settings

    from tabara.mart import standing

    build = standing(settings.MART)
    if build is None:
        return Finding("mart", State.WARNING, "The mart has not been built; there are no figures.", "tabara mart build")
    days = (at - build.at).days
    return verdict(
        "mart",
        at - build.at > OLD,
        f"The mart is {days} days old.",
        "tabara mart build",
        f"The mart was built on {build.at:%Y-%m-%d %H:%M} UTC.",
        State.WARNING,
    )


def queue_moves(at: dt.datetime) -> Finding:
    """Check that background jobs are taken, and done."""
    from tabara.jobs import queue

    overdue, failed = queue.backlog(at=at)
    if overdue:
        return Finding("queue", State.PROBLEM, f"{overdue} jobs wait and nobody takes them.", "tabara worker")
    return verdict("queue", failed, f"{failed} jobs were given up.", "See the log.", "The queue moves.", State.WARNING)


def of_machine(folder: Path) -> Iterator[Finding]:
    """Check what surrounds the instance."""
    yield root_key_is_safe(folder)
    yield folder_is_closed(folder)


def of_program() -> Iterator[Finding]:
    """Check what the program needs beside itself."""
    yield pack_is_valid()
    yield fonts_are_there()
    yield front_end_is_there()


def of_records(folder: Path, at: dt.datetime) -> Iterator[Finding]:
    """Check what is stored; only in databases that are up to date."""
    alone: tuple[Callable[[], Finding], ...] = (
        somebody_can_sign_in,
        lists_follow_their_rule,
        tasks_follow_their_rule,
        chain_is_whole,
    )
    for check in alone:
        yield check()
    yield from databases_agree()
    yield mart_is_fresh(at)
    yield queue_moves(at)
