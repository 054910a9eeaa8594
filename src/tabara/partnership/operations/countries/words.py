"""What no record of the work with other countries may say."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.protection.cases.operations import checks

FAR = dt.timedelta(days=366 * 30)  # an agreement that runs longer is a slip


def written(text: str, field: str, longest: int, otherwise: str) -> str:
    """Return a text without its margins; where there is none, `otherwise` asks for it."""
    said = text.strip()
    if not said:
        raise Refused(otherwise, field)
    return short(said, field, longest)


def short(text: str, field: str, longest: int) -> str:
    """Return a text that may be empty without its margins; refuse one that is too long."""
    if len(text.strip()) > longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": longest}, field)
    return text.strip()


def others(countries: Iterable[str], on: dt.date, field: str = "countries") -> list[str]:
    """Return the codes of other countries; refuse none, and the own one among them."""
    known = checks.all_known("country", countries, field, on=on)
    if not known:
        raise Refused(_("Choose at least one other country."), field)
    if codelists.pack().country in known:
        raise Refused(_("This is our own country. Choose the other ones."), field)
    return known
