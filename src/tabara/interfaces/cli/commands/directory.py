"""`tabara directory`: bring many providers in from a file, or see first what it would do."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import As, Home
from tabara.interfaces.cli.output import Format, give_json, give_table, say

directory = typer.Typer(help="The directory of providers.", no_args_is_help=True)
COLUMNS = ("Line", "Provider", "Service", "What", "Why, or what changes")


@directory.callback()
def about() -> None:
    """Bring providers into the directory."""


@directory.command("import", epilog=CODES)
def import_(
    file: Annotated[Path, typer.Argument(help="A table as CSV; the page of the directory hands out an empty one.")],
    as_: As,
    home: Home = None,
    check: Annotated[bool, typer.Option("--check", help="Say what it would do, and change nothing.")] = False,
    problems: Annotated[
        Path | None, typer.Option(help="Where to write the lines that are refused, each with the reason.")
    ] = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Import providers from a file, all that are in order at once; the same file twice is imported once."""
    instance.open_instance(home)
    from django.utils import timezone

    from tabara.access.errors import Refused
    from tabara.protection.directory import operations

    by, at = instance.member(as_), timezone.now()
    try:
        sent = operations.send_file(by=by, at=at, content=_content(file))
        plan = operations.plan(by=by, file=sent, on=timezone.localdate(at))
    except Refused as refused:
        raise Stop(str(refused.message), Exit.USAGE) from None
    _give(plan, shape)
    left = [row for row in plan.rows if row.standing in (operations.Standing.REFUSED, operations.Standing.WAITS)]
    if left and problems:
        problems.write_bytes(operations.wrong_lines(plan))
        say(f"{len(left)} lines to correct: {problems}")
    if check:
        _forget(by, at, sent)
        say("Nothing was changed.")
    else:
        _do(by, at, sent, plan)
    if left:
        raise typer.Exit(Exit.FOUND)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Stop(f"The file {file} cannot be read: {error.strerror}.", Exit.USAGE) from None


def _do(by: Any, at: Any, sent: Any, plan: Any) -> None:
    """Import what is in order; where that is nothing, keep nothing of the file."""
    from tabara.access.errors import Refused
    from tabara.protection.directory import operations

    try:
        operations.import_file(by=by, at=at, file=sent, seen=operations.seen_of(plan))
    except Refused as refused:
        _forget(by, at, sent)
        raise Stop(str(refused.message), Exit.FOUND) from None
    say("Imported. Undo it on the page of the file, as long as nobody has touched what it brought.")


def _forget(by: Any, at: Any, sent: Any) -> None:
    """Keep nothing of the file, unless somebody looks at the very same one on the page."""
    from tabara.protection.directory import operations

    if sent.sent_at == at:
        operations.drop_file(by=by, at=at, file=sent)


def _give(plan: Any, shape: Format) -> None:
    """Give each line with what it would do."""
    rows = [
        {
            "line": row.line.number,
            "provider": row.line.said("name"),
            "service": row.service,
            "standing": str(row.standing),
            "problems": [f"{one.title}: {one.reason}" for one in row.flaws],
            "changes": [f"{one.title}: {one.before or 'nothing'} → {one.after or 'nothing'}" for one in row.changes],
        }
        for row in plan.rows
    ]
    if shape is Format.JSON:
        give_json(rows)
        return
    give_table("What the file does", COLUMNS, [_cells(row) for row in rows])


def _cells(row: dict[str, Any]) -> list[Any]:
    why = "; ".join([*row["problems"], *row["changes"]])
    return [row["line"], row["provider"], row["service"], row["standing"], why]
