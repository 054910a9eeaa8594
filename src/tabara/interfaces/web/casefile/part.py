"""A part of a case as its page names it."""

from typing import NamedTuple


class Part(NamedTuple):
    """One part: what it is called, the address of its page, how it stands, and whether something in it presses."""

    title: str
    at: str
    status: str
    presses: bool = False
