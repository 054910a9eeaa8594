"""A file of 50,000 rows of context: looked at, and imported as one act, as whoever keeps the layers does it."""

import datetime as dt
import random
import time

from bench.instance import prepare
from bench.table import Row

ROWS, LIMIT_S, SEED = 50_000, 20.0, 84
HEAD = (
    b"Code,Province,Name,Division,Date,Cause,Displaced\n"
    b"#adm2 +code,#adm1 +code,#adm2 +name,#meta +division,#date,#cause,#affected +idps\n"
)
FIRST = dt.date(2015, 1, 1)


def measure() -> list[Row]:
    """Return the rows of the table: sending with looking, and importing."""
    prepare()
    from tabara.access.founding import NewAgency, NewMember, found
    from tabara.prevention import operations

    keeper = NewMember("keeper", "Keeper", "first", roles=("data_team",))
    by = found([NewAgency("first", "First", "government")], [keeper])["keeper"]
    at = dt.datetime.now(dt.UTC)
    content = rows(random.Random(SEED))  # noqa: S311 - a bench
    start = time.perf_counter()
    file = operations.send_context(by=by, at=at, content=content, layer="displaced", source="Invented (bench)")
    looked = operations.plan(by=by, file=file, on=at.date())
    between = time.perf_counter()
    done = operations.import_context(by=by, at=at, file=file)
    end = time.perf_counter()
    if done.brought != ROWS or looked.wrong:
        raise SystemExit(f"Of {ROWS} rows {done.brought} came in.")
    return [
        Row(f"context: {ROWS:,} rows sent, weighed and imported", end - start, "s", at_most=LIMIT_S),
        Row("context: of this, the import alone", end - between, "s"),
    ]


def rows(rng: random.Random) -> bytes:
    """Return a file: the communes of the older division on one day after the other, every second day by name."""
    from tabara import codelists

    places = codelists.pack().places
    version = places.versions[0]
    some = places.at_level(2, version)
    told = [divmod(nth, len(some)) for nth in range(ROWS)]
    lines = [
        f"{some[at].code if nth % 2 else ''},{some[at].parent},{'' if nth % 2 else some[at].name},{version},"
        f"{(FIRST + dt.timedelta(days=nth)).isoformat()},floods,{rng.randrange(3000)}"
        for nth, at in told
    ]
    return HEAD + "\n".join(lines).encode()
