"""What a command says: results on standard output, everything else on standard error."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from time import monotonic
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from tabara.methods.sheets import safe_text

SECONDS_BETWEEN_LINES = 10.0  # of a long work, where no terminal shows a bar


class Format(StrEnum):
    """For people or for programs."""

    TABLE = "table"
    JSON = "json"


def say(text: str) -> None:
    """Tell the person what is going on."""
    typer.echo(text, err=True)


def give(text: str) -> None:
    """Give the result."""
    typer.echo(text)


def give_json(value: Any) -> None:
    """Give the result to a program."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def give_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Give rows as CSV, in which no spreadsheet finds a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: safe_text(cell) if isinstance(cell, str) else cell for key, cell in row.items()})
    typer.echo(text.getvalue(), nl=False)


def give_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Give rows as a table for the eye."""
    table = Table(*columns, title=escape(title), title_justify="left")
    for row in rows:
        table.add_row(*("" if cell is None else escape(str(cell)) for cell in row))
    Console().print(table)


@contextmanager
def course(title: str) -> Iterator[Callable[[float, str], None]]:
    """Tell which share of a long work is done and what is being done: by a bar, or by a line now and then.

    The bar appears when something is told first, so that a refusal comes before it; the lines, where standard error
    is no terminal, when some seconds have gone.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line_by_line(title)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with ExitStack() as open_:
        started: list[tuple[Progress, TaskID]] = []

        def move(share: float, what: str) -> None:
            if not started:
                shown = open_.enter_context(Progress(*columns, console=console))
                started.append((shown, shown.add_task(title, total=1.0)))
            shown, task = started[0]
            shown.update(task, completed=share, description=f"{title}: {what}")

        yield move


def _line_by_line(title: str) -> Callable[[float, str], None]:
    last = [monotonic()]

    def move(share: float, what: str) -> None:
        if monotonic() - last[0] >= SECONDS_BETWEEN_LINES:
            last[0] = monotonic()
            say(f"{title}: {share:.0%} done, {what}")

    return move


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the block works, which tells how much is done, of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


@contextmanager
def steps() -> Iterator[Callable[[str, float], None]]:
    """Show a bar for each step that the block names, with the share of it that is done; a new name ends the last."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        shown: dict[str, TaskID] = {}

        def tell(name: str, share: float) -> None:
            if name not in shown:
                for step in shown.values():
                    progress.update(step, completed=1.0)
                shown[name] = progress.add_task(name, total=1.0)
            progress.update(shown[name], completed=share)

        yield tell
