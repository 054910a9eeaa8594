"""What is asked about recruitment agencies, complaints and warnings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode
from tabara.interfaces.web.forms.identity import REASONS
from tabara.interfaces.web.forms.prevention import Where
from tabara.prevention.enums import LICENCE_STEPS, ComplaintState, LicenceState
from tabara.prevention.operations import About, Licence

DESTINATIONS = ("destinations", *(f"destinations_{nth}" for nth in range(2, 7)))
LICENCE_STATES = {
    LicenceState.LICENSED: _("licensed"),
    LicenceState.SUSPENDED: _("licence suspended"),
    LicenceState.REVOKED: _("revoked"),
}
COMPLAINT_STATES = {
    ComplaintState.RECEIVED: _("received"),
    ComplaintState.PASSED_ON: _("passed on"),
    ComplaintState.ANSWERED: _("answered"),
    ComplaintState.UPHELD: _("upheld"),
    ComplaintState.NOT_UPHELD: _("not upheld"),
    ComplaintState.STRUCK: _("struck out"),
}
FINDINGS = {
    ComplaintState.ANSWERED: _("It answered, and has found nothing yet"),
    ComplaintState.UPHELD: _("The complaint was right: upheld"),
    ComplaintState.NOT_UPHELD: _("Nothing was found: not upheld"),
}


class CheckFirm(Form):
    """Which agency is asked about."""

    asked = forms.CharField(
        max_length=120,
        label=_("Name of the agency, or number of its licence"),
        help_text=_("As it stands on the contract, the poster or the card."),
    )


class ListFirm(Where):
    """An agency as the list has it."""

    name = forms.CharField(max_length=120, label=_("Name of the agency"), help_text=_("Exactly as the list has it."))
    licence = forms.CharField(max_length=40, label=_("Number of the licence"))
    since = DayField(label=_("Licensed from"))
    until = DayField(label=_("Licensed until"), help_text=_("The first day on which the licence holds no more."))
    destinations = OneCode("country", long=True, required=False, label=_("For which country it may recruit"))
    destinations_2, destinations_3, destinations_4, destinations_5, destinations_6 = (
        OneCode("country", long=True, required=False, label=_("Another country")) for _nth in range(5)
    )
    place = forms.ChoiceField(required=False, label=_("In which commune"))
    listed_on = DayField(label=_("Of which day is the list"))
    source = forms.CharField(max_length=200, label=_("Where this stands"), help_text=_("Such as: list of the ministry"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].choices = self.communes()  # type: ignore[attr-defined]  # a field of choices

    def line(self, where: dict[str, str]) -> Licence:
        """Return the line of the list."""
        said = self.cleaned_data
        found = (said.get(name, "") for name in DESTINATIONS)
        return Licence(said["name"], said["since"], said["until"], tuple(one for one in found if one), **where)


class SendList(Form):
    """The list of the ministry as a file."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=_("A table as CSV, at most 1 MB and 2,000 lines. From a spreadsheet: save it as “CSV UTF-8”."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )
    listed_on = DayField(label=_("Of which day is the list"))
    source = forms.CharField(max_length=200, label=_("Where this stands"), help_text=_("Such as: list of the ministry"))


class RelistFirm(ListFirm):
    """An agency as a newer list has it; its number stays."""

    licence = None  # type: ignore[assignment]  # so is a field taken out again


class MoveLicence(Form):
    """What became of a licence."""

    state = Choices(label=_("The licence is then"))
    on = DayField(label=_("From which day"))
    source = forms.CharField(max_length=200, label=_("Which decision says so"))

    def __init__(self, *args: Any, stands: str, **given: Any) -> None:
        super().__init__(*args, **given)
        after = [one for one in LicenceState if one in LICENCE_STEPS[LicenceState(stands)]]
        self.fields["state"].choices = [(one.value, LICENCE_STATES[one]) for one in after]  # type: ignore[attr-defined]  # a field of choices


class RecordComplaint(Where):
    """What somebody complains of."""

    on = DayField(label=_("On which day was it said"))
    firm = forms.ChoiceField(required=False, label=_("About which agency"))
    kind = OneCode("complaint_kind", long=True, label=_("What is it mainly about"))
    channel = OneCode("alert_channel", label=_("How did it arrive"))
    destination = OneCode("country", long=True, required=False, label=_("Work in which country"))
    place = forms.ChoiceField(required=False, label=_("In which commune"))
    words = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        label=_("What was said. Sealed."),
        help_text=_("Write the name of the agency here if it is not on the list. Not who complains: nobody asks."),
    )

    def __init__(self, *args: Any, firms: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.firms = {str(one.pk): one for one in firms}
        named = [(key, f"{one.name} ({one.licence})") for key, one in self.firms.items()]
        self.fields["firm"].choices = [("", _("It is not on the list")), *named]  # type: ignore[attr-defined]  # a field of choices
        self.fields["place"].choices = self.communes()  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("on", timezone.localdate().isoformat())

    def about(self, where: dict[str, str]) -> About:
        """Return what the complaint is about."""
        said = self.cleaned_data
        return About(firm=self.firms.get(said["firm"]), destination=said["destination"], words=said["words"], **where)


class PassOn(Form):
    """To whom a complaint is passed on."""

    to = OneCode("complaint_body", label=_("To whom"))
    on = DayField(label=_("On which day"))


class AnswerComplaint(Form):
    """What the authority answered."""

    finding = Choices(label=_("What was answered"), choices=[(key.value, text) for key, text in FINDINGS.items()])
    on = DayField(label=_("On which day"))


class WhyOpen(Form):
    """Why the words of a complaint are read."""

    reason = Choices(label=_("Why do you need to read it?"), choices=list(REASONS.items()))


class IssueWarning(Where):
    """A warning."""

    audience = OneCode("warning_audience", label=_("Who is warned"))
    words = forms.CharField(max_length=500, widget=forms.Textarea, label=_("What they are told"))
    firm = forms.ChoiceField(
        required=False,
        label=_("About which agency"),
        help_text=_("Only one whose licence does not hold, or about which a complaint was upheld."),
    )
    languages = ManyCodes("language", label=_("In which languages"))
    place = forms.ChoiceField(required=False, label=_("In which commune"))
    on = DayField(label=_("On which day"))

    def __init__(self, *args: Any, firms: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.firms = {str(one.pk): one for one in firms}
        named = [(key, one.name) for key, one in self.firms.items()]
        self.fields["firm"].choices = [("", _("About none")), *named]  # type: ignore[attr-defined]  # a field of choices
        self.fields["place"].choices = self.communes()  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("on", timezone.localdate().isoformat())


class WithdrawWarning(Form):
    """Why a warning is taken back."""

    on = DayField(label=_("On which day"))
    reason = forms.CharField(max_length=200, label=_("Why"))
