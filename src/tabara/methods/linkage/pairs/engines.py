"""Where the comparing runs: DuckDB in this process, or Spark for a national register.

Splink opens DuckDB itself; nothing here speaks to it.
"""

import logging
import tempfile
import warnings
from enum import StrEnum
from typing import Any

from splink import Linker
from splink.backends.duckdb import DuckDBAPI

from tabara.methods.linkage.errors import LinkageError

SPARK_CORES = 2
SPARK_MEMORY = "4g"


class Engine(StrEnum):
    """Which database compares."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def opened(engine: Engine) -> Any:
    """Open an engine, empty; Splink's face of it."""
    return DuckDBAPI() if engine is Engine.DUCKDB else _spark()


def _spark() -> Any:
    try:
        from pyspark.sql import SparkSession
        from splink.backends.spark import SparkAPI, similarity_jar_location
    except ImportError:
        raise LinkageError(
            "The engine “spark” needs the package pyspark, which is not installed: "
            "pip install 'tabara[spark]'. Or use the engine “duckdb”."
        ) from None
    session = (
        SparkSession.builder.master(f"local[{SPARK_CORES}]")
        .appName("tabara")
        .config("spark.jars", similarity_jar_location())
        .config("spark.driver.memory", SPARK_MEMORY)
        .config("spark.sql.shuffle.partitions", str(SPARK_CORES * 4))
        .config("spark.default.parallelism", str(SPARK_CORES * 4))
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(_scratch())
    api: Any = SparkAPI
    return api(spark_session=session)


def _scratch() -> str:
    return tempfile.mkdtemp(prefix="tabara-spark-")


def close(database: Any) -> None:
    """Let an engine go, and what it holds in memory."""
    held = getattr(database, "duckdb_con", None)
    if held is not None:
        held.close()


def linker(database: Any, table: Any, settings: Any) -> Any:
    """Give Splink a table and a model. It says nothing on its own: what it knows of its training is told by us."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Linker(table, settings, log_level=logging.CRITICAL)
