"""`tabara linkage encode`: an agency's list as tokens, made at home. Needs no instance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli.commands.ceremony import Identity, open_key
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import Format, give_json, give_table, say
from tabara.methods.linkage import tokens
from tabara.methods.linkage.errors import LinkageError
from tabara.sealing.linkage import Maker, ProjectKey
from tabara.sealing.recipients import BadRecipient, seal_to
from tabara.sealing.root.places import write_private

COLUMNS = ("list", "encoded", "without_tokens", "left_out_said_no", "left_out_not_asked")
NO_TEXT = (
    "it is not written in UTF-8. A spreadsheet saves it so as “CSV UTF-8”; what a linkage unit sealed is opened by "
    "`tabara linkage unseal`"
)
Shape = Annotated[Format, typer.Option("--format", help="For the eye, or for a program.")]


def encode(
    file: Annotated[
        Path, typer.Argument(help="A CSV of our people, as for `linkage pairs`, with a column “research”.")
    ],
    key: Annotated[Path, typer.Option(help="The file of the project's key.")],
    output: Annotated[Path, typer.Option(help="The file to write the tokens into.")],
    recipient: Annotated[list[str] | None, typer.Option(help="The public key of the linkage unit (age1…).")] = None,
    identity: Identity = None,
    name: Annotated[
        str, typer.Option("--list", help="What our list is called; else the column “agency” says it.")
    ] = "",
    everybody_agreed: Annotated[
        bool, typer.Option("--everybody-agreed", help="The file holds only people who agreed to research.")
    ] = False,
    trusted: Annotated[
        bool, typer.Option("--trusted", help="Tokens of single fields: only for a unit that is trusted and apart.")
    ] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Make tokens of the people on our list who agreed to research, for a unit that compares without seeing names.

    Nothing else of them leaves: no number of ours, no order. Those who did not agree are counted and left out.
    """
    spare([output], [file, key, identity])
    own = open_key(key, identity)
    _refuse_holder(own, recipient or [])
    with in_a_sentence():
        people = tokens.read_people(text_of(file), name=name, everybody_agreed=everybody_agreed)
        made, dropped = encoded(people, own, trusted=trusted)
        content = tokens.written(made)
        write_private(output, seal_to(recipient, content) if recipient else content)
    rows = [_told(of, people, made) for of in people.left_out]
    if shape is Format.JSON:
        give_json({"key": own.fingerprint, "normaliser": made.made.normaliser, "too_common": dropped, "lists": rows})
    else:
        title = f"Key {own.fingerprint} · normaliser {made.made.normaliser}"
        give_table(title, COLUMNS, [[*one.values()] for one in rows])
    _say_lost(people, sum(row["without_tokens"] for row in rows))
    if dropped:
        say(f"{dropped} match-keys that more than {tokens.MOST} people of one list share were left out.")
    if not recipient:
        say(f"{output} is not sealed. Name the linkage unit's public key with --recipient before it leaves the house.")


def encoded(people: tokens.People, key: ProjectKey, *, trusted: bool) -> tuple[tokens.Tokens, int]:
    """Return the tokens of people, and how many match-keys were too common to leave."""
    maker, texts = Maker(key), tokens.field_texts if trusted else tokens.match_texts
    scheme = tokens.Scheme.FIELDS if trusted else tokens.Scheme.MATCH_KEYS
    made = tokens.Made(key.project, key.round, key.fingerprint, tokens.normaliser(), scheme)
    rows: list[tuple[str, Any]] = []
    dropped = 0
    for of in people.left_out:
        own = [maker.tokens(texts(person)) for name, person in people.agreed if name == of]
        kept, common = (own, 0) if trusted else tokens.rare_only(own)
        dropped += common
        rows += [(of, row) for row in kept]
    return tokens.Tokens(made, tuple(rows), people.left_out), dropped


def _refuse_holder(key: ProjectKey, recipients: list[str]) -> None:
    """Refuse a unit that holds the key: it could make the token of every name itself, and read the lists."""
    if set(key.agencies) & {one.strip() for one in recipients}:
        raise Stop(
            "That recipient is an agency that holds the key, so it could read the list. Seal the tokens to a linkage "
            "unit that does not.",
            Exit.USAGE,
        )


def _say_lost(people: tokens.People, empty: int) -> None:
    """Say what the list holds that can help nobody to be found on another."""
    if people.passed_over:
        names = ", ".join(people.passed_over)
        say(f"Nothing was made of the columns: {names}. If one holds what is compared, rename it as the manual says.")
    if empty:
        say(f"People of whom too little is known for any token: {empty}. They count as people of this list alone.")


def _told(of: str, people: tokens.People, made: tokens.Tokens) -> dict[str, Any]:
    number = Counter(name for name, _ in made.rows)
    empty = sum(name == of and not row for name, row in made.rows)
    left = people.left_out[of]
    return dict(zip(COLUMNS, (of, number[of], empty, left.no, left.not_asked), strict=True))


def text_of(file: Path) -> str:
    """Return the text of a file that somebody named."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or NO_TEXT
        raise Stop(f"The file {file} cannot be read: {why}.", Exit.USAGE) from None


def spare(written: Sequence[Path | None], read: Iterable[Path | None]) -> None:
    """Refuse to write over what is read: a list, a key or tokens would be gone; or two things into one file."""
    places = [one.resolve() for one in written if one]
    for one in filter(None, read):
        if one.resolve() in places:
            raise Stop(f"{one} is read here, and would be written over. Name another file to write.", Exit.USAGE)
    if len(set(places)) < len(places):
        raise Stop("Two of the files to write have one name. Give each its own.", Exit.USAGE)


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """Stop with the sentence of what cannot be."""
    try:
        yield
    except (LinkageError, BadRecipient) as error:
        raise Stop(str(error), Exit.USAGE) from None
    except OSError as error:
        place = error.filename2 or error.filename  # the second is where what was written first was to be put
        raise Stop(f"{place} cannot be written: {error.strerror}.", Exit.USAGE) from None
