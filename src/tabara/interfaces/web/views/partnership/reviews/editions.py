"""An edition of a review that the pack does not know: written down, and put right."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.reviews import CorrectEdition, NewEdition
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries


@needs(Permission.COMMISSION_KEEP)
def record(request: HttpRequest, review: str) -> HttpResponse:
    """Ask for an edition that the pack does not know."""
    one = queries.review(by=request.user, key=review)
    return ask(
        request,
        NewEdition(request.POST or None, ratings=one.ratings),
        does=operations.record_edition,
        given=lambda said: {"review": one.key, **_facts(said), "year": said["year"]},
        words={
            "title": _("Write down an edition"),
            "button": _("Save"),
            "said": _("The edition is written down."),
            "explanation": _("Only what you have read yourself, with its source. What is not known stays lacking."),
        },
        back=("review", {"review": one.key}),
    )


@needs(Permission.COMMISSION_KEEP)
def correct(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what is right; what stood before is kept."""
    row = queries.edition(by=request.user, number=number)
    one = queries.review(by=request.user, key=row.review)
    stands = {"rating": row.rating, "source": row.source, "published_on": row.published_on}
    return ask(
        request,
        CorrectEdition(request.POST or None, ratings=one.ratings, initial=stands),
        does=operations.correct_edition,
        given=lambda said: {"edition": row, **_facts(said), "reason": said["reason"]},
        words={
            "title": _("Correct the edition of %(year)s") % {"year": row.year},
            "button": _("Save"),
            "said": _("It is corrected. What stood before is kept."),
        },
        back=("review", {"review": one.key}),
    )


def _facts(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"rating": said.get("rating", ""), "source": said["source"], "published_on": said["published_on"]}


urlpatterns = [
    path("partnership/reviews/<slug:review>/edition", record, name="record-edition"),
    path("partnership/editions/<uuid:number>/correct", correct, name="correct-edition"),
]
