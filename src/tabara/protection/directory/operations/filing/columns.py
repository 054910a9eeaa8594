"""The columns of a file of providers: how each is called, and how its cells are filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.protection.directory.operations.filing.plain import plain


class Cell(StrEnum):
    """What stands in a cell."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    NUMBER = "number"
    DAY = "day"
    YES = "yes"


@dataclass(frozen=True)
class Column:
    """One column. Its key is known to every file; its title is the reader's."""

    key: str
    title: str | Promise
    cell: Cell = Cell.TEXT
    codelist: str = ""


OF_PROVIDER = (
    Column("name", _("Provider")),
    Column("agency", _("Agency")),
    Column("kind", _("Kind of provider"), Cell.CODE, "provider_kind"),
    Column("place", _("Place")),
    Column("division", _("Division of the place")),
    Column("phone", _("Telephone")),
    Column("hours", _("Opening hours")),
    Column("languages", _("Languages spoken"), Cell.CODES, "language"),
    Column("is_confidential", _("Secret place"), Cell.YES),
)
OF_SERVICE = (
    Column("service", _("Service"), Cell.CODE, "service"),
    Column("cost", _("Cost"), Cell.CODE, "service_cost"),
    Column("service_hours", _("Hours of the service")),
    Column("closed_days", _("Closed on"), Cell.CODES, "weekday"),
    Column("capacity", _("Persons at a time"), Cell.NUMBER),
    Column("full_until", _("Full until"), Cell.DAY),
    Column("sexes", _("For which sex"), Cell.CODES, "sex"),
    Column("age_from", _("From which age"), Cell.NUMBER),
    Column("age_to", _("Up to which age"), Cell.NUMBER),
    Column("takes_children", _("A parent may bring children"), Cell.YES),
    Column("child_age_to", _("Up to which age of the children"), Cell.NUMBER),
    Column("disabilities", _("Fit for which difficulties"), Cell.CODES, "disability"),
    Column("categories", _("Only for these categories"), Cell.CODES, "category"),
    Column("needs_determination", _("Only for identified victims"), Cell.YES),
)
PROBLEM = Column("problem", _("What is wrong"))  # of a file that we sent back: not read again
COLUMNS = (*OF_PROVIDER, *OF_SERVICE, PROBLEM)
BY_KEY: Mapping[str, Column] = {one.key: one for one in COLUMNS}
NEEDED = ("name",)


def titles() -> dict[str, str]:
    """Return the key of each column by everything that it may be called: in every language of the pack, and its key."""
    found = {plain(one.key): one.key for one in COLUMNS}
    for language in codelists.pack().languages:
        with translation.override(language):
            found |= {plain(str(one.title)): one.key for one in COLUMNS}
    return found


def title(key: str) -> str:
    """Return what a column is called in the reader's language."""
    return str(BY_KEY[key].title)
