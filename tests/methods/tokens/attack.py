"""What somebody does who has stolen a file of tokens and has no key: look names up, or count how often each occurs.

Christen, Ranbaduge, Vatsalan and Schnell (2018), "Precise and fast cryptanalysis for Bloom filter based
privacy-preserving record linkage", IEEE Transactions on Knowledge and Data Engineering, begins with the same counting;
Naveed, Kamara and Wright (2015), "Inference attacks on property-preserving encrypted databases", ACM CCS, has the
attack by rank.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from tabara.methods.linkage.tokens import Person
from tests.methods.invented import ENDS, GIVEN, MIDDLES, STEMS

Rows = Sequence[Mapping[str, Sequence[str]]]
SURNAMES, COMMUNES = 2_000, 119


@cache
def surnames() -> list[str]:
    """Return the surnames of a country."""
    made = {a + b + c for a in STEMS.split() for b in MIDDLES.split() for c in ENDS.split()}
    return random.Random(0).sample(sorted(made), SURNAMES)


def population(number: int, seed: int) -> list[Person]:
    """Draw people whose names are as unequally common as Zipf says: the commonest surname is borne by every ninth."""
    rng = random.Random(seed)
    zipf = [1 / rank for rank in range(1, SURNAMES + 1)]
    given = GIVEN.split()
    lasts, firsts = rng.choices(surnames(), zipf, k=number), rng.choices(given, zipf[: len(given)], k=number)
    where = rng.choices(range(COMMUNES), zipf[:COMMUNES], k=number)
    return [
        Person(
            first,
            last,
            rng.choice("FM"),
            est_birth_year=str(rng.randint(1960, 2015)),
            province=f"P{at % 18}",
            commune=f"C{at}",
        )
        for first, last, at in zip(firsts, lasts, where, strict=True)
    ]  # fmt: skip - one person a line


def by_dictionary(tokens: Iterable[str], words: Iterable[str], make: Callable[[str], str]) -> dict[str, str]:
    """Make the token of every word that there may be, and look the stolen ones up."""
    book = {make(word): word for word in words}
    return {token: book[token] for token in set(tokens) if token in book}


def by_rank(tokens: Iterable[str], public: Iterable[str]) -> dict[str, str]:
    """Take the commonest token for the commonest text, the second for the second, and so on."""
    stolen, known = Counter(tokens), Counter(public)
    ranked = sorted(stolen, key=lambda token: (-stolen[token], token))
    return dict(zip(ranked, (text for text, _ in known.most_common()), strict=False))


def read_rightly(rows: Rows, truth: Rows, public: Rows, field: str) -> set[int]:
    """Return the people of whom counting one field or kind gives the right text; `truth` judges, and no more."""
    stolen = [token for row in rows for token in row.get(field, ())]
    guesses = by_rank(stolen, (text for row in public for text in row.get(field, ())))
    return {
        at
        for at, (row, told) in enumerate(zip(rows, truth, strict=True))
        if any(guesses.get(token) in told[field] for token in row.get(field, ()))
    }


def most_shared(rows: Rows) -> int:
    """Return how many people the commonest token of all stands for."""
    return max(Counter((name, token) for row in rows for name, some in row.items() for token in set(some)).values())
