"""Read what was linked elsewhere: files that are all of one linkage, or a sentence that says why they are not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.tables import unread
from tabara.files import LARGEST, NoTable, whole_text
from tabara.methods.linkage.errors import NotReceived
from tabara.methods.linkage.tokens.account import Account
from tabara.methods.linkage.tokens.receiving import Received, received
from tabara.methods.prevalence import CaptureTable, PrevalenceError
from tabara.research.operations.overlaps import SEEDS
from tabara.research.operations.words import in_words

SEALED = b"age-encryption.org/"
FEW = 1024 * 1024  # bytes of a table of histories, or of an account: twelve lists need a tenth
MOST_PAIRS = 20_000  # twenty linkages are drawn from so many within ten seconds; whoever sends them waits for it
FIELDS = ("capture", "account", "numbers", "pairs")


@dataclass(frozen=True)
class Files:
    """What a linkage unit sent, or whoever linked: the table of histories, and what belongs to it. None is kept."""

    capture: bytes
    account: bytes = b""
    numbers: bytes = b""
    pairs: bytes = b""


@dataclass(frozen=True)
class Brought:
    """What files said, ready to be kept: of one linkage, and its other linkages drawn from the seed.

    `account` is what the unit said of it, as it is stored; None where nobody gave one.
    """

    table: CaptureTable
    drawn: tuple[CaptureTable, ...]
    account: Mapping[str, Any] | None
    seed: int


def read(files: Files, *, seed: int = 1) -> Brought:
    """Read files and draw what is to be drawn of them: before the act that keeps it, for meanwhile nobody could write.

    Raises:
        Refused: with the file at fault, and the cause in one sentence.
    """
    if not 0 <= seed <= SEEDS:
        raise Refused(_("The seed is a whole number from 0 to %(most)s.") % {"most": SEEDS}, "seed")
    found = look_at(files, seed=seed)
    return Brought(found.table, found.drawn, _told(found.account) if found.account else None, seed)


def look_at(files: Files, *, seed: int = 1) -> Received:
    """Return what files say that are all of one linkage; nothing is stored by looking.

    Raises:
        Refused: with the file at fault, and the cause in one sentence.
    """
    if sum(len(getattr(files, name)) for name in FIELDS) > LARGEST:  # a door may have cut off what is beyond it
        said = _(
            "These files are larger than %(most)s MB together. Draw the linkages with: tabara prevalence study --pairs."
        )
        raise Refused(said % {"most": LARGEST // 1024**2}, "pairs")
    texts = {name: _text(name, getattr(files, name)) for name in FIELDS}
    try:
        return received(**texts, seed=seed, most=MOST_PAIRS)
    except NotReceived as problem:
        raise Refused(_(problem.msgid) % problem.params, problem.which) from None
    except PrevalenceError as problem:
        raise Refused(_("These lists cannot be counted: %(why)s") % {"why": in_words(problem)}, "capture") from None


def _told(account: Account) -> dict[str, Any]:
    left = {name: {"no": one.no, "not_asked": one.not_asked} for name, one in account.left_out.items()}
    return {**account.values, "left_out": left}


def _text(field: str, content: bytes) -> str:
    """Return the text of a file; empty where none was sent."""
    if content.startswith(SEALED):
        raise Refused(_("This file is still sealed. Open it first: tabara linkage unseal."), field)
    most = LARGEST if field in ("numbers", "pairs") else FEW
    try:
        return whole_text(content, largest=most) if content or field == "capture" else ""
    except NoTable as problem:
        raise Refused(unread(problem, largest=most).message, field) from None
