"""Open the root key of an instance: from where it lies, or with an officer who is there to open it."""

import os
import sys
from pathlib import Path

import typer

from tabara.sealing.root import held, officers, ring


def open_root(folder: Path) -> None:
    """Hold the root key, and ask an officer for a secret key where it is sealed and none is named.

    Raises:
        KeyUnavailable: where it cannot be had.
    """
    if held.needs_identity(folder):
        officers.offer(ask())
    ring(folder)


def ask() -> str:
    """Return an officer's secret key: typed without being shown, or piped in."""
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        return str(typer.prompt("An officer's secret key (AGE-SECRET-KEY-1…)", hide_input=True, err=True))
    return sys.stdin.read()


def for_children() -> dict[str, str]:
    """Return the environment of the processes that we start: what an officer opened here, they need not ask for."""
    return {**os.environ, **held.for_children()}
