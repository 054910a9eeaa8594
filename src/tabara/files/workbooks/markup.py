"""The markup of a workbook's parts: read as it streams by, never as a tree, and with nothing declared in it."""

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from tabara.files.workbooks.refusing import Flaw, NoWorkbook

Seen = Callable[[str, Mapping[str, str]], None]


def walk(
    content: bytes,
    seen: Seen | None = None,
    text: Callable[[str], None] | None = None,
    ended: Callable[[str], None] | None = None,
) -> str:
    """Hand the start of each element, the letters after it and its end to whoever asked; return the name of the root.

    Raises:
        NoWorkbook: where it is no XML in UTF-8, or declares anything (a document type, an entity).
    """
    if b"\x00" in content:  # no other encoding hides an element from who looks at the bytes
        raise NoWorkbook(Flaw.BROKEN)
    roots: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def first(name: str, attributes: dict[str, str]) -> None:
        roots.append(local(name))
        parser.StartElementHandler = seen
        parser.CharacterDataHandler = text
        parser.EndElementHandler = ended
        if seen:
            seen(name, attributes)

    parser.StartElementHandler = first
    parser.StartDoctypeDeclHandler = _declared
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise NoWorkbook(Flaw.BROKEN) from None
    return roots[0]


def local(name: str) -> str:
    """Return the name of an element without its prefix."""
    return name.rpartition(":")[2]


def _declared(*_given: object) -> NoReturn:
    raise NoWorkbook(Flaw.ENTITIES)
