"""Find the same person again although the name was spelled otherwise.

A record is stored under its `match_keys`; a search asks for its `query_keys`, which also cover neighbouring
years of birth, the other order of the names and a name that changed its length. Both are plaintext and are
meant to be turned into keyed tokens before they leave memory. `prerank` picks the few candidates worth
decrypting and `rank` orders those by `similarity`.

`link` compares whole lists: a `Linkage` has pairs with probabilities, thresholds, a queue for a person to decide, and
groups; `drawn` and `histories` carry its uncertainty into a capture table. They load Splink when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.match_keys import match_keys, query_keys
from tabara.methods.linkage.phonetic import french_key, given_key, kirundi_key, name_tokens
from tabara.methods.linkage.similarity import NameQuery, NameRecord, Ranked, prerank, rank, similarity
from tabara.methods.linkage.variants import VARIANT_KINDS, variant

if TYPE_CHECKING:
    from tabara.methods.linkage.drawing import drawn, histories, likeliest
    from tabara.methods.linkage.grouping import Decision
    from tabara.methods.linkage.linked import Linkage
    from tabara.methods.linkage.pairs.linking import link
    from tabara.methods.linkage.pairs.people import read_people

_LATER = {
    "Decision": "grouping",
    "Linkage": "linked",
    "drawn": "drawing",
    "histories": "drawing",
    "likeliest": "drawing",
    "link": "pairs.linking",
    "read_people": "pairs.people",
}

__all__ = [
    "VARIANT_KINDS",
    "Decision",
    "Linkage",
    "LinkageError",
    "NameQuery",
    "NameRecord",
    "Ranked",
    "drawn",
    "french_key",
    "given_key",
    "histories",
    "kirundi_key",
    "likeliest",
    "link",
    "match_keys",
    "name_tokens",
    "prerank",
    "query_keys",
    "rank",
    "read_people",
    "similarity",
    "variant",
]


def __getattr__(name: str) -> Any:
    """Load what needs Arrow and Splink when it is asked for: a search of one person needs neither."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
