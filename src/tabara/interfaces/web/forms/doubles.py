"""Two people who may be one: why one looks, what one decides, whose value stands; and questions to other agencies."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Line
from tabara.interfaces.web.forms.base import Choices, Form
from tabara.interfaces.web.forms.identity import REASONS
from tabara.protection.intake.enums import Answer, Reason, Side

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
EPISODES = "episodes"  # each case tells of a time of its own
ANSWERS: Mapping[str, str | Promise] = {
    Answer.YES: gettext_lazy("Yes, this agency knows the person"),
    Answer.NO: gettext_lazy("No"),
    Answer.CANNOT_SAY: gettext_lazy("I cannot say"),
}


class LookBoth(Form):
    """Why somebody opens two names."""

    reason = Choices(
        label=gettext_lazy("Why do you need the names?"), choices=list(REASONS.items()), initial=Reason.VERIFICATION
    )


class Decide(Form):
    """What somebody thinks of two people, having looked."""

    answer = Choices(
        label=gettext_lazy("Is this one person?"),
        choices=[
            (SAME, gettext_lazy("Yes, the same person")),
            (DIFFERENT, gettext_lazy("No, two different people")),
            (UNSURE, gettext_lazy("Not sure: a colleague should look")),
        ],
    )
    colleague = forms.ChoiceField(required=False, label=gettext_lazy("Which colleague?"), widget=forms.Select)
    says_optional = False

    def __init__(self, *args: Any, colleagues: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.colleagues = {str(one.pk): one for one in colleagues}
        names = [(key, one.name) for key, one in self.colleagues.items()]
        self.fields["colleague"].choices = [("", _("Choose one")), *names]  # type: ignore[attr-defined]  # a choice
        self.fields["colleague"].help_text = _("Only if you are not sure. The colleague finds it among the tasks.")

    def clean(self) -> dict[str, Any]:
        """Give the colleague, who has to be named by whoever is not sure."""
        told: dict[str, Any] = super().clean() or {}
        told["colleague"] = self.colleagues.get(told.get("colleague", ""))
        if told.get("answer") == UNSURE and told["colleague"] is None:
            self.add_error("colleague", ValidationError(_("Say which colleague should look.")))
        return told


class MergeBoth(Form):
    """For each difference whose value is right, and whether the cases tell of one time or of several."""

    versions = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Iterable[Any], cases: Iterable[Any], saw: str, **given: Any) -> None:
        given.setdefault("initial", {"versions": saw})
        super().__init__(*args, **given)
        self.cases = {str(one.pk): one for one in cases}
        for name, title, first, second in lines:
            sides = [(Side.FIRST.value, first), (Side.SECOND.value, second)]
            self.fields[name] = Choices(label=title, choices=sides)
            self.fields[name].error_messages["required"] = _("Say what is right: “%(question)s”.") % {"question": title}
        self.chosen = [name for name in self.fields if name not in ("event", "versions")]
        closed = [
            (key, _("Case %(code)s was entered twice, and is to be closed") % {"code": one.code})
            for key, one in self.cases.items()
        ]
        self.fields["twice"] = Choices(
            label=gettext_lazy("What do the cases tell of?"),
            choices=[(EPISODES, _("Each of a time of its own: all go on as they are")), *closed],
        )

    @property
    def saw(self) -> tuple[int, int]:
        """Return the versions of both names that were compared."""
        first, _comma, second = self.cleaned_data["versions"].partition(",")
        return (int(first), int(second)) if first.isdecimal() and second.isdecimal() else (0, 0)

    @property
    def stands(self) -> dict[str, str]:
        """Return for each difference whose value is right."""
        return {name: self.cleaned_data[name] for name in self.chosen}

    @property
    def twice(self) -> Any:
        """Return the case that was entered twice, where one was."""
        return self.cases.get(self.cleaned_data["twice"])


class NameOther(Form):
    """The number of another case, whose person may be the same."""

    code = Line(label=gettext_lazy("Number of the other case"))
    says_optional = False


class AskAgency(Form):
    """Which agency is asked."""

    to = forms.ChoiceField(label=gettext_lazy("Which agency do you ask?"), widget=forms.Select)

    def __init__(self, *args: Any, agencies: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.agencies = {str(one.pk): one for one in agencies}
        names = [(key, one.name) for key, one in self.agencies.items()]
        self.fields["to"].choices = [("", _("Choose one")), *names]  # type: ignore[attr-defined]  # a choice

    def clean_to(self) -> Any:
        """Give the agency."""
        return self.agencies[self.cleaned_data["to"]]


class AnswerInquiry(Form):
    """Whether the own agency knows a person, and by which case of its own."""

    answer = Choices(label=gettext_lazy("Does your agency know this person?"), choices=list(ANSWERS.items()))
    code = Line(
        label=gettext_lazy("If yes: the number of your own case"),
        help_text=gettext_lazy("The other agency is not told this number. It learns only your answer."),
    )
