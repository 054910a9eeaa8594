"""Find the same person again although the name was spelled otherwise.

A record is stored under its `match_keys`; a search asks for its `query_keys`, which also cover neighbouring
years of birth, the other order of the names and a name that changed its length. Both are plaintext and are
meant to be turned into keyed tokens before they leave memory. `prerank` picks the few candidates worth
decrypting and `rank` orders those by `similarity`.
"""

from tabara.methods.linkage.match_keys import match_keys, query_keys
from tabara.methods.linkage.phonetic import french_key, given_key, kirundi_key, name_tokens
from tabara.methods.linkage.similarity import NameQuery, NameRecord, Ranked, prerank, rank, similarity
from tabara.methods.linkage.variants import VARIANT_KINDS, variant

__all__ = [
    "VARIANT_KINDS",
    "NameQuery",
    "NameRecord",
    "Ranked",
    "french_key",
    "given_key",
    "kirundi_key",
    "match_keys",
    "name_tokens",
    "prerank",
    "query_keys",
    "rank",
    "similarity",
    "variant",
]
