"""Make a study of what was counted: from the stored table, the linkages drawn, and what its maker says."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from tabara.methods.prevalence.study import Description, Justified, study
from tabara.methods.prevalence.study.description import ASSUMPTIONS
from tabara.research.enums import Victims
from tabara.research.models import Linkage, Study
from tabara.research.queries.tables import table_of

__all__ = ["ASSUMPTIONS", "made"]

# What a list counts, as a report says it: reports are in French and English, and translate what is fixed themselves.
VICTIM: Mapping[str, str] = {
    Victims.PRESUMED: "Registered as a presumed victim, or found to be a possible or an actual one",
    Victims.IDENTIFIED: "Found by a determination to be a possible or an actual victim",
}
Tell = Callable[[float, str], None]


def made(row: Study, *, tell: Tell) -> dict[str, Any]:
    """Return what a study says, as plain values; the same study gives the same."""
    counts, settings = row.counts, row.settings
    table = table_of(counts)
    found = study(
        table,
        bootstrap=settings["resamples"],
        seed=row.seed,
        linkages=[table_of(counts, one) for one in counts.drawn],
        description=described(row, table.lists),
        claim=settings["claim"],
        progress=tell,
    )
    return found.as_dict()


def described(row: Study, lists: tuple[str, ...]) -> Description:
    """Return what is known of a study beside its table: definitions, linkage, who made it, and why it may hold."""
    linkage = row.counts.linkage
    told = {one["key"]: one for one in linkage.lists if one["key"] in lists}
    return Description(
        title=row.title,
        period="; ".join(sorted({_period(one) for one in told.values()})),
        victim="; ".join(sorted({VICTIM[one["victims"]] for one in told.values()})),
        linkage=_linked(linkage, row.counts.undecided),
        made_by=row.asked_by.name,
        lists={key: f"{one['title']}. {one['words']}" for key, one in told.items()},
        assumptions={key: Justified(why, row.asked_by.name) for key, why in row.settings["why"].items()},
    )


def _period(one: Mapping[str, str]) -> str:
    """Write the first and the last day of a list."""
    last = dt.date.fromisoformat(one["until"]) - dt.timedelta(days=1)
    return f"{one['since']} – {last.isoformat()}"


def _linked(linkage: Linkage, undecided: int) -> str:
    quality = linkage.quality
    left = sum(told["left_out"] for told in linkage.people.values())
    return (
        f"Linked in clear inside the vault ({', '.join(f'{name} {one}' for name, one in linkage.versions.items())}); "
        f"pairs from {quality['sure']:g} on count as one person, from {quality['doubt']:g} on somebody looks; "
        f"{undecided} pairs wait. {left} people who do not agree to research are on no list. Linkage {linkage.sha256}."
    )
