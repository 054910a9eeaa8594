"""Linking without names beside linking in clear, on the invented people of the specification where they are at hand.

How well tokens find the same person, as best F1, the share of the clear-text figure that is, and what both cost.
"""

import csv
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields
from itertools import combinations
from pathlib import Path

from bench.table import Row
from tabara.methods.linkage import link, read_people, tokens
from tabara.methods.linkage.tokens.by_fields import by_fields
from tabara.sealing.linkage import Maker, new_key
from tests.methods.tokens.attack import most_shared
from tests.methods.tokens.lists import Pairs, best_f1

PEOPLE = Path(__file__).parents[2] / "shared" / "data" / "linkage" / "people_3k.csv"
OF_CLEAR = 0.95  # of the clear-text figure, with tokens of fields
MATCH_KEYS = 0.676  # 1.05 times what Bloom filters reach on the same records
MOST_SHARED = 10
Record = dict[str, str]


def measure() -> list[Row]:
    """Return the rows of the table; none where the set is not there."""
    if not PEOPLE.exists():
        return []
    rows = list(csv.DictReader(PEOPLE.read_text(encoding="utf-8").splitlines()))
    truth = truth_of(rows)
    people = [tokens.Person(**{one.name: row[one.name] for one in fields(tokens.Person)}) for row in rows]
    lists = [row["agency"] for row in rows]
    maker = Maker(new_key("A bench"))
    start = time.process_time()
    keys = [maker.tokens(tokens.match_texts(one)) for one in people]
    encoding = time.process_time() - start
    singles = [maker.tokens(tokens.field_texts(one)) for one in people]
    clear, in_clear = timed(lambda: clear_links(rows))
    by_field, of_fields = timed(lambda: by_fields(singles, lists))
    by_key, of_keys = timed(lambda: tokens.by_match_keys(keys, lists))
    plain = best_f1(clear, truth)
    return [
        Row("clear text: best F1", plain, ""),
        Row("tokens of fields: best F1", best_f1(by_field, truth), ""),
        Row("tokens of fields: share of clear text", best_f1(by_field, truth) / plain, "", at_least=OF_CLEAR),
        Row("match-keys: best F1", best_f1(by_key, truth), "", at_least=MATCH_KEYS),
        Row("match-keys: people who share the commonest token", most_shared(keys), "", at_most=MOST_SHARED),
        Row("making match-keys of 2,974 people", encoding, "s"),
        Row("clear text: comparing", in_clear, "s"),
        Row("tokens of fields: comparing", of_fields, "s"),
        Row("match-keys: comparing", of_keys, "s"),
    ]


def truth_of(rows: Sequence[Record]) -> Pairs:
    """Return which two records are of one person."""
    owners: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        owners[row["cluster"]].append(at)
    return {pair for some in owners.values() for pair in combinations(some, 2)}


def clear_links(rows: Sequence[Record]) -> tuple[tokens.Link, ...]:
    """Link the clear records."""
    places = {row["unique_id"]: at for at, row in enumerate(rows)}
    told = link(read_people(PEOPLE.read_text(encoding="utf-8"))).pairs.to_pydict()
    pairs = zip(told["unique_id_l"], told["unique_id_r"], told["probability"], strict=True)
    found = ((sorted((places[one], places[other])), probable) for one, other, probable in pairs)
    return tuple(tokens.Link(one, other, probable) for (one, other), probable in found)


def timed(call: Callable[[], tuple[tokens.Link, ...]]) -> tuple[tuple[tokens.Link, ...], float]:
    """Return what a call gives, and the seconds of the processor that it takes."""
    start = time.process_time()
    return call(), time.process_time() - start
