"""What was noted of why a provider is not safe, for the person who asks what is held about her."""

from collections.abc import Iterator

from tabara.protection.cases.models import Case
from tabara.protection.cases.queries import Written, writes


@writes
def _of_exclusions(case: Case) -> Iterator[Written]:
    for row in case.exclusions.all():
        yield Written(row.since, "exclusion", f"exclusion.{row.pk}.note", row.note)
