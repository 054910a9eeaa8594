"""Reviews from outside: all of them, and one with its years and what it recommends."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.partnership import queries
from tabara.partnership.enums import UNSETTLED


@needs(Permission.COMMISSION_READ)
def reviews(request: HttpRequest) -> HttpResponse:
    """Show every review with its latest year and what of it is open."""
    by, today = request.user, timezone.localdate()
    late = queries.recommendations(by=by, late_on=today)
    rows = []
    for one in queries.reviews(by=by):
        known = [year for year in queries.years(by=by, review=one, on=today) if year.source]
        opened = len(queries.recommendations(by=by, review=one.key, states=UNSETTLED))
        of_it = sum(1 for row in late if row.review == one.key)
        rows.append((one, known[0] if known else None, opened, of_it, len(queries.not_followed(by=by, review=one))))
    return render(request, "partnership/reviews/list.html", {"rows": rows, "spoken": texts.language()})


@needs(Permission.COMMISSION_READ)
def review(request: HttpRequest, review: str) -> HttpResponse:
    """Show one review: year by year, what is followed, and what nobody follows yet."""
    by, today, spoken = request.user, timezone.localdate(), texts.language()
    one = queries.review(by=by, key=review)
    shown = {
        "one": one,
        "spoken": spoken,
        "years": queries.years(by=by, review=one, on=today),
        "rows": worded(queries.recommendations(by=by, review=one.key)),
        "waiting": queries.not_followed(by=by, review=one),
        "states": texts.labels("recommendation_state"),
        "today": today,
        "unsettled": UNSETTLED,
    }
    return render(request, "partnership/reviews/review.html", shown)


def worded(rows: list[Any]) -> list[tuple[Any, str]]:
    """Return recommendations with their words in the reader's language."""
    return [(row, queries.words_of(row, texts.language())) for row in rows]


urlpatterns = [
    path("partnership/reviews", reviews, name="reviews"),
    path("partnership/reviews/<slug:review>", review, name="review"),
]
