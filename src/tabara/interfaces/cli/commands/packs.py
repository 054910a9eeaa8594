"""`tabara pack check`: what is wrong with a country's data."""

from pathlib import Path
from typing import Annotated

import typer

from tabara import codelists
from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.output import Format, give, give_json, say

pack = typer.Typer(help="Packs: everything Tabara knows about a country, as data.", no_args_is_help=True)


@pack.callback()
def about() -> None:
    """Packs: everything Tabara knows about a country, as data."""


@pack.command(epilog=CODES)
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Folders of packs. Otherwise all.")
    ] = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Check packs, and name every problem with its number, its file and its line."""
    folders = list(paths) if paths else known_packs()
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        raise Stop(f"There is no folder {missing[0]}.", Exit.USAGE)
    found = [problem for folder in folders for problem in codelists.check_pack(folder)]
    if shape is Format.JSON:
        keys = ("number", "file", "line", "sentence")
        give_json([{key: getattr(problem, key) for key in keys} for problem in found])
    else:
        for problem in found:
            give(f"{problem.file}:{problem.line}: {problem.number} {problem.sentence}")
        say(f"{len(folders)} packs checked, {len(found)} problems found.")
    if found:
        raise typer.Exit(Exit.FOUND)


def known_packs() -> list[Path]:
    """Return the folders of all packs that the settings know."""
    instance.settle(None)
    from django.conf import settings

    return sorted(file.parent for file in Path(settings.PACKS).glob("*/pack.toml"))
