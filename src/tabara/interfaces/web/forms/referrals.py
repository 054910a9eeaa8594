"""A referral from its sending to its end, and a case on its way to another agency."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, Form, ManyCodes, OneCode
from tabara.interfaces.web.forms.identity import OpenNotes
from tabara.interfaces.web.forms.sharing import Along, Groups

__all__ = ["Ask", "Decline", "DeclineCase", "Finish", "GiveBack", "Offer", "Refer", "Why"]
Why = OpenNotes  # the same question as for any sealed words


class Refer(Along):
    """Which need another agency is asked to meet, and what it may see of what the person agreed to."""

    service = OneCode("service", long=True, label=gettext_lazy("Which help is needed?"))
    priority = OneCode(
        "priority",
        label=gettext_lazy("How urgent is it?"),
        help_text=gettext_lazy("The clock begins at once. What is not answered in time, the coordinator sees."),
        initial="normal",
    )
    groups = Groups(**Along.asked)
    message = Lines(
        rows=4,
        label=gettext_lazy("A few words to whoever will help"),
        help_text=gettext_lazy("Sealed, and read only once they accept. Say what helps them to begin well."),
    )


class Decline(Form):
    """Why an agency cannot help."""

    reason = OneCode("decline_reason", label=gettext_lazy("Why can your agency not help?"))


class Finish(Form):
    """What came of a referral."""

    outcome = OneCode("referral_outcome", label=gettext_lazy("What came of it?"))
    services = ManyCodes("service", required=False, label=gettext_lazy("Which help was given?"))
    note = Lines(
        rows=4,
        label=gettext_lazy("What does the agency that sent the person need to know?"),
        help_text=gettext_lazy("Sealed. Whoever carries the case reads it."),
    )


class GiveBack(Form):
    """Why a person goes back to the agency that sent her."""

    reason = OneCode("return_reason", label=gettext_lazy("Why do you give the referral back?"))
    note = Lines(
        rows=4,
        label=gettext_lazy("What does the agency that sent the person need to know?"),
        help_text=gettext_lazy("Sealed. Whoever carries the case reads it."),
    )


class Ask(Form):
    """Why an agency would carry a case."""

    reason = OneCode("transfer_reason", label=gettext_lazy("Why should the case come to your agency?"))


class Offer(Form):
    """To which agency a case goes, and why."""

    to = Choices(label=gettext_lazy("To which agency?"))
    reason = OneCode("transfer_reason", label=gettext_lazy("Why does the case go there?"))

    def __init__(self, *args: Any, agencies: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.agencies = {str(one.pk): one for one in agencies}
        self.fields["to"].choices = [(key, one.name) for key, one in self.agencies.items()]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = super().clean() or {}
        if found.get("to"):
            found["to"] = self.agencies[found["to"]]
        return found


class DeclineCase(Form):
    """Why a case stays where it is."""

    reason = OneCode("transfer_decline_reason", label=gettext_lazy("Why does the case stay where it is?"))
