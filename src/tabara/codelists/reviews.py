"""Reviews from outside as data: who looks at the country, what each edition found, and what it recommends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tabara.codelists.codes import text_in
from tabara.codelists.errors import CodelistError, _


@dataclass(frozen=True)
class Advice:
    """One recommendation of an edition, in plain words of our own; `key` is its own within the edition."""

    key: str
    pillar: str  # a code of the list "pillar"
    summary: Mapping[str, str]

    def text(self, language: str) -> str:
        """Give the recommendation in a language."""
        return text_in(self.summary, language, self.key)


@dataclass(frozen=True)
class Edition:
    """What one year's edition of a review says. What could not be had is said to be lacking, never filled in."""

    review: str
    year: int
    rating: str  # a code of the review's list of ratings; "" where it gives none, or could not be had
    extent: str  # how much of its recommendations is held: one of law.EXTENTS
    source: str
    published_on: date | None = None
    lacking: Mapping[str, str] | None = None
    advice: tuple[Advice, ...] = ()

    @property
    def had(self) -> bool:
        """Tell whether anything of the edition could be had."""
        return bool(self.source)

    def missing(self, language: str) -> str:
        """Say in a language what of it could not be had; nothing where all of it could."""
        return text_in(self.lacking or {}, language, "")


@dataclass(frozen=True)
class Review:
    """A review that comes again and again: a report, a committee, a peer review."""

    key: str
    kind: str  # a code of the list "review_kind"
    name: Mapping[str, str]
    holder: str
    yearly: bool
    ratings: str  # the codelist of its ratings, best first; "" where it rates nobody
    lacking: Mapping[str, str]
    editions: tuple[Edition, ...] = ()  # the newest first

    def text(self, language: str) -> str:
        """Give the name of the review in a language."""
        return text_in(self.name, language, self.key)

    def edition(self, year: int) -> Edition | None:
        """Give the edition of a year, or nothing where the pack knows of none."""
        return next((one for one in self.editions if one.year == year), None)


@dataclass(frozen=True)
class Reviews:
    """All reviews of a pack, in the order of their kinds."""

    reviews: tuple[Review, ...] = ()

    def review(self, key: str) -> Review:
        """Give a review, or refuse with a sentence that names the ones there are."""
        for one in self.reviews:
            if one.key == key:
                return one
        known = ", ".join(one.key for one in self.reviews)
        raise CodelistError(
            _("There is no review “%(key)s” in the pack; choose one of: %(known)s."), key=key, known=known
        )
