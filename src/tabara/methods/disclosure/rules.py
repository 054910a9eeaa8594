"""Who may see how small a count."""

from dataclasses import dataclass
from typing import Literal

from tabara.methods.disclosure.cell_keys import Ptable
from tabara.methods.disclosure.dominance import Dominance
from tabara.methods.disclosure.errors import DisclosureError


@dataclass(frozen=True, slots=True)
class Rule:
    """From which count on a figure is shown, and how a smaller one is written.

    `threshold` is the smallest count shown; nought or one shows all. `style` "suppress" gives no hint, "less-than"
    writes "<5". Where `zeros` are "withheld", no group is shown to be empty either. Without `complementary`, a
    small count may be computed from its total: only for readers who may see the small counts anyway. `dominance` says
    when a number is withheld for its only contributor; with `noise`, cells are moved instead of withheld. Both are for
    whoever counts: a table knows neither contributors nor keys.
    """

    threshold: int
    style: Literal["suppress", "less-than"] = "suppress"
    zeros: Literal["shown", "withheld"] = "shown"
    complementary: bool = True
    dominance: Dominance | None = None
    noise: Ptable | None = None

    def __post_init__(self) -> None:
        if self.threshold < 0:
            raise DisclosureError(f"A threshold cannot be negative: {self.threshold}.")

    def withholds(self, count: int) -> bool:
        """Whether a count is too small to be shown for its own sake.

        >>> [PUBLIC.withholds(count) for count in (0, 1, 9, 10)]
        [False, True, True, False]
        """
        return count < self.threshold and (count > 0 or (self.zeros == "withheld" and self.threshold > 1))


PUBLIC = Rule(threshold=10)
INTERNAL = Rule(threshold=0, complementary=False)
UNODC = Rule(threshold=5, style="less-than")


def protect_value(count: int, rule: Rule) -> int | None:
    """Show a single count, or None.

    >>> protect_value(9, PUBLIC), protect_value(10, PUBLIC), protect_value(0, PUBLIC)
    (None, 10, 0)
    """
    if count < 0:
        raise DisclosureError(f"A count cannot be negative: {count}.")
    return None if rule.withholds(count) else count


def value_text(count: int, rule: Rule, withheld: str = "") -> str:
    """Write a single count as the rule's style wants it; `withheld` is the word for one that may not be seen.

    >>> value_text(3, UNODC), value_text(5, UNODC), value_text(3, PUBLIC, "withheld")
    ('<5', '5', 'withheld')
    """
    if protect_value(count, rule) is not None:
        return str(count)
    return f"<{rule.threshold}" if rule.style == "less-than" else withheld
