"""Envelopes between countries: what goes, what came, the partners and their keys."""

from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tabara.access.enums import FieldGroup
from tabara.interfaces.web.forms.answers import Line, Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.sharing import Along, Groups
from tabara.interfaces.web.sharing import EXPLAINED
from tabara.protection.cases.enums import NoticeAnswer


class Told(Groups):
    """Any of the groups of fields, each with what of it goes abroad."""

    hints: ClassVar = {
        **EXPLAINED,
        FieldGroup.SERVICES: gettext_lazy("Which help was given on which day."),
        FieldGroup.PLAN: gettext_lazy("What the goals are about, and which help is still to come. Nobody’s words."),
        FieldGroup.IDENTITY: gettext_lazy("Names, date of birth, number of an identity paper. Photographs stay here."),
        FieldGroup.CONTACT: gettext_lazy("Telephone, address, and how to reach without danger. Relatives stay here."),
        FieldGroup.NARRATIVE: gettext_lazy("The words that you write below. Notes stay here."),
    }


class Make(Along):
    """What an envelope is for, and what it tells of what the person agreed to."""

    purpose = OneCode("handover_purpose", label=gettext_lazy("What is the envelope for?"))
    groups = Told(**Along.asked)
    message = Lines(
        rows=4,
        label=gettext_lazy("A few words to whoever will help"),
        help_text=gettext_lazy("Sealed with the rest. Say what helps them to begin well."),
    )


class TakeIn(Form):
    """A file that came."""

    file = forms.FileField(
        label=gettext_lazy("The file that you received"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=gettext_lazy("An envelope, a receipt, an outcome or a notice of a partner abroad. It ends in .age."),
        widget=forms.FileInput(attrs={"accept": ".age"}),
    )


class Accept(Form):
    """What whoever accepts an envelope says of the person, with what it tells before her eyes."""

    given = Line(label=gettext_lazy("Given names"))
    surname = Line(label=gettext_lazy("Surname"))
    sex = OneCode("sex", label=gettext_lazy("Sex"))
    category = OneCode("category", long=True, label=gettext_lazy("Main category here"))
    consented = forms.BooleanField(
        required=False,
        label=gettext_lazy("The person agrees that your agency keeps a record of her"),
    )
    consent_language = OneCode("language", long=True, label=gettext_lazy("In which language did you explain it?"))
    statistics = forms.BooleanField(
        required=False,
        label=gettext_lazy("The person agrees to be counted here, without a name"),
    )
    says_optional = False


class DeclineArrival(Form):
    """Why an agency cannot take somebody on who comes from abroad."""

    reason = OneCode("decline_reason", label=gettext_lazy("Why can your agency not help?"))


class Outcome(Form):
    """What came of an envelope, for the country that it came from."""

    outcome = OneCode("handover_outcome", label=gettext_lazy("What came of it?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    note = Lines(
        rows=4,
        label=gettext_lazy("What does the sender need to know?"),
        help_text=gettext_lazy("It goes along, sealed. Write nothing that the person does not want told there."),
    )


class Dropped(Form):
    """What became of an envelope that its sender took back."""

    answer = Choices(
        label=gettext_lazy("What did your agency do with what it had received?"),
        choices=[
            (NoticeAnswer.DELETED, gettext_lazy("Deleted it, and what was copied from it")),
            (NoticeAnswer.KEPT, gettext_lazy("A law makes us keep something")),
        ],
    )
    law = OneCode("notice_law", required=False, long=True, label=gettext_lazy("Which law?"))


class AddPartner(Form):
    """An agency abroad, and what its instance shows of itself."""

    name = forms.CharField(max_length=120, label=gettext_lazy("Name of the agency abroad"))
    kind = OneCode("agency_kind", long=True, label=gettext_lazy("Kind of agency"))
    country = OneCode("country", long=True, label=gettext_lazy("Country"))
    instance = forms.CharField(max_length=80, label=gettext_lazy("How its instance names itself"))
    seals_to = forms.CharField(
        max_length=80,
        label=gettext_lazy("Its key for sealing"),
        help_text=gettext_lazy("It begins with age1."),
    )
    signs_with = forms.CharField(
        max_length=64,
        label=gettext_lazy("Its key for signatures"),
        help_text=gettext_lazy("64 digits and letters from a to f."),
    )
