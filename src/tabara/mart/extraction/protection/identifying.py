"""What people agreed to, and how they were identified: interviews, contested decisions, time to recover and reflect."""

from collections.abc import Iterator

from tabara.mart.extraction.protection.hung import BIT, CODE, NO, hung, in_time, table
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.cases.enums import ConsentPurpose, ReflectionStep
from tabara.protection.cases.models import Consent, Interview, Recourse, Reflection


def consents(reading: Reading) -> Iterator[Row]:
    """Give the answers, but those on statistics: of whoever is counted at all, these are a yes."""
    for *keys, purpose, given, asked, withdrawn in hung(
        reading, Consent, "purpose", "given", "asked_on", "withdrawn_on"
    ):
        if purpose != ConsentPurpose.STATISTICS:
            yield *keys, purpose, given, month(asked), month_or_none(withdrawn)


def interviews(reading: Reading) -> Iterator[Row]:
    """Give the interviews, and where each stands."""
    for *keys, state, begun, ended in hung(reading, Interview, "state", "begun_on", "ended_on"):
        yield *keys, state, month(begun), month_or_none(ended)


def recourses(reading: Reading) -> Iterator[Row]:
    """Give the reviews and appeals, and whether each was decided in its time."""
    names = ("kind", "asked_by", "state", "asked_on", "decided_on", "due_on")
    for *told, asked, decided, due in hung(reading, Recourse, *names):
        yield *told, month(asked), month_or_none(decided), in_time(decided, due)


def reflections(reading: Reading) -> Iterator[Row]:
    """Give the steps of the time to recover and reflect: one begun counts in the month in which it begins."""
    for *keys, step, reason, since, recorded in hung(reading, Reflection, "step", "reason", "since", "recorded_on"):
        yield *keys, step, reason, month(since if step == ReflectionStep.BEGUN else recorded)


SOURCES = (
    Source("consents", table(consent_purpose=CODE, given=BIT, m=NO, withdrawn_m=NO), consents),
    Source("interviews", table(interview_state=CODE, m=NO, ended_m=NO), interviews),
    Source(
        "recourses",
        table(recourse_kind=CODE, recourse_by=CODE, recourse_state=CODE, m=NO, decided_m=NO, in_time=BIT),
        recourses,
    ),
    Source("reflections", table(step=CODE, reflection_reason=CODE, m=NO), reflections),
)
