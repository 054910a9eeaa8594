"""Who may see how small a count, and where: profiles of disclosure control, which a country's pack decides on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tabara.codelists.codes import text_in
from tabara.codelists.errors import CodelistError, _


class Method(StrEnum):
    """How small counts are protected."""

    SUPPRESS = "suppress"  # withheld, with as many others as would give them away: for few and fixed tables
    PERTURB = "perturb"  # each cell has a noise of its own for ever: for tables that a reader puts together


class Style(StrEnum):
    """How a withheld count is written."""

    SUPPRESS = "suppress"  # without a hint
    LESS_THAN = "less-than"  # as "<5"


class Surface(StrEnum):
    """Where figures are met."""

    DASHBOARD = "dashboard"
    MAP = "map"
    TABLE = "table"  # whatever is crossed with whatever
    COUNTRIES = "countries"  # between here and other countries
    BRIEF = "brief"
    SCORECARD = "scorecard"
    DOSSIER = "dossier"


@dataclass(frozen=True)
class Profile:
    """The rule for one circle of readers."""

    key: str
    title: Mapping[str, str] = field(default_factory=dict)
    method: Method = Method.SUPPRESS
    threshold: int = 10  # the smallest count shown
    base: int = 5  # noise: the multiples that are shown …
    reach: int = 7  # … and how far from the count at most
    style: Style = Style.SUPPRESS
    months: int = 3  # the shortest period
    agencies: int = 1  # contribute to a number at least
    largest: float = 1.0  # share of a number that any of them may have
    needs: str = ""  # the permission of whoever sees it

    def text(self, language: str) -> str:
        """Give the profile's name in a language."""
        return text_in(self.title, language, self.key)


@dataclass(frozen=True)
class Disclosure:
    """All profiles, and which of them holds where."""

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    surfaces: Mapping[str, str] = field(default_factory=dict)

    def profile(self, key: str) -> Profile:
        """Give a profile, or refuse with a sentence that names those there are."""
        if key not in self.profiles:
            raise CodelistError(
                _("The pack has no disclosure profile “%(profile)s”; it has: %(profiles)s."),
                profile=key,
                profiles=", ".join(self.profiles) or "-",
            )
        return self.profiles[key]

    def at(self, surface: Surface) -> Profile:
        """Give the profile that holds where figures are met; the public one where nothing else is said."""
        return self.profile(self.surfaces.get(surface, "public"))
