"""What was said and written about needs and plans: sealed, and opened for those who may read the notes of the case."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from django.utils import timezone

from tabara.access.enums import FieldGroup, Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.queries import Written, writes

Key = TypeVar("Key", bound=Hashable)
ASSESSMENT, INTERESTS, PLAN, CONFERENCE = "assessment", "best_interests", "plan", "conference"


def may_see(*, by: Member, case: Case) -> bool:
    """Return whether the needs and the plan of a case are the member's to see."""
    return FieldGroup.PLAN in cases.seen(by=by, case=case)


def readable(*, by: Member, case: Case) -> bool:
    """Return whether the member may read the words of this part, too: they are notes of the case."""
    return may_see(by=by, case=case) and permitted(by, Permission.NARRATIVE_OPEN, case)


def words(*, by: Member, case: Case, wanted: Iterable[tuple[Key, str, bytes | None]]) -> dict[Key, str]:
    """Return sealed texts by the caller's keys, to whoever may read them; to anybody else nothing."""
    found = list(wanted)
    if not readable(by=by, case=case):
        return {}
    texts = cases.opened(fields=[(case.pk, field, sealed) for _key, field, sealed in found])
    return {key: text for (key, *_rest), text in zip(found, texts, strict=True) if text}


def notes(*, by: Member, case: Case) -> list[Written]:
    """Return every sealed text of this part of a case, still sealed, where the part is the member's to see."""
    if not may_see(by=by, case=case):
        return []
    return [*_of_assessments(case), *_of_interests(case), *_of_plans(case), *_of_conferences(case)]


def _of_assessments(case: Case) -> Iterable[Written]:
    for one in case.assessments.prefetch_related("scores"):
        for row in one.scores.all():
            yield Written(one.assessed_on, f"{ASSESSMENT}.{row.domain}", f"score.{one.pk}.{row.domain}", row.notes)


def _of_interests(case: Case) -> Iterable[Written]:
    for one in case.best_interests.all():
        yield Written(one.decided_on, INTERESTS, f"best_interests.{one.pk}.views", one.views)
        yield Written(one.decided_on, INTERESTS, f"best_interests.{one.pk}.grounds", one.grounds)


def _of_plans(case: Case) -> Iterable[Written]:
    for plan in case.plans.prefetch_related("goals", "actions"):
        on = plan.agreed_on or timezone.localdate(plan.written_at)
        yield Written(on, PLAN, f"plan.{plan.pk}.said", plan.said)
        yield Written(on, PLAN, f"plan.{plan.pk}.sent_back", plan.sent_back)
        for goal in plan.goals.all():
            yield Written(on, PLAN, f"goal.{goal.pk}.text", goal.text)
        for action in plan.actions.all():
            yield Written(on, PLAN, f"plan_action.{action.pk}.text", action.text)


def _of_conferences(case: Case) -> Iterable[Written]:
    for one in case.conferences.prefetch_related("decisions"):
        yield Written(one.held_on, CONFERENCE, f"conference.{one.pk}.agenda", one.agenda)
        yield Written(one.held_on, CONFERENCE, f"conference.{one.pk}.notes", one.notes)
        for row in one.decisions.all():
            yield Written(one.held_on, CONFERENCE, f"conference_decision.{row.pk}.text", row.text)


@writes
def _of_options(case: Case) -> Iterable[Written]:
    for one in case.best_interests.all():
        yield Written(one.decided_on, "options", f"best_interests.{one.pk}.reasons", one.reasons)
