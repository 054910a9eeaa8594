"""The dossier of a year as it is about to leave: the numbers that the register of releases remembers of it."""

import datetime as dt

from tabara import codelists
from tabara.codelists import Frame, Review, Surface
from tabara.indicators.compute import in_version
from tabara.indicators.entries import entries_of
from tabara.indicators.profiles import profile_at
from tabara.mart import Mart
from tabara.publication.dossier.framed import figures_of_year
from tabara.publication.releases import Leaving


def dossier_leaving(*, about: Review | Frame, year: int, mart: Mart, language: str) -> Leaving:
    """Return the dossier of a review or a frame with the numbers that it prints."""
    keys = [*(about.indicators if isinstance(about, Frame) else ()), *codelists.pack().parameters["dossier_figures"]]
    entries = entries_of(figures_of_year(list(dict.fromkeys(keys)), mart, year), in_version(mart, ""))
    since, until, profile = dt.date(year, 1, 1), dt.date(year + 1, 1, 1), profile_at(Surface.DOSSIER).key
    return Leaving("dossier", about.key, language, since, until, profile, mart.built_at, entries)
