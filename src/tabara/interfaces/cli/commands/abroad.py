"""`tabara partner` and `tabara handover`: the keys of instances in other countries, and the files that they send."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import As, Home
from tabara.interfaces.cli.output import Format, give_json, give_table, say

partner = typer.Typer(help="Instances in other countries: our public keys, and theirs.", no_args_is_help=True)
handover = typer.Typer(help="Envelopes between countries, as files.", no_args_is_help=True)
FILE = typer.Argument(help="The file.", exists=True, dir_okay=False, readable=True)
PARTS = ("instance", "country", "seals_to", "signs_with")
MOST = 4096  # bytes of a file with public keys


@partner.command(epilog=CODES)
def identity(home: Home = None) -> None:
    """Print the public keys of this instance, for a partner to write down. Read the digits to it by telephone."""
    instance.open_instance(home)
    from tabara.exchange.handover.queries import FORMAT, ourselves

    ours = ourselves()
    give_json({"format": FORMAT, "version": 1, **{name: getattr(ours, name) for name in PARTS}})
    say(f"Digits to read out: {ours.spoken}")


@partner.command(epilog=CODES)
def add(
    file: Annotated[Path, FILE],
    name: Annotated[str, typer.Option(help="The agency abroad, as people know it.")],
    username: As,
    kind: Annotated[str, typer.Option(help="The agency's kind: a code of the list agency_kind.")] = "other",
    home: Home = None,
) -> None:
    """Write a partner down with the keys that it printed. A second person agrees on them next, on a page."""
    instance.open_instance(home)
    by = instance.member(username)
    from django.utils import timezone

    from tabara.access.errors import Refused
    from tabara.protection.handover.operations.partners import add_partner

    told = _keys_in(file)
    try:
        row = add_partner(by=by, at=timezone.now(), name=name, kind=kind, **told)
    except Refused as refused:
        raise Stop(str(refused), Exit.USAGE) from None
    say(f"{name} is written down. It has to read these digits to you: {row.spoken}")
    say("Nothing goes there before two persons have agreed on them, on the page “Partners abroad”.")


def _keys_in(file: Path) -> dict[str, str]:
    try:
        found = json.loads(file.read_bytes()[:MOST])
        told = {name: str(found[name]) for name in PARTS}
        right = found["format"] == "tabara-partner"
    except (ValueError, KeyError, TypeError):
        right = False
    if not right:
        raise Stop(f"{file} does not hold the keys of an instance; there, run: tabara partner identity", Exit.USAGE)
    return told


@partner.command("list", epilog=CODES)
def listed(
    username: As,
    home: Home = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """List the partners, with the digits that each has to read out."""
    instance.open_instance(home)
    by = instance.member(username)
    from tabara.access.errors import NotAllowed
    from tabara.protection.handover.queries.envelopes import partners

    try:
        rows = [(one.agency.name, one.agency.country, one.spoken, _state(one)) for one in partners(by=by)]
    except NotAllowed as refused:
        raise Stop(str(refused), Exit.USAGE) from None
    columns = ("agency", "country", "digits", "state")
    if shape is Format.JSON:
        give_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        give_table("Partners", columns, rows)


def _state(one: Any) -> str:
    if one.closed_at is not None:
        return "struck off"
    return "in use" if one.in_use else "waits for a second person"


@handover.command(epilog=CODES)
def receive(file: Annotated[Path, FILE], username: As, home: Home = None) -> None:
    """Take in a file from a partner: an envelope, its receipt, its outcome, or a notice. It is checked, and opens here.

    What it tells is read on the page “From abroad”, never on the command line.
    """
    instance.open_instance(home)
    by = instance.member(username)
    from django.utils import timezone

    from tabara.access.errors import Refused
    from tabara.exchange.handover.letter import MOST as LARGEST
    from tabara.exchange.handover.operations import take_in

    with file.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    try:
        row = take_in(by=by, at=timezone.now(), file=content)
    except Refused as refused:
        raise Stop(str(refused), Exit.USAGE) from None
    what = "An envelope" if hasattr(row, "taken_in_at") else "An answer to an envelope"
    say(f"{what} from {row.partner.agency.name} is taken in; it stands as: {row.state}.")
