"""Without a key, tokens of a name are a dictionary away; with one, counting reads single fields and no match-key.

The attacker has more than a thief would: the rules, the name of each field and kind, and a register of as many people
as a small country's, drawn from the very same distribution of names. What comes out stands in the manual.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from tabara.methods.linkage import kirundi_key
from tabara.methods.linkage.tokens import field_texts, match_texts, rare_only
from tabara.methods.linkage.tokens.texts.match_texts import KINDS
from tabara.sealing.linkage import Maker, ProjectKey
from tests.house.tree import ROOT
from tests.methods.tokens.attack import by_dictionary, most_shared, population, read_rightly, surnames

STOLEN, PUBLIC = 1_500, 4_000
KEY = ProjectKey("A project", 1, bytes(range(32)))
MOST = 0.02  # of the people, whom counting match-keys may re-identify
MANUAL = ROOT / "docs" / "linking-without-names.md"


class Found(NamedTuple):
    """What counting gives the attacker, in shares of the people."""

    surnames: float
    whole_names: float
    match_keys: float
    worst_kind: float
    most_sharing_a_surname: int
    most_sharing_a_match_key: int


def plain_digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def token_of(word: str, key: ProjectKey) -> str:
    return Maker(key).tokens({"surname.0": (word,)})["surname.0"][0]


def share(people: set[int]) -> float:
    return len(people) / STOLEN


@cache
def attacked() -> Found:
    maker = Maker(KEY)
    people, public = population(STOLEN, seed=1), population(PUBLIC, seed=2)
    names, register = [field_texts(one) for one in people], [field_texts(one) for one in public]
    stolen = [maker.tokens(one) for one in names]
    given, surname = (read_rightly(stolen, names, register, field) for field in ("given.0", "surname.0"))
    keys, of_register = [match_texts(one) for one in people], [match_texts(one) for one in public]
    rows, _ = rare_only([maker.tokens(one) for one in keys])
    kinds: Mapping[str, set[int]] = {kind: read_rightly(rows, keys, of_register, kind) for kind in KINDS}
    return Found(
        share(surname),
        share(given & surname),
        share(set().union(*kinds.values())),
        max(map(share, kinds.values())),
        most_shared([{"surname": row["surname.0"]} for row in stolen]),
        most_shared(rows),
    )


def test_an_unkeyed_digest_is_a_dictionary_away_and_a_token_is_not() -> None:
    people = [kirundi_key(one.surname) for one in population(500, seed=1)]
    words = {kirundi_key(name) for name in surnames()}
    read = by_dictionary(map(plain_digest, people), words, plain_digest)
    assert [read[plain_digest(word)] for word in people] == people  # every single one

    stolen = [token_of(word, KEY) for word in people]
    another = replace(KEY, secret=bytes(32))
    assert by_dictionary(stolen, words, plain_digest) == {}
    assert by_dictionary(stolen, words, lambda word: token_of(word, another)) == {}
    assert set(by_dictionary(stolen, words, lambda word: token_of(word, KEY)).values()) == set(people)  # with the key


def test_counting_reads_a_fifth_of_the_surnames_from_tokens_of_fields() -> None:
    assert attacked().surnames > 0.2
    assert attacked().whole_names > 0.05


def test_counting_reads_next_to_nobody_from_match_keys() -> None:
    found = attacked()
    assert found.worst_kind <= found.match_keys <= MOST
    assert found.most_sharing_a_match_key <= 10 < found.most_sharing_a_surname


def test_the_manual_says_what_the_attack_gives() -> None:
    found, page = attacked(), re.sub(r"\s+", " ", MANUAL.read_text(encoding="utf-8"))
    for row in (
        f"| people re-identified by counting, of 1,500 | {found.match_keys:.1%} | {found.surnames:.1%} by surname |",
        f"| people who share the commonest token | {found.most_sharing_a_match_key} | {found.most_sharing_a_surname} |",
    ):
        assert row in page
