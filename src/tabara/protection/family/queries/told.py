"""What was told of relatives, guardians and searches, for the person who asks what is held about her."""

from collections.abc import Iterator

from django.utils import timezone

from tabara.protection.cases.models import Case
from tabara.protection.cases.queries import Written, writes


@writes
def _of_family(case: Case) -> Iterator[Written]:
    for one in case.household_members.all():
        day = timezone.localdate(one.recorded_at)
        yield Written(day, f"household.{one.tie}", f"household.{one.pk}.told", one.told)
    for guardian in case.guardians.all():
        yield Written(guardian.since, "guardian", f"guardian.{guardian.pk}.told", guardian.told)
    for search in case.tracings.prefetch_related("steps"):
        yield Written(search.asked_on, f"tracing.{search.tie}", f"tracing.{search.pk}.told", search.told)
        for step in search.steps.all():
            yield Written(step.on, f"tracing.{search.tie}", f"tracing_step.{step.pk}.told", step.told)
