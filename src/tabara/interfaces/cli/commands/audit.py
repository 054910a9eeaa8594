"""`tabara audit`: chain, sign, check and hand out the memory of what was done, shown and refused."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.commands.figures import DAY
from tabara.interfaces.cli.exits import CODES, Exit, Stop
from tabara.interfaces.cli.instance import SYSTEM, As, Home
from tabara.interfaces.cli.output import Format, give, give_json, give_table, say

audit = typer.Typer(help="The audit: who did, saw or was refused what, in a chain that shows what is changed.")
SHORTEST = 16  # digits of a root that somebody types off a sheet


def printed(text: str) -> tuple[int, str]:
    """Read a checkpoint as it stands on an infosheet: 12345:9f3a 12bc …"""
    seq, _, root = text.partition(":")
    root = "".join(root.split()).lower().rstrip(".")
    if not seq.strip().isdigit() or len(root) < SHORTEST or set(root) - set("0123456789abcdef"):
        raise Stop(
            f"“{text}” is no checkpoint. Write it as on the sheet, with at least {SHORTEST} digits of the root: "
            "12345:9f3a12bc77de0a11.",
            Exit.USAGE,
        )
    return int(seq), root


@audit.command("seal", epilog=CODES)
def seal(home: Home = None) -> None:
    """Chain what waits, now. A running worker does so every second; on SQLite nothing ever waits."""
    instance.open_instance(home)
    from tabara.access import audit as acts

    say(f"Chained: {acts.seal()} events.")


@audit.command("verify", epilog=CODES)
def verify(
    home: Home = None,
    anchors: Annotated[
        list[str] | None,
        typer.Option("--printed", help="A checkpoint from an old infosheet: 12345:9f3a…; can be given several times."),
    ] = None,
) -> None:
    """Check every event, every link, every checkpoint and every signature, and name the first that is not sound."""
    known = [printed(one) for one in anchors or ()]
    instance.open_instance(home)
    from tabara.access import audit as acts

    acts.seal()
    flaw = acts.verify(known)
    if flaw:
        raise Stop(
            f"NOT SOUND ({flaw.kind}). {flaw} Keep this database as it is, and compare it with the last backup.",
            Exit.FOUND,
        )
    newest = acts.latest_checkpoint()
    signed = f"{newest.number} checkpoints, the newest over {newest.seq} of them" if newest else "no checkpoint yet"
    say(f"Sound: {acts.head()[0]} events; {signed}.")
    for seq, _ in known:
        say(f"It holds what was printed for {seq} events.")


@audit.command("checkpoint", epilog=CODES)
def checkpoint(
    home: Home = None,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Sign how the chain stands now, and print it: keep it outside, where nobody who runs this server can change it."""
    instance.open_instance(home)
    from django.utils import timezone

    from tabara.access import audit as acts

    acts.seal()
    try:
        made = acts.checkpoint(at=timezone.now())
    except acts.Unsound:
        raise Stop("The chain is not what was signed before. Run: tabara audit verify", Exit.FOUND) from None
    if made is None:
        raise Stop("There is no act yet, so there is nothing to sign.")
    told = {"seq": made.seq, "root": made.root, "at": made.at.isoformat(), "key": made.key, "signature": made.signature}
    if shape is Format.JSON:
        give_json(told | {"statement": made.statement})
    else:
        give("\n".join(f"{name:<10} {value}" for name, value in told.items()))


@audit.command("export", epilog=CODES)
def export(
    file: Annotated[Path, typer.Argument(help="The file to write: one JSON record on each line.", dir_okay=False)],
    home: Home = None,
    username: As = SYSTEM,
) -> None:
    """Write the whole chain, its checkpoints and the public key to a file that anybody can check without Tabara."""
    instance.open_instance(home)
    if file.exists():
        raise Stop(f"{file} is there already. Name another file.", Exit.USAGE)
    from tabara.access import audit as acts
    from tabara.access.errors import NotAllowed

    try:
        written(file, acts.lines(by=instance.member(username)))
    except NotAllowed:
        raise Stop(
            f"The member “{username}” may not read everybody's acts. Name a national administrator with --as.",
            Exit.USAGE,
        ) from None
    say(f"{file}: {file.stat().st_size // 1024 + 1} KB. Check it with: tabara audit verifier > verify.py")


def written(file: Path, lines: Iterable[str]) -> None:
    """Write the lines to a file, all of them or none."""
    whole = iter(lines)
    first = next(whole, "")
    waiting = file.with_name(f".{file.name}.part")
    try:
        with waiting.open("w", encoding="utf-8") as out:
            out.write(first)
            out.writelines(whole)
        waiting.replace(file)
    except OSError as error:
        raise Stop(f"{file} cannot be written: {error.strerror}.") from None
    finally:
        waiting.unlink(missing_ok=True)  # gone already where all is well; also where somebody pressed Ctrl-C


@audit.command("verifier", epilog=CODES)
def verifier(home: Home = None) -> None:
    """Print the program that checks an exported chain; it needs nothing but Python."""
    instance.open_instance(home)
    from tabara.access import audit as acts

    typer.echo(acts.verifier(), nl=False)


@audit.command("exposed", epilog=CODES)
def exposed(
    member: Annotated[str, typer.Option(help="The sign-in name of the account in question.")],
    since: Annotated[dt.date, typer.Option(help="The first day.", **DAY)],
    until: Annotated[dt.date, typer.Option(help="The last day, itself included.", **DAY)],
    home: Home = None,
    username: As = SYSTEM,
    shape: Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")] = Format.TABLE,
) -> None:
    """Say which cases an account opened, found or changed in a window: whose safety comes first after a breach."""
    instance.open_instance(home)
    rows = exposed_by(member, since, until, instance.member(username))
    columns = ("case", "number", "first", "last", "times", "what")
    if shape is Format.JSON:
        give_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        give_table(f"Cases that “{member}” was shown, {since} to {until}", columns, rows)
    say(f"{len(rows)} cases.")


def exposed_by(member: str, since: dt.date, until: dt.date, by: Any) -> list[tuple[Any, ...]]:
    """Return a row for each case; its code where the one who asks may see the case."""
    from django.utils import timezone

    from tabara.access import audit as acts
    from tabara.access.errors import Refused
    from tabara.access.queries import known
    from tabara.protection.cases import queries as cases

    ends = [dt.datetime.combine(day, dt.time(), timezone.get_current_timezone()) for day in (since, until)]
    try:
        number = known(username=member)
        found = acts.exposed(by=by, member=number, since=ends[0], until=ends[1] + dt.timedelta(days=1))
    except Refused:
        raise Stop(
            f"There is no member “{member}” whose acts “{by.username}” may read. Name the data protection officer of "
            "the agency, or a national administrator, with --as.",
            Exit.USAGE,
        ) from None
    codes = {pk: case.code for pk, case in cases.by_number(by=by, numbers=[one.subject for one in found]).items()}
    return [
        (
            codes.get(one.subject, ""),
            str(one.subject),
            one.first.isoformat(timespec="seconds"),
            one.last.isoformat(timespec="seconds"),
            one.times,
            ", ".join(one.opened),
        )
        for one in found
    ]
