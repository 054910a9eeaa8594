"""A search of the law over 5,000 articles, beside reading every text for the same words with a regular expression."""

import random
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bench.instance import prepare
from bench.table import Row

ARTICLES, RUNS, LIMIT_MS, SEED = 5_000, 11, 50.0, 8
SOUGHT = ("esclavage", "abana", "exploiter enfant", "watoto", "imprisonment victim", "gucuruza")


def measure() -> list[Row]:
    """Return the row of the table: the slowest of the searches."""
    prepare()
    from tabara import codelists
    from tabara.prosecution.queries import find

    codelists.use(replace(codelists.pack(), law=enlarged(codelists.pack().law, random.Random(SEED))))  # noqa: S311 - a bench
    texts = [_said(one) for law in codelists.pack().law.instruments for one in law.articles]
    nobody: Any = None  # the law asks of nobody
    find(by=nobody, sought="enfant", language="fr")  # makes the index, once for each process
    took = {sought: timed(lambda sought=sought: find(by=nobody, sought=sought, language="fr")) for sought in SOUGHT}
    slowest = max(took, key=lambda sought: took[sought])
    floor = timed(lambda: [one for one in texts if re.search(slowest, one, re.IGNORECASE)])
    what = f"law: a search among {ARTICLES:,} articles, the slowest of {len(SOUGHT)}"
    return [
        Row(what, took[slowest], "ms", at_most=LIMIT_MS),
        Row("law: one regular expression over the same texts", floor, "ms"),
    ]


def enlarged(law: Any, rng: random.Random) -> Any:
    """Return the law with its articles repeated, their words shuffled, until there are 5,000 of them."""
    articles = [one for instrument in law.instruments for one in instrument.articles]
    chosen = [rng.choice(articles) for _ in range(ARTICLES - len(articles))]
    more = [
        replace(one, number=str(nth), text={key: _shuffled(text, rng) for key, text in one.text.items()})
        for nth, one in enumerate(chosen)
    ]
    return replace(law, instruments=(*law.instruments, replace(law.instruments[0], key="big", articles=tuple(more))))


def timed(act: Callable[[], object]) -> float:
    """Return the median of some runs, in milliseconds."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _shuffled(text: str, rng: random.Random) -> str:
    words = text.split()
    rng.shuffle(words)
    return " ".join(words)


def _said(one: Any) -> str:
    return " ".join([*one.text.values(), *one.summary.values(), *one.heading.values()])
