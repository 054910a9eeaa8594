"""What a file may be: its name, its first bytes and its whole must say the same, or it is not kept.

First bytes alone prove nothing: a GIF can be a script, and a PDF a page of the web, too (a polyglot). So pictures are
drawn anew, texts must be text throughout, and a PDF, which cannot be drawn anew, is never shown by us: it is handed out
as a file to keep, with a policy under which nothing in it runs.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from tabara.files.pictures import redrawn
from tabara.files.refusing import LARGEST, Unwanted, Why

LEGIBLE = 3000  # pixels: the longest side of a photographed paper that can still be read
LONGEST_TEXT = 1024 * 1024  # bytes
PDF_START = re.compile(rb"%PDF-[12]\.\d[\r\n ]")
PDF_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s{0,8}\Z")
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


class Kind(StrEnum):
    """What a file is, as far as a list may say it."""

    PICTURE = "picture"
    PDF = "pdf"
    TEXT = "text"


@dataclass(frozen=True)
class Accepted:
    """A file as it is kept."""

    kind: Kind
    type: str  # as it is sent back
    content: bytes


def accept(name: str, content: bytes) -> Accepted:
    """Return what is kept of a file.

    Raises:
        Unwanted: where it is too large, of no kind that is kept, not what it is named as, or broken.
    """
    if not content:
        raise Unwanted(Why.EMPTY)
    if len(content) > LARGEST:
        raise Unwanted(Why.TOO_LARGE)
    kind, take = _found(content)
    if PurePosixPath(name.lower()).suffix not in ENDINGS[kind]:
        raise Unwanted(Why.OTHER_NAME)
    return take(content)


def _found(content: bytes) -> tuple[Kind, Callable[[bytes], Accepted]]:
    """Return what the first bytes say, and who looks at the rest."""
    start = content[:16]
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (start[:4], start[8:12]) == (b"RIFF", b"WEBP"):
        return Kind.PICTURE, _picture
    if PDF_START.match(content):
        return Kind.PDF, _pdf
    if _is_text(content):
        return Kind.TEXT, _text
    raise Unwanted(Why.UNKNOWN)


def _picture(content: bytes) -> Accepted:
    return Accepted(Kind.PICTURE, "image/jpeg", redrawn(content, longest_side=LEGIBLE))


def _pdf(content: bytes) -> Accepted:
    if not PDF_END.search(content[-1024:]):  # what follows the end belongs to another file
        raise Unwanted(Why.BROKEN)
    return Accepted(Kind.PDF, "application/pdf", content)


def _text(content: bytes) -> Accepted:
    if len(content) > LONGEST_TEXT:
        raise Unwanted(Why.TOO_LARGE)
    return Accepted(Kind.TEXT, "text/plain; charset=utf-8", content)


def _is_text(content: bytes) -> bool:
    try:
        return not NOT_TEXT.search(content.removeprefix(b"\xef\xbb\xbf").decode())
    except UnicodeDecodeError:
        return False


ENDING: Mapping[Kind, str] = {  # as it is sent back
    Kind.PICTURE: "jpg",
    Kind.PDF: "pdf",
    Kind.TEXT: "txt",
}
ENDINGS: Mapping[Kind, frozenset[str]] = {
    Kind.PICTURE: frozenset({".jpg", ".jpeg", ".png", ".webp"}),
    Kind.PDF: frozenset({".pdf"}),
    Kind.TEXT: frozenset({".txt"}),
}
