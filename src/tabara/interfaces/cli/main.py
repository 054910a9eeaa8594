"""`tabara`: the command line. Each command starts only what it needs: its file is read when it is asked for."""

import os
import signal
import sys
from importlib import import_module
from typing import Any

import typer

from tabara.interfaces.cli.exits import CODES, Stop
from tabara.interfaces.cli.output import say

INTERRUPTED = 130  # as shells count Ctrl-C, and typer does once a command runs

# Which file of `commands` holds a command, in the order in which the help names them.
COMMANDS = {
    **dict.fromkeys(("demo", "up", "worker"), "running"),
    **dict.fromkeys(("found", "seed"), "people"),
    **dict.fromkeys(("figures", "infosheet"), "figures"),
    "doctor": "doctor",
    "retention": "retention",
    **dict.fromkeys(("backup", "restore", "officer"), "backups"),
}
# Which file holds a group of commands.
GROUPS = {
    "database": "database",
    "directory": "directory",
    "mart": "figures",
    "pack": "packs",
    "places": "places",
    "keys": "keys",
    "audit": "audit",
    "partner": "abroad",
    "handover": "abroad",
    "prevalence": "prevalence",
    "linkage": "linkage",
}
# What further files add to a group.
ADDED = {
    "prevalence": (("studies", "study"), ("surveys", "scale_up"), ("surveys", "network_share")),
    "linkage": (("encoding", "encode"), ("matching", "match"), ("matching", "unseal"), ("ceremony", "key")),
}


def program(word: str = "") -> typer.Typer:
    """Return the program with the command or group of this name, or with all of them where there is none."""
    app = typer.Typer(
        help="Tabara finds, protects and counts the victims of trafficking in persons.",
        epilog=CODES,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        rich_markup_mode=None,
    )
    only = (word,) if word in (*COMMANDS, *GROUPS) else None
    for name in only or COMMANDS:
        if name in COMMANDS:
            app.command(epilog=CODES)(_read(COMMANDS[name], name))
    for name in only or GROUPS:
        if name in GROUPS:
            app.add_typer(_group(name), name=name)
    if only:
        app.callback()(lambda: None)  # without it typer takes a program of one command for that command
    return app


def _group(name: str) -> typer.Typer:
    group: typer.Typer = _read(GROUPS[name], name)
    known = {one.callback for one in group.registered_commands} | {
        one.typer_instance for one in group.registered_groups
    }
    for one, word in ((_read(file, word), word) for file, word in ADDED.get(name, ())):
        if one not in known and isinstance(one, typer.Typer):
            group.add_typer(one, name=word)
        elif one not in known:
            group.command(epilog=CODES)(one)
    return group


def _read(file: str, name: str) -> Any:
    return getattr(import_module(f"tabara.interfaces.cli.commands.{file}"), name)


def __getattr__(name: str) -> typer.Typer:
    """Give the whole program as `app`, made when somebody asks for it."""
    if name == "app":
        return program()
    raise AttributeError(name)


def run() -> None:
    """Run the command that was asked for. What it makes is its owner's alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
    try:
        program(*sys.argv[1:2])()
    except Stop as stop:
        say(str(stop))
        sys.exit(stop.code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed again at the end, Ctrl-C would only tell of threads


if __name__ == "__main__":
    run()
