"""The DuckDB part of a build: from the extracted tables to the ones that figures are counted in.

The grain is the case, and the case by month and by quarter, so that a count of distinct persons in any period is one
grouping of a small table and then a plain sum (measured in the bench).
"""

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

# What hangs on a case: each is written again with short numbers in place of its keys, as `counted_…`.
PLAIN = (
    *("consents", "interviews", "recourses", "reflections"),
    *("assessments", "need_scores", "plans", "goals", "actions", "conferences", "conference_decisions"),
    *("best_interests", "transfers", "asks"),
    *("stays", "nights", "appointments", "payments", "items", "enrolments", "terms", "businesses", "business_visits"),
    *("guardians", "tracings", "returns", "visits", "outcomes", "endings", "episodes"),
    *("sent_abroad", "came_from_abroad"),
)
EXTRACTED = (
    "persons",
    "cases",
    "categories",
    "services",
    "decisions",
    "screenings",
    "awareness",
    "trainings",
    "attendance",
    *PLAIN,
    *("beds", "alerts", "points", "context_values"),
    "code_bits",
    "place_shares",
    "destination_groups",
    "age_bands",
)
# In this order: the later ones read the earlier ones.
DERIVED = (
    "facts",
    "help_months",
    "help_quarters",
    "victims",
    "reach",
    "training",
    "heard",
    "serving",
    "closings",
    "context",
)
READ_AGAIN = ("help_months",)  # by a later one, and so kept
# Tables whose rows have a place: their key, and the alias and key under which the derived table joins them.
PLACED = {
    "facts": ("case_numbers", "case_no", "n"),
    "reach": ("awareness", "nth", "t"),
    "training": ("trainings", "nth", "t"),
    "heard": ("alerts", "nth", "t"),
    "serving": ("points", "nth", "t"),
}
SHARED_OUT = "context"  # the table whose numbers are shared out, and not its rows
VERSION = re.compile(r"\w+")


def derive(folder: Path, versions: Sequence[str]) -> dict[str, int]:
    """Write the derived tables beside the extracted ones in `folder`; return how many rows each has."""
    with duckdb.connect(config={"temp_directory": str(folder / ".spill")}) as engine:
        engine.execute("SET preserve_insertion_order = true")
        for name in EXTRACTED:
            engine.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{_quoted(folder, name)}')")  # noqa: S608 - our own names
        engine.execute(read("numbers"))
        for table, key, _alias in PLACED.values():
            for version in versions:
                engine.execute(read("placed", table=table, key=key, version=_checked(version)))
        counts = {name: _write(engine, folder, name, versions) for name in DERIVED}
        counts |= {f"counted_{name}": _counted(engine, folder, name) for name in (*PLAIN, "screenings")}
    return counts


def read(name: str, **words: str) -> str:
    """Return a statement from its file, with its words filled in."""
    text = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    text = re.sub(r"\{or_unknown:(\w+\.(\w+))\}", r"coalesce(nullif(\1, ''), 'unknown') AS \2", text)
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    return text


def _write(engine: duckdb.DuckDBPyConnection, folder: Path, name: str, versions: Sequence[str]) -> int:
    query = read(name, **_words(name, versions))
    if name in READ_AGAIN:
        engine.execute(f"CREATE TEMP TABLE {name} AS {query}")
        query = f"FROM {name}"
    file = _quoted(folder, name)
    done = engine.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet, COMPRESSION snappy)")
    return int(done.fetchall()[0][0])


def _counted(engine: duckdb.DuckDBPyConnection, folder: Path, name: str) -> int:
    file = _quoted(folder, f"counted_{name}")
    done = engine.execute(f"COPY ({read('counted', table=name)}) TO '{file}' (FORMAT parquet, COMPRESSION snappy)")
    return int(done.fetchall()[0][0])


def _words(name: str, versions: Sequence[str]) -> dict[str, str]:
    """Give what stands in a statement for the divisions, of which only the pack knows how many there are."""
    if name == SHARED_OUT:
        return _shared_out(versions)
    return _geography(name, versions) if name in PLACED else {}


def _shared_out(versions: Sequence[str]) -> dict[str, str]:
    """Give the columns and joins of a number that is shared out over the parts of a place that was split."""
    some = [_checked(version) for version in versions]
    levels = [(level, v) for v in some for level in ("province", "commune")]
    joins = [
        f"LEFT JOIN place_shares AS in_{v} ON in_{v}.place = t.place "
        f"AND in_{v}.place_version = t.place_version AND in_{v}.to_version = '{v}'"
        for v in some
    ]
    return {
        "places": ",\n".join(f"coalesce(nullif(in_{v}.{one}, ''), 'unknown') AS {one}_{v}" for one, v in levels),
        "joins": "\n".join(joins),
        "weight": " * ".join(f"coalesce(in_{v}.weight, 1)" for v in some),
        "order": ", ".join(f"{one}_{v}" for one, v in levels),
        "newest": f"nullif(in_{some[-1]}.commune, '')",
        "held": f"awareness_in_{some[-1]}",
    }


def _geography(name: str, versions: Sequence[str]) -> dict[str, str]:
    """Give the columns and joins of a place in every division: `province_2023`, `commune_2023`, …"""
    table, key, alias = PLACED[name]
    columns = [
        f"coalesce(nullif(in_{v}.{level}, ''), 'unknown') AS {level}_{v}"
        for v in versions
        for level in ("province", "commune")
    ]
    joins = [f"LEFT JOIN {table}_in_{v} AS in_{v} ON in_{v}.{key} = {alias}.{key}" for v in versions]
    newest = f"nullif(in_{versions[-1]}.commune, '')"
    return {"places": ",\n       ".join(columns), "joins": "\n".join(joins), "newest": newest}


def _checked(version: str) -> str:
    if not VERSION.fullmatch(version):
        raise ValueError(f"The version “{version}” of the division must be letters and digits: it names columns.")
    return version


def _quoted(folder: Path, name: str) -> str:
    return str(folder / f"{name}.parquet").replace("'", "''")
