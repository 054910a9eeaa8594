"""What members read of reviews from outside: the editions, what they recommend, and what became of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.codelists import Advice, Edition, Review
from tabara.partnership.enums import UNSETTLED
from tabara.partnership.models import Recommendation, ReviewEdition

MOST = 300


@dataclass(frozen=True)
class Year:
    """One year of a review: as the pack holds it, as it was written down by hand, or lacking."""

    year: int
    pack: Edition | None
    row: ReviewEdition | None

    @property
    def rating(self) -> str:
        """The rating of that year; "" where it is lacking, or none is given."""
        return self.row.rating if self.row else self.pack.rating if self.pack else ""

    @property
    def source(self) -> str:
        """Where it was read; "" where it could not be had."""
        return self.row.source if self.row else self.pack.source if self.pack else ""

    @property
    def published_on(self) -> dt.date | None:
        """The day on which it was published, where it is known."""
        return self.row.published_on if self.row else self.pack.published_on if self.pack else None

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The recommendations of it that the pack holds."""
        return self.pack.advice if self.pack else ()

    def missing(self, language: str) -> str:
        """Say in a language what of it is lacking; nothing where an edition was written down by hand."""
        return "" if self.row or self.pack is None else self.pack.missing(language)


def reviews(*, by: Member) -> tuple[Review, ...]:
    """List the reviews of the pack."""
    _demand(by)
    return codelists.pack().reviews.reviews


def review(*, by: Member, key: str) -> Review:
    """Give a review of the pack.

    Raises:
        NotFound: there is none of that key.
    """
    _demand(by)
    try:
        return codelists.pack().reviews.review(key)
    except codelists.CodelistError:
        raise NotFound from None


def years(*, by: Member, review: Review, on: dt.date) -> list[Year]:
    """List the years of a review, the newest first; of a yearly one those that nobody knows of, too."""
    _demand(by)
    rows = {row.year: row for row in ReviewEdition.objects.filter(review=review.key)}
    known = {one.year: one for one in review.editions}
    every = {*rows, *known}
    if review.yearly and every:
        every |= set(range(min(every), on.year + 1))
    return [Year(year, known.get(year), rows.get(year)) for year in sorted(every, reverse=True)]


def edition(*, by: Member, number: uuid.UUID) -> ReviewEdition:
    """Give an edition that was written down by hand.

    Raises:
        NotFound: there is none of that number.
    """
    _demand(by)
    found = ReviewEdition.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def recommendations(
    *, by: Member, review: str = "", states: Sequence[str] = (), late_on: dt.date | None = None
) -> list[Recommendation]:
    """List the recommendations that are followed: of a review, in some states, or unsettled and late on a day."""
    _demand(by)
    found = Recommendation.objects.select_related("owner")
    if review:
        found = found.filter(review=review)
    if late_on:
        return list(found.filter(state__in=UNSETTLED, due_on__lt=late_on).order_by("due_on", "id")[:MOST])
    return list((found.filter(state__in=states) if states else found)[:MOST])


def recommendation(*, by: Member, number: uuid.UUID) -> Recommendation:
    """Give a recommendation that is followed.

    Raises:
        NotFound: there is none of that number.
    """
    _demand(by)
    found = Recommendation.objects.select_related("owner").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def not_followed(*, by: Member, review: Review) -> list[tuple[Edition, Advice]]:
    """List the recommendations of the pack that nobody follows yet, the newest first."""
    _demand(by)
    taken = set(Recommendation.objects.filter(review=review.key).order_by().values_list("year", "key"))
    return [(one, advice) for one in review.editions for advice in one.advice if (one.year, advice.key) not in taken]


def words_of(recommendation: Recommendation, language: str) -> str:
    """Return what is recommended: in the pack's words in a language, or as somebody wrote it down."""
    if recommendation.words:
        return recommendation.words
    try:
        edition = codelists.pack().reviews.review(recommendation.review).edition(recommendation.year)
    except codelists.CodelistError:
        edition = None
    known = edition.advice if edition else ()
    return next((one.text(language) for one in known if one.key == recommendation.key), recommendation.key)


def _demand(by: Member) -> None:
    if not by.may(Permission.COMMISSION_READ):
        raise NotAllowed
