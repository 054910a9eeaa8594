"""What is asked about agreements, encounters and offices in other countries."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode
from tabara.interfaces.web.forms.identity import REASONS
from tabara.partnership.enums import AGREEMENT_STEPS, FOLLOW_UP_STEPS, AgreementState, FollowUpState

NO_NAMES = _("No names of people who were helped or accused.")
LAST_DAY = _("The first day on which it is in force no more. Leave it empty if it has no end.")
COUNTRIES = ("countries", "countries_2", "countries_3", "countries_4")
AGREEMENT_STATES = {
    AgreementState.NEGOTIATED: _("being negotiated"),
    AgreementState.SIGNED: _("signed"),
    AgreementState.IN_FORCE: _("in force"),
    AgreementState.ENDED: _("ended"),
}
FOLLOW_UP_STATES = {
    FollowUpState.OPEN: _("open"),
    FollowUpState.DONE: _("done"),
    FollowUpState.DROPPED: _("dropped"),
}


class Countries(Form):
    """Up to four countries, each chosen from the list."""

    countries = OneCode("country", long=True, label=_("Country"))
    countries_2, countries_3, countries_4 = (
        OneCode("country", long=True, required=False, label=_("Another country")) for _nth in range(3)
    )

    def chosen(self) -> tuple[str, ...]:
        """Return the countries that were chosen."""
        found = (self.cleaned_data.get(name, "") for name in COUNTRIES)
        return tuple(one for one in found if one)


class WriteAgreement(Countries):
    """An agreement as it stands."""

    kind = OneCode("agreement_kind", label=_("What kind of agreement"))
    title = forms.CharField(max_length=120, label=_("What it is called"))
    covers = ManyCodes("agreement_matter", required=False, label=_("What it covers"))
    signed_on = DayField(required=False, label=_("Signed on"), help_text=_("Leave it empty while it is negotiated."))
    in_force_on = DayField(required=False, label=_("In force from"), help_text=_("Leave it empty if it is not yet."))
    expires_on = DayField(required=False, label=_("Until which day"), help_text=LAST_DAY)
    source = forms.CharField(
        max_length=200, label=_("Where this stands"), help_text=_("A law, a gazette, a letter, an address.")
    )
    field_order = ("kind", "title", *COUNTRIES)


class MoveAgreement(Form):
    """What became of an agreement."""

    state = Choices(label=_("The agreement is then"))
    on = DayField(label=_("From which day"))
    expires_on = DayField(required=False, label=_("Until which day"), help_text=LAST_DAY)
    source = forms.CharField(max_length=200, label=_("Where this stands"))

    def __init__(self, *args: Any, stands: str, **given: Any) -> None:
        super().__init__(*args, **given)
        after = [one for one in AgreementState if one in AGREEMENT_STEPS[AgreementState(stands)]]
        self.fields["state"].choices = [(one.value, AGREEMENT_STATES[one]) for one in after]  # type: ignore[attr-defined]  # a field of choices


class RenewAgreement(Form):
    """Until when an agreement runs now."""

    on = DayField(label=_("Renewed on"))
    expires_on = DayField(required=False, label=_("Until which day"), help_text=LAST_DAY)
    source = forms.CharField(max_length=200, label=_("Where this stands"))


class RecordEncounter(Countries):
    """A dialogue, a visit, a joint action."""

    kind = OneCode("encounter_kind", label=_("What was it"))
    on = DayField(label=_("On which day"))
    organisations = forms.CharField(
        required=False,
        widget=forms.Textarea,
        max_length=1500,
        label=_("Which organisations took part"),
        help_text=_("One on each line."),
    )
    results = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea, label=_("What came of it"), help_text=NO_NAMES
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("on", timezone.localdate().isoformat())

    field_order = ("kind", "on", *COUNTRIES)

    def who_came(self) -> list[str]:
        """Return the organisations, one for each line."""
        return str(self.cleaned_data["organisations"]).splitlines()


class AddFollowUp(Form):
    """What was promised."""

    words = forms.CharField(max_length=200, label=_("What was promised"), help_text=NO_NAMES)
    owner = forms.CharField(max_length=120, label=_("Which organisation does it"))
    due_on = DayField(label=_("By when"))


class SettleFollowUp(Form):
    """What became of what was promised."""

    state = Choices(label=_("It is then"))
    on = DayField(label=_("On which day"))
    words = forms.CharField(required=False, max_length=200, label=_("In a few words"), help_text=NO_NAMES)

    def __init__(self, *args: Any, stands: str, **given: Any) -> None:
        super().__init__(*args, **given)
        after = [one for one in FollowUpState if one in FOLLOW_UP_STEPS[FollowUpState(stands)]]
        self.fields["state"].choices = [(one.value, FOLLOW_UP_STATES[one]) for one in after]  # type: ignore[attr-defined]  # a field of choices
        self.initial.setdefault("on", timezone.localdate().isoformat())


class Reached(Form):
    """How an office is reached."""

    phone = forms.CharField(required=False, max_length=120, label=_("Telephone. Sealed."))
    email = forms.CharField(required=False, max_length=120, label=_("E-mail. Sealed."))


class AddCounterpart(Reached):
    """An office in another country to turn to."""

    country = OneCode("country", long=True, label=_("Country"))
    side = OneCode("counterpart_side", label=_("On which side of the way"))
    office = forms.CharField(max_length=120, label=_("Office"))
    function = forms.CharField(
        max_length=120,
        label=_("Which function answers there"),
        help_text=_("Such as: duty officer, labour attaché. No name of a person."),
    )
    field_order = ("country", "side", "office", "function")


class ConfirmCounterpart(Reached):
    """Whether an office still answers, and a new line where it has one."""

    on = DayField(label=_("On which day did it answer"))
    field_order = ("on",)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("on", timezone.localdate().isoformat())


class EndCounterpart(Form):
    """From which day on an office is no longer the one."""

    on = DayField(label=_("From which day"), help_text=_("How it is reached is gone with that."))


class WhyReach(Form):
    """Why a line is read."""

    reason = Choices(label=_("Why do you need to read it?"), choices=list(REASONS.items()))


class StrikeEncounter(Form):
    """Why a record counts no more."""

    reason = forms.CharField(max_length=200, label=_("Why"))
