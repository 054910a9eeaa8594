"""Who did, saw or was refused what in a case."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.interfaces.web import texts
from tabara.interfaces.web.deeds import deed


def acts_of(case: Any, by: Any) -> list[dict[str, str]]:
    """Return who did, saw or was refused what, newest first, as people read it; the same again is told once."""
    told = [
        {
            "at": texts.moment(row.at),
            "who": name,
            "what": deed(row.operation, row.outcome, of_case=True),
            "outcome": _("refused") if row.outcome == "denied" else "",
        }
        for row, name in access.acts_on(by=by, subject=case.pk)
    ]
    return [next(same) for _what, same in groupby(told, key=lambda one: (one["who"], one["what"], one["outcome"]))]
