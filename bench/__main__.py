"""Measure everything beside its limit, in one run: `python -m bench`, or `python -m bench mart lists`.

Each part runs in a process of its own, on a fresh instance, so that none warms another up. Needs about half an hour
and 5 GB of disk in the folder for temporary files; the ratios matter, not the seconds. What is measured on PostgreSQL
needs a server: TABARA_TEST_DATABASE=postgresql://user@host:port/name, of somebody who may make roles and databases.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from bench.table import Row, show

PARTS = (
    "seed",
    "mart",
    "infosheet",
    "brief",
    "lists",
    "matching",
    "search",
    "law",
    "map",
    "context",
    "firms",
    "sealing",
    "walls",
    "rush",
    "audit",
    "disclosure",
    "posteriors",
    "tokens",
    "prevalence",
    "linkage",
    "study",
)
ON_BOTH = ("matching", "rush")  # measured on SQLite, and on PostgreSQL where there is a server


def main(words: list[str]) -> int:
    """Run the named parts, or all of them; return 1 where a limit was missed."""
    if words[:1] == ["--part"]:
        return alone(words[1])
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        sys.stderr.write(f"There is no bench “{unknown[0]}”. Choose from: {', '.join(PARTS)}.\n")
        return 2
    rows = [row for part in words or PARTS for row in measured(part)]
    return 0 if show(rows) else 1


def measured(part: str) -> list[Row]:
    """Return the rows of one part, measured by a process of its own; of some, on a server as well."""
    places = ["file", "server"] if part in ON_BOTH else ["file"]
    if part in ON_BOTH and not os.environ.get("TABARA_TEST_DATABASE"):
        sys.stderr.write(f"Left out: {part} on PostgreSQL, because TABARA_TEST_DATABASE names no server.\n")
        places.remove("server")
    return [row for place in places for row in measured_on(place, part)]


def measured_on(place: str, part: str) -> list[Row]:
    """Return the rows of one part in one place."""
    sys.stderr.write(f"measuring: {part}{' on PostgreSQL' if place == 'server' else ''}\n")
    command, there = [sys.executable, "-m", "bench", "--part", part], {**os.environ, "BENCH_ON": place}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=there)
    return [Row(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def alone(part: str) -> int:
    """Measure one part here, and print its rows for the process that asked."""
    module = __import__(f"bench.{part}", fromlist=["measure"])
    sys.stdout.write(json.dumps([asdict(row) for row in module.measure()]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
