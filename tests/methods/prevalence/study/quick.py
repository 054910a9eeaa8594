"""Studies small enough for a test: few resamples, short chains."""

from typing import Any

from tabara.methods.prevalence import CaptureTable
from tabara.methods.prevalence.gibbs import Run
from tabara.methods.prevalence.study import Gate, Study, study

SHORT = Run(chains=4, iterations=400, burn_in=100, thin=4, classes=4)
FEW = ("stepwise", "bic", "aic", "graphs")  # what takes no chains


def quick(table: CaptureTable, **asked: Any) -> Study:
    """Give a study with fifty resamples, without chains unless they are asked for."""
    told: dict[str, Any] = {"bootstrap": 50, "methods": FEW, "chains": SHORT}
    return study(table, **(told | asked))


def gate(found: Study, name: str) -> Gate:
    """Give one of its gates."""
    (one,) = (gate for gate in found.gates if gate.name == name)
    return one
