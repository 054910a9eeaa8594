"""What is asked about consent, about a child's no, about a notice, and about reaching a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import consents
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, YesNo
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Caller, Capacity, NoticeAnswer
from tabara.protection.cases.operations import Rule, Told

STATEMENT = "statement_"


def for_child(*, assent: bool) -> dict[str, forms.Field]:
    """Return the questions that are asked about a child only."""
    found: dict[str, forms.Field] = {
        "guardian": OneCode(
            "relative_tie",
            long=True,
            required=False,
            label=gettext_lazy("For a child: which parent or guardian agrees, too?"),
        ),
        "best_interests": OneCode(
            "best_interests_reason",
            long=True,
            required=False,
            label=gettext_lazy("For a child: if nobody could be asked, why not?"),
            help_text=gettext_lazy("You then act in the best interests of the child, and this reason stays."),
        ),
    }
    if not assent:
        return found
    own = YesNo(
        required=False,
        label=gettext_lazy("For a child: does the child itself want it?"),
        help_text=gettext_lazy("If not, nothing is shared until a supervisor has answered."),
    )
    return {"assents": own, **found}


class Ask(Form):
    """How one conversation about consent went, statement by statement."""

    says_optional = False  # what has to be answered follows from the other answers
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    asked_on = DayField(label=gettext_lazy("On which day did you ask?"), initial=timezone.localdate)
    language = OneCode("language", long=True, label=gettext_lazy("In which language was it read out?"))
    interpreter = OneCode("interpreter", long=True, required=False, label=gettext_lazy("With which interpreter?"))
    capacity = Choices(label=gettext_lazy("Is the person able to decide?"), choices=list(consents.CAPACITY.items()))
    again_on = DayField(required=False, label=gettext_lazy("If not able now: on which day will you ask again?"))
    child = YesNo(
        required=False,
        label=gettext_lazy("Is this a child?"),
        help_text=gettext_lazy("If you do not know, take the person for a child."),
    )
    how = Choices(required=False, label=gettext_lazy("How was the answer given?"), choices=list(consents.HOW.items()))
    witness = forms.ChoiceField(required=False, widget=forms.Select, label=gettext_lazy("Witness, if a colleague"))
    witness_role = OneCode("witness_role", long=True, required=False, label=gettext_lazy("Witness, if somebody else"))

    def __init__(
        self, *args: Any, childhood: bool | None, colleagues: Iterable[Any], spoken: str, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.colleagues = {str(one.pk): one for one in colleagues}
        names = [(key, one.name) for key, one in self.colleagues.items()]
        self.fields["witness"].choices = [("", _("Choose one")), *names]  # type: ignore[attr-defined]  # it has choices
        for key, text in consents.statements(spoken):
            self.fields[STATEMENT + key] = YesNo(required=False, label=text)
        if childhood is not None:
            del self.fields["child"]
        if childhood is not False:
            self.fields |= for_child(assent=False)
        self.order_fields((*START, *(one for one in self.fields if one.startswith(STATEMENT)), *END))
        self.initial |= {"version": cases.consent_text().version, "language": spoken}

    def told(self) -> Told:
        """Return the conversation as the operation takes it."""
        said = self.cleaned_data
        able = said["capacity"] != Capacity.NOT_NOW
        answers = {name.removeprefix(STATEMENT): yes for name, yes in said.items() if name.startswith(STATEMENT)}
        plain = ("asked_on", "language", "capacity", "version", "interpreter", "how", "witness_role", "again_on")
        return Told(
            **{name: said[name] for name in plain},
            answers={key: yes for key, yes in answers.items() if yes is not None} if able else {},
            witness=self.colleagues.get(said["witness"]),
            child=said.get("child"),
            guardian=said.get("guardian", ""),
            best_interests=said.get("best_interests", ""),
        )


START = ("version", "asked_on", "language", "interpreter", "capacity", "again_on", "child")
END = ("guardian", "best_interests", "how", "witness", "witness_role")


class AnswerRefusal(Form):
    """What a supervisor decides where a child does not want something to be shared."""

    share = Choices(
        label=gettext_lazy("What do you decide?"),
        choices=[
            ("no", gettext_lazy("The child’s no counts: nothing is shared")),
            ("yes", gettext_lazy("It is shared all the same, in the best interests of the child")),
        ],
    )
    reason = OneCode(
        "refusal_answer",
        required=False,
        label=gettext_lazy("Why, if it is shared all the same?"),
        help_text=gettext_lazy("Tell the child yourself, in words that fit its age."),
    )


class AnswerNotice(Form):
    """What an agency did with what it may no longer use."""

    answer = Choices(label=gettext_lazy("What has your agency done?"), choices=list(consents.ANSWERS.items()))
    law = OneCode("notice_law", required=False, label=gettext_lazy("If something is kept: because of which law?"))

    def clean(self) -> dict[str, Any]:
        """Ask for the law where something is kept."""
        found = super().clean() or {}
        if found.get("answer") == NoticeAnswer.KEPT and not found.get("law"):
            self.add_error("law", _("Say because of which law. Without one it has to be deleted."))
        return found


class Hour(forms.TimeField):
    """A time of the day, written with or without minutes."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "text"})

    def __init__(self, **given: Any) -> None:
        wrong = {"invalid": gettext_lazy("Write the time like 08:00.")}
        super().__init__(required=False, input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"], error_messages=wrong, **given)


class ContactRule(Form):
    """Whether, when and by whom a person may be reached in one way."""

    channel = Choices(label=gettext_lazy("Which way?"), choices=list(consents.CHANNELS.items()))
    leave = Choices(label=gettext_lazy("May the person be reached in this way?"), choices=list(consents.LEAVES.items()))
    days = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("On which days is it safe?"),
        help_text=gettext_lazy("None chosen: on any day."),
        choices=[(str(number), day) for number, day in enumerate(cases.DAYS)],
    )
    since = Hour(label=gettext_lazy("From which time is it safe?"), help_text=gettext_lazy("For example 08:00"))
    until = Hour(label=gettext_lazy("Until which time?"))
    caller = Choices(
        label=gettext_lazy("Who may do it?"), choices=list(consents.CALLERS.items()), initial=Caller.ANYONE.value
    )
    shared_number = forms.BooleanField(required=False, label=gettext_lazy("Somebody else may answer this number"))
    says = Lines(
        rows=3,
        most=1000,
        label=gettext_lazy("Who may answer, and what do you say?"),
        help_text=gettext_lazy(
            "Sealed; opened with a reason by whoever contacts the person. Write it again when you change the rule."
        ),
    )

    def rule(self) -> Rule:
        """Return the rule as the operation takes it."""
        said: Mapping[str, Any] = self.cleaned_data
        names = ("channel", "leave", "since", "until", "caller", "shared_number", "says")
        return Rule(**{name: said[name] for name in names}, days=tuple(said["days"]))
