"""What an interview has told already, as the steps of the screening and the determination are first shown with it."""

import uuid
from dataclasses import dataclass
from typing import Any, Self

from tabara.interfaces.web.forms.answers import Asked
from tabara.interfaces.web.forms.decision import GROUPS, IndicatorsForm, evidence
from tabara.protection.cases import queries as cases

WAY = ("recruitment_method", "recruiter_relation", "trafficking_type", "destination_country")
HAPPENED = ("exploitation", "control_method", "gbv")
TOLD = "statement"  # the kind of evidence that an answer is


@dataclass(frozen=True)
class Prefilled:
    """The open interview of a case, and what its answers speak for; nothing where none is open."""

    interview: uuid.UUID | None = None
    spoken: cases.Spoken | None = None

    @classmethod
    def of(cls, by: Any, case: Any) -> Self:
        """Return what the open interview of a case has told so far."""
        found = cases.open_interview(by=by, case=case)
        if found is None:
            return cls()
        return cls(found.pk, cases.speaks_for(answers=cases.said_in(by=by, interview=found)))

    def step(self, step: str) -> dict[str, Any]:
        """Return the answers with which a step of the screening is first shown; each can be changed."""
        if self.spoken is None:
            return {}
        if step == "indicators":
            return {"indicators": list(self.spoken.indicators), "notes": self.spoken.notes}
        names = WAY if step == "way" else HAPPENED
        return {name: self.spoken.findings[name] for name in names if name in self.spoken.findings}

    def first(self, form: Asked, step: str) -> Asked:
        """Return a step as it is first shown, for the same act."""
        given: dict[str, Any] = {"today": form.today, "initial": {"event": str(form.number), **self.step(step)}}
        if isinstance(form, IndicatorsForm):
            given["sets"] = form.sets
        return type(form)(**given)

    @property
    def led(self) -> dict[str, list[int]]:
        """Return the numbers of the questions whose answers speak for each indicator."""
        if self.spoken is None:
            return {}
        return {key: cases.numbers_of(questions=keys) for key, keys in self.spoken.indicators.items()}


def elements_of(by: Any, screening: Any) -> dict[str, Any]:
    """Return the elements of the definition that the interview behind a screening speaks for, each as a statement."""
    elements = cases.elements_told(by=by, screening=screening) if screening else {}
    found: dict[str, Any] = {group: codes for group, codes in elements.items() if group in GROUPS}
    return found | {evidence(group, code): [TOLD] for group, codes in elements.items() for code in codes}
