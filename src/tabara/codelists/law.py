"""The law as data: instruments, their articles with dates in force, what each language says of them, and penalties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tabara.codelists.codes import text_in
from tabara.codelists.errors import CodelistError, _

EXTENTS = ("whole", "part", "none")  # how much of an instrument's text the pack holds
VICTIMS = ("any", "adult", "child", "aggravated")  # whom or what a penalty is for


@dataclass(frozen=True)
class Penalty:
    """What an offence is punished with. Imprisonment in months, a fine in the pack's currency, both from … to."""

    victim: str  # one of VICTIMS
    source: str
    prison: tuple[int, int] | None = None
    life: bool = False
    fine: tuple[int, int] | None = None
    disputed: bool = False  # another source says otherwise

    @property
    def years(self) -> tuple[float, float] | None:
        """The imprisonment in years."""
        return (self.prison[0] / 12, self.prison[1] / 12) if self.prison else None


@dataclass(frozen=True)
class Article:
    """One article of an instrument, in force from `since` up to but not including `until`."""

    instrument: str
    number: str
    heading: Mapping[str, str]
    summary: Mapping[str, str]  # in plain words, our own; it binds nobody
    text: Mapping[str, str]  # word for word, in the languages in which it could be had
    original: str  # the language of the text that binds; "" where no text is held
    source: str
    since: date | None = None
    until: date | None = None
    offence: bool = False  # a charge can name it
    penalties: tuple[Penalty, ...] = ()

    def title(self, language: str) -> str:
        """Give the heading in a language."""
        return text_in(self.heading, language, self.number)

    def in_force(self, on: date) -> bool:
        """Tell whether the article held on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Instrument:
    """A constitution, treaty, law, code, decree or procedure, with the articles that the pack holds of it."""

    key: str
    kind: str  # a code of the list "legal_instrument"
    number: str
    name: Mapping[str, str]
    adopted_on: date | None
    since: date | None
    until: date | None
    extent: str  # one of EXTENTS
    lacking: Mapping[str, str]  # what of its text could not be had, for the reader
    source: str
    articles: tuple[Article, ...]

    def text(self, language: str) -> str:
        """Give its name in a language."""
        return text_in(self.name, language, self.key)

    def in_force(self, on: date) -> bool:
        """Tell whether it held on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def article(self, number: str) -> Article:
        """Give an article, or refuse with a sentence that names the ones there are."""
        for one in self.articles:
            if one.number == number:
                return one
        raise CodelistError(
            _("“%(instrument)s” has no article “%(article)s” here; there are: %(articles)s."),
            instrument=self.key,
            article=number,
            articles=", ".join(one.number for one in self.articles) or "—",
        )


@dataclass(frozen=True)
class Law:
    """All instruments of a pack, the highest in rank first."""

    instruments: tuple[Instrument, ...] = ()

    def instrument(self, key: str) -> Instrument:
        """Give an instrument, or refuse with a sentence that names the ones there are."""
        for one in self.instruments:
            if one.key == key:
                return one
        raise CodelistError(
            _("There is no instrument “%(key)s”; there are: %(known)s."),
            key=key,
            known=", ".join(one.key for one in self.instruments) or "—",
        )

    def offences(self, on: date) -> tuple[Article, ...]:
        """List the articles that a charge can name for an offence of this day: those in force on it."""
        return tuple(
            article for one in self.instruments for article in one.articles if article.offence and article.in_force(on)
        )
