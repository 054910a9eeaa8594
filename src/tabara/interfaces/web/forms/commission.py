"""What is asked about a meeting of the Commission or of one of its groups."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.directory.versioned import Versioned
from tabara.partnership.enums import DECISION_STEPS, DecisionState

NO_NAMES = _("No names of people who were helped or accused.")


class WhenAndWhere(Versioned):
    """When and where a group meets."""

    plain: ClassVar = {"held_on": texts.day}

    held_on = DayField(label=_("On which day"))
    starts_at = forms.TimeField(required=False, label=_("At what time"), help_text=_("Such as 09:30"))
    venue = forms.CharField(required=False, max_length=120, label=_("Where"))

    def before(self) -> dict[str, Any]:
        """Return what the editor saw, as the operation takes it."""
        seen = super().before()
        day, hour = seen.get("held_on"), seen.get("starts_at")
        times = {"held_on": dt.date.fromisoformat(day)} if day else {}
        return {**seen, **times, "starts_at": dt.time.fromisoformat(hour) if hour else None}


class Call(WhenAndWhere):
    """Which group meets, when and where."""

    group = OneCode("working_group", label=_("Which group"))
    field_order = ("group",)


class CancelMeeting(Form):
    """Why a meeting is called off."""

    reason = forms.CharField(max_length=200, label=_("Why"))


class Point(Form):
    """A point of an agenda."""

    kind = OneCode("agenda_kind", long=True, label=_("What it belongs to"))
    title = forms.CharField(max_length=200, label=_("What is to be discussed"), help_text=NO_NAMES)
    owner = forms.ChoiceField(required=False, label=_("Brought by"))

    def __init__(self, *args: Any, members: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", _("Nobody in particular")), *named(members)]  # type: ignore[attr-defined]  # a field of choices


class Minutes(Form):
    """What was said on a point."""

    words = forms.CharField(
        required=False,
        max_length=10_000,
        strip=False,
        widget=forms.Textarea,
        label=_("What was said"),
        help_text=_("It is sealed; only those who may read the Commission’s papers open it."),
    )


class Presences(Form):
    """How each organisation took part."""

    says_optional = False

    def __init__(self, *args: Any, members: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        for one in members:
            self.fields[str(one.pk)] = OneCode("presence", required=False, label=one.organisation)


class Decide(Form):
    """What is decided, who does it, by when."""

    words = forms.CharField(max_length=500, widget=forms.Textarea, label=_("What was decided"), help_text=NO_NAMES)
    owner = forms.ChoiceField(label=_("Which organisation does it"))
    due_on = DayField(label=_("By when"))
    item = forms.ChoiceField(required=False, label=_("On which point"))

    def __init__(self, *args: Any, members: list[Any], points: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", _("Choose one")), *named(members)]  # type: ignore[attr-defined]  # a field of choices
        self.fields["item"].choices = [("", _("None in particular")), *points]  # type: ignore[attr-defined]  # a field of choices


class Tell(Form):
    """What is told of a decision."""

    words = forms.CharField(max_length=500, widget=forms.Textarea, label=_("What was told"), help_text=NO_NAMES)
    state = Choices(label=_("The decision is then"))
    told_on = DayField(label=_("On which day"))

    def __init__(self, *args: Any, stands: str, **given: Any) -> None:
        super().__init__(*args, **given)
        after = [DecisionState(stands), *sorted(DECISION_STEPS[DecisionState(stands)])]
        self.fields["state"].choices = [(one.value, STATES[one]) for one in after]  # type: ignore[attr-defined]  # a field of choices
        self.initial.setdefault("told_on", timezone.localdate().isoformat())


class Join(Form):
    """An organisation that becomes a member of a group."""

    group = OneCode("working_group", label=_("Which group"))
    organisation = forms.CharField(max_length=120, label=_("Name of the organisation"))
    kind = OneCode("organisation_kind", long=True, label=_("What kind of organisation"))
    since = DayField(label=_("Member since"))


class LeaveGroup(Form):
    """The day on which an organisation leaves a group."""

    until = DayField(label=_("Until which day"), help_text=_("From that day on it is no member any more."))


STATES = {
    DecisionState.OPEN: _("open"),
    DecisionState.DONE: _("done"),
    DecisionState.DROPPED: _("dropped"),
}


def named(members: list[Any]) -> list[tuple[str, str]]:
    """Return organisations as choices."""
    return [(str(one.pk), f"{one.organisation} ({texts.code_label('organisation_kind', one.kind)})") for one in members]


def member_of(members: list[Any], number: str) -> Any:
    """Return the organisation chosen by its number, or nothing."""
    return next((one for one in members if str(one.pk) == number), None)
