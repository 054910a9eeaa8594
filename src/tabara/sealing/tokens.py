"""Search tokens: a compound key of a name turned into a number that says nothing without the index key."""

import uuid
from collections.abc import Iterable

from tabara.sealing.digest import keyed
from tabara.sealing.keys import Purpose, domain_key
from tabara.sealing.root import derive

BITS = 40  # a million people times ten keys: about fifty chance meetings in the whole index


def tokens(agency: uuid.UUID, texts: Iterable[str]) -> list[int]:
    """Return one 40-bit token for each compound key (HMAC-SHA-256, RFC 2104, under the agency's index key)."""
    _, domain = domain_key(agency, Purpose.INDEX)
    key = derive(domain, "search tokens 1")
    return [int.from_bytes(keyed(key, text.encode())[: BITS // 8], "big") for text in texts]
