"""What the directory asks about a provider and its services."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.access.enums import Reason
from tabara.interfaces.web import texts
from tabara.interfaces.web.directory import labels
from tabara.interfaces.web.forms.answers import Line, Lines, Whole
from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode, code_choices
from tabara.interfaces.web.forms.directory.versioned import Versioned

BETWEEN = "|"
COMMUNE = 2


def place_choices() -> list[tuple[str, str]]:
    """Return the provinces and communes of the division in force, each commune under its province."""
    places = codelists.pack().places
    version = places.version_on(timezone.localdate())
    rows = [one for level in (1, COMMUNE) for one in places.at_level(level, version)]
    named = [(f"{version}{BETWEEN}{one.code}", ", ".join(each.name for each in places.path(one))) for one in rows]
    return [("", _("Choose one")), *sorted(named, key=lambda one: one[1])]


class _Listing(Versioned):
    """What the directory says of a provider."""

    name = forms.CharField(max_length=120, label=gettext_lazy("Name of the provider"))
    kind = OneCode("provider_kind", long=True, label=gettext_lazy("What is it?"))
    place = forms.ChoiceField(
        required=False,
        choices=place_choices,
        widget=forms.Select,
        label=gettext_lazy("Where is it?"),
        help_text=gettext_lazy("Of a place that must not be found, choose the province alone."),
    )
    languages = ManyCodes("language", required=False, label=gettext_lazy("Which languages are spoken there?"))
    phone = Line(mode="tel", label=gettext_lazy("Telephone"))
    hours = Line(label=gettext_lazy("Opening hours, in words"))
    plain = {
        "kind": lambda code: texts.code_label("provider_kind", code),
        "languages": lambda codes: labels("language", codes),
        "place": lambda code: str(code),
    }

    def said(self) -> dict[str, Any]:
        """Return the answers, the place with the version of its name."""
        found = super().said()
        found["place_version"], _between, found["place"] = found["place"].partition(BETWEEN)
        return found

    def asked_by(self, name: str) -> str | None:
        """Return the field that asks: one asks for the place and its version."""
        return super().asked_by(name.removesuffix("_version"))


class NewListing(_Listing):
    """A provider that is not in the directory yet."""

    agency = forms.ChoiceField(widget=forms.Select, label=gettext_lazy("Whose is it?"))
    is_confidential = forms.BooleanField(
        required=False, label=gettext_lazy("Where it is must stay secret: seal address and telephone")
    )
    address = Lines(rows=2, most=400, label=gettext_lazy("Address, of a secret place alone. Sealed."))

    def __init__(self, *args: Any, agencies: Iterable[Any], every: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.agencies = {str(one.pk): one for one in agencies}
        nobodys = [("none", _("An organisation that does not use Tabara"))] if every else []
        self.fields["agency"].choices = [*((key, one.name) for key, one in self.agencies.items()), *nobodys]  # type: ignore[attr-defined]  # a field of choices

    def said(self) -> dict[str, Any]:
        """Return the answers; of a secret place, address and telephone go where they are sealed."""
        found = super().said()
        found["agency"] = self.agencies.get(found["agency"])
        found["languages"] = tuple(found["languages"])
        if not found["is_confidential"]:
            found["address"] = ""
        return found


class EditListing(_Listing):
    """What the directory says of a provider, as the editor sees it."""

    def __init__(self, *args: Any, provider: Any, **given: Any) -> None:
        names = ("name", "kind", "place", "place_version", "phone", "hours", "languages")
        stored = {name: getattr(provider, name) for name in names}
        key = f"{provider.place_version}{BETWEEN}{provider.place}" if provider.place else ""
        super().__init__(*args, stored=stored, version=provider.version, initial={"place": key}, **given)
        known = dict(self.fields["place"].choices)  # type: ignore[attr-defined]  # a field of choices
        if key and key not in known:  # named in an older division
            older = (key, texts.place_name(provider.place, provider.place_version))
            self.fields["place"].choices = [*known.items(), older]  # type: ignore[attr-defined]  # as above
        if provider.is_confidential:
            del self.fields["phone"], self.fields["hours"]


class Seal(Form):
    """Where a secret place is."""

    address = Lines(rows=2, most=400, label=gettext_lazy("Address"))
    phone = Line(mode="tel", label=gettext_lazy("Telephone"))


class _Terms(Versioned):
    """For whom a service is, what it costs, when and for how many."""

    cost = OneCode("service_cost", label=gettext_lazy("What does it cost?"), initial="free")
    sexes = ManyCodes("sex", required=False, label=gettext_lazy("For whom? Nothing ticked: for everybody."))
    age_from = Whole(least=0, most=120, label=gettext_lazy("From which age"))
    age_to = Whole(least=0, most=120, label=gettext_lazy("Up to which age"))
    takes_children = forms.BooleanField(required=False, label=gettext_lazy("A parent may bring children"))
    child_age_to = Whole(least=0, most=120, label=gettext_lazy("Up to which age of the children"))
    disabilities = ManyCodes(
        "disability", required=False, label=gettext_lazy("For which difficulties is it fit? Nothing ticked: not known.")
    )
    categories = ManyCodes(
        "category", required=False, label=gettext_lazy("Only for these categories. Nothing ticked: for all.")
    )
    needs_determination = forms.BooleanField(required=False, label=gettext_lazy("Only for identified victims"))
    hours = Line(label=gettext_lazy("Hours, in words"))
    closed_days = ManyCodes("weekday", required=False, label=gettext_lazy("Closed on"))
    capacity = Whole(least=1, most=9999, label=gettext_lazy("How many persons at a time"))
    full_until = DayField(required=False, label=gettext_lazy("Takes nobody before which day?"))
    plain = {
        "cost": lambda code: texts.code_label("service_cost", code),
        "sexes": lambda codes: labels("sex", codes),
        "disabilities": lambda codes: labels("disability", codes),
        "categories": lambda codes: labels("category", codes),
        "closed_days": lambda codes: labels("weekday", codes),
        "full_until": texts.day,
    }

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        sexes = [one for one in code_choices("sex") if one[0] in ("female", "male")]
        self.fields["sexes"].choices = sexes  # type: ignore[attr-defined]  # a field of choices
        kinds = [one for one in code_choices("disability") if one[0] not in ("none", "unknown")]
        self.fields["disabilities"].choices = kinds  # type: ignore[attr-defined]  # as above


class NewTerms(_Terms):
    """A service that a provider is not known to give yet."""

    field_order = ["service"]
    service = OneCode("service", long=True, label=gettext_lazy("Which service?"))


class EditTerms(_Terms):
    """The terms of a service, as the editor sees them."""

    def __init__(self, *args: Any, offer: Any, **given: Any) -> None:
        names = [name for name in self.base_fields if name not in ("event", "version", "seen")]
        stored = {name: getattr(offer, name) for name in names}
        super().__init__(*args, stored=stored, version=offer.version, **given)


class On(Form):
    """On which day."""

    on = DayField(label=gettext_lazy("From which day?"), initial=timezone.localdate)


class Why(Form):
    """Why somebody needs to know where a secret place is."""

    reason = Choices(
        label=gettext_lazy("Why do you need the address?"),
        choices=[
            (Reason.ASSISTANCE, gettext_lazy("To bring somebody there")),
            (Reason.CONTACT, gettext_lazy("To telephone")),
            (Reason.CORRECTION, gettext_lazy("To correct something")),
            (Reason.EMERGENCY, gettext_lazy("An emergency")),
        ],
    )
