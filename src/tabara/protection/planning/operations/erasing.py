"""Take out the words of a case that is erased: its key goes next, and nothing shall look as if it could be opened."""

from tabara.access.unit import write
from tabara.protection.cases.models import Case


def forget_words(case: Case) -> None:
    """Take out every sealed text of this room; the course of the plan stays. Called within an operation of intake."""
    for plan in case.plans.prefetch_related("goals", "actions"):
        _clear(plan, "said", "sent_back")
        for row in (*plan.goals.all(), *plan.actions.all()):
            _clear(row, "text")
    for assessment in case.assessments.prefetch_related("scores"):
        for score in assessment.scores.all():
            _clear(score, "notes")
    for record in case.best_interests.all():
        _clear(record, "views", "reasons", "grounds")
    for conference in case.conferences.prefetch_related("decisions"):
        _clear(conference, "agenda", "notes")
        for decision in conference.decisions.all():
            _clear(decision, "text")


def _clear(row: object, *fields: str) -> None:
    filled = [name for name in fields if getattr(row, name)]
    for name in filled:
        setattr(row, name, None)
    if filled:
        write(row, *filled)  # type: ignore[arg-type]  # a row of one of our models
