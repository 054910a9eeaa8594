"""Files of providers for the tests, as somebody types them, and the way they take."""

from tabara.access.models import Member
from tabara.methods.sheets import csv_file
from tabara.protection.directory.models import ProviderFile
from tabara.protection.directory.operations import Plan, import_file, plan, seen_of, send_file
from tests.protection.sharing.sharers import now, today


def drawn(table: str) -> bytes:
    """Return a CSV file of a table drawn with bars; a bar within a cell is written as "+"."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    return csv_file([[cell.replace(" + ", " | ") for cell in row] for row in rows])


def file_sent(by: Member, table: str | bytes) -> ProviderFile:
    """Send a file."""
    return send_file(by=by, at=now(), content=drawn(table) if isinstance(table, str) else table)


def looked_at(by: Member, table: str | bytes) -> Plan:
    """Return what a file would do."""
    return plan(by=by, file=file_sent(by, table), on=today())


def standings(by: Member, table: str | bytes) -> list[str]:
    """Return what each line of a file would do."""
    return [str(row.standing) for row in looked_at(by, table).rows]


def flaws(by: Member, table: str | bytes) -> list[tuple[int, str, str]]:
    """Return the line, the column and the reason of each thing that is wrong."""
    rows = looked_at(by, table).rows
    return [(row.line.number, one.column, one.reason) for row in rows for one in row.flaws]


def imported(by: Member, table: str | bytes) -> ProviderFile:
    """Send a file, look at it, and import it."""
    sent = file_sent(by, table)
    seen = seen_of(plan(by=by, file=sent, on=today()))
    return import_file(by=by, at=now(), file=sent, seen=seen)
