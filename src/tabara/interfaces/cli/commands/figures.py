"""`tabara mart build`, `tabara figures`, `tabara infosheet`: from records to what is printed."""

import datetime as dt
import threading
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import SYSTEM, As, Home
from tabara.interfaces.cli.output import bar, give_csv, give_json, give_table, say

mart = typer.Typer(help="The mart: the de-identified tables that every figure comes from.", no_args_is_help=True)
Report = Annotated[str, typer.Option(help="The name of a report of the pack.")]


def a_day(written: str) -> dt.date:
    """Read a day as it is written on the command line."""
    try:
        return dt.datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise Stop(f"“{written}” is not a date. Write it as 2024-01-31.", Exit.USAGE) from None


DAY: Mapping[str, Any] = {"parser": a_day, "metavar": "YYYY-MM-DD"}
Since = Annotated[dt.date | None, typer.Option(help="The first day, where not the report's own.", **DAY)]
Until = Annotated[
    dt.date | None, typer.Option(help="The first day after the period, where not the report's own end.", **DAY)
]


class Shape(StrEnum):
    """How figures are given."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@mart.command("build", epilog=CODES)
def build(
    home: Home = None,
    full: Annotated[bool, typer.Option("--full", help="Build all of it anew, not only what has changed.")] = False,
    username: As = SYSTEM,
) -> None:
    """Build the mart from the records, beside the one in use, and put it in its place in one step."""
    instance.open_instance(home)
    built = build_mart(username, full=full)
    say(f"The mart {built.build_id} is in use: {sum(built.rows.values())} rows.")


def build_mart(username: str, *, full: bool) -> Any:
    """Ask for the mart in a member's name, see that a worker builds it, and return what was built.

    A worker of this process helps for as long as it takes; one that runs already may be quicker.
    """
    from django.conf import settings
    from django.utils import timezone

    from tabara import jobs
    from tabara.access.errors import Refused
    from tabara.mart import standing
    from tabara.mart.job import KEY
    from tabara.mart.operations import build_mart as operation

    try:
        operation(by=instance.member(username), at=timezone.now(), folder=settings.MART, full=full)
    except Refused as refusal:
        raise Stop(refusal.message, Exit.USAGE) from None
    stop = threading.Event()
    helper = threading.Thread(target=jobs.work, kwargs={"stop": stop, "pause": 0.1}, daemon=True)
    helper.start()
    try:
        state = _await(KEY)
    finally:
        stop.set()
        helper.join()
    if state.status is not jobs.Status.DONE:
        raise Stop(state.sentence or "The mart could not be built; the lines above say why. The one in use stays.")
    return standing(settings.MART)


def _await(key: str) -> Any:
    """Wait until a job has ended, or has failed once."""
    from tabara import jobs

    pause = threading.Event()
    with bar("Building the mart") as progress:
        while True:
            state = jobs.state(key)
            progress(state.percent, 100)
            if state.ended or (state.status is jobs.Status.WAITING and state.attempts):
                return state
            pause.wait(0.1)


def has_mart() -> bool:
    """Return whether a mart has been built."""
    from django.conf import settings

    from tabara.mart import standing

    return standing(settings.MART) is not None


def figures(
    report: Report,
    since: Since = None,
    until: Until = None,
    home: Home = None,
    shape: Annotated[Shape, typer.Option("--format", help="For the eye, or for a program.")] = Shape.TABLE,
    geography: Annotated[str, typer.Option(help="The division of the country to count in, by its year.")] = "",
    username: As = SYSTEM,
) -> None:
    """Print the figures of a report, each with its period and its population."""
    instance.open_instance(home)
    rows = [figure.as_row() for figure in of_report(report, username, geography, since, until).figures]
    from tabara.access import audit

    audit.note(by=instance.member(username), operation="figures.read", outcome="shown", reason=f"{report} {shape}")
    if shape is Shape.JSON:
        give_json(rows)
    elif shape is Shape.CSV:
        give_csv([{key: in_one_cell(value) for key, value in row.items()} for row in rows])
    else:
        give_table(report, ("ref", "figure", "value", "unit", "since", "last day"), [for_the_eye(row) for row in rows])


def of_report(
    report: str, username: str, geography: str = "", since: dt.date | None = None, until: dt.date | None = None
) -> Any:
    """Return a report with its figures, for a member who may read figures.

    Raises:
        Stop: where there is no such report or no mart, it cannot be given for the period, or the member may not.
    """
    refuse_unknown(report, geography)
    may_read_figures(username)
    from django.conf import settings

    from tabara.indicators.errors import IndicatorError
    from tabara.indicators.reports import figures_of
    from tabara.mart import MartError, open_mart

    try:
        return figures_of(report, mart=open_mart(settings.MART), geography=geography, since=since, until=until)
    except MartError as error:
        raise Stop(f"{error} Run: tabara mart build") from None
    except IndicatorError as error:
        raise Stop(str(error), Exit.USAGE) from None


def refuse_unknown(report: str, geography: str = "", language: str = "") -> None:
    """Refuse a report, a division or a language that the pack does not have, with those that it has."""
    from tabara import codelists

    pack = codelists.pack()
    known = {
        f"The pack “{pack.key}” has no report": (report, sorted(pack.reports)),
        "There is no division of the country": (geography, pack.places.versions),
        "The pack does not offer the language": (language, pack.languages),
    }
    for sentence, (asked, there) in known.items():
        if asked and asked not in there:
            raise Stop(f"{sentence} “{asked}”. Choose one of: {', '.join(there) or 'none'}.", Exit.USAGE)


def may_read_figures(username: str) -> None:
    """Refuse a member whose roles do not read figures."""
    from tabara.access import audit
    from tabara.access.enums import Permission

    by = instance.member(username)
    if not by.may(Permission.FIGURE_READ):
        audit.note(by=by, operation="figures.read", outcome="denied")
        raise Stop(f"The member “{username}” may not read figures. Name another with --as.", Exit.USAGE)


def infosheet(
    report: Report,
    output: Annotated[Path, typer.Option(help="The PDF to write.", dir_okay=False)],
    language: Annotated[str, typer.Option(help="The language of the sheet: fr, en, rn or sw.")] = "fr",
    since: Since = None,
    until: Until = None,
    on: Annotated[dt.date | None, typer.Option(help="The date printed on it; today if not given.", **DAY)] = None,
    home: Home = None,
    username: As = SYSTEM,
) -> None:
    """Print a report as a PDF: the same mart, period and date give the same bytes."""
    folder = instance.open_instance(home)
    refuse_unknown(report, language=language)
    if not output.absolute().parent.is_dir():
        raise Stop(f"There is no folder {output.absolute().parent}. Make it, or name another --output.", Exit.USAGE)
    from django.utils import timezone

    from tabara.publication.errors import PublicationError
    from tabara.publication.infosheet import render
    from tabara.publication.operations import called

    found, demo = of_report(report, username, since=since, until=until), instance.invented(folder) is not None
    try:
        pdf = render(found, language=language, on=on or timezone.localdate(), demo=demo)
    except PublicationError as error:
        raise Stop(str(error)) from None
    remember(username, called(report, language, found.report if since or until else None), found, report, language)
    write(output, pdf)


def write(output: Path, pdf: bytes) -> None:
    """Write a PDF where it was asked for."""
    try:
        output.write_bytes(pdf)
    except OSError as error:
        raise Stop(f"{output} cannot be written: {error.strerror}.") from None
    say(f"{output}: {len(pdf) // 1024} KB")


def remember(username: str, what: str, found: Any, report: str, language: str) -> None:
    """Put on record that a member printed a report; stop where it tells too much beside what was given out before."""
    from django.utils import timezone

    from tabara.access.errors import Refused
    from tabara.publication.operations import publish, report_leaving

    try:
        leaving = report_leaving(found, report, language)
        publish(by=instance.member(username), at=timezone.now(), reason=what, leaving=leaving)
    except Refused as refusal:
        raise Stop(refusal.message, Exit.USAGE) from None


def in_one_cell(value: Any) -> Any:
    """Return a value as one cell of CSV."""
    if isinstance(value, dict):
        return value.get("en") or "; ".join(f"{key}={one}" for key, one in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def for_the_eye(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return a figure as a row of the table; what is withheld is never shown as zero."""
    name = " · ".join(filter(None, (row["title"].get("en"), row["label"].get("en"))))
    value = "withheld" if row["withheld"] else in_one_cell(row["value"])
    return row["ref"], name, value, row["unit"], row["since"], row["last_day"]
