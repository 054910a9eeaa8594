"""A pack: everything the software knows about one country, as data. One pack is in use in a process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tabara.codelists.codes import Codelist, text_in
from tabara.codelists.consent import ConsentText
from tabara.codelists.disclosure import Disclosure
from tabara.codelists.errors import CodelistError, PackError, _
from tabara.codelists.frames import Frames
from tabara.codelists.interview import Interview
from tabara.codelists.law import Law
from tabara.codelists.places import Gazetteer
from tabara.codelists.priority import Priority
from tabara.codelists.retention import Term
from tabara.codelists.reviews import Reviews

OTHER = "other"  # the destination group of a country that no row of destination_groups.csv names
INTERNAL = "internal"  # the destination group of the pack's own country


@dataclass(frozen=True)
class Fact:
    """A published fact with its source, and the period for which it holds."""

    key: str
    value: str
    unit: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True)
class Pack:
    """One country's vocabularies, places, parameters, indicators, reports and facts, complete and checked."""

    key: str
    name: Mapping[str, str]
    languages: tuple[str, ...]
    drafts: tuple[str, ...]
    folder: Path
    country: str = ""
    currency: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    codelists: Mapping[str, Codelist] = field(default_factory=dict)
    places: Gazetteer = field(default_factory=Gazetteer)
    destination_groups: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[dict[str, Any], ...] = ()
    reports: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    retention: Mapping[str, Term] = field(default_factory=dict)
    consent: ConsentText | None = None
    interview: Interview = field(default_factory=Interview)
    law: Law = field(default_factory=Law)
    priority: Priority = field(default_factory=Priority)
    reviews: Reviews = field(default_factory=Reviews)
    frames: Frames = field(default_factory=Frames)
    disclosure: Disclosure = field(default_factory=Disclosure)
    facts: tuple[Fact, ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()

    def text(self, language: str) -> str:
        """Give the name of the pack in a language."""
        return text_in(self.name, language, self.key)

    def codelist(self, key: str) -> Codelist:
        """Give a codelist, or refuse with a sentence that names the ones there are."""
        if key not in self.codelists:
            raise CodelistError(
                _("The pack “%(pack)s” has no codelist “%(codelist)s”; it has: %(codelists)s."),
                pack=self.key,
                codelist=key,
                codelists=", ".join(sorted(self.codelists)),
            )
        return self.codelists[key]

    def consent_text(self) -> ConsentText:
        """Give the text that is read out before somebody is asked, or refuse with a sentence that names the file."""
        if self.consent is None:
            raise CodelistError(_("The pack “%(pack)s” has no consent text; add consent.toml."), pack=self.key)
        return self.consent

    def destination_group(self, country_code: str) -> str:
        """Give the group in which figures count a country of destination."""
        self.codelist("country").require(country_code)
        if country_code == self.country:
            return INTERNAL
        return self.destination_groups.get(country_code, OTHER)

    def fact(self, key: str, on: date) -> Fact | None:
        """Give the fact of that key that holds on a day, or None if no source says."""
        for fact in self.facts:
            if fact.key == key and (fact.since or on) <= on and (fact.until is None or on < fact.until):
                return fact
        return None


_in_use: list[Pack] = []


def use(pack_of_this_process: Pack) -> None:
    """Set the pack of this process; only the composition root calls this."""
    _in_use[:] = [pack_of_this_process]


def pack() -> Pack:
    """Give the pack of this process."""
    if not _in_use:
        raise PackError(_("No pack is in use; call use(load_pack(folder)) of tabara.codelists as the process starts."))
    return _in_use[0]
