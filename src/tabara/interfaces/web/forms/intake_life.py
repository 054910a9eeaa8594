"""What intake asks next: where the person is, how she lives, and what cannot wait."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.codelists.codes import text_in
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Asked, Line, Lines, read
from tabara.interfaces.web.forms.base import Choices, ManyCodes, OneCode

FOUND = 12  # places shown for one search
BETWEEN = "|"  # stands between the version of a place and its code


class WhereForm(Asked):
    """Where the person lives or stays, as finely as she says it, in either division of the country."""

    division = Choices(
        label=gettext_lazy("In which division does the person name the place?"),
        help_text=gettext_lazy("People use the old names and the new ones. Write what they say; we convert."),
    )
    sought = Line(
        label=gettext_lazy("Place where the person lives or stays"),
        help_text=gettext_lazy("Help is near people only if we know where they are. Type a part of the name."),
    )
    place = Choices(required=False, label=gettext_lazy("Choose the place"))
    address = Lines(
        rows=2,
        label=gettext_lazy("How to find the house"),
        help_text=gettext_lazy("Only if it is needed for a visit. Sealed."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = codelists.pack().places
        self.initial.setdefault("division", places.version_on(self.today))
        self.fields["division"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (one.key, _("Since %(year)s") % {"year": one.since.year}) for one in places.divisions
        ]
        offered = self._offered()
        self.fields["place"].choices = [(key_of(one), one.name) for one in offered]  # type: ignore[attr-defined]  # as above
        self.fields["place"].hints = {key_of(one): path_of(one) for one in offered}  # type: ignore[attr-defined]  # read by the component

    def clean(self) -> dict[str, Any]:
        """Ask for a choice where something was searched for."""
        found = super().clean() or {}
        if found.get("sought") and not found.get("place") and "place" not in self.errors:
            self.add_error("place", _("Choose one of these places, or empty the search."))
        return found

    def told(self) -> Iterator[tuple[str, str, str]]:
        """Give the place with what it lies in, and the way to the house; how it was found does not matter."""
        if place := place_of(str(self["place"].value() or "")):
            yield "place", str(self.fields["sought"].label), f"{place.name} ({path_of(place)})"
        if address := read(self["address"]):
            yield "address", str(self.fields["address"].label), address

    def _offered(self) -> list[codelists.Place]:
        """Return the places to choose from: the chosen one and those inside it, and what the search finds."""
        places = codelists.pack().places
        version = str(self["division"].value())
        if version not in places.versions:
            return []
        chosen = place_of(str(self["place"].value() or ""))
        sought = str(self["sought"].value() or "").strip()
        found = list(places.search(sought, version, limit=FOUND)) if sought else []
        inside = [chosen, *places.children(chosen.code, chosen.version)] if chosen else []
        return list(dict.fromkeys([*inside, *found])) or list(places.children(None, version))


class SituationForm(Asked):
    """Why the person is protected, and how she lives."""

    category = OneCode(
        "category",
        label=gettext_lazy("Why is the person protected? The main reason"),
        help_text=gettext_lazy("It decides who is responsible. Choose what weighs most today."),
    )
    categories = ManyCodes("category", required=False, label=gettext_lazy("Other reasons that also hold"))
    referral_source = OneCode(
        "referral_source",
        long=True,
        required=False,
        label=gettext_lazy("Who sent the person"),
        help_text=gettext_lazy("To answer them, and to see who finds people."),
    )
    household = OneCode(
        "household",
        long=True,
        required=False,
        label=gettext_lazy("Household"),
        help_text=gettext_lazy("Parents alone with children are recruited most."),
    )
    marital_status = OneCode("marital_status", long=True, required=False, label=gettext_lazy("Marital status"))
    education = OneCode(
        "education",
        long=True,
        required=False,
        label=gettext_lazy("Highest schooling"),
        help_text=gettext_lazy("To offer training that fits."),
    )
    citizenship = OneCode(
        "country",
        long=True,
        required=False,
        label=gettext_lazy("Citizenship"),
        help_text=gettext_lazy("A foreigner may need an embassy and an interpreter."),
    )


class SafetyForm(Asked):
    """What cannot wait, and how to reach the person without danger."""

    urgent_needs = ManyCodes(
        "urgent_need",
        required=False,
        label=gettext_lazy("What does the person need today?"),
        help_text=gettext_lazy("Before any other question. Tick all that apply, and act on them first."),
    )
    safe_contact = Lines(
        rows=2,
        label=gettext_lazy("How can we reach the person safely?"),
        help_text=gettext_lazy("When, by whom, under which pretext. A call at the wrong time can harm. Sealed."),
    )


def key_of(place: codelists.Place) -> str:
    """Return a place as the value of a choice."""
    return f"{place.version}{BETWEEN}{place.code}"


def place_of(key: str) -> codelists.Place | None:
    """Return the place of a choice; `None` where there is none."""
    version, _between, code = key.partition(BETWEEN)
    try:
        return codelists.pack().places.place(code, version)
    except codelists.CodelistError:
        return None


def path_of(place: codelists.Place) -> str:
    """Return what kind of place it is, and what it lies in."""
    kind = text_in(codelists.pack().places.level_names.get(place.level, {}), texts.language(), "")
    above = ", ".join(one.name for one in reversed(codelists.pack().places.path(place)[:-1]))
    return f"{kind} · {above}" if above else kind
