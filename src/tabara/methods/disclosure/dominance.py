"""Whether one agency stands behind a number: then the number is that agency's, and tells of it and its people.

References
----------
Hundepool et al. (2012), Statistical Disclosure Control, section 4.2.1: the (n, k) rule of dominance, with n = 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tabara.methods.disclosure.errors import DisclosureError


@dataclass(frozen=True, slots=True)
class Dominance:
    """How many contribute to a number at least, and the share that none exceeds; one and all of it asks nothing."""

    contributors: int = 2
    largest: float = 0.9

    def __post_init__(self) -> None:
        if self.contributors < 1 or not 0 < self.largest <= 1:
            raise DisclosureError(
                f"Dominance needs a number of contributors from 1 and a share up to 1, not {self.contributors} and "
                f"{self.largest}."
            )

    @property
    def asks(self) -> bool:
        """Whether it could withhold anything."""
        return self.contributors > 1 or self.largest < 1

    def withholds(self, parts: Mapping[str, int]) -> bool:
        """Whether what each contributor put into a number leaves it one's own; an empty number is nobody's.

        >>> rule = Dominance()
        >>> [rule.withholds(parts) for parts in ({}, {"a": 40}, {"a": 90, "b": 10}, {"a": 91, "b": 9})]
        [False, True, False, True]
        """
        given = [part for part in parts.values() if part > 0]
        if min(parts.values(), default=0) < 0:
            raise DisclosureError("A contributor cannot put in less than nothing.")
        if not given:
            return False
        return len(given) < self.contributors or max(given) > self.largest * sum(given) + 1e-9
