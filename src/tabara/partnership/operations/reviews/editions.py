"""Write down an edition of a review that the pack does not know, and put it right."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.models import ReviewEdition
from tabara.partnership.operations.reviews.sayings import (
    LONGEST_SOURCE,
    known_review,
    known_year,
    no_future,
    put_right,
    written,
)
from tabara.protection.cases.operations import checks


@operation("partnership.record_edition", needs=Permission.COMMISSION_KEEP)
def record_edition(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    review: str,
    year: int,
    source: str,
    rating: str = "",
    published_on: dt.date | None = None,
) -> ReviewEdition:
    """Write down an edition of a review with its source, where the pack holds nothing of that year."""
    known = known_review(review)
    known_year(year, at)
    held = known.edition(year)
    if held is not None and held.had:
        raise Refused(_("The pack holds the edition of %(year)s already. Read it there.") % {"year": year}, "year")
    if ReviewEdition.objects.filter(review=review, year=year).exists():
        raise Refused(_("The edition of %(year)s is written down already. Correct that one.") % {"year": year}, "year")
    said = _checked(known, at=at, source=source, rating=rating, published_on=published_on)
    row = ReviewEdition(id=event, review=review, year=year, recorded_by=by, recorded_at=at, **said)
    write(row)
    return row


@operation("partnership.correct_edition", needs=Permission.COMMISSION_KEEP)
def correct_edition(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    edition: ReviewEdition,
    reason: str,
    source: str,
    rating: str = "",
    published_on: dt.date | None = None,
) -> ReviewEdition:
    """Put an edition right that was written down by hand; what stood before is kept."""
    latest(edition)
    said = _checked(known_review(edition.review), at=at, source=source, rating=rating, published_on=published_on)
    put_right(edition, said, by=by, at=at, reason=reason, edition=edition)
    return edition


def _checked(
    review: codelists.Review, *, at: dt.datetime, source: str, rating: str, published_on: dt.date | None
) -> dict[str, object]:
    if rating and not review.ratings:
        raise Refused(_("This review gives no ratings. Leave the rating empty."), "rating")
    if rating:
        checks.known(review.ratings, rating, "rating")
    if published_on is not None:
        no_future(published_on, at, "published_on")
    said = written(source, "source", _("Name the publication it comes from."), LONGEST_SOURCE)
    return {"rating": rating, "source": said, "published_on": published_on}
