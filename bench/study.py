"""Whole studies with the usual settings, in CPU seconds: six British lists, and eight, ten and twelve invented ones.

No other package makes one. Stepwise with a thousand resamples, which is a part of it, takes 885 seconds in R for the
British lists. A country's first study has ten agencies or more, most of whom share hardly anybody.
"""

import numpy as np

from bench.prevalence import seconds
from bench.table import Row
from tabara.methods.prevalence import CaptureTable, capture_table
from tabara.methods.prevalence.study import study
from tests.methods.prevalence.published import published

STUDY_SECONDS = 120.0
MANY_LISTS = {8: 60.0, 10: 90.0, 12: 120.0}
PEOPLE = 1_500
QUICK = ["stepwise", "bic", "aic", "bayes", "graphs"]


def measure() -> list[Row]:
    """Return the rows of the table."""
    found = seconds(lambda: study(published("UKdat")))
    quick = seconds(lambda: study(published("UKdat"), methods=QUICK))
    rows = [
        Row("UKdat: a study with every method, 1,000 resamples, 20 chains", found, "CPU s", at_most=STUDY_SECONDS),
        Row("UKdat: the same without latent classes", quick, "CPU s"),
    ]
    for lists, at_most in MANY_LISTS.items():
        table = sparse(lists)
        what = f"{lists} lists, {table.observed} people: a study with every method, each two lists merged"
        rows.append(Row(what, seconds(lambda table=table: study(table)), "CPU s", at_most=at_most))
    return rows


def sparse(lists: int, seed: int = 1) -> CaptureTable:
    """Return invented people on lists that refer to each other or exclude each other, one of them with three people."""
    rng = np.random.default_rng([seed, lists, 7])
    easy = rng.random(PEOPLE) < 0.3
    on = rng.random((PEOPLE, lists)) < rng.uniform(0.01, 0.09, lists) * np.where(easy, 3.0, 0.7)[:, None]
    for one in range(0, lists - 1, 2):
        on[:, one + 1] |= on[:, one] & (rng.random(PEOPLE) < 0.2)
    for one in range(0, lists - 2, 3):
        on[:, one + 2] &= ~on[:, one]
    on[:, -1] = False
    seen = on.any(axis=1)
    on[rng.choice(np.flatnonzero(seen), 2, replace=False), -1] = True
    on[rng.choice(np.flatnonzero(~seen), 1), -1] = True
    histories, counts = np.unique(on[on.any(axis=1)].astype(int), axis=0, return_counts=True)
    pairs = zip(histories.tolist(), counts.tolist(), strict=True)
    return capture_table("ABCDEFGHIJKL"[:lists], {tuple(one): many for one, many in pairs})
