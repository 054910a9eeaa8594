"""`tabara found` and `tabara seed`: the first members of a real instance, or invented people."""

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
    password: Annotated[
        str,
        typer.Option(
            prompt=True,
            confirmation_prompt=True,
            hide_input=True,
            envvar="TABARA_FIRST_PASSWORD",
            help="Asked for where not given. What stands on the command line can be read by others.",
        ),
    ],
    kind: Annotated[str, typer.Option(help="The agency's kind: a code of the list agency_kind.")] = "ngo",
    home: Home = None,
) -> None:
    """Make a real instance: its folder, key and databases, the first agency, and its administrator."""
    folder = instance.settle(home)
    instance.make(folder)
    server.refuse_unfit()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils.text import slugify

    from tabara import codelists
    from tabara.access.errors import Refused
    from tabara.access.founding import NewAgency, NewMember
    from tabara.access.founding import found as store

    try:
        validate_password(password)
        codelists.pack().codelist("agency_kind").require(kind)
        key = slugify(agency)[:40]
        admin = NewMember(username, name, key, roles=("administrator", "national_administrator"), password=password)
        store([NewAgency(key, agency, kind)], [admin])
    except ValidationError as error:
        raise Stop(" ".join(error.messages), Exit.USAGE) from None
    except (Refused, codelists.CodelistError) as error:
        raise Stop(str(error), Exit.USAGE) from None
    say(f"The instance in {folder} is ready. Start it with: tabara up")
