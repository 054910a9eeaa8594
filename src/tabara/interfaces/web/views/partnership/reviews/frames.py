"""The frames of the world with our figures of a year, and why there is none where there is none."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara import codelists
from tabara.access.enums import Permission
from tabara.codelists import CodelistError
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.views.figures.asked import the_mart
from tabara.mart import Mart, MartMissing
from tabara.publication.dossier import TargetLines, target_lines
from tabara.publication.typesetting import Words

YEARS_BACK = 10


@needs(Permission.COMMISSION_READ)
def frames(request: HttpRequest) -> HttpResponse:
    """Show every frame with its targets."""
    shown = {"frames": codelists.pack().frames.frames, "spoken": texts.language()}
    return render(request, "partnership/reviews/frames.html", shown)


@needs(Permission.COMMISSION_READ)
def frame(request: HttpRequest, frame: str) -> HttpResponse:
    """Show the figures of a year that answer a frame, as the public may see them."""
    try:
        one = codelists.pack().frames.frame(frame)
    except CodelistError as unknown:
        raise Http404 from unknown
    year, mart = chosen_year(request), standing_mart()
    targets = (
        _computed(settings.MART, mart.build_id, one.key, year, texts.language())
        if mart
        else target_lines(one, mart=None, year=year, words=Words(texts.language()))
    )
    shown = {
        "one": one,
        "spoken": texts.language(),
        "targets": targets,
        "year": year,
        "years": years(),
        "built": mart.built_at if mart else None,
    }
    return render(request, "partnership/reviews/frame.html", shown)


def standing_mart() -> Mart | None:
    """Return the mart in use, or nothing where there is none yet."""
    try:
        return the_mart()
    except MartMissing:
        return None


def years() -> list[int]:
    """Return the years that can be asked for, the newest first."""
    this = timezone.localdate().year
    return list(range(this, this - YEARS_BACK, -1))


def chosen_year(request: HttpRequest) -> int:
    """Return the year asked for, or this one."""
    said = (request.POST or request.GET).get("year", "")
    return next((year for year in years() if str(year) == said), years()[0])


@lru_cache(maxsize=64)
def _computed(folder: Path, build: str, key: str, year: int, spoken: str) -> tuple[TargetLines, ...]:
    """Return a frame's figures; a build never changes, so they are worked out once."""
    return target_lines(codelists.pack().frames.frame(key), mart=the_mart(), year=year, words=Words(spoken))


urlpatterns = [
    path("partnership/frames", frames, name="frames"),
    path("partnership/frames/<slug:frame>", frame, name="frame"),
]
