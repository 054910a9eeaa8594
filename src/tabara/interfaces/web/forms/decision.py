"""What a screening asks, step by step, and what a determination rests on."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Asked, Lines, Whole
from tabara.interfaces.web.forms.base import DayField, ManyCodes, OneCode
from tabara.protection.cases.operations import Findings

OLDEST = 120
LONG_TEXT = 20_000
GROUPS = {"acts": "act", "means": "means", "purposes": "purpose"}


class MonthField(DayField):
    """A month; its first day stands for it."""

    def to_python(self, value: Any) -> dt.date | None:
        """Return the first day of the month."""
        day, month, year = value if isinstance(value, tuple) else ("", "", "")
        day = super().to_python((day or "1", month, year) if any((day, month, year)) else value)
        return day.replace(day=1) if day else None


class WayForm(Asked):
    """How it began."""

    on = DayField(
        label=gettext_lazy("Day of the interview"),
        help_text=gettext_lazy("Never the first hour: safe and rested first."),
    )
    entered_on = MonthField(
        required=False,
        label=gettext_lazy("When did it begin?"),
        help_text=gettext_lazy("The month in which somebody recruited or took the person."),
    )
    age_at_entry = Whole(
        least=0,
        most=OLDEST,
        label=gettext_lazy("Or how old was the person then?"),
        help_text=gettext_lazy("The age at entry decides whether the rule for children holds, not the age today."),
    )
    recruitment_method = ManyCodes(
        "recruitment_method", required=False, label=gettext_lazy("How was the person found?")
    )
    recruiter_relation = OneCode(
        "recruiter_relation", long=True, required=False, label=gettext_lazy("Who was the recruiter to the person?")
    )
    trafficking_type = OneCode(
        "trafficking_type", required=False, label=gettext_lazy("Within the country or across a border?")
    )
    destination_country = OneCode(
        "country",
        long=True,
        required=False,
        label=gettext_lazy("Country of destination, reached or intended"),
        help_text=gettext_lazy("To see which ways are used, and whom to warn."),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("on", self.today)


class HappenedForm(Asked):
    """What happened then."""

    exploitation = ManyCodes(
        "exploitation",
        required=False,
        label=gettext_lazy("What was the person made to do?"),
        help_text=gettext_lazy("Also what was intended and did not happen. The next questions follow from it."),
    )
    sector = OneCode("sector", long=True, required=False, label=gettext_lazy("In which kind of work?"))
    control_method = ManyCodes(
        "control_method", required=False, label=gettext_lazy("What kept the person from leaving?")
    )
    gbv = OneCode(
        "gbv",
        label=gettext_lazy("Violence based on gender"),
        help_text=gettext_lazy("Ask only what is needed for care. “Unknown” is a good answer."),
        initial="unknown",
    )


class IndicatorsForm(Asked):
    """What the interviewer saw and heard, against the sets of indicators that fit the person."""

    indicators = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Indicators")
    )
    notes = Lines(
        rows=8,
        most=LONG_TEXT,
        label=gettext_lazy("Notes"),
        help_text=gettext_lazy("In the person's own words, as short as care allows. Sealed."),
    )

    def __init__(self, *args: Any, sets: Iterable[str] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        known = codelists.pack().codelist("indicator").valid(self.today)
        self.sets = frozenset(sets)
        self.offered = [code for code in known if code.more["set"] in self.sets]
        spoken = texts.language()
        self.fields["indicators"].choices = [(code.key, code.text(spoken)) for code in self.offered]  # type: ignore[attr-defined]  # a field of choices

    def groups(self) -> list[dict[str, Any]]:
        """Return the indicators by set and dimension, as the component of checkboxes takes them."""
        chosen, found = set(self["indicators"].value() or ()), {}
        for code in self.offered:
            found.setdefault((code.more["set"], code.more["dimension"]), []).append(code)
        return [
            {
                "set": texts.code_label("indicator_set", which),
                "title": texts.code_label("indicator_dimension", dimension),
                "id": f"indicators-{which}-{dimension}",
                "chosen": len(chosen & {code.key for code in codes}),
                "items": [_box(code, chosen) for code in codes],
            }
            for (which, dimension), codes in found.items()
        ]


def _box(code: codelists.Code, chosen: set[str]) -> dict[str, Any]:
    return {
        "value": code.key,
        "text": code.text(texts.language()),
        "checked": code.key in chosen,
        "hint": {"text": texts.code_label("indicator_strength", code.more["strength"])},
    }


def findings(way: Mapping[str, Any], happened: Mapping[str, Any], indicators: Iterable[str] = ()) -> Findings:
    """Return what the interview found, as the operation takes it."""
    return Findings(
        trafficking_type=way.get("trafficking_type") or "",
        destination_country=way.get("destination_country") or "",
        exploitation=tuple(happened.get("exploitation") or ()),
        sector=happened.get("sector") or "",
        recruitment_method=tuple(way.get("recruitment_method") or ()),
        recruiter_relation=way.get("recruiter_relation") or "",
        control_method=tuple(happened.get("control_method") or ()),
        gbv=happened.get("gbv") or "unknown",
        indicators=tuple(indicators),
        entered_on=way.get("entered_on"),
        age_at_entry=way.get("age_at_entry"),
    )


class DecisionForm(Asked):
    """A decision, and the elements of the definition with the evidence for each."""

    age_at_entry = Whole(
        least=0,
        most=OLDEST,
        label=gettext_lazy("Age at entry"),
        help_text=gettext_lazy(
            "A child cannot consent to exploitation, so no means is needed. Whose age is unknown is treated as a child."
        ),
    )
    acts = ManyCodes("act", required=False, label=gettext_lazy("What was done: the act"))
    means = ManyCodes("means", required=False, label=gettext_lazy("How it was done: the means"))
    purposes = ManyCodes("purpose", required=False, label=gettext_lazy("Why it was done: the purpose"))
    status = OneCode(
        "determination_status",
        label=gettext_lazy("Your decision"),
        help_text=gettext_lazy("The definition and the indicators advise. You decide, in your name."),
    )
    grounds = Lines(
        rows=6,
        most=LONG_TEXT,
        label=gettext_lazy("Grounds"),
        help_text=gettext_lazy("What the decision rests on, for whoever reviews it. Sealed."),
    )
    on = DayField(label=gettext_lazy("Day of the decision"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("on", self.today)
        for group, codelist in GROUPS.items():
            for code in codelists.pack().codelist(codelist).valid(self.today):
                self.fields[evidence(group, code.key)] = ManyCodes("evidence_kind", required=False, label=_("Evidence"))

    def elements(self, group: str) -> dict[str, list[str]]:
        """Return the ticked elements of a group, each with the kinds of evidence for it."""
        found = self.cleaned_data
        return {code: list(found.get(evidence(group, code), ())) for code in found.get(group, ())}

    def rows(self, group: str) -> list[dict[str, Any]]:
        """Return the elements of a group as they are asked: each with a box, and boxes for its evidence."""
        chosen = {str(one) for one in self[group].value() or ()}
        return [
            {"code": code, "text": text, "chosen": code in chosen, "evidence": self[evidence(group, code)]}
            for code, text in self.fields[group].choices  # type: ignore[attr-defined]  # a field of choices
        ]


def evidence(group: str, code: str) -> str:
    """Return the name of the field that holds the evidence for an element."""
    return f"evidence_{group}_{code}"
