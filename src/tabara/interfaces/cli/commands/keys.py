"""`tabara keys`: what holds the root key, exchange it, seal it to officers, erase again what was erased."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from tabara import sealing
from tabara.interfaces.cli import instance, opening
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import SYSTEM, As, Home
from tabara.interfaces.cli.output import Format, give_json, give_table, say

Done = TypeVar("Done")
keys = typer.Typer(help="The keys: which there are, exchange them, seal the root key.", no_args_is_help=True)


class What(StrEnum):
    """Which keys are exchanged."""

    ROOT = "root"
    DOMAINS = "domains"


@keys.command(epilog=CODES)
def show(
    home: Home = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Say what holds the root key, its id, and how many keys of each version there are: nothing secret."""
    instance.open_instance(home)
    from tabara.sealing.rotation import standing

    found = standing()
    rows = [(*pair, number, found.keys.get(pair, 0)) for pair, number in sorted(found.domains.items())]
    if shape is Format.JSON:
        give_json(
            {
                "provider": found.ring.provider,
                "place": found.ring.place,
                "root_keys": found.ring.ids,
                "half_rotated": found.half_rotated,
                "domains": [dict(zip(("purpose", "version", "domain_keys", "keys"), row, strict=True)) for row in rows],
            }
        )
        return
    say(f"Provider: {found.ring.provider} ({found.ring.place})")
    say(f"Root key: {found.ring.ids[0]}" + (f", before it: {found.ring.ids[1]}" if found.ring.previous else ""))
    say(NEXT[bool(found.ring.previous), found.half_rotated])
    give_table("Domain keys", ("purpose", "version", "domain keys", "keys of records under them"), rows)


NEXT = {
    (False, False): "No rotation is under way.",
    (True, True): "A rotation of the root key is half done. Complete it: tabara keys rotate root",
    (True, False): "A rotation of the root key is done. Forget the key before it: tabara keys retire",
}


@keys.command(epilog=CODES)
def rotate(
    what: Annotated[What, typer.Argument(help="The root key, or the domain keys of the agencies.")],
    home: Home = None,
    username: As = SYSTEM,
) -> None:
    """Exchange the root key around all domain keys, or the domain keys around all others, while the server runs.

    Cut short, it is completed by running it again. The old key opens everything until: tabara keys retire
    """
    instance.open_instance(home)
    from tabara.sealing import rotation

    if what is What.ROOT:
        number = remembered(username, "keys.rotate_root", rotation.rotate_root)
        say(f"{number} domain keys are wrapped by the new root key. Keep a copy of it apart, as of the one before.")
    else:
        number, broken = remembered(username, "keys.rotate_domains", rotation.rotate_domains)
        say(f"{number} keys of records are wrapped anew.")
        if broken:
            say(f"{broken} keys were altered and open nothing; restore them from a backup of the keys.")
            raise typer.Exit(Exit.FOUND)


@keys.command(epilog=CODES)
def retire(home: Home = None, username: As = SYSTEM) -> None:
    """End a rotation: forget the root key before the current one, and domain keys that are not used any more.

    A backup of the keys from before the rotation needs the old root key: keep a copy of it as long as such a backup.
    """
    instance.open_instance(home)
    from tabara.sealing import rotation

    gone = remembered(username, "keys.retire", rotation.retire)
    say(f"The root key before the current one is forgotten, and {gone} domain keys that wrapped nothing.")


@keys.command(epilog=CODES)
def seal(
    officer: Annotated[list[str], typer.Option(help="An officer's public key (age1…); repeat for each.")],
    home: Home = None,
    username: As = SYSTEM,
) -> None:
    """Seal the root key to officers: any one of them opens it at the start.

    The plain key file is removed as soon as one of them has shown that it opens, with a secret key in
    TABARA_ROOT_KEY_IDENTITY_FILE, typed or piped in; until then it stays.
    """
    folder = instance.open_instance(home)
    from tabara.sealing.recipients import BadRecipient
    from tabara.sealing.root import held, officers

    if not sealing.root_key_place(folder).exists():
        raise Stop("There is no plain key file to seal: the root key comes from elsewhere.", Exit.USAGE)
    try:
        place = held.seal_to_officers(folder, officer)
    except BadRecipient as error:
        raise Stop(str(error), Exit.USAGE) from None
    say(f"{place}: sealed to {len(officer)} officers. One of them opens it now, to show that it can be opened.")
    if not officers.has_identity():
        officers.offer(opening.ask())
    with in_a_sentence():
        if not held.drop_plain(folder):
            raise Stop("The root key changed meanwhile. Run this again; the plain key file is still in use.")
    remembered(username, "keys.seal", lambda: None)
    say("It opens. The plain key file is gone; from now on an officer is needed at every start.")


@keys.command(epilog=CODES)
def replay(home: Home = None, username: As = SYSTEM) -> None:
    """Destroy again every key that the erasure ledger names: after a crash, or after databases were put back."""
    instance.open_instance(home)
    from tabara.sealing import shredding

    say(f"{remembered(username, 'keys.replay', shredding.replay)} keys are destroyed again.")


@keys.command(epilog=CODES)
def sweep(home: Home = None) -> None:
    """Take the remains of destroyed keys off the disk. On PostgreSQL only their owner may: name TABARA_OWNER_DATABASE.

    SQLite does it by itself at every erasure.
    """
    folder = instance.settle(home)
    from tabara.interfaces.cli import server

    if server.is_owner_named():
        instance.set_up(folder, with_key=False)
        server.sweep(folder)
    else:
        instance.open_instance(home)
        from tabara.sealing.shredding import sweep as take_off

        take_off()
    say("The remains of destroyed keys are gone.")


def remembered(username: str, operation: str, act: Callable[[], Done]) -> Done:
    """Do what changes keys, and put on record that a member did it."""
    by = instance.member(username)
    from tabara.access import audit

    with in_a_sentence():
        done = act()
    audit.note(by=by, operation=operation)
    return done


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """Stop with the sentence of what cannot be."""
    from tabara.sealing.ledger import LedgerBroken
    from tabara.sealing.root import CannotChange

    try:
        yield
    except (sealing.KeyUnavailable, CannotChange, LedgerBroken) as error:
        raise Stop(str(error)) from None
