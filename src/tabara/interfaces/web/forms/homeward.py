"""The way home: the return and its checklist, as forms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web.forms.answers import Line, Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, code_choices
from tabara.interfaces.web.forms.intake_life import key_of, path_of, place_of
from tabara.protection.reintegration.enums import Asks
from tabara.protection.reintegration.operations import Details

DONE, NOT_NEEDED = "done", "not_needed"
SEALED = gettext_lazy("Sealed. Only the few who carry this case can read it.")


class Prepare(Form):
    """From where to where, and when."""

    from_country = OneCode("country", long=True, label=gettext_lazy("From which country?"))
    to_country = OneCode("country", long=True, label=gettext_lazy("To which country?"))
    place = forms.ChoiceField(
        required=False,
        widget=forms.Select,
        label=gettext_lazy("To which commune?"),
        help_text=gettext_lazy("Only where the person returns to this country, or within it."),
    )
    depart_on = DayField(label=gettext_lazy("On which day does she leave, as far as it is planned?"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("to_country", codelists.pack().country)
        self.fields["place"].choices = [("", _("Choose one")), *_communes()]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = super().clean() or {}
        place = place_of(found.get("place", ""))
        found["place"], found["place_version"] = (place.code, place.version) if place else ("", "")
        return found


class Item(Form):
    """One item of the checklist: done on a day, with what it asks for; or not needed, and why."""

    says_optional = False

    def __init__(self, *args: Any, asks: Asks, must: bool, agencies: Iterable[Any] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.asks = asks
        if not must:
            self.fields["stands"] = Choices(
                label=_("How does it stand?"),
                choices=[(DONE, _("Done, or under way")), (NOT_NEEDED, _("Not needed"))],
                initial=DONE,
            )
        self.agencies = {str(one.pk): one for one in agencies}
        self.fields |= ASKED[asks](self.agencies)
        self.fields["on"] = DayField(label=_("On which day?"), initial=timezone.localdate)
        if not must:
            reasons = [("", _("Choose one")), *code_choices("not_needed_reason")]
            self.fields["not_needed"] = forms.ChoiceField(
                required=False, choices=reasons, widget=forms.Select, label=_("If it is not needed: why?")
            )
        named(self)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the item is said not to be needed."""
        found = super().clean() or {}
        if found.get("stands") == NOT_NEEDED and not found.get("not_needed"):
            self.add_error("not_needed", _("Say why it is not needed."))
        if found.get("stands") != NOT_NEEDED:
            found["not_needed"] = ""
        return found

    def details(self) -> Details:
        """Return what the item asked for."""
        said = self.cleaned_data
        names = ("document", "asked_on", "issued_on", "number", "escort", "words")
        told = {name: said[name] for name in names if said.get(name)}
        return Details(**told, agency=self.agencies.get(said.get("agency", "")))


def _document(_agencies: Any) -> dict[str, forms.Field]:
    return {
        "document": OneCode("travel_document", long=True, required=False, label=_("Which document?")),
        "asked_on": DayField(required=False, label=_("Asked for on which day?")),
        "issued_on": DayField(required=False, label=_("Issued on which day? Empty as long as it is not in hand.")),
        "number": Line(label=_("Number of the document"), help_text=SEALED),
    }


def _escort(_agencies: Any) -> dict[str, forms.Field]:
    return {"escort": OneCode("escort", required=False, label=_("Who travels with her?"))}


def _route(_agencies: Any) -> dict[str, forms.Field]:
    return {"words": Lines(rows=3, label=_("By what, through where, at what time?"), help_text=SEALED)}


def _receiver(agencies: dict[str, Any]) -> dict[str, forms.Field]:
    choices = [("", _("None of these")), *((key, one.name) for key, one in agencies.items())]
    return {
        "agency": forms.ChoiceField(
            required=False, choices=choices, widget=forms.Select, label=_("Which agency receives her?")
        ),
        "words": Lines(rows=2, label=_("If it is no agency here: who, and how to reach them?"), help_text=SEALED),
    }


def _nothing(_agencies: Any) -> dict[str, forms.Field]:
    return {}


ASKED = {
    Asks.NOTHING: _nothing,
    Asks.WISH: _nothing,
    Asks.BEST_INTERESTS: _nothing,
    Asks.DOCUMENT: _document,
    Asks.ESCORT: _escort,
    Asks.ROUTE: _route,
    Asks.RECEIVER: _receiver,
}


class OnDay(Form):
    """Nothing but the day on which it happened."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)


class TakenOver(Form):
    """Who took the person over, and how she was."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    received_by = Line(label=gettext_lazy("Who took her over?"), help_text=SEALED)
    condition = OneCode("handover_condition", label=gettext_lazy("How was she?"))
    outcome = OneCode("return_outcome", label=gettext_lazy("Where is she now?"))
    words = Lines(rows=3, label=gettext_lazy("What was said"), help_text=SEALED)
    says_optional = False


class CallOff(Form):
    """Why a return does not take place."""

    reason = OneCode("return_call_off", label=gettext_lazy("Why is the return called off?"))


def _communes() -> list[tuple[str, str]]:
    """Return the places of the finest level that a case may hold, of the division in use, by name."""
    pack, today = codelists.pack(), timezone.localdate()
    places, level = pack.places, int(pack.parameters["mart_place_level"])
    found = places.at_level(level, places.version_on(today))
    return sorted(((key_of(one), f"{one.name} ({path_of(one)})") for one in found), key=lambda one: one[1])


def named(form: forms.Form) -> None:
    """Let the refusal of each question that was added later name the question, as for every form."""
    for field in form.fields.values():
        if field.label and field.required:
            field.error_messages["required"] = _("“%(question)s” needs an answer.") % {"question": field.label}
