"""Tokens of what is known of a person: HMAC-SHA-256 (RFC 2104), each field under a key of its own."""

import base64
from collections.abc import Mapping

from tabara.sealing.digest import keyed
from tabara.sealing.linkage.key import ProjectKey

BYTES = 9  # 72 bits in twelve letters: among ten million tokens two meet by chance once in a hundred million times
ROLES = {"given": "name", "surname": "name"}  # compared with one another: one key


class Maker:
    """Makes the tokens of one project and round; sub-keys are derived once."""

    def __init__(self, key: ProjectKey) -> None:
        self._key = key
        self._derived: dict[str, bytes] = {}

    def tokens(self, texts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Return the tokens of each field, in an order that says nothing; a field without text has none."""
        return {
            field: tuple(sorted(_token(self._under(field), text) for text in found if text))
            for field, found in texts.items()
            if any(found)
        }

    def _under(self, field: str) -> bytes:
        purpose = purpose_of(field)
        if purpose not in self._derived:
            self._derived[purpose] = self._key.derived(f"tokens of {purpose}")
        return self._derived[purpose]


def purpose_of(field: str) -> str:
    """Name the sub-key of a field: what may be compared has one, all else has its own.

    >>> purpose_of("given.0"), purpose_of("surname.1.near"), purpose_of("year.3"), purpose_of("names+date")
    ('name', 'name near', 'year', 'names+date')
    """
    name, *rest = field.split(".")
    how = [part for part in rest if not part.isdigit()]
    return " ".join([ROLES.get(name, name), *how])


def _token(key: bytes, text: str) -> str:
    return base64.b64encode(keyed(key, text.encode())[:BYTES]).decode()
