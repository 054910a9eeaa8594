"""What an agency sends to the linkage unit: tokens, and beside them by whom, how and with which key they were made.

The first line says it; each line below holds one person's tokens by the field or the kind of match-key. Lines stand
in the order of their tokens, so that neither the order nor the numbers of the agency's own file are told.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.tokens.texts.person import LeftOut

FORMAT = "tabara-tokens-1"
MOST_PEOPLE = 1_000_000_000  # left out of a list: more is a slip, or was put there by hand
_NO_TOKENS = "This is no file of tokens. Each agency makes its own with: tabara linkage encode"


class Scheme(StrEnum):
    """How much the tokens tell: of single fields, for a unit that is trusted; or near-unique match-keys."""

    FIELDS = "fields"
    MATCH_KEYS = "match-keys"


Row = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Made:
    """With what tokens were made. Tokens of which any of this differs cannot be compared."""

    project: str
    round: int
    key: str  # its fingerprint, as people read it aloud
    normaliser: str
    scheme: Scheme


@dataclass(frozen=True)
class Tokens:
    """Tokens of one file or of several together: of each record the name of its list, and its tokens."""

    made: Made
    rows: tuple[tuple[str, Row], ...]
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)


def written(tokens: Tokens) -> bytes:
    """Return the file."""
    left_out = {of: asdict(n) for of, n in tokens.left_out.items()}
    head = {"format": FORMAT, **asdict(tokens.made), "records": len(tokens.rows), "left_out": left_out}
    rows = sorted(_line([of, {name: list(row[name]) for name in sorted(row)}]) for of, row in tokens.rows)
    return "".join(f"{line}\n" for line in (_line(head), *rows)).encode()


def read(content: bytes) -> Tokens:
    """Read a file of tokens; what was cut off or altered is refused."""
    try:
        first, *lines, last = content.decode().split("\n")
        told = json.loads(first)
        if last or len(lines) != told["records"]:
            raise ValueError  # something was cut off
        made = _made(told)
        left_out = {str(of): LeftOut(_people(n["no"]), _people(n["not_asked"])) for of, n in told["left_out"].items()}
        rows = tuple(_row(json.loads(line)) for line in lines)
        if not {of for of, _ in rows} <= left_out.keys():
            raise ValueError  # a list of which the head says nothing was put in
        return Tokens(made, rows, left_out)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LinkageError(_NO_TOKENS) from None


def together(files: Sequence[tuple[str, Tokens]], normaliser: str, scheme: Scheme) -> Tokens:
    """Put the files of several agencies together, each with the name by which a refusal calls it.

    Refused are files of another key, project or round than the first, of other rules than `normaliser`, of another
    scheme than the one asked for, and the same list twice.
    """
    (first_name, first), *_ = files
    for name, one in files:
        _refuse_rules(name, one.made, normaliser, scheme)
        _refuse_key(name, one.made, first_name, first.made)
    lists: dict[str, int] = {}  # by the place of the file: two agencies may call theirs alike
    for at, (name, one) in enumerate(files):
        for of in sorted({of for of, _ in one.rows} | one.left_out.keys()):
            if lists.setdefault(of, at) != at:
                raise LinkageError(f"The list “{of}” is in {files[lists[of]][0]} and in {name}. Take one of them away.")
    rows = tuple(row for _, one in files for row in one.rows)
    if not rows:
        raise LinkageError("The files hold nobody's tokens: nobody on these lists has agreed to research.")
    return Tokens(first.made, rows, {of: n for _, one in files for of, n in one.left_out.items()})


def _refuse_rules(name: str, made: Made, normaliser: str, scheme: Scheme) -> None:
    if made.normaliser != normaliser:
        raise LinkageError(
            f"{name} was made by the normaliser {made.normaliser}, this unit has {normaliser}. The same person has "
            "other tokens there: let all agencies encode with one version of Tabara."
        )
    if made.scheme is not scheme:
        how = {Scheme.FIELDS: "with --trusted", Scheme.MATCH_KEYS: "without --trusted"}
        raise LinkageError(
            f"{name} holds {_WORDS[made.scheme]}; {_WORDS[scheme]} are asked for. Match {how[made.scheme]}, or let the "
            f"agencies encode anew {how[scheme]}."
        )


_WORDS = {Scheme.FIELDS: "tokens of fields", Scheme.MATCH_KEYS: "match-keys"}


def _refuse_key(name: str, made: Made, first_name: str, first: Made) -> None:
    if made.key != first.key:
        raise LinkageError(
            f"{name} was made with the key {made.key} ({made.project}, round {made.round}), {first_name} with "
            f"{first.key} ({first.project}, round {first.round}). Tokens of two keys never meet: let all use one."
        )
    if (made.project, made.round) != (first.project, first.round):
        raise LinkageError(f"{name} and {first_name} name one key, but another project or round: one was altered.")


def _made(told: Mapping[str, Any]) -> Made:
    if told["format"] != FORMAT:
        raise ValueError
    texts = [str(told[name]) for name in ("project", "key", "normaliser")]
    return Made(texts[0], int(told["round"]), texts[1], texts[2], Scheme(told["scheme"]))


def _people(number: Any) -> int:
    if type(number) is not int or not 0 <= number <= MOST_PEOPLE:
        raise ValueError
    return number


def _row(told: Any) -> tuple[str, Row]:
    of, tokens = told
    if not (isinstance(of, str) and isinstance(tokens, dict)):
        raise ValueError
    return of, {name: _texts(found) for name, found in tokens.items()}


def _texts(found: Iterable[Any]) -> tuple[str, ...]:
    texts = tuple(found) if isinstance(found, list) else ()
    if not texts or not all(isinstance(text, str) for text in texts):
        raise ValueError
    return texts


def _line(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
