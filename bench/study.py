"""A whole study of six British lists with the usual settings, in CPU seconds: every method, other shapes, gates.

No other package makes one. Stepwise with a thousand resamples, which is a part of it, takes 885 seconds in R.
"""

from bench.prevalence import seconds
from bench.table import Row
from tabara.methods.prevalence.study import study
from tests.methods.prevalence.published import published

STUDY_SECONDS = 120.0


def measure() -> list[Row]:
    """Return the rows of the table."""
    found = seconds(lambda: study(published("UKdat")))
    quick = seconds(lambda: study(published("UKdat"), methods=["stepwise", "bic", "aic", "bayes", "graphs"]))
    return [
        Row("UKdat: a study with every method, 1,000 resamples, 20 chains", found, "CPU s", at_most=STUDY_SECONDS),
        Row("UKdat: the same without latent classes", quick, "CPU s"),
    ]
