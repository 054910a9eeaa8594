"""Read the mart: DuckDB over the Parquet files of one build, with nothing else within its reach."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from tabara.mart import store
from tabara.mart.errors import MartMissing

VIEWS = Path(__file__).parent / "views"
# Views whose rows need not be taken together to count persons: one row each, or one each for a quarter.
ONE_EACH = ("identification",)
ONE_EACH_QUARTER = ("assistance_quarters", "victim_assistance_quarters")
CLOSED = {  # nothing is fetched, nothing is loaded
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


@dataclass(frozen=True)
class Mart:
    """One build, open for reading. Close it, or use it in a `with` statement."""

    about: store.Build
    engine: duckdb.DuckDBPyConnection
    columns: Mapping[str, tuple[str, ...]]  # of each table and view

    @property
    def build_id(self) -> str:
        """Return the name of the build."""
        return self.about.build_id

    @property
    def built_at(self) -> dt.datetime:
        """Return the moment of the build."""
        return self.about.at

    @property
    def versions(self) -> tuple[str, ...]:
        """Return the versions of the administrative division, oldest first."""
        return tuple(self.about.settings["versions"])

    def mask(self, codelist: str, codes: Iterable[str]) -> int:
        """Return the codes of a list as the number that the tables hold for them; unknown ones are in none."""
        known = self.about.settings["bits"][codelist]
        return sum(1 << known.index(code) for code in set(codes) if code in known)

    def sql(self, query: str, given: Mapping[str, Any] | Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query.

        Raises:
            MartMissing: where the mart was built anew meanwhile, and these files are gone.
        """
        try:
            return self.engine.cursor().execute(query, given).fetchall()
        except duckdb.IOException as error:
            raise MartMissing(_("The figures were just built anew. Load the page again.")) from error

    def span(self) -> tuple[int, int] | None:
        """Return the first and the last month that figures can be about; `None` where nothing was recorded."""
        first, last = self.sql("SELECT min(m) AS first, max(m) AS last FROM months")[0]
        return None if first is None else (first, last)

    def close(self) -> None:
        """Let go of the files."""
        self.engine.close()

    def __enter__(self) -> "Mart":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_mart(folder: Path) -> Mart:
    """Open the build in use.

    Raises:
        MartMissing: where there is none yet.
    """
    build = store.current_folder(folder)
    engine = duckdb.connect(config=CLOSED)
    for file in sorted(build.glob("*.parquet")):
        place = str(file).replace("'", "''")
        engine.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{place}')")  # noqa: S608 - our own files
    for file in sorted(VIEWS.glob("*.sql")):
        engine.execute(f"CREATE VIEW {file.stem} AS {file.read_text(encoding='utf-8')}")
    lock(engine, build)
    return Mart(store.read_about(build), engine, _columns(engine))


def lock(engine: duckdb.DuckDBPyConnection, build: Path) -> None:
    """Leave nothing within reach of the connection but the build's own folder, for good."""
    place = str(build).replace("'", "''")
    engine.execute(f"SET allowed_directories = ['{place}']")
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")


def _columns(engine: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    query = "SELECT table_name, list(column_name) AS names FROM duckdb_columns() WHERE NOT internal GROUP BY table_name"
    return {table: tuple(names) for table, names in engine.execute(query).fetchall()}
