"""A plan, its goals and its actions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, YesNo, code_choices
from tabara.interfaces.web.forms.planning.who import Somebody
from tabara.protection.planning.enums import GoalState

EDITABLE = ("domain", "text", "target")
MOST = 2000  # letters
BECAME = [
    (GoalState.MET, gettext_lazy("Met")),
    (GoalState.PARTLY, gettext_lazy("Partly met")),
    (GoalState.NOT_MET, gettext_lazy("Not met")),
    (GoalState.NO_LONGER_WANTED, gettext_lazy("No longer wanted by the person")),
]


def in_some_time() -> dt.date:
    """Return the day on which a plan is usually looked at again."""
    return timezone.localdate() + dt.timedelta(days=int(codelists.pack().parameters["plan_review_days"]))


class ReviewOn(Form):
    """When a plan is looked at again with the person."""

    day = DayField(label=gettext_lazy("When do you look at the plan together again?"), initial=in_some_time)


class Goal(Form):
    """What shall be better, and how well."""

    domain = OneCode("need_domain", long=True, label=gettext_lazy("What is it about?"))
    text = forms.CharField(
        max_length=MOST,
        label=gettext_lazy("What shall be better?"),
        help_text=gettext_lazy("In the words of the person. Sealed: only the few who carry this case can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    target = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select,
        label=gettext_lazy("Which score shall this reach?"),
        choices=[("", gettext_lazy("None named")), *((str(n), str(n)) for n in range(1, 6))],
        help_text=gettext_lazy("1 is the worst, 5 is the best; the scale stands in the assessment."),
    )


class EditGoal(Goal):
    """A goal with the values that the editor saw; hidden, so that nobody's change is lost."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: Mapping[str, Any], version: int, **given: Any) -> None:
        shown = {name: "" if seen[name] is None else seen[name] for name in EDITABLE}
        before = {f"before_{name}": value for name, value in shown.items()}
        super().__init__(*args, initial={**shown, **before, "version": version}, **given)
        for name in EDITABLE:
            self.fields[f"before_{name}"] = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def before(self) -> dict[str, Any]:
        """Return what the editor saw."""
        saw = {name: self.cleaned_data[f"before_{name}"] for name in EDITABLE}
        return saw | {"target": int(saw["target"]) if saw["target"] else None}

    def changes(self) -> dict[str, Any]:
        """Return only what the editor changed."""
        before = self.before()
        return {name: self.cleaned_data[name] for name in EDITABLE if self.cleaned_data[name] != before[name]}

    def ask(self, stored: Mapping[str, Any], version: int) -> None:
        """Show what somebody else stored meanwhile beside each answer in conflict; sent again, the answers count."""
        self.data = self.data.copy()
        self.data["version"] = str(version)
        for name, value in stored.items():
            self.data[f"before_{name}"] = "" if value is None else str(value)
            label = texts.code_label("need_domain", value) if name == "domain" else value
            sentence = _("Somebody stored “%(value)s” here meanwhile. Choose what is right.")
            self.add_error(name, sentence % {"value": label or _("nothing")})


class Action(Form):
    """What somebody does for a goal, by when."""

    service = forms.ChoiceField(
        required=False,
        widget=forms.Select,
        label=gettext_lazy("Which help?"),
        choices=lambda: [("", _("Something else, as written below")), *code_choices("service")],
    )
    text = Lines(rows=2, most=MOST, label=gettext_lazy("What exactly?"), help_text=gettext_lazy("Sealed."))
    who = forms.ChoiceField(
        widget=forms.Select,
        label=gettext_lazy("Who does it?"),
        help_text=gettext_lazy("Naming an agency shows it nothing: it sees the plan only where the person agreed."),
    )
    due_on = DayField(label=gettext_lazy("By when?"))

    def __init__(self, *args: Any, people: Mapping[str, Somebody], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = people
        self.fields["who"].choices = [("", _("Choose one")), *((key, one.name) for key, one in people.items())]


class EndAction(Form):
    """What became of an action, or of a decision."""

    became = Choices(
        label=gettext_lazy("What became of it?"),
        choices=[("done", gettext_lazy("It is done")), ("dropped", gettext_lazy("It is not done after all"))],
    )
    on = DayField(required=False, label=gettext_lazy("Done on which day?"), initial=timezone.localdate)
    why = OneCode("drop_reason", long=True, required=False, label=gettext_lazy("Not done: why?"))

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the answer."""
        found = super().clean() or {}
        if found.get("became") == "done" and not found.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write the day, the month and the year."))
        if found.get("became") == "dropped" and not found.get("why"):
            self.add_error("why", _("Say why it is not done."))
        return found


class Done(Form):
    """That an action is done, for the agency that does it."""

    on = DayField(label=gettext_lazy("Done on which day?"), initial=timezone.localdate)


class Agreement(Form):
    """What the person says about the plan."""

    agrees = YesNo(
        label=gettext_lazy("Does the person agree to this plan?"),
        help_text=gettext_lazy("Help never depends on the answer."),
    )
    said = Lines(
        rows=3, most=MOST, label=gettext_lazy("What does she say, in her own words?"), help_text=gettext_lazy("Sealed.")
    )
    signature = OneCode("signature_way", label=gettext_lazy("How did she say it?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)


class Decide(Form):
    """Whether a supervisor approves a plan."""

    choice = Choices(
        label=gettext_lazy("What do you decide?"),
        choices=[
            ("approve", gettext_lazy("Approve the plan")),
            ("send_back", gettext_lazy("Send it back, because something has to change")),
        ],
    )
    why = Lines(
        rows=3, most=MOST, label=gettext_lazy("Sent back: what has to change?"), help_text=gettext_lazy("Sealed.")
    )


class Judge(Form):
    """What became of one goal."""

    state = Choices(
        label=gettext_lazy("What became of it?"),
        choices=[*BECAME, (GoalState.OPEN, gettext_lazy("Still open: it was said by mistake"))],
    )


class ClosePlan(Form):
    """What became of each goal, as a plan ends."""

    on = DayField(label=gettext_lazy("On which day does the plan end?"), initial=timezone.localdate)

    def __init__(self, *args: Any, goals: Mapping[str, tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.goals = list(goals)
        for key, (title, state) in goals.items():
            initial = state if state != GoalState.OPEN else None
            self.fields[key] = Choices(label=title, choices=BECAME, initial=initial)

    def outcomes(self) -> dict[str, str]:
        """Return what became of each goal, by its number."""
        return {key: self.cleaned_data[key] for key in self.goals}
