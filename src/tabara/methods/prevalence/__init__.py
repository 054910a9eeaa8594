"""Estimate how many people there are from how lists of some of them overlap (multiple systems estimation).

`read_csv`, `from_rows` and `capture_table` make the table that every estimator takes; every estimator returns an
`Estimate`, whose status may be that nothing can be said.
"""

from tabara.methods.prevalence.bounds import chao_bound, pairs_bound
from tabara.methods.prevalence.capture import CaptureTable, capture_table
from tabara.methods.prevalence.doubly_robust import doubly_robust
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable
from tabara.methods.prevalence.graphs import graph_average
from tabara.methods.prevalence.latent import latent_classes
from tabara.methods.prevalence.reading import from_rows, read_csv, read_strata
from tabara.methods.prevalence.selection import aic_stepwise, bic_ensemble, stepwise
from tabara.methods.prevalence.sensitivity import curve, no_highest_interaction, tipping
from tabara.methods.prevalence.strata import pooled, stratified
from tabara.methods.prevalence.thresholding import bayes_threshold
from tabara.methods.prevalence.two_lists import chapman, lincoln_petersen

__all__ = [
    "CaptureTable",
    "Estimate",
    "Interval",
    "PrevalenceError",
    "Provenance",
    "Status",
    "aic_stepwise",
    "bayes_threshold",
    "bic_ensemble",
    "capture_table",
    "chao_bound",
    "chapman",
    "curve",
    "doubly_robust",
    "from_rows",
    "graph_average",
    "latent_classes",
    "lincoln_petersen",
    "no_highest_interaction",
    "not_estimable",
    "pairs_bound",
    "pooled",
    "read_csv",
    "read_strata",
    "stepwise",
    "stratified",
    "tipping",
]
