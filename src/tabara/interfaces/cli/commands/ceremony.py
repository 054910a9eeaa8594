"""`tabara linkage key`: the key of a linkage project, sealed to its agencies. Needs no instance."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tabara.interfaces.cli.backup.opening import identity_of
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.output import give, say
from tabara.sealing.linkage import BadKey, ProjectKey, keep, key_of_file, new_key, next_round
from tabara.sealing.recipients import BadRecipient

key = typer.Typer(help="The key of a linkage project: made together, held by agencies only.", no_args_is_help=True)
KEY = typer.Argument(help="The file of the project's key.")
Identity = Annotated[
    Path | None,
    typer.Option(help="The file of our secret key, which opens what is sealed to us.", envvar="TABARA_IDENTITY_FILE"),
]


@key.command(epilog=CODES)
def new(
    project: Annotated[str, typer.Argument(help="The name of the project, as its agreement has it.")],
    output: Annotated[Path, typer.Option(help="The file to write the key into; one that is there stays.")],
    agency: Annotated[list[str] | None, typer.Option(help="An agency's public key (age1…); repeat for each.")] = None,
    unsealed: Annotated[bool, typer.Option("--unsealed", help="In the clear: to try things out.")] = False,
) -> None:
    """Make the key of a project on a machine without network, in front of its agencies, sealed to each of them.

    Each agency takes a copy home and reads its fingerprint aloud. The linkage unit never gets one.
    """
    if bool(agency) is unsealed:
        raise Stop("Name each agency's public key with --agency; or, to try things out, say --unsealed.", Exit.USAGE)
    _write(output, lambda: new_key(project, agency or ()))


@key.command(epilog=CODES)
def show(file: Annotated[Path, KEY], identity: Identity = None) -> None:
    """Give the project, the round and the fingerprint of a key: read it aloud; all agencies must have the same."""
    found = open_key(file, identity)
    give(f"{found.project}, round {found.round}: {found.fingerprint}")


@key.command(epilog=CODES)
def rotate(
    file: Annotated[Path, KEY],
    output: Annotated[Path, typer.Option(help="The file to write the new key into; one that is there stays.")],
    identity: Identity = None,
) -> None:
    """Make the key of a project's next round for the same agencies; tokens of two rounds can never be put together."""
    found = open_key(file, identity)
    _write(output, lambda: next_round(found))


def open_key(file: Path, identity: Path | None) -> ProjectKey:
    """Return a project's key from its file.

    Raises:
        Stop: where it cannot be had; the sentence says why.
    """
    try:
        return key_of_file(file, lambda: identity_of(identity))
    except BadKey as error:
        raise Stop(str(error), Exit.USAGE) from None


def _write(place: Path, make: Callable[[], ProjectKey]) -> None:
    """Write a new key, never over another: tokens that were made with that one would be lost."""
    if place.exists():
        raise Stop(f"{place} is there already. Name a file that is not.", Exit.USAGE)
    try:
        made = make()
        keep(made, place)
    except (BadKey, BadRecipient) as error:
        raise Stop(str(error), Exit.USAGE) from None
    except OSError as error:
        raise Stop(f"{place} cannot be written: {error.strerror}.", Exit.USAGE) from None
    say(
        f"{place}: sealed to {len(made.agencies)} agencies; any one of them opens it. Each reads the fingerprint aloud."
        if made.agencies
        else f"{place} lies in the clear. It is for trying out; for real people, seal it to the agencies."
    )
    give(f"{made.project}, round {made.round}: {made.fingerprint}")
