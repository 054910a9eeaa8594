"""How each domain of needs stands, in the words of the scale; and what is best for a child."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, code_choices
from tabara.interfaces.web.forms.planning.who import people
from tabara.protection.planning import queries
from tabara.protection.planning.enums import InterestsKind, Risk
from tabara.protection.planning.operations import Considered, Seat

RISK = [
    (Risk.HIGH, gettext_lazy("High: look again within days")),
    (Risk.MEDIUM, gettext_lazy("Medium")),
    (Risk.LOW, gettext_lazy("Low")),
]
OPTIONS, SEATS = 3, 4  # how many are asked for on the page
MOST = 4000  # letters


class Assess(Form):
    """One look at all needs. The risk is asked once the scores are known."""

    says_optional = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["on"] = DayField(label=_("On which day?"), initial=timezone.localdate)
        self.domains = code_choices("need_domain")
        for code, title in self.domains:
            scores = [(str(score), f"{score} – {words}") for score, words in queries.scale(code)]
            self.fields[f"score_{code}"] = Choices(
                required=False, label=title, choices=[*scores, ("", _("Not assessed"))], initial=""
            )
            note = _("Note about “%(domain)s”") % {"domain": title}
            self.fields[f"note_{code}"] = Lines(rows=2, most=MOST, label=note)

    def scores(self) -> dict[str, int]:
        """Return the scores that were given."""
        return {code: int(score) for code, _title in self.domains if (score := self.cleaned_data.get(f"score_{code}"))}

    def notes(self) -> dict[str, str]:
        """Return the notes that were written."""
        return {code: note for code, _title in self.domains if (note := self.cleaned_data.get(f"note_{code}"))}

    def clean(self) -> dict[str, Any]:
        """Ask for one score at least."""
        found = super().clean() or {}
        if not any(found.get(f"score_{code}") for code, _title in self.domains):
            sentence = _("Give at least one domain a score. What you did not ask about stays “not assessed”.")
            self.add_error(f"score_{self.domains[0][0]}", sentence)
        return found


class Weigh(Form):
    """How high a person finds the risk, beside what the scores suggest."""

    risk = Choices(label=gettext_lazy("How high do you find the risk?"), choices=RISK)
    next_on = DayField(
        required=False,
        label=gettext_lazy("When are the needs assessed next?"),
        help_text=gettext_lazy("Left empty, the day follows from the risk."),
    )


class BestInterests(Form):
    """What is best for a child: who was heard, what was considered, who decided."""

    says_optional = False
    kind = Choices(
        label=gettext_lazy("What is it?"),
        choices=[
            (InterestsKind.ASSESSMENT, gettext_lazy("An assessment, by whoever carries the case")),
            (InterestsKind.DETERMINATION, gettext_lazy("A determination, by a panel of several agencies")),
        ],
    )
    matter = OneCode("best_interests_matter", label=gettext_lazy("What is it about?"))
    on = DayField(label=gettext_lazy("On which day was it decided?"), initial=timezone.localdate)
    heard = OneCode("child_heard", label=gettext_lazy("How was the child heard?"))
    views = Lines(rows=3, most=MOST, label=gettext_lazy("What did the child say?"), help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, agencies: list[Any], colleagues: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = people(agencies, colleagues)
        for number in range(1, OPTIONS + 1):
            self._ask_option(number)
        self.fields["decision"] = OneCode("best_interests_option", long=True, label=_("What was decided?"))
        self.fields["grounds"] = Lines(rows=3, most=MOST, label=_("Why is this best for the child?"))
        for number in range(1, SEATS + 1):
            self._ask_seat(number)
        later = timezone.localdate() + dt.timedelta(days=queries.days_until_next(Risk.LOW))
        self.fields["review_by"] = DayField(label=_("Until when does it hold?"), initial=later)

    def considered(self) -> list[Considered]:
        """Return the options that were considered."""
        rows = ([self.cleaned_data[f"{name}_{n}"] for name in ("option", "for", "against")] for n in _to(OPTIONS))
        return [Considered(*row) for row in rows if row[0]]

    def panel(self) -> list[Seat]:
        """Return who sat on the panel."""
        found = []
        for number in _to(SEATS):
            who, role = self.cleaned_data[f"seat_{number}"], self.cleaned_data[f"role_{number}"]
            if who:
                found.append(Seat(self.people[who].agency, role, self.people[who].member))
        return found

    def _ask_option(self, number: int) -> None:
        about = {"number": number}
        self.fields[f"option_{number}"] = OneCode(
            "best_interests_option", long=True, required=number <= 2, label=_("Option %(number)s") % about
        )
        self.fields[f"for_{number}"] = Lines(rows=2, most=MOST, label=_("For option %(number)s") % about)
        self.fields[f"against_{number}"] = Lines(rows=2, most=MOST, label=_("Against option %(number)s") % about)

    def _ask_seat(self, number: int) -> None:
        about = {"number": number}
        names = [("", _("Nobody")), *((key, one.name) for key, one in self.people.items())]
        seat = forms.ChoiceField(
            required=False, choices=names, widget=forms.Select, label=_("Panel, place %(number)s") % about
        )
        self.fields[f"seat_{number}"] = seat
        self.fields[f"role_{number}"] = OneCode(
            "panel_role", long=True, required=False, label=_("Role of place %(number)s") % about
        )


def _to(number: int) -> range:
    return range(1, number + 1)
