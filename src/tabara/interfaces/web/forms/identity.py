"""Opening and correcting who a person is."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.answers import Line, Lines, Phone
from tabara.interfaces.web.forms.base import Choices, Form
from tabara.interfaces.web.forms.intake import BirthField, several
from tabara.protection.intake.operations import Names, Reason

REASONS: dict[Reason, str | Promise] = {
    Reason.CONTACT: _("To contact the person"),
    Reason.ASSISTANCE: _("To give or arrange help"),
    Reason.VERIFICATION: _("To check that this is the right person"),
    Reason.CORRECTION: _("To correct something"),
    Reason.EMERGENCY: _("An emergency"),
}


class OpenName(Form):
    """Why somebody needs a name."""

    reason = Choices(label=_("Why do you need the name?"), choices=list(REASONS.items()))


class OpenNotes(Form):
    """Why somebody needs what was noted."""

    reason = Choices(label=_("Why do you need the notes?"), choices=list(REASONS.items()))


class OpenContact(Form):
    """Why somebody needs to know how the person is reached."""

    reason = Choices(
        label=_("Why do you need to know it?"),
        choices=[one for one in REASONS.items() if one[0] is not Reason.VERIFICATION],
    )


class CorrectName(Form):
    """Who the person is, as it should have been written."""

    given = Line(label=_("Given names"))
    surname = Line(label=_("Surname"))
    aliases = Line(label=_("Other names and nicknames"), help_text=_("Separate them by commas."))
    birth = BirthField(
        required=False, label=_("Date of birth"), help_text=_("If only the year is known, write only the year.")
    )
    phone = Phone(label=_("Telephone"), help_text=_("Only a number that is safe to call."))
    other_phone = Phone(label=_("Another telephone"))
    address = Lines(rows=2, label=_("Address"))
    safe_contact = Lines(rows=2, label=_("How can the person be reached without danger?"))
    paper = Line(label=_("Number of an identity paper"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def corrected(self, seen: Names) -> Names:
        """Return what was seen, with the corrections; what the form does not ask stays."""
        found = self.cleaned_data
        phones = (found["phone"], found["other_phone"], *seen.phones[2:])
        return Names(
            given=found["given"],
            surname=found["surname"],
            aliases=several(found["aliases"]),
            birth_date=found["birth"],
            phones=tuple(one for one in phones if one),
            address=found["address"],
            place=seen.place,
            place_version=seen.place_version,
            relatives=seen.relatives,
            number=found["paper"],
            safe_contact=found["safe_contact"],
        )


def as_typed(names: Names) -> dict[str, Any]:
    """Return what is known, as the form of corrections begins with it."""
    first, second = [*names.phones, "", ""][:2]
    return {
        "given": names.given,
        "surname": names.surname,
        "aliases": ", ".join(names.aliases),
        "birth": names.birth_date,
        "phone": first,
        "other_phone": second,
        "address": names.address,
        "safe_contact": names.safe_contact,
        "paper": names.number,
    }


class Photograph(Form):
    """A picture of the person."""

    photograph = forms.FileField(
        label=_("Photograph"),
        help_text=_("JPEG, PNG or WebP, at most 8 MB. Where and with what it was taken is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )
