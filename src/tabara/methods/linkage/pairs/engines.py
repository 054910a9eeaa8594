"""Where the comparing runs: DuckDB in this process, or Spark for a national register.

Splink opens DuckDB itself; nothing here asks it for anything. What does not fit into memory lies for a while in a
folder that nobody else may read, and is gone when the engine is: it holds the sounds of names.
"""

import logging
import math
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
from splink import Linker
from splink.backends.duckdb import DuckDBAPI
from splink.internals.exceptions import SplinkException

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.pairs.likeness import jaro_winkler

DUCKDB_MEMORY = "3GB"  # beyond it DuckDB goes on in the folder
SPARK_CORES = 2
SPARK_MEMORY = "10g"  # 16 million pairs in one go did not fit into 4
SPARK_PARTS = SPARK_CORES * 16  # few enough to start quickly, small enough to fit
BROADCAST = "1g"  # the records of a million people fit: so no pair is sent about to meet them

INTERRUPTED = ("Query interrupted", "KeyboardInterrupt")  # as DuckDB says it, of its own work and of Python's
SOON = 60  # seconds for Java to end
PASSING = ("__splink__blocked_id_pairs", "__splink__df_predict")  # what Spark leaves of each part

SILENCE = """\
appender.none.type = Null
appender.none.name = none
rootLogger.level = off
rootLogger.appenderRef.none.ref = none
"""


class Engine(StrEnum):
    """Which database compares."""

    DUCKDB = "duckdb"
    SPARK = "spark"


MOST_AT_ONCE = {Engine.DUCKDB: 8_000_000, Engine.SPARK: 4_000_000}
"""How many pairs an engine compares in one go."""


def refuse_missing(engine: Engine) -> None:
    """Refuse an engine that is not installed, before anything is done for it."""
    if engine is Engine.SPARK and find_spec("pyspark") is None:
        raise LinkageError(
            "The engine “spark” needs the package pyspark, which is not installed: "
            "pip install 'tabara[spark]'. Or use the engine “duckdb”."
        )
    if engine is Engine.SPARK and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise LinkageError(
            "The engine “spark” needs Java 17 or later, which is not installed. Install it, or use the engine “duckdb”."
        )


@contextmanager
def opened(engine: Engine) -> Iterator[Any]:
    """Open an engine, empty; Splink's face of it. Afterwards nothing is left of it, in memory or on the disk."""
    with tempfile.TemporaryDirectory(prefix="tabara-linkage-", ignore_cleanup_errors=True) as folder:
        database = _duckdb(folder) if engine is Engine.DUCKDB else _spark(folder)
        try:
            yield database
        except (SplinkException, RuntimeError) as error:
            heed(error)
            raise
        finally:
            _close(database)


def heed(error: BaseException) -> None:
    """Stop where somebody pressed Ctrl-C: DuckDB and Splink take the end of a query for a mistake in it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt) or any(word in str(cause) for word in INTERRUPTED):
            raise KeyboardInterrupt from None
        cause = cause.__cause__ or cause.__context__


def _duckdb(folder: str) -> Any:
    database = DuckDBAPI()
    database.duckdb_con.sql("SET memory_limit = ?", params=[DUCKDB_MEMORY])
    database.duckdb_con.sql("SET temp_directory = ?", params=[folder])
    return database


def _spark(folder: str) -> Any:
    refuse_missing(Engine.SPARK)
    from pyspark.sql import SparkSession
    from splink.backends.spark import SparkAPI, similarity_jar_location

    os.environ["PYSPARK_PYTHON"] = sys.executable  # whose packages measure how alike two words are
    session: Any = SparkSession.builder.master(f"local[{SPARK_CORES}]").appName("tabara")
    for name, value in {**_settings(folder), "spark.jars": similarity_jar_location()}.items():
        session = session.config(name, value)
    session = session.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.sparkContext.setCheckpointDir(folder)
    api: Any = SparkAPI
    database = api(spark_session=session)
    _same_likeness(session)
    return database


def _settings(folder: str) -> dict[str, str]:
    """Say where Spark runs and stores, and that it talks to nobody and says nothing."""
    quiet = Path(folder, "log4j2.properties")
    quiet.write_text(SILENCE, encoding="utf-8")
    return {
        "spark.driver.memory": SPARK_MEMORY,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet.as_uri()}",
        "spark.sql.shuffle.partitions": str(SPARK_PARTS),
        "spark.default.parallelism": str(SPARK_PARTS),
        "spark.sql.autoBroadcastJoinThreshold": BROADCAST,
        "spark.sql.execution.sortBeforeRepartition": "false",  # which is for machines that may fail one by one
        "spark.sql.files.openCostInBytes": "64k",  # or one processor reads a small file whole, and compares all of it
        "spark.sql.warehouse.dir": folder,
        "spark.local.dir": folder,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def _same_likeness(session: Any) -> None:
    from pyspark.sql.functions import arrow_udf

    session.sql("DROP TEMPORARY FUNCTION IF EXISTS jaro_winkler")
    session.udf.register("jaro_winkler", arrow_udf(jaro_winkler, "double"))


def _close(database: Any) -> None:
    if isinstance(database, DuckDBAPI):
        database.duckdb_con.close()
        return
    from pyspark import SparkContext

    gateway = database.spark.sparkContext._gateway
    database.spark.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()  # at which Java ends, and gives its memory back: it would wait for the next session
    gateway.proc.wait(timeout=SOON)
    SparkContext._gateway = SparkContext._jvm = None


def registered(database: Any, table: pa.Table) -> Any:
    """Give an engine a table to compare.

    Spark reads it from a file: rows that it is handed stand in each plan, and whenever it compares two plans it goes
    through all of them again.
    """
    if isinstance(database, DuckDBAPI):
        return database.register(table)
    file = _folder(database.spark) / "records.parquet"
    pq.write_table(table, file, row_group_size=math.ceil(len(table) / SPARK_PARTS))
    return database.register(database.spark.read.parquet(str(file)))


def _folder(session: Any) -> Path:
    return Path(unquote(urlsplit(session.sparkContext.getCheckpointDir()).path))


def taken(database: Any, found: Any, columns: Sequence[str]) -> pa.Table:
    """Take the pairs that were compared out of an engine; there nothing of them is kept.

    Spark has them in files already, which are read as they are: millions of pairs would not fit twice.
    """
    if isinstance(database, DuckDBAPI):
        table = found.as_pyarrow_table().select(list(columns))
        found.drop_table_from_database_and_remove_from_cache()
        return table
    files = [Path(unquote(urlsplit(file).path)) for file in found.as_spark_dataframe().inputFiles()]
    table = pq.read_table([*map(str, files)], columns=list(columns))
    found.drop_table_from_database_and_remove_from_cache()
    for folder in files[0].parents[1].glob("__splink__*"):
        if folder.name.startswith(PASSING):
            shutil.rmtree(folder)
    return table


def linker(database: Any, table: Any, settings: Any) -> Any:
    """Give Splink a table and a model. It says nothing on its own: what it knows of its training is told by us."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Linker(table, settings, log_level=logging.CRITICAL)
