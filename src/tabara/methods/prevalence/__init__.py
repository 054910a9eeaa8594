"""Estimate how many people there are from how lists of some of them overlap (multiple systems estimation).

`read_csv`, `from_rows` and `capture_table` make the table that every estimator takes; every estimator returns an
`Estimate`, whose status may be that nothing can be said.
"""

from tabara.methods.prevalence.capture import CaptureTable, capture_table
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable
from tabara.methods.prevalence.graphs import graph_average
from tabara.methods.prevalence.latent import latent_classes
from tabara.methods.prevalence.reading import from_rows, read_csv, read_strata

__all__ = [
    "CaptureTable",
    "Estimate",
    "Interval",
    "PrevalenceError",
    "Provenance",
    "Status",
    "capture_table",
    "from_rows",
    "graph_average",
    "latent_classes",
    "not_estimable",
    "read_csv",
    "read_strata",
]
