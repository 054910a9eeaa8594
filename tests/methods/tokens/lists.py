"""Lists of invented people, some of whom stand on several lists under other spellings; the same for the same seed."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from tabara.methods.linkage import NameRecord, variant
from tabara.methods.linkage.tokens import Link, Person
from tests.methods.invented import invent

Pairs = set[tuple[int, int]]


def invented_lists(number: int, seed: int) -> tuple[list[tuple[str, Person]], Pairs]:
    """Give records of so many people on three lists, and which two records are of one person."""
    rng = random.Random(seed)
    records: list[tuple[str, Person]] = []
    owners: dict[int, list[int]] = defaultdict(list)
    for owner, one in enumerate(invent(number, seed)):
        phone = f"7{rng.randrange(10**7):07}"
        mother = rng.choice(("Odette", "Aline", "Denise", "Colette", "Sylvie", "Imelda", "Josiane", "Vestine"))
        for name in rng.sample("ABC", rng.choices((1, 2, 3), (6, 3, 1))[0]):
            owners[owner].append(len(records))
            records.append((name, _written(one, phone, mother, rng)))
    return records, {pair for some in owners.values() for pair in combinations(some, 2)}


def _written(one: NameRecord, phone: str, mother: str, rng: random.Random) -> Person:
    """Write a person down as an agency might: a name misspelled or in the other order, a year guessed, much unknown."""
    given, surname = (variant(name, rng) if rng.random() < 0.25 else name for name in (one.given, one.surname))
    if rng.random() < 0.1:
        given, surname = surname, given
    year = (one.birth_year or 0) + rng.choice((0, 0, 0, 0, 1, -1, 2))
    commune = one.commune or ""
    return Person(
        first_name=given,
        surname=surname if rng.random() < 0.95 else "",
        sex=one.sex or "",
        est_birth_year=str(year) if rng.random() < 0.9 else "",
        province=commune[:3] if rng.random() < 0.9 else "",
        commune=commune if rng.random() < 0.6 else "",
        mother=mother if rng.random() < 0.3 else "",
        phone=phone if rng.random() < 0.25 else "",
    )


def best_f1(links: Iterable[Link], truth: Pairs) -> float:
    """Give the best F1 over all thresholds."""
    best, right = 0.0, 0
    for found, link in enumerate(sorted(links, key=lambda one: -one.probability), start=1):
        right += (link.one, link.other) in truth
        best = max(best, 2 * right / (found + len(truth)))
    return best


def precision(links: Sequence[Link], truth: Pairs, above: float) -> float:
    """Give the share of right links among those stated to be at least so probable."""
    sure = [link for link in links if link.probability >= above]
    return sum((link.one, link.other) in truth for link in sure) / len(sure)
