"""What intake asks first: who it may be, whether she agrees, and who she is."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.errors import Refused
from tabara.interfaces.web.forms.answers import LONGEST_LINE, Asked, Line, Phone, Whole
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, YesNo
from tabara.protection.intake.operations import Names, birth_day

OLDEST = 120
RELATIVES = (1, 2, 3)


class SearchForm(Form):
    """Who it may be: names as they were heard."""

    given = Line(label=gettext_lazy("Given name, as heard"))
    surname = Line(label=gettext_lazy("Surname, as heard"))
    alias = Line(label=gettext_lazy("Nickname or other name"))
    sex = OneCode("sex", required=False, label=gettext_lazy("Sex"))
    age = Whole(least=0, most=OLDEST, label=gettext_lazy("Age, about"))
    birth_year = Whole(least=1900, most=2100, label=gettext_lazy("Or year of birth"))
    phone = Line(mode="tel", label=gettext_lazy("Telephone"))
    alert = forms.UUIDField(required=False, widget=forms.HiddenInput)  # what led to the person
    says_optional = False  # the page says once that what is known is enough

    def clean(self) -> dict[str, Any]:
        """Ask for something to search by."""
        found = super().clean() or {}
        if not any(found.get(name) for name in ("given", "surname", "alias", "phone")):
            self.add_error("given", _("Write a name or a telephone number, as you heard it."))
        return found

    def names(self, today: dt.date) -> Names:
        """Return what is known so far, as a search takes it."""
        found = self.cleaned_data
        year = found["birth_year"] or (today.year - found["age"] if found["age"] is not None else None)
        return Names(
            given=found["given"],
            surname=found["surname"],
            aliases=several(found["alias"]),
            birth_date=str(year or ""),
            phones=_some(found["phone"]),
        )

    def as_who(self) -> dict[str, list[str]]:
        """Return the answers as the part “who” would have been typed with them."""
        found = self.cleaned_data
        same = {name: found[name] for name in ("given", "surname", "sex", "age", "phone")}
        same |= {"aliases": found["alias"], "birth-year": found["birth_year"]}
        return {name: [str(value)] for name, value in same.items() if value not in (None, "")}


class AgreementForm(Asked):
    """Whether the person agrees to be registered, and to be counted."""

    language = OneCode(
        "language",
        long=True,
        label=gettext_lazy("In which language did you explain it?"),
        help_text=gettext_lazy("Agreement counts only in a language that the person understands well."),
    )
    agreed = YesNo(
        label=gettext_lazy("Does the person agree to be registered?"),
        help_text=gettext_lazy("Help never depends on the answer. If the answer is no, all of this form is erased."),
    )
    who = Choices(
        required=False,
        label=gettext_lazy("Who agrees?"),
        help_text=gettext_lazy("For a child, a parent or guardian agrees, and the child is asked too."),
        choices=lambda: [
            ("person", _("The person")),
            ("guardian", _("A parent or guardian, for a child, who agrees too")),
        ],
    )
    statistics = YesNo(
        required=False,
        label=gettext_lazy("May the person be counted, without a name?"),
        help_text=gettext_lazy("Figures show what is needed and where. They identify nobody."),
    )
    matching = YesNo(
        required=False,
        label=gettext_lazy("May another agency be told that the person may be known here?"),
        help_text=gettext_lazy(
            "Only that, so that two agencies who help the same person find each other. No name is shown. "
            "Without an answer it is a no."
        ),
    )
    asked_on = DayField(
        label=gettext_lazy("On which day did you ask?"),
        help_text=gettext_lazy("The case begins on this day; nothing can be recorded for an earlier one."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("asked_on", self.today)

    def clean(self) -> dict[str, Any]:
        """Ask the rest only of a person who agrees."""
        found = super().clean() or {}
        if found.get("agreed"):
            if not found.get("who"):
                self.add_error("who", _("Choose who agrees."))
            if found.get("statistics") is None:
                self.add_error("statistics", _("Choose yes or no. Both are good answers."))
        if (day := found.get("asked_on")) and day > self.today:
            self.add_error("asked_on", _("This day is in the future. Correct it."))
        return found


class BirthField(DayField):
    """A day of birth, of which perhaps only the year is known; it becomes an ISO date or a year."""

    def to_python(self, value: Any) -> str:
        """Return the date as text."""
        if not value:
            return ""
        day, month, year = value if isinstance(value, tuple) else tuple(reversed([*str(value).split("-"), "", ""][:3]))
        if not year or (day and not month):
            raise forms.ValidationError(_("Write at least the year. A day needs its month."))
        if day:
            return super().to_python(value).isoformat()
        if not (year.isdecimal() and len(year) == 4):
            raise forms.ValidationError(_("Write the year with four digits."))
        return year


class WhoForm(Asked):
    """Who the person is. All of it is sealed."""

    given = Line(
        label=gettext_lazy("Given names"),
        help_text=gettext_lazy("To recognise the person again. Sealed: others see only a number."),
    )
    surname = Line(label=gettext_lazy("Surname"))
    aliases = Line(
        label=gettext_lazy("Other names and nicknames"),
        help_text=gettext_lazy("Separate them by commas. Traffickers often rename people."),
    )
    sex = OneCode(
        "sex", label=gettext_lazy("Sex"), help_text=gettext_lazy("Shelter and care differ. Ask, do not guess.")
    )
    birth = BirthField(
        required=False,
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("Children have rights of their own. If only the year is known, write only the year."),
    )
    age = Whole(
        least=0,
        most=OLDEST,
        label=gettext_lazy("Age, about"),
        help_text=gettext_lazy("Only where the year of birth is not known."),
    )
    phone = Phone(label=gettext_lazy("Telephone"), help_text=gettext_lazy("Only a number that is safe to call."))
    other_phone = Phone(label=gettext_lazy("Another telephone"))
    paper = Line(
        label=gettext_lazy("Number of an identity paper"),
        help_text=gettext_lazy("Helps to get papers back. Never copy it anywhere else."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for row in RELATIVES:
            self.fields[f"tie_{row}"] = OneCode("relative_tie", long=True, required=False, label=_("Tie to the person"))
            self.fields[f"relative_{row}"] = Line(label=_("Name"))
            self.fields[f"relative_phone_{row}"] = Phone(label=_("Telephone"))

    def clean(self) -> dict[str, Any]:
        """Hold the answers against one another."""
        found = super().clean() or {}
        if not any(found.get(name) for name in ("given", "surname", "aliases")):
            self.add_error("given", _("Write at least one name, or what the person is called."))
        if found.get("birth"):
            self._check_birth(found["birth"], found.get("age"))
        for row in RELATIVES:
            if (found.get(f"relative_{row}") or found.get(f"relative_phone_{row}")) and not found.get(f"tie_{row}"):
                self.add_error(f"tie_{row}", _("Choose the tie to the person."))
        return found

    def _check_birth(self, birth: str, age: int | None) -> None:
        try:
            day = birth_day(birth)
        except Refused as refusal:
            self.refuse(refusal, {"birth_date": "birth"})
            return
        if day > self.today:
            self.add_error("birth", _("This day is in the future. Correct it."))
        elif self.today.year - day.year > OLDEST:
            self.add_error("birth", _("The person would be older than 120. Correct the year."))
        elif age is not None and abs(self.today.year - day.year - age) > 1:
            self.add_error("age", _("The age and the date of birth differ. Correct one, or leave the age empty."))


def several(text: str) -> tuple[str, ...]:
    """Return what stands between the commas."""
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


def names_so_far(form: Asked, today: dt.date) -> tuple[Names, str]:
    """Return what is typed of who the person is, as a search takes it: also where other answers are wrong."""
    typed = {name: "".join(values[:1])[:LONGEST_LINE] for name, values in form.kept().items()}
    year, age = typed.get("birth-year", ""), typed.get("age", "")
    if not year.isdecimal():
        year = str(today.year - int(age)) if age.isdecimal() else ""
    names = Names(
        given=typed.get("given", ""),
        surname=typed.get("surname", ""),
        aliases=several(typed.get("aliases", "")),
        birth_date=year[:4],
        phones=_some(typed.get("phone", "")),
    )
    return names, typed.get("sex", "")


def _some(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)
