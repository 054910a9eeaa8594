"""What whoever carries a case reads of its court files: where each stands, and the next hearing; nothing else."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from tabara.access.models import Member
from tabara.prosecution.enums import HearingState
from tabara.prosecution.models import Hearing
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import ConsentPurpose
from tabara.protection.cases.models import Case, Consent


@dataclass(frozen=True)
class Tied:
    """A court file as a case knows it."""

    tie: uuid.UUID
    code: str
    stage: str
    hearing_on: dt.date | None


def agrees_to_justice(*, case: Case, answers: Iterable[Consent] | None = None) -> bool:
    """Return whether the person agrees to cooperate with justice; `answers` are hers, where somebody has read them."""
    said = cases.consents(case=case) if answers is None else answers
    return ConsentPurpose.JUSTICE in cases.agreed(answers=said)


def of_case(*, by: Member, case: Case, on: dt.date, answers: Iterable[Consent] | None = None) -> list[Tied]:
    """List the court files that a case is tied to, for its holder's people, while the person agrees."""
    if not cases.holds(by=by, case=case):
        return []
    planned = Hearing.objects.filter(file=OuterRef("file"), state=HearingState.PLANNED, held_on__gte=on)
    ties = case.court_files.filter(ended_on=None).select_related("file")
    found = list(ties.annotate(hearing_on=Subquery(planned.order_by("held_on").values("held_on")[:1])))
    if not found or not agrees_to_justice(case=case, answers=answers):
        return []
    return [Tied(one.pk, one.file.code, one.file.stage, one.hearing_on) for one in found]
