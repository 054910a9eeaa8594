"""`tabara retention`: what is kept how long, what is due to be erased, and what is overdue."""

import datetime as dt
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.commands.figures import DAY
from tabara.interfaces.cli.exits import Exit
from tabara.interfaces.cli.instance import SYSTEM, Home
from tabara.interfaces.cli.output import Format, give_json, give_table, say

NOON = dt.time(12)
COLUMNS = ("What", "Kept for", "Due", "Overdue", "Held")


def retention(
    home: Home = None,
    on: Annotated[dt.date | None, typer.Option(help="The day to look at, where not today.", **DAY)] = None,
    run: Annotated[bool, typer.Option("--run", help="Erase now what is due; the worker does it every day.")] = False,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Show the schedule of what is kept, with how much of it is due, overdue and held. Numbers only, never a name."""
    instance.open_instance(home)
    from django.utils import timezone

    from tabara.protection.intake.operations import keep_terms
    from tabara.protection.intake.retention import overview

    if run:
        done = keep_terms(by=instance.member(SYSTEM), at=timezone.now())
        say(f"Erased: {', '.join(f'{many} {kind}' for kind, many in done.items()) or 'nothing'}.")
    day = on or timezone.localdate()
    at = dt.datetime.combine(day, NOON, timezone.get_current_timezone())
    rows = [(term, due, late, held) for term, due, late, held in overview(at=at, on=day)]
    if shape is Format.JSON:
        give_json([_as_row(*row) for row in rows])
    else:
        cells = [(term.title.get("en", term.kind), length(term), due, late, held) for term, due, late, held in rows]
        give_table(f"Retention on {day}", COLUMNS, cells)
    if any(late for _term, _due, late, _held in rows):
        raise typer.Exit(Exit.FOUND)


def _as_row(term: Any, due: int, late: int, held: int) -> dict[str, Any]:
    same = {"kind": term.kind, "kept_for": length(term), "basis": dict(term.basis), "source": term.source}
    return {**same, "due": due, "overdue": late, "held": held}


def length(term: Any) -> str:
    """Say how long the records of a term are kept."""
    if term.keep:
        return "as long as the instance lives"
    if term.years_after_majority:
        return f"until {term.years_after_majority} years after coming of age"
    return f"{term.days} days" if term.days else f"{term.months} months"
