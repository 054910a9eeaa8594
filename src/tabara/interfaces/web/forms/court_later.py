"""What is asked when something in a court file is put right, and when a file goes to another agency."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.base import Form, OneCode
from tabara.interfaces.web.forms.court import ChargeSuspect, Judge, OnDay
from tabara.prosecution.enums import HandingState

WHY = _("Why is it put right?")


class CorrectCharge(ChargeSuspect):
    """What a charge says, rightly."""

    reason = OneCode("court_correction", label=WHY)

    @staticmethod
    def of(row: Any) -> dict[str, Any]:
        """Return what stands there."""
        said = {name: getattr(row, name) for name in ("offence_on", "victim")}
        return {**said, "article": f"{row.instrument} {row.article}", "on": row.charged_on}

    def given(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        return {**super().given(), "reason": self.cleaned_data["reason"]}


class CorrectVerdict(Judge):
    """What a verdict says, rightly."""

    reason = OneCode("court_correction", label=WHY)

    @staticmethod
    def of(row: Any) -> dict[str, Any]:
        """Return what stands there."""
        names = ("outcome", "prison_months", "life", "fine", "suspended")
        return {**{name: getattr(row, name) for name in names}, "on": row.decided_on}


class CorrectHearing(OnDay):
    """The right day of a hearing."""

    reason = OneCode("court_correction", label=WHY)


class AskHanding(Form):
    """To which agency a file goes."""

    to = forms.ChoiceField(label=_("Which agency takes it over?"))

    def __init__(self, *args: Any, agencies: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.agencies = {str(one.pk): one for one in agencies}
        named = [(key, one.name) for key, one in self.agencies.items()]
        self.fields["to"].choices = [("", gettext("Choose one")), *named]  # type: ignore[attr-defined]  # a field of choices


class DeclineHanding(Form):
    """Why a file is not taken over."""

    reason = OneCode("handing_decline", label=_("Why is it not taken over?"))


HANDINGS = {
    HandingState.ASKED: _("waits for an answer"),
    HandingState.ACCEPTED: _("taken over"),
    HandingState.DECLINED: _("declined"),
    HandingState.WITHDRAWN: _("taken back"),
}
