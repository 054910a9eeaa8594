"""What two people who were one for a time are apart again: as before, with what was changed since."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from tabara.vault.models import Names

LISTS = ("aliases", "phones", "relatives")  # of these each side keeps its own, and both are kept together


def parted(before: Names, merged: Names, now: Names) -> Names:
    """Return what `before` would be now: what was changed after the merge counts, what only the merge changed does not.

    >>> before, merged = Names(given="Odette", phones=("1",)), Names(given="Odeta", phones=("1", "2"))
    >>> found = parted(before, merged, replace(merged, address="Kirundo", phones=("1", "2", "3")))
    >>> found.given, found.phones, found.address
    ('Odette', ('1', '3'), 'Kirundo')
    """
    kept: dict[str, Any] = {}
    for name in changed(merged, now):
        was, is_now, had = (getattr(one, name) for one in (merged, now, before))
        if name in LISTS:
            kept[name] = both([one for one in had if one in is_now or one not in was], new(is_now, was))
        else:
            kept[name] = is_now
    return replace(before, **kept)


def changed(merged: Names, now: Names) -> list[str]:
    """Return which parts were changed after the merge."""
    return [one.name for one in fields(Names) if getattr(merged, one.name) != getattr(now, one.name)]


def both(some: Iterable[Any], others: Iterable[Any]) -> tuple[Any, ...]:
    """Return what is in one or the other, each once."""
    return tuple(dict.fromkeys((*some, *others)))


def new(now: Iterable[Any], was: Iterable[Any]) -> list[Any]:
    """Return what was added."""
    before = tuple(was)
    return [one for one in now if one not in before]
