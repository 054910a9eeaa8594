"""What a command says: results on standard output, everything else on standard error."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tabara.methods.sheets import safe_text


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
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    Console().print(table)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the block works, which tells how much is done, of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
