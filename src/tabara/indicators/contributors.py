"""Which agencies contributed to each cell, and which cells are therefore one agency's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tabara.indicators.catalogue import Indicator
from tabara.indicators.counting import Cells, Cut
from tabara.mart import Mart
from tabara.methods.disclosure import Dominance, Rule

WHO = ("provider", "sender", "agency")  # the column that says whose doing it was, the nearest to it first


def contributor(one: Indicator, rule: Rule, mart: Mart) -> str:
    """Return the column that says who contributed; nothing where the rule asks for nobody, or the view knows nobody."""
    if rule.dominance is None or one.open:
        return ""
    own = next((name for name in WHO if name in mart.columns[one.view]), "")
    return own or ("agency" if "case_no" in mart.columns[one.view] else "")


def by_contributor(cut: Cut, who: str) -> Cut:
    """Return the cut that says who contributed to the cells of a cut."""
    return Cut(cut.indicator, (*(name for name in cut.by if name != who), who), cut.where, cut.types, cut.others)


@dataclass(frozen=True)
class Contributors:
    """What each agency contributed to each cell, by the breakdown of the cells."""

    rule: Dominance | None = None
    parts: Mapping[tuple[str, ...], Mapping[tuple[str, ...], Mapping[str, int]]] = field(default_factory=dict)

    def one_stands_behind(self, by: tuple[str, ...], codes: tuple[str, ...]) -> bool:
        """Say whether a cell is one agency's own, or nearly."""
        return self.rule is not None and self.rule.withholds(self.parts.get(by, {}).get(codes, {}))

    def places(self, cells: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[int]:
        """Return the places of those cells, each a breakdown and its codes, that are one agency's own."""
        return [at for at, (by, codes) in enumerate(cells) if self.one_stands_behind(by, codes)]


NOBODY = Contributors()


def contributors(cuts: Sequence[Cut], who: str, found: Mapping[Cut, Cells], rule: Rule) -> Contributors:
    """Return who contributed to the cells of some cuts; without a column that says so, nobody is looked at."""
    if not who:
        return NOBODY
    return Contributors(rule.dominance, {cut.by: _parts(cut, who, found[by_contributor(cut, who)]) for cut in cuts})


def _parts(cut: Cut, who: str, cells: Cells) -> dict[tuple[str, ...], dict[str, int]]:
    found: dict[tuple[str, ...], dict[str, int]] = {}
    rest = tuple(name for name in cut.by if name != who)
    for codes, number in cells.items():
        told = {**dict(zip(rest, codes[:-1], strict=True)), who: codes[-1]}
        found.setdefault(tuple(told[name] for name in cut.by), {})[codes[-1]] = number
    return found
