"""All that a study tried, before anything is said of it."""

from dataclasses import dataclass

from tabara.methods.prevalence.bounds import PAIRS
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.estimate import Estimate, Status
from tabara.methods.prevalence.strata import Strata
from tabara.methods.prevalence.study.parts.variants import CHIEFS
from tabara.methods.prevalence.study.shape import Fit, Linkages, Reference, Trajectory, Variant
from tabara.methods.prevalence.two_lists import CHAPMAN, TWO


def least_by(table: CaptureTable) -> str:
    """Name the method of the least number: of pairs of lists, or of the only pair there is."""
    return CHAPMAN if len(table.lists) == TWO else PAIRS


@dataclass(frozen=True, slots=True)
class Found:
    """All that was tried, before anything is said of it."""

    table: CaptureTable
    strata: Strata | None
    ensemble: tuple[Estimate, ...]
    bounds: tuple[Estimate, ...]
    left_out: tuple[Variant, ...]
    references: tuple[Reference, ...]
    trajectory: Trajectory | None
    fits: tuple[Fit, ...]
    linkages: Linkages | None
    merged: tuple[Variant, ...] = ()
    stratified: Estimate | None = None
    least_otherwise: tuple[Estimate, ...] = ()  # the least number of each other linkage
    misses: bool | None = None  # whether links were missed that nobody counted; None where nobody told

    @property
    def numbers(self) -> dict[str, float]:
        """The number of each method that gives one."""
        return {
            one.method: one.value for one in self.ensemble if one.status is Status.ESTIMATED and one.value is not None
        }

    def by(self, method: str) -> Estimate | None:
        """Give what one method found, if it was asked."""
        return next((one for one in (*self.ensemble, *self.bounds) if one.method == method), None)

    @property
    def chief(self) -> Estimate | None:
        """The estimate to quote if one may be: the first of those that hold the choice of the model."""
        return next((one for one in map(self.by, CHIEFS) if one is not None and one.value is not None), None)

    @property
    def least(self) -> Estimate | None:
        """The least number."""
        found = self.by(least_by(self.table))
        return None if found is None or found.value is None else found
