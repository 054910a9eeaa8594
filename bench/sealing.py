"""What the seals cost: a case with twenty sealed fields opened, beside the same rows in the clear; keys exchanged."""

import json
import random
import time
import uuid
from collections.abc import Callable
from typing import Any

from bench.instance import insert, new_ids, prepare
from bench.lists import medians_ms
from bench.table import Row

CASES, FIELDS = 2_000, 20
MOST_MORE = 5.0  # milliseconds that the seals of a case may cost
WORDS = (
    "she",
    "told",
    "the",
    "focal",
    "point",
    "how",
    "her",
    "journey",
    "began",
    "and",
    "who",
    "waited",
    "that",
    "night",
)


def measure() -> list[Row]:
    """Return the rows of the table."""
    prepare()
    cases = populate()
    case = cases[CASES // 2]
    clear, sealed, single = medians_ms(lambda: in_the_clear(case), lambda: opened(case), lambda: one_by_one(case))
    root, domains = timed_ms(rotate_root), timed_ms(rotate_domains)
    return [
        Row(f"{FIELDS} fields of a case, stored in the clear", clear, "ms"),
        Row(f"the same {FIELDS} fields, sealed, opened together", sealed, "ms"),
        Row("what the seals cost", sealed - clear, "ms", at_most=MOST_MORE),
        Row("ratio to the clear", sealed / clear, ""),
        Row(f"the same {FIELDS} fields, opened one by one", single, "ms"),
        Row("the root key exchanged", root, "ms"),
        Row(f"domain keys exchanged, for each of {CASES:,} keys under them", domains / CASES, "ms"),
    ]


def populate() -> list[uuid.UUID]:
    """Write each case's texts twice, in the clear and sealed; return the cases."""
    from django.db import connection

    from tabara.sealing import keys
    from tabara.sealing.keys import Purpose

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_clear (case_id char(32), field varchar(40), text text)")
        cursor.execute("CREATE TABLE bench_sealed (case_id char(32), field varchar(40), sealed blob)")
        for table in ("bench_clear", "bench_sealed"):
            cursor.execute(f"CREATE INDEX {table}_case ON {table} (case_id)")
    rng = random.Random(7)  # noqa: S311 - invented texts
    cases, agency = new_ids(CASES, rng), uuid.UUID(int=3)
    clear, sealed = [], []
    with keys.many_keys():
        for case in cases:
            keys.create_key(case, agency, Purpose.NARRATIVE)
            texts = [(f"note.{n}", " ".join(rng.choices(WORDS, k=rng.randrange(5, 60)))) for n in range(FIELDS)]
            clear += [(case.hex, field, json.dumps(text)) for field, text in texts]
            sealed += [(case.hex, field, keys.seal(case, Purpose.NARRATIVE, field, text)) for field, text in texts]
    insert("default", "bench_clear", "case_id, field, text", clear)
    insert("default", "bench_sealed", "case_id, field, sealed", sealed)
    return cases


def rows_of(table: str, case: uuid.UUID) -> list[tuple[str, Any]]:
    """Return the fields of a case as they are stored."""
    from django.db import connection

    what = "text" if table == "bench_clear" else "sealed"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT field, {what} FROM {table} WHERE case_id = %s", [case.hex])  # noqa: S608 - our own tables
        return list(cursor.fetchall())


def in_the_clear(case: uuid.UUID) -> list[str]:
    """Return the texts of a case, from the clear."""
    return [json.loads(text) for _, text in rows_of("bench_clear", case)]


def opened(case: uuid.UUID) -> list[str]:
    """Return the texts of a case, from their seals, opened together as a page does it."""
    from tabara.sealing.keys import Purpose, unseal_many

    return unseal_many(Purpose.NARRATIVE, [(case, field, text) for field, text in rows_of("bench_sealed", case)])


def one_by_one(case: uuid.UUID) -> list[str]:
    """Return the same, asking for the case's key again for each."""
    from tabara.sealing.keys import Purpose, unseal

    return [unseal(case, Purpose.NARRATIVE, field, text) for field, text in rows_of("bench_sealed", case)]


def rotate_root() -> None:
    """Wrap the domain keys anew; the bench's root key comes from the environment, so both of them are given."""
    import os
    from base64 import b64encode

    from tabara.sealing import rotation

    os.environ["TABARA_ROOT_KEY_PREVIOUS"] = os.environ["TABARA_ROOT_KEY"]
    os.environ["TABARA_ROOT_KEY"] = b64encode(bytes(range(1, 33))).decode()
    rotation.rotate_root()


def rotate_domains() -> None:
    """Wrap the data keys anew."""
    from tabara.sealing import rotation

    rotation.rotate_domains()


def timed_ms(act: Callable[[], Any]) -> float:
    """Return how long an act takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
