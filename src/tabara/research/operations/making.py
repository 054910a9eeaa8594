"""Make a study of what was counted: from the stored table, the linkages drawn, and what its maker says.

What the system itself knows is told in codes and values: a report puts them into the words of its reader.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from tabara.methods.linkage.tokens.account import misses
from tabara.methods.prevalence.study import Description, Justified, Linked, study
from tabara.methods.prevalence.study.description import ASSUMPTIONS
from tabara.research.enums import Origin
from tabara.research.models import CaptureCount, Study
from tabara.research.queries.left_out import left_out
from tabara.research.queries.tables import table_of

__all__ = ["ASSUMPTIONS", "made"]

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
    told = {one["key"]: one for one in row.counts.linkage.lists if one["key"] in lists}
    return Description(
        title=row.title,
        period="; ".join(sorted({_period(one) for one in told.values()})),
        made_by=row.asked_by.name,
        lists={key: f"{one['title']}. {one['words']}" for key, one in told.items()},
        assumptions={key: Justified(why, row.asked_by.name) for key, why in row.settings["why"].items()},
        victims=tuple(sorted({one["victims"] for one in told.values()})),
        linked=_linked(row.counts),
        not_agreed=left_out(row.counts),
    )


def _period(one: Mapping[str, str]) -> str:
    """Write the first and the last day of a list."""
    last = dt.date.fromisoformat(one["until"]) - dt.timedelta(days=1)
    return f"{one['since']} – {last.isoformat()}"


def _linked(counts: CaptureCount) -> Linked:
    linkage = counts.linkage
    if linkage.origin != Origin.VAULT:
        values = {name: one for name, one in linkage.account.items() if name != "left_out"}
        return Linked(linkage.origin, values, misses(values.get("scheme", "")))
    quality = linkage.quality
    values = {
        "versions": ", ".join(f"{name} {one}" for name, one in linkage.versions.items()),
        "sure": quality["sure"],
        "doubt": quality["doubt"],
        "undecided": counts.undecided,
        "sha256": linkage.sha256,
    }
    return Linked(linkage.origin, values)
