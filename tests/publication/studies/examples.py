"""Studies of each outcome, made once for all tests that print them."""

from functools import cache
from itertools import product

from tabara.methods.prevalence import CaptureTable, capture_table
from tabara.methods.prevalence.study import Description, Justified, Study
from tests.methods.prevalence.published import published
from tests.methods.prevalence.study.quick import FEW, quick

TOLD = Description(
    period="2013",
    victim="Présumées victimes de traite",
    linkage="Splink 5, 0.95",
    lists={"police": "People heard by the police"},
    assumptions={"closed": Justified("One year only", "the data team")},
)


def independent() -> CaptureTable:
    """Four lists that do not depend on each other, of 4,000 people."""
    reach, cells = (0.3, 0.25, 0.2, 0.15), {}
    for history in product((0, 1), repeat=4):
        chance = 1.0
        for on, one in zip(history, reach, strict=True):
            chance *= one if on else 1 - one
        cells[history] = round(4000 * chance) if any(history) else 0
    return capture_table(["police", "shelter", "hotline", "justice"], cells)


def apart() -> CaptureTable:
    """Three lists of which one shares nobody."""
    cells = {(1, 0, 0): 120, (0, 1, 0): 80, (0, 0, 1): 60, (1, 1, 0): 14}
    return capture_table(["police", "shelter", "hotline"], cells)


@cache
def estimated() -> Study:
    return quick(
        independent(), description=TOLD, claim=6000, methods=(*FEW, "no-highest", "latent"), linkages=(independent(),)
    )


@cache
def least() -> Study:
    return quick(published("Korea"), claim=900)


@cache
def nothing() -> Study:
    return quick(apart(), description=TOLD, methods=(*FEW, "bayes", "latent", "no-highest"))
