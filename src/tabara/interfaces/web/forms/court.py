"""What is asked about a court file."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.codelists import Article
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.alerts import communes
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, YesNo
from tabara.interfaces.web.forms.intake_life import place_of
from tabara.prosecution.enums import STAGE_STEPS, HearingState, Stage

SEALED = _("It is sealed. To read it, an officer of your agency says why.")
MONEY = {"max_digits": 14, "decimal_places": 2}


class OpenFile(Form):
    """A complaint."""

    brought_by = OneCode("complainant", label=_("Who brought the complaint"))
    on = DayField(label=_("On which day"))
    place = forms.ChoiceField(required=False, label=_("In which commune it happened"))
    words = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea, label=_("What the complaint says"), help_text=SEALED
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].choices = [("", gettext("Not known")), *communes()]  # type: ignore[attr-defined]  # a field of choices

    def given(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        said = self.cleaned_data
        place = place_of(said["place"])
        where = {"place": place.code, "place_version": place.version} if place else {}
        return {"brought_by": said["brought_by"], "on": said["on"], "words": said["words"], **where}


class Move(Form):
    """The step that a file goes."""

    stage = Choices(label=_("The file goes to"))
    on = DayField(label=_("On which day"))
    reason = OneCode("court_closure", required=False, long=True, label=_("Why, if it is closed without a charge"))

    def __init__(self, *args: Any, stage: str, **given: Any) -> None:
        super().__init__(*args, **given)
        after = [one for one in Stage if one in STAGE_STEPS[Stage(stage)]]
        self.fields["stage"].choices = [(one.value, STAGES[one]) for one in after]  # type: ignore[attr-defined]  # a field of choices


class OpenWords(Form):
    """Why the sealed words are opened."""

    reason = OneCode("court_opening", label=_("Why do you open it?"))


class NameSuspect(Form):
    """Somebody who is suspected."""

    sex = OneCode("sex", label=_("Sex"))
    name = forms.CharField(required=False, max_length=200, label=_("Name"), help_text=SEALED)
    official = YesNo(required=False, label=_("In public office"))


class ChargeSuspect(Form):
    """What a suspect is charged with."""

    offence_on = DayField(label=_("Day of the offence"))
    article = forms.ChoiceField(
        label=_("Under which article"), help_text=_("It must have been in force on the day of the offence.")
    )
    victim = OneCode("charged_for", label=_("The offence was against"))
    on = DayField(label=_("Day of the charge"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        named = [(f"{one.instrument} {one.number}", article_title(one)) for one in offences()]
        self.fields["article"].choices = [("", gettext("Choose one")), *named]  # type: ignore[attr-defined]  # a field of choices

    def given(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        said = dict(self.cleaned_data)
        instrument, _space, article = said.pop("article").partition(" ")
        return {
            "instrument": instrument,
            "article": article,
            **{key: said[key] for key in ("victim", "offence_on", "on")},
        }


class OnDay(Form):
    """A day."""

    on = DayField(label=_("On which day"))


class Adjourn(Form):
    """Why a hearing was adjourned, and to which day."""

    reason = OneCode("adjournment_reason", label=_("Why it was adjourned"))
    next_on = DayField(required=False, label=_("To which day"))


class Judge(Form):
    """The verdict on a charge, and the sentence."""

    outcome = OneCode("verdict", label=_("Verdict"))
    on = DayField(label=_("On which day"))
    prison_months = forms.IntegerField(required=False, min_value=1, max_value=1200, label=_("Prison, in months"))
    life = forms.BooleanField(required=False, label=_("Prison for life"))
    fine = forms.DecimalField(required=False, label=_("Fine"), **MONEY)
    suspended = forms.BooleanField(required=False, label=_("Suspended"))


class Money(OnDay):
    """A sum and its day."""

    amount = forms.DecimalField(label=_("How much"), **MONEY)


class AddVictim(OnDay):
    """How a victim takes part."""

    agreed = YesNo(label=_("Did she say herself that she wants to take part?"))
    part = OneCode("court_part", label=_("How she takes part"))
    field_order = ("agreed", "part", "on")


class ProtectVictim(OnDay):
    """What protects a victim."""

    measure = OneCode("court_protection", label=_("What protects her"))
    agreed = YesNo(label=_("Did she agree to it herself?"))
    field_order = ("measure", "agreed", "on")


class TieFile(Form):
    """The number of a court file."""

    code = forms.CharField(
        max_length=12, label=_("Number of the court file"), help_text=_("It stands on the court’s paper.")
    )


STAGES = {
    Stage.COMPLAINT: _("complaint"),
    Stage.INVESTIGATION: _("investigation"),
    Stage.CHARGED: _("charged"),
    Stage.TRIAL: _("trial"),
    Stage.JUDGED: _("judged"),
    Stage.APPEAL: _("appeal"),
    Stage.FINAL: _("final"),
    Stage.CLOSED: _("closed without a charge"),
}
HEARINGS = {
    HearingState.PLANNED: _("planned"),
    HearingState.HELD: _("held"),
    HearingState.ADJOURNED: _("adjourned"),
}


def offences() -> list[Article]:
    """Return every article that a charge can name on some day."""
    return [one for law in codelists.pack().law.instruments for one in law.articles if one.offence]


def article_title(one: Article) -> str:
    """Return how an article is called: its law, its number, its heading."""
    law = codelists.pack().law.instrument(one.instrument)
    named = {"law": law.number or law.text(texts.language()), "article": one.number}
    return f"{gettext('%(law)s, article %(article)s') % named} · {one.title(texts.language())}"
