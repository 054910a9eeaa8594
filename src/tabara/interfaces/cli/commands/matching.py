"""`tabara linkage match`: the linkage unit compares tokens and gives study numbers. Needs no instance and no key."""

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tabara import sealing
from tabara.interfaces.cli.backup.opening import identity_of
from tabara.interfaces.cli.commands.aloud import say_aloud, told
from tabara.interfaces.cli.commands.ceremony import Identity
from tabara.interfaces.cli.commands.encoding import Shape, in_a_sentence, spare
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import Format, give_json, say
from tabara.methods.linkage import tokens
from tabara.methods.linkage.errors import LinkageError
from tabara.sealing.recipients import NotForUs, open_sealed, seal_to
from tabara.sealing.root.places import write_private

SEALED = b"age-encryption.org/"
NUMBER = 10  # letters of a study number: 31**10 of them


def match(
    files: Annotated[list[Path], typer.Argument(help="The files of tokens, one from each agency.")],
    output: Annotated[Path, typer.Option(help="The CSV to write: study numbers, persons, lists, probabilities.")],
    capture: Annotated[Path | None, typer.Option(help="Also write the table of histories, for `prevalence`.")] = None,
    pairs: Annotated[Path | None, typer.Option(help="Also write all pairs compared; only with --study.")] = None,
    account: Annotated[
        Path | None, typer.Option(help="Also write, as JSON, what was linked with what, and who was left out.")
    ] = None,
    study: Annotated[
        list[str] | None, typer.Option(help="The public key of the study (age1…): everything goes whole, sealed to it.")
    ] = None,
    identity: Identity = None,
    trusted: Annotated[
        bool, typer.Option("--trusted", help="Compare tokens of single fields, which agencies made with --trusted.")
    ] = False,
    threshold: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="The probability from which records count as one person.")
    ] = tokens.THRESHOLD,
    least: Annotated[
        int, typer.Option(min=tokens.LEAST, help="Overlaps of fewer people do not leave in the clear.")
    ] = tokens.LEAST,
    shape: Shape = Format.TABLE,
) -> None:
    """Compare agencies' tokens; give random study numbers, the lists, and how probable each link is.

    Without --study what is written is in the clear, and people in overlaps of fewer than ten are withheld from it.
    """
    if pairs and not study:
        raise Stop("Pairs show every overlap, small ones too. Name the study's public key with --study.", Exit.USAGE)
    spare([output, capture, pairs, account], [*files, identity])
    with in_a_sentence():
        scheme = tokens.Scheme.FIELDS if trusted else tokens.Scheme.MATCH_KEYS
        read = [_read(one, identity) for one in files]
        found = tokens.together([*zip(_called(files), read, strict=True)], tokens.normaliser(), scheme)
        linked = _linked(found, trusted, threshold)
        hidden = tokens.withheld(linked.histories, least)
        aloud, whole = told(found, linked, hidden, threshold, least), told(found, linked, (), threshold, 0)
        written = _written(linked, () if study else hidden, (output, capture, pairs))
        if account:
            written[account] = json.dumps(whole if study else aloud, ensure_ascii=False, indent=1)
        _keep(written, study or [])
    if shape is Format.JSON:
        give_json(aloud)
    else:
        say_aloud(aloud)
    _say(bool(study), bool(hidden), least)


def unseal(
    file: Annotated[Path, typer.Argument(help="A file that the linkage unit sealed to the study.")],
    output: Annotated[Path, typer.Option(help="The file to write; one that is there stays.")],
    identity: Identity = None,
) -> None:
    """Open what a linkage unit sealed to the study. From then on the study guards it: small overlaps stand in it."""
    secret = identity_of(identity)
    if output.exists():
        raise Stop(f"{output} is there already. Name a file that is not.", Exit.USAGE)
    try:
        write_private(output, open_sealed(secret, file.read_bytes()))
    except NotForUs as error:
        raise Stop(str(error), Exit.USAGE) from None
    except OSError as error:
        raise Stop(f"{error.filename} cannot be used: {error.strerror}.", Exit.USAGE) from None


def _called(files: Sequence[Path]) -> list[str]:
    """Call each file by its name alone, and by the folder too where agencies gave theirs the same."""
    alone = len({one.name for one in files}) == len(files)
    return [one.name if alone else str(one) for one in files]


def _read(file: Path, identity: Path | None) -> tokens.Tokens:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise LinkageError(f"The file {file} cannot be read: {error.strerror}.") from None
    if content.startswith(SEALED):
        try:
            content = open_sealed(identity_of(identity), content)
        except NotForUs:
            raise LinkageError(f"{file.name} cannot be opened: it was sealed to another unit, or altered.") from None
    try:
        return tokens.read(content)
    except LinkageError as error:
        raise LinkageError(f"{file.name}: {error}") from None


def _linked(found: tokens.Tokens, trusted: bool, threshold: float) -> tokens.Linked:
    rows, lists = [row for _, row in found.rows], [of for of, _ in found.rows]
    if trusted:
        from tabara.methods.linkage.tokens.by_fields import by_fields  # Splink takes a second to start

        links = by_fields(rows, lists)
    else:
        links = tokens.by_match_keys(rows, lists)
    return tokens.Linked(tuple(lists), tokens.people_of(len(rows), links, threshold), links)


def _written(
    linked: tokens.Linked, hidden: Collection[frozenset[str]], places: tuple[Path, Path | None, Path | None]
) -> dict[Path, str]:
    """Make everything before anything is written."""
    numbers = [sealing.code(NUMBER) for _ in linked.people]
    made: tuple[tuple[Path | None, Callable[[], str]], ...] = (
        (places[0], lambda: tokens.study_csv(linked, numbers, hidden)),
        (places[1], lambda: tokens.capture_csv(linked.histories, hidden)),
        (places[2], lambda: tokens.pairs_csv(linked, numbers)),
    )
    return {place: make() for place, make in made if place}


def _keep(written: dict[Path, str], study: list[str]) -> None:
    ready = {place: seal_to(study, text.encode()) if study else text.encode() for place, text in written.items()}
    for place, content in ready.items():
        write_private(place, content)


def _say(sealed: bool, hidden: bool, least: int) -> None:
    if sealed:
        say("All is sealed to the study, small overlaps too. Destroy the files of tokens: their work is done.")
    elif hidden:
        say(
            f"People in overlaps of fewer than {least}, and in what would betray these, are withheld: nothing can be "
            "estimated from the rest. Name the public key of the study with --study to send it everything, sealed."
        )
