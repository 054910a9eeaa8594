"""What is asked about a review from outside, a recommendation, and what answers it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.commission import NO_NAMES, named
from tabara.partnership.enums import RECOMMENDATION_STEPS, RecommendationState

SOURCE = _("The publication with its year and page, so that somebody else finds it.")


class EditionFacts(Form):
    """What an edition says of the country."""

    rating = forms.ChoiceField(required=False, label=_("Rating"))
    published_on = DayField(required=False, label=_("Published on"))
    source = forms.CharField(max_length=300, label=_("Source"), help_text=SOURCE)

    def __init__(self, *args: Any, ratings: str, **given: Any) -> None:
        super().__init__(*args, **given)
        if ratings:
            codes = codelists.pack().codelist(ratings).codes.values()
            known = [(one.key, one.text(texts.language())) for one in codes]
            self.fields["rating"].choices = [("", _("None given")), *known]  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["rating"]


class NewEdition(EditionFacts):
    """An edition that the pack does not know."""

    year = forms.IntegerField(label=_("Year of the edition"))
    field_order = ("year",)


class Reason(Form):
    """Why something is put right, struck out or withdrawn."""

    reason = forms.CharField(max_length=200, label=_("Why"))


class CorrectEdition(EditionFacts):
    """An edition put right, and why."""

    reason = forms.CharField(max_length=200, label=_("Why it is corrected"))


class Recommended(Form):
    """A recommendation in own words."""

    words = forms.CharField(
        max_length=500,
        widget=forms.Textarea,
        label=_("What is recommended, in a few own words"),
        help_text=NO_NAMES,
    )
    pillar = OneCode("pillar", label=_("To which pillar it belongs"))
    dated_on = DayField(label=_("On which day it was published, or since when it is known"))
    source = forms.CharField(max_length=300, label=_("Source"), help_text=SOURCE)


class NewRecommendation(Recommended):
    """A recommendation that the pack does not hold."""

    year = forms.IntegerField(label=_("Year of the edition"))
    field_order = ("year",)


class CorrectRecommendation(Recommended):
    """A recommendation put right, and why."""

    reason = forms.CharField(max_length=200, label=_("Why it is corrected"))


class TakeUp(Form):
    """Since when a recommendation of the pack is known, where the pack does not say."""

    dated_on = DayField(label=_("On which day it was published, or since when it is known"))


class Assign(Form):
    """Who does it, by when."""

    owner = forms.ChoiceField(label=_("Which organisation does it"))
    due_on = DayField(label=_("By when"))

    def __init__(self, *args: Any, members: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", _("Choose one")), *named(members)]  # type: ignore[attr-defined]  # a field of choices


class TellRecommendation(Form):
    """What is told of a recommendation."""

    words = forms.CharField(max_length=500, widget=forms.Textarea, label=_("What was told"), help_text=NO_NAMES)
    state = Choices(label=_("The recommendation is then"), help_text=_("Done needs evidence; rejected, the reason."))
    on = DayField(label=_("On which day"))

    def __init__(self, *args: Any, stands: str, **given: Any) -> None:
        super().__init__(*args, **given)
        after = [RecommendationState(stands), *sorted(RECOMMENDATION_STEPS[RecommendationState(stands)])]
        self.fields["state"].choices = [
            (one.value, texts.code_label("recommendation_state", one.value)) for one in after
        ]  # type: ignore[attr-defined]  # a field of choices
        self.initial.setdefault("on", timezone.localdate().isoformat())


class Answer(Form):
    """A decision, or an activity of the plan by its code."""

    decision = forms.ChoiceField(required=False, label=_("Decision of a meeting"))
    activity = forms.CharField(
        required=False, max_length=40, label=_("Or the code of an activity of the plan"), help_text=_("Such as 1.2.3")
    )

    def __init__(self, *args: Any, decisions: list[Any], activities: Mapping[str, str], **given: Any) -> None:
        super().__init__(*args, **given)
        if activities:  # of the plan in force
            offered = [(code, f"{code} {title}"[:100]) for code, title in activities.items()]
            asked = {"required": False, "label": _("Or an activity of the plan")}
            self.fields["activity"] = forms.ChoiceField(**asked, choices=[("", _("None")), *offered])
        known = [(str(one.pk), texts.paired(texts.day(one.meeting.held_on), one.words[:90])) for one in decisions]
        self.fields["decision"].choices = [("", _("None")), *known]  # type: ignore[attr-defined]  # a field of choices

    def chosen(self, decisions: list[Any]) -> Any:
        """Return the decision chosen, or nothing."""
        said = self.cleaned_data["decision"]
        return next((one for one in decisions if one.pk == uuid.UUID(said)), None) if said else None


class Proof(Form):
    """What shows that something was done."""

    words = forms.CharField(max_length=500, widget=forms.Textarea, label=_("What it shows"), help_text=NO_NAMES)
    on = DayField(label=_("Of which day it is"))
    link = forms.CharField(
        required=False,
        max_length=300,
        label=_("Address where it can be read"),
        help_text=_("Beginning with https://"),
    )
