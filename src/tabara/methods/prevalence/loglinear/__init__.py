"""Poisson log-linear models of capture tables, many at once: fitted, or told why they cannot be."""

from tabara.methods.prevalence.loglinear.existence import Fault
from tabara.methods.prevalence.loglinear.fits import Fits, Space, faults, fit
from tabara.methods.prevalence.loglinear.lattice import as_row, seen_cells, terms_of

__all__ = ["Fault", "Fits", "Space", "as_row", "faults", "fit", "seen_cells", "terms_of"]
