"""Reintegration: the plan, its goals, the visits with what they measure, and how a case ends, as forms."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.homeward import named
from tabara.protection.reintegration.enums import Dimension, Start
from tabara.protection.reintegration.operations import Found

SEALED = gettext_lazy("Sealed. Only the few who carry this case can read it.")


class MakePlan(Form):
    """From when the months of the visits are counted."""

    start = Choices(
        label=gettext_lazy("From when are the months counted?"),
        choices=[
            (Start.RETURN.value, gettext_lazy("From the arrival, as recorded with the return")),
            (Start.SHELTER.value, gettext_lazy("From the day she left the shelter")),
            (Start.DAY.value, gettext_lazy("From another day")),
        ],
    )
    starts_on = DayField(required=False, label=gettext_lazy("From which day? Not needed after a return."))
    says_optional = False


class AddGoal(Form):
    """One goal."""

    kind = OneCode("reintegration_goal", label=gettext_lazy("What is it about?"))
    words = Lines(rows=3, label=gettext_lazy("What does the person want to reach, in her own words?"), help_text=SEALED)
    says_optional = False


class EndGoal(Form):
    """How a goal ended."""

    ended = Choices(
        label=gettext_lazy("How did it end?"),
        choices=[("reached", gettext_lazy("Reached")), ("left", gettext_lazy("Pursued no more"))],
    )


class Keep(Form):
    """A visit that was made: in which way, and what it found."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    way = OneCode("visit_way", label=gettext_lazy("In which way?"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        asked = texts.labels("outcome_question")
        for dimension in Dimension:
            self.fields[dimension.value] = OneCode(f"outcome_{dimension}", label=asked[dimension])
        self.fields["safe"] = OneCode("outcome_safety", label=asked["safe"])
        self.fields["risk"] = OneCode("outcome_risk", label=asked["risk"])
        self.fields["notes"] = Lines(rows=4, most=4000, label=_("Notes"), help_text=SEALED)
        named(self)

    def found(self) -> Found:
        """Return what the visit found."""
        said = self.cleaned_data
        measures = {dimension.value: int(said[dimension.value]) for dimension in Dimension}
        return Found(**measures, safe=said["safe"], risk=said["risk"])


class Miss(Form):
    """A visit that could not be made: why, and when to try again."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    reason = OneCode("visit_missed", label=gettext_lazy("Why was it missed?"))
    again_on = DayField(required=False, label=gettext_lazy("On which day will you try again?"))
    notes = Lines(rows=3, most=4000, label=gettext_lazy("Notes"), help_text=SEALED)


class Close(Form):
    """Why and when a case ends, and whether the person agrees."""

    reason = OneCode("closure_reason", label=gettext_lazy("Why is the case closed?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    answer = OneCode("closing_answer", label=gettext_lazy("Does the person agree?"))
    summary = Lines(rows=4, most=4000, label=gettext_lazy("What was reached, and what is left"), help_text=SEALED)
    way_back = Lines(
        rows=2,
        label=gettext_lazy("What was she told of how to come back: whom to call, where to go?"),
        help_text=SEALED,
    )


class Reopen(Form):
    """Why a closed case is opened again."""

    reason = OneCode("reopen_reason", label=gettext_lazy("Why is the case opened again?"))


class NewEpisode(Form):
    """Why a new case of somebody known begins."""

    why = OneCode("episode_reason", label=gettext_lazy("Why does a new case begin?"))
