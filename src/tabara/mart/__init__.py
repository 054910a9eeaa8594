"""The valve: the domain's rows become de-identified tables, the only source of figures.

built = build(folder, at=now)          # one way, every field with a declared fate
mart = open_mart(folder)               # DuckDB over the Parquet files, and nothing else within its reach
mart.sql("SELECT count(*) FROM facts")
"""

from importlib import import_module
from typing import Any

FACE = {
    "Build": "tabara.mart.store",
    "Mart": "tabara.mart.reading",
    "MartError": "tabara.mart.errors",
    "MartMissing": "tabara.mart.errors",
    "open_mart": "tabara.mart.reading",
    "standing": "tabara.mart.store",
}


def __getattr__(name: str) -> Any:
    """Fetch a name when it is first asked for: Django imports this package before its models can be."""
    if name not in FACE:
        raise AttributeError(f"tabara.mart has no {name}")
    return getattr(import_module(FACE[name]), name)
