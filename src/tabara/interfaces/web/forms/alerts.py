"""Alerts: what was heard, how much it presses, and where it leads."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Line, Lines, Whole
from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode
from tabara.interfaces.web.forms.identity import REASONS
from tabara.interfaces.web.forms.intake_life import key_of, place_of
from tabara.protection.community.operations import Heard

COMMUNE, MOST = 2, 999


class Told(Form):
    """What is asked of everybody: the dangers first, then what was heard."""

    says_optional = False

    risks = ManyCodes(
        "immediate_risk",
        required=False,
        label=gettext_lazy("Is there danger right now?"),
        help_text=gettext_lazy("Tick all that apply. If a life is at stake, call for help first and write later."),
    )
    needs = ManyCodes("urgent_need", required=False, label=gettext_lazy("What is needed today?"))
    told = Lines(
        rows=4,
        most=4000,
        label=gettext_lazy("What did you hear?"),
        help_text=gettext_lazy("In a few words. Sealed: only those who weigh the alert read it."),
    )
    place = forms.ChoiceField(required=False, label=gettext_lazy("In which commune?"), widget=forms.Select)
    spot = Line(label=gettext_lazy("Where exactly? Hill, house, road. Sealed."))
    people = Whole(least=1, most=MOST, label=gettext_lazy("How many people are in danger?"))
    age_groups = ManyCodes("age_group", required=False, label=gettext_lazy("How old, about?"))
    sexes = ManyCodes("sex", required=False, label=gettext_lazy("Sex"))
    reach = Lines(
        rows=2,
        label=gettext_lazy("How can we reach whoever told you, or the person, without danger? Sealed."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["told"].required = True
        self.fields["place"].choices = [("", _("Not known")), *communes()]  # type: ignore[attr-defined]  # a field of choices

    def heard(self, at: dt.datetime) -> Heard:
        """Return the answers as the operation takes them."""
        return Heard(**self._common(), source="focal_point", channel="tabara", received_at=at)

    def _common(self) -> dict[str, Any]:
        found = self.cleaned_data
        place = place_of(found["place"])
        several = {name: tuple(found[name]) for name in ("risks", "needs", "age_groups", "sexes")}
        single = {name: found[name] for name in ("people", "told", "reach", "spot")}
        return {
            **several,
            **single,
            "place": place.code if place else "",
            "place_version": place.version if place else "",
        }


class Received(Told):
    """The same, written down by whoever answered the telephone or the door."""

    source = OneCode("alert_source", long=True, label=gettext_lazy("Who alerts?"))
    channel = OneCode("alert_channel", long=True, label=gettext_lazy("How did it reach you?"))
    point = forms.ChoiceField(required=False, label=gettext_lazy("From which focal point?"), widget=forms.Select)
    received_on = DayField(label=gettext_lazy("On which day did it come in?"), initial=timezone.localdate)
    received_time = forms.TimeField(
        input_formats=["%H:%M", "%Hh%M", "%H.%M"],
        label=gettext_lazy("At what time?"),
        help_text=gettext_lazy("The clock runs from then. For example 14:30."),
        initial=lambda: timezone.localtime().strftime("%H:%M"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    field_order = ("source", "channel", "received_on", "received_time", "point")

    def __init__(self, *args: Any, points: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.points = {str(one.pk): one for one in points}
        names = [(key, point_words(one)) for key, one in self.points.items()]
        self.fields["point"].choices = [("", _("None, or not known")), *names]  # type: ignore[attr-defined]  # a field of choices
        self.fields["received_time"].error_messages["invalid"] = _("Write the time as hours and minutes: 14:30.")

    def heard(self, at: dt.datetime) -> Heard:
        """Return the answers as the operation takes them."""
        found = self.cleaned_data
        when = dt.datetime.combine(found["received_on"], found["received_time"], timezone.get_current_timezone())
        said = {name: found[name] for name in ("source", "channel")}
        return Heard(**self._common(), **said, received_at=when, point=self.points.get(found["point"]))


class Weigh(Form):
    """How much an alert presses, and who looks after it."""

    priority = OneCode("priority", label=gettext_lazy("How much does it press?"))
    assigned = forms.ChoiceField(label=gettext_lazy("Who looks after it?"), widget=forms.Select)

    def __init__(self, *args: Any, colleagues: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.colleagues = {str(one.pk): one for one in colleagues}
        self.fields["assigned"].choices = [(key, one.name) for key, one in self.colleagues.items()]  # type: ignore[attr-defined]  # a field of choices

    def decided(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = self.cleaned_data
        return {"priority": found["priority"], "assigned": self.colleagues[found["assigned"]]}


class PassOn(Form):
    """To which agency an alert goes."""

    to = forms.ChoiceField(label=gettext_lazy("Which agency takes it over?"), widget=forms.Select)

    def __init__(self, *args: Any, agencies: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.agencies = {str(one.pk): one for one in agencies}
        names = [(key, one.name) for key, one in self.agencies.items()]
        self.fields["to"].choices = [("", _("Choose one")), *names]  # type: ignore[attr-defined]  # a field of choices


class CloseAlert(Form):
    """Why an alert leads nowhere."""

    reason = OneCode("alert_closure", label=gettext_lazy("Why is the alert closed?"))


class OpenTold(Form):
    """Why somebody needs what is sealed."""

    reason = Choices(label=gettext_lazy("Why do you need to read it?"), choices=list(REASONS.items()))


def communes() -> list[tuple[str, str]]:
    """Return the communes of the country: those of today first, then the ones that people still name."""
    places = codelists.pack().places
    today = places.version_on(timezone.localdate())
    older = [one for one in places.divisions if one.key != today]
    found = [_named(today, "")]
    found += [_named(one.key, _("division of %(year)s") % {"year": one.since.year}) for one in older]
    return [one for group in found for one in group]


def _named(version: str, note: str) -> list[tuple[str, str]]:
    named = [(key_of(one), one) for one in codelists.pack().places.at_level(COMMUNE, version)]
    words = [(key, texts.place_name(one.code, one.version)) for key, one in named]
    return sorted(((key, f"{text} ({note})" if note else text) for key, text in words), key=lambda one: one[1])


def point_words(point: Any) -> str:
    """Return a focal point without her name: where she is, and by which mandate."""
    where = texts.place_name(point.place, point.place_version)
    return f"{where} – {texts.code_label('focal_mandate', point.mandate)}"
