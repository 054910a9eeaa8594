"""The instance that a command works on: find it, make it, open it, or say in one sentence why that cannot be."""

import json
import os
import shutil
from pathlib import Path
from typing import Annotated, Any

import typer

from tabara import sealing
from tabara.codelists import CodelistError
from tabara.interfaces.cli import server
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.opening import open_root
from tabara.interfaces.cli.output import say

Home = Annotated[
    Path | None,
    typer.Option("--home", help="The folder of the instance. Otherwise TABARA_HOME, or .tabara where you stand."),
]
As = Annotated[str, typer.Option("--as", help="The member in whose name this is done.")]
SYSTEM = "system"
PACK = "pack"  # the file in the folder that names the instance's pack
PARTS = {"default": "the records", "vault": "the vault", "keys": "the keys"}


def settle(home: Path | None) -> Path:
    """Decide which folder the instance lives in, and which pack it speaks for, here and in the processes we start."""
    folder = Path(home or os.environ.get("TABARA_HOME") or ".tabara").expanduser().absolute()
    os.environ["TABARA_HOME"] = str(folder)
    if (folder / PACK).exists():
        os.environ.setdefault("TABARA_PACK", (folder / PACK).read_text().strip())
    if invented(folder) is not None:
        os.environ["TABARA_DEMO"] = "1"  # every page and sheet says so
    return folder


def is_made(folder: Path) -> bool:
    """Return whether an instance lives in the folder."""
    return (folder / "instance").exists()


def make(folder: Path) -> None:
    """Make the folder, its root key outside it, and the tables of the three databases, as far as they are missing."""
    known = sealing.root_key_place(folder).exists() if is_made(folder) else False
    try:
        place = sealing.create_root_key(folder)
        folder.chmod(0o700)
    except OSError as error:
        raise Stop(
            f"The folder {error.filename} cannot be written: {error.strerror}. Choose another with --home."
        ) from None
    if not known and not os.environ.get("TABARA_ROOT_KEY"):
        say(f"Root key: {place} (keep a copy: without it nothing sealed can ever be opened)")
    if server.is_owner_named():
        server.enter(folder)
    set_up(folder)
    from django.conf import settings

    (folder / PACK).write_text(f"{settings.PACK}\n")
    migrate()


def open_instance(home: Path | None) -> Path:
    """Open a whole instance.

    Raises:
        Stop: where there is none, its key cannot be used, a database cannot be reached, or is only half migrated.
    """
    folder = settle(home)
    if not is_made(folder):
        raise Stop(f"There is no instance in {folder}. Make one with: tabara demo, or name another with --home.")
    set_up(folder)
    for alias, missing in pending().items():
        if missing:
            raise Stop(
                f"The database of {PARTS[alias]} is half migrated ({missing} steps missing). Run: tabara doctor --mend"
            )
    from tabara.sealing.rotation import demand_keys

    try:
        demand_keys()
    except sealing.KeyUnavailable as error:
        raise Stop(str(error)) from None
    return folder


def set_up(folder: Path, *, with_key: bool = True) -> None:
    """Start Django for the instance, in English like the manual."""
    try:
        if with_key:
            open_root(folder)
        import django
        from django.utils import translation

        django.setup()
        translation.activate("en")
    except sealing.KeyUnavailable as error:
        raise Stop(str(error)) from None
    except CodelistError as error:
        raise Stop(f"{str(error).splitlines()[0].rstrip(':')}. Run: tabara pack check") from None


def pending() -> dict[str, int]:
    """Return how many steps of migration each database lacks.

    Raises:
        Stop: where one cannot be reached.
    """
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    found = {}
    for alias in PARTS:
        try:
            executor = MigrationExecutor(connections[alias])
        except DatabaseError as error:
            raise Stop(
                f"The database of {PARTS[alias]} cannot be reached: {' '.join(str(error).split())}. "
                "See that it runs and that TABARA_DATABASE names it."
            ) from None
        found[alias] = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return found


def migrate() -> int:
    """Bring the three databases up to date; return how many steps that took.

    Where the surroundings name the owner of databases on PostgreSQL, the owner does it, and sets the walls anew.
    """
    if server.is_owner_named():
        return server.prepare(Path(os.environ["TABARA_HOME"]), bring_up_to_date)
    return bring_up_to_date()


def bring_up_to_date() -> int:
    """Migrate the three databases by the connections that stand; return how many steps that took."""
    from django.core.management import call_command
    from django.db import ProgrammingError

    found = pending()
    for alias, missing in found.items():
        if missing:
            say(f"Preparing the database of {PARTS[alias]}")
            try:
                call_command("migrate", database=alias, verbosity=0, interactive=False)
            except ProgrammingError as error:
                server.stop_unless_owner(error)
                raise
    return sum(found.values())


def member(username: str) -> Any:
    """Return the member in whose name the command acts.

    Raises:
        Stop: where there is no such active member.
    """
    from tabara.access.queries import acting

    found = acting(username=username)
    if found is None:
        raise Stop(
            f"There is no active member “{username}”. Name another with --as, or make the first ones with: tabara demo",
            Exit.USAGE,
        )
    return found


def invented(folder: Path) -> dict[str, Any] | None:
    """Return the note that says with which invented people the instance was filled; `None` for a real one."""
    note = folder / "invented.json"
    return json.loads(note.read_text()) if note.exists() else None


def note_invented(folder: Path, **note: Any) -> None:
    """Write that note."""
    (folder / "invented.json").write_text(json.dumps(note, indent=2) + "\n")


def empty(folder: Path) -> None:
    """Take everything out of an instance of invented people."""
    from django.conf import settings
    from django.core.management import CommandError, call_command

    if invented(folder) is None:
        raise Stop(f"The instance in {folder} was not made for invented people; it is not emptied.", Exit.USAGE)
    try:
        with server.as_owner(folder):
            for alias in PARTS:
                call_command("flush", database=alias, verbosity=0, interactive=False)
    except CommandError as error:
        server.stop_unless_owner(error)
        raise
    shutil.rmtree(settings.MART, ignore_errors=True)
