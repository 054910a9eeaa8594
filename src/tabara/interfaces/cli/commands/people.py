"""`tabara found` and `tabara seed`: the first members of a real instance, or invented people."""

import os
import sys
from typing import Annotated

import typer

from tabara.interfaces.cli import instance, server
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.filling import fill
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import Format, give, give_json, say


def seed(
    scenario: Annotated[str, typer.Option(help="Which invented people; a file in scenarios/ of the pack.")],
    home: Home = None,
    reset: Annotated[bool, typer.Option("--reset", help="Replace the invented people that are there.")] = False,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Fill an instance with invented people, by the operations that people use, and build its mart.

    The instance is made where there is none. The same scenario gives the same figures everywhere.
    """
    note = fill(instance.settle(home), scenario, reset=reset)
    if shape is Format.JSON:
        give_json(note)
    else:
        give(f"The scenario “{scenario}” is in place. Password of each account: {note['password']}")


def found(
    agency: Annotated[str, typer.Option(help="The name of the first agency.")],
    username: Annotated[str, typer.Option(help="The administrator's sign-in name.")],
    name: Annotated[str, typer.Option(help="The administrator's own name.")],
    kind: Annotated[str, typer.Option(help="The agency's kind: a code of the list agency_kind.")] = "ngo",
    home: Home = None,
) -> None:
    """Make a real instance: its folder, key and databases, the first agency, and its administrator.

    The password is asked for, or read as one line from standard input; what stands on a command line others can read.
    The administrator adds a passkey, or an app that shows codes, at the first sign-in.
    """
    folder = instance.settle(home)
    instance.make(folder)
    server.refuse_unfit()
    from django.utils.text import slugify

    from tabara import codelists
    from tabara.access.errors import Refused
    from tabara.access.founding import NewAgency, NewMember, demand_good_password
    from tabara.access.founding import found as store

    try:
        codelists.pack().codelist("agency_kind").require(kind)
        key = slugify(agency)[:40]
        roles = ("administrator", "national_administrator")
        admin = NewMember(username, name, key, roles=roles, password=first_password())
        demand_good_password(admin)
        store([NewAgency(key, agency, kind)], [admin])
    except (Refused, codelists.CodelistError) as error:
        raise Stop(str(error), Exit.USAGE) from None
    say(f"The instance in {folder} is ready. Start it with: tabara up")


def first_password() -> str:
    """Return the password of the first administrator: from the environment, from standard input, or asked for twice."""
    if given := os.environ.get("TABARA_FIRST_PASSWORD", ""):
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Password of the administrator", hide_input=True, confirmation_prompt=True))
