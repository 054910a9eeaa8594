"""`tabara backup` and `tabara restore`: nothing is lost, and nobody but the officers reads what is kept."""

import datetime as dt
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tabara.access.walls.address import Address
from tabara.interfaces.cli import instance
from tabara.interfaces.cli.backup import nightly, opening, places, restoring, servers, trial
from tabara.interfaces.cli.backup.opening import Opened
from tabara.interfaces.cli.backup.places import Kind
from tabara.interfaces.cli.checks import State
from tabara.interfaces.cli.commands.doctor import show
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import give, say

Identity = Annotated[
    Path | None, typer.Option("--identity", help="The file of an officer's secret key; - reads it from standard input.")
]


def backup(
    home: Home = None,
    keys: Annotated[bool, typer.Option("--keys", help="Only the keys: their own file, on their own medium.")] = False,
    to: Annotated[
        list[str] | None, typer.Option(help="An officer's public key (age1…); may be given again. Otherwise the file.")
    ] = None,
    verify: Annotated[
        list[Path] | None,
        typer.Option(help="Try a backup out instead of making one: the records, and once more for the keys."),
    ] = None,
    identity: Identity = None,
) -> None:
    """Back up the records with the vault, then the keys, each sealed to the officers; then try out both.

    A backup is tried out by restoring it into a passing database. The server can do that once, while it makes the
    backup; afterwards only an officer can, with --verify.
    """
    if verify:
        try_out(home, verify, identity)
        return
    folder = instance.open_instance(home)
    officers = places.recipients(folder, to or ())
    kinds = (Kind.KEYS,) if keys else tuple(Kind)
    with places.alone(folder):
        good = nightly.make_and_try(folder, kinds, officers)
    if not good:
        raise typer.Exit(Exit.FOUND)


def officer(
    file: Annotated[Path, typer.Argument(help="The file to write the secret key into; on the officer's own medium.")],
) -> None:
    """Make an officer's key on a machine that is not the server: the secret one in a file, the public one printed.

    Any program for age does the same (age-encryption.org). Without a secret key no backup can be opened.
    """
    from tabara.sealing.recipients import new_identity

    secret, public = new_identity()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(f"# public key: {public}\n{secret}\n")
    except OSError as error:
        raise Stop(f"{file} cannot be written: {error.strerror}.", Exit.USAGE) from None
    give(public)


def try_out(home: Path | None, files: list[Path], identity: Path | None) -> None:
    """Restore backups into a passing place, check them, and note in the instance that is here how that went."""
    secret, live = opening.identity_of(identity), instance.settle(home)
    here = live if instance.is_made(live) else None
    place = Path(tempfile.mkdtemp(prefix="trial-", dir=here))
    try:
        opened = opening.unseal(files, secret, place)
        with trial.placed(opened, trial_place(opened)):
            findings = list(trial.examine(opened))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    show(findings)
    whole = all(one.state is State.OK for one in findings)
    if here and places.mark_of(here) == opened.records.instance:
        places.note(here, tried={"at": dt.datetime.now(dt.UTC).isoformat(), "good": whole})
    if any(one.state is State.PROBLEM for one in findings):
        raise typer.Exit(Exit.FOUND)
    say("The backup is whole." if whole else "What could be checked of the backup is whole.")


def trial_place(opened: Opened) -> Address | None:
    """Return the address of databases that live no longer than this process; none for SQLite."""
    return servers.passing(servers.address(), f"trial_{os.getpid()}") if opened.engine != "sqlite" else None


def restore(
    records: Annotated[Path, typer.Argument(metavar="FILE", help="The backup of the records.")],
    keys: Annotated[Path, typer.Option(help="The backup of the keys, of the same day or later.")],
    identity: Identity = None,
    home: Home = None,
    ledger: Annotated[
        Path | None, typer.Option(help="The erasure ledger, where it does not lie in its usual place.")
    ] = None,
    no_ledger: Annotated[
        str,
        typer.Option(metavar="REASON", help="Nobody was ever erased, or the ledger is lost: say why it is missing."),
    ] = "",
) -> None:
    """Restore an instance into an empty place, before two officers of the instance itself.

    What was erased since the backup was made is erased again before anybody can sign in. Without both officers, with an
    altered backup or without its root key nothing is written.
    """
    secret, folder = opening.identity_of(identity), instance.settle(home)
    found = restoring.restore(folder, [records, keys], secret, ledger=ledger, no_ledger=no_ledger, ask=ask_officer)
    show(found)
    say(f"The instance is back in {folder}. Build its figures with: tabara mart build, then start it with: tabara up")


def ask_officer(number: str) -> tuple[str, str]:
    """Ask an officer for their name and password; from a pipe, one line each."""
    if sys.stdin.isatty():
        name = typer.prompt(f"The {number} officer’s sign-in name", err=True)
        return name, typer.prompt("Password", hide_input=True, err=True)
    name, password = sys.stdin.readline().rstrip("\n"), sys.stdin.readline().rstrip("\n")
    if not name or not password:
        raise Stop(f"The {number} officer did not come: two different people have to prove themselves.", Exit.USAGE)
    return name, password
