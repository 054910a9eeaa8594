"""Papers as they are about to leave, with their numbers: a map, the report of a study, or any paper of figures."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.codelists import Profile, Surface
from tabara.indicators import Figure
from tabara.indicators.compute import in_version
from tabara.indicators.entries import entries_of
from tabara.indicators.profiles import profile_at
from tabara.mart import Mart
from tabara.methods.prevalence.study import Study
from tabara.publication.releases.leaving import Leaving
from tabara.publication.releases.naming import STUDY
from tabara.publication.studies import released


def map_leaving(whole: Figure, cells: Sequence[Figure], *, mart: Mart, language: str, geography: str) -> Leaving | None:
    """Return the numbers of a map: of all, and of each place."""
    return paper("map", whole.key, language, [whole, *cells], profile_at(Surface.MAP), mart, geography)


def study_leaving(
    study: Study,
    *,
    lists: Sequence[Mapping[str, Any]],
    language: str,
    finished_at: dt.datetime,
    struck_at: dt.datetime | None,
) -> Leaving:
    """Return the report of a study as others may read it: how many people stand on which of its lists.

    Raises:
        Refused: where the linkage behind it was taken out of use.
    """
    if struck_at is not None:
        raise Refused(_("The linkage behind this study was taken out of use. Study another linkage of these lists."))
    since, until = released.period_of(lists)
    entries = released.entries_of_study(study, lists)
    return Leaving(STUDY, STUDY, language, since, until, released.PUBLIC, finished_at, entries)


def paper(
    kind: str,
    name: str,
    language: str,
    figures: Sequence[Figure],
    profile: Profile,
    mart: Mart,
    geography: str = "",
) -> Leaving | None:
    """Return a paper with its numbers, each once; nothing where it has none."""
    told = tuple(dict.fromkeys(entries_of(figures, in_version(mart, geography))))
    if not told:
        return None
    since, until = min(one.since for one in told), max(one.until for one in told)
    return Leaving(kind, name, language, since, until, profile.key, mart.built_at, told)
