"""That two records were found to be one person, in the timeline of each of her cases."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web.casefile.entries import Entry
from tabara.protection.intake import doubles


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return the merges of the person, to the holder's own people."""
    if not story.whole:
        return []
    found = []
    for one in story.of(doubles.merges_of):
        found.append(Entry(timezone.localdate(one.merged_at), _("Two records merged"), "", one.merged_by.name))
        if one.undone_at:
            found.append(Entry(timezone.localdate(one.undone_at), _("Merge undone"), "", one.undone_by.name))
    return found
