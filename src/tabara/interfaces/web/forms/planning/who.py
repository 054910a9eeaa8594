"""Who does something: an agency, or a colleague, chosen from one list."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Somebody(NamedTuple):
    """One choice: an agency alone, or one of its members."""

    agency: Any
    member: Any
    name: str


def people(agencies: Iterable[Any], members: Iterable[Any]) -> Mapping[str, Somebody]:
    """Return whom one can choose, by the key that a form sends: colleagues first, then agencies as a whole."""
    known = {one.pk: one for one in agencies}
    named = {
        f"member:{one.pk}": Somebody(known[one.agency_id], one, f"{one.name} ({known[one.agency_id].name})")
        for one in members
        if one.agency_id in known
    }
    return named | {f"agency:{one.pk}": Somebody(one, None, one.name) for one in known.values()}
