"""Focal points: who is named where, a visit, a course, the end of a mandate."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web.forms.answers import Line, Phone
from tabara.interfaces.web.forms.base import DayField, Form, ManyCodes, OneCode
from tabara.interfaces.web.forms.intake_life import WhereForm, place_of


class Who(Form):
    """Who a focal point is."""

    name = Line(label=gettext_lazy("Name. Sealed."))
    phone = Phone(label=gettext_lazy("Telephone. Sealed."))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].required = True


class AddPoint(WhereForm):
    """A new focal point: which agency supports her, where, and by which mandate."""

    address = None  # a place of the gazetteer is enough
    agency = forms.ChoiceField(label=gettext_lazy("Which agency supports the focal point?"), widget=forms.Select)
    name = Line(label=gettext_lazy("Name. Sealed."))
    phone = Phone(label=gettext_lazy("Telephone. Sealed."))
    mandate = OneCode("focal_mandate", long=True, label=gettext_lazy("Mandate"))
    languages = ManyCodes("language", required=False, label=gettext_lazy("Languages spoken"))
    since = DayField(label=gettext_lazy("Since when?"), initial=timezone.localdate)
    member = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Account in Tabara"),
        help_text=gettext_lazy("With an account, the focal point writes alerts herself, and sees her own alone."),
        widget=forms.Select,
    )
    field_order = ("agency", "name", "phone", "mandate", "division", "sought", "place")

    def __init__(self, *args: Any, agencies: Iterable[Any], accounts: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.agencies = {str(one.pk): one for one in agencies}
        self.accounts = {str(one.pk): one for one in accounts}
        self.fields["name"].required = True
        self.fields["agency"].choices = [(key, one.name) for key, one in self.agencies.items()]  # type: ignore[attr-defined]  # a field of choices
        names = [(key, one.name) for key, one in self.accounts.items()]
        self.fields["member"].choices = [("", _("None")), *names]  # type: ignore[attr-defined]  # as above
        self.fields["sought"].label = _("Place that the focal point watches over")
        self.fields["sought"].help_text = _("The hill if you can, else the commune. Type a part of the name.")

    def clean(self) -> dict[str, Any]:
        """Ask for a place: a focal point of nowhere covers nothing."""
        found = super().clean() or {}
        if not found.get("place") and "place" not in self.errors:
            self.add_error("place", _("Choose the place that the focal point watches over."))
        return found

    def named(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = self.cleaned_data
        place = place_of(found["place"])
        same = {name: found[name] for name in ("name", "phone", "mandate", "languages", "since")}
        return {
            **same,
            "agency": self.agencies[found["agency"]],
            "member": self.accounts.get(found["member"]),
            "place": place.code if place else "",
            "place_version": place.version if place else "",
        }


class Visit(Form):
    """A visit to a focal point."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    found = OneCode("supervision_finding", label=gettext_lazy("What did you find?"))
    next_on = DayField(required=False, label=gettext_lazy("When is the next visit?"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        days = codelists.pack().parameters["focal_visit_days"]
        self.fields["next_on"].help_text = _("Left empty, %(days)s days after this one.") % {"days": days}


class Course(Form):
    """A course that a focal point went through."""

    course = OneCode("focal_course", label=gettext_lazy("Which course?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)


class EndMandate(Form):
    """The end of a mandate."""

    on = DayField(label=gettext_lazy("From which day does the mandate no longer hold?"), initial=timezone.localdate)


class Sought(Form):
    """Which focal points to list."""

    says_optional = False

    place = forms.ChoiceField(required=False, label=gettext_lazy("Province"), widget=forms.Select)
    show = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Show"),
        widget=forms.Select,
        choices=[
            ("", gettext_lazy("All who serve")),
            ("late", gettext_lazy("Visit overdue")),
            ("ended", gettext_lazy("Mandate ended")),
        ],
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = codelists.pack().places
        provinces = places.children(None, places.version_on(timezone.localdate()))
        self.fields["place"].choices = [("", _("All")), *((one.code, one.name) for one in provinces)]  # type: ignore[attr-defined]  # a field of choices
