"""Print what was measured beside its limit, with the machine it was measured on."""

import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured value and its limit."""

    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def holds(self) -> bool:
        """Return whether the value is inside its limit."""
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    def line(self) -> str:
        """Return the row as printed."""
        limit = "" if self.at_most is None else f"≤ {self.at_most:g}"
        limit = limit if self.at_least is None else f"≥ {self.at_least:g}"
        verdict = ("holds" if self.holds else "MISSED") if limit else ""
        return f"{self.what:<72} {self.value:>12,.3f} {self.unit:<6} {limit:>10}  {verdict}"


def show(rows: Iterable[Row]) -> bool:
    """Print the rows under the machine's name; return whether every limit holds."""
    kept = list(rows)
    sys.stdout.write("\n".join([machine(), *(row.line() for row in kept), ""]))
    return all(row.holds for row in kept)


def machine() -> str:
    """Return what the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    return f"{machine}, Python {platform.python_version()}"
