"""What was written about return, plan, visits and endings: sealed."""

from collections.abc import Iterator

from tabara.protection.cases.models import Case
from tabara.protection.cases.queries import Written, writes

# The sealed fields: what a row is called under its seal, and which of its fields are sealed.
OF_RETURN = ("document_number", "route", "receiver_words", "received_by", "handover")
OF_ENDING = ("summary", "way_back")


@writes
def written(case: Case) -> Iterator[Written]:
    """Give every sealed text of this room in a case, for whoever may read it."""
    for journey in case.returns.all():
        on = journey.handed_over_on or journey.prepared_on
        for field in OF_RETURN:
            yield Written(on, f"return.{field}", f"return.{journey.pk}.{field}", getattr(journey, field))
    for plan in case.reintegrations.prefetch_related("goals", "visits"):
        for goal in plan.goals.all():
            yield Written(goal.set_on, "goal.words", f"goal.{goal.pk}.words", goal.words)
        for visit in plan.visits.all():
            yield Written(visit.done_on or visit.due_on, "visit.notes", f"visit.{visit.pk}.notes", visit.notes)
    for ending in case.endings.all():
        for field in OF_ENDING:
            yield Written(ending.ended_on, f"ending.{field}", f"ending.{ending.pk}.{field}", getattr(ending, field))
