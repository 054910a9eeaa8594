"""Estimates from log-linear models that are chosen from the table, and intervals that do not forget the choosing."""

from tabara.methods.prevalence.selection.ensembles import bic_ensemble, usual_order
from tabara.methods.prevalence.selection.forward import aic_stepwise
from tabara.methods.prevalence.selection.resampling import read_resamples
from tabara.methods.prevalence.selection.sparse import stepwise

__all__ = ["aic_stepwise", "bic_ensemble", "read_resamples", "stepwise", "usual_order"]
