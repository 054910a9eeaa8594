"""Keep the table of what falls due true: rooms say within their acts what is expected, and when it is met."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.protected import Whole
from tabara.access.unit import put, take_out, whole
from tabara.protection.cases.enums import CaseStatus
from tabara.protection.cases.models import Case, Task
from tabara.protection.cases.models.task import number_of

OPEN = (CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP)


class Expected(NamedTuple):
    """What a room's records say is due: in which case, about which record, by which day, by whom."""

    case: uuid.UUID
    about: uuid.UUID
    due_on: dt.date
    member: uuid.UUID | None = None  # nobody named: whoever carries the case


Source = Callable[[uuid.UUID | None], Iterable[Expected]]
_sources: dict[str, Source] = {}
_ending: set[str] = set()
Passing = Callable[[Case, Member, Member], None]
_passing: list[Passing] = []


def derives(kind: str, *, ends_with_case: bool = False) -> Callable[[Source], Source]:
    """Have a function say which tasks of a kind a room's records ask for: of one case, or of all where given `None`.

    A kind that `ends_with_case` goes when the case is closed; any other has to be met or dropped before.
    """

    def register(source: Source) -> Source:
        _sources[kind] = source
        if ends_with_case:
            _ending.add(kind)
        return source

    return register


def expect(*, case: Case, kind: str, about: uuid.UUID, due_on: dt.date, member: Member | None = None) -> None:
    """Expect something of a kind about a record by a day; told again, the day and the member change."""
    if case.status in OPEN:
        number = number_of(kind, about)
        put(Task(id=number, case=case, kind=kind, about=about, due_on=due_on, member=member))


def met(*, kind: str, about: uuid.UUID) -> None:
    """Expect it no more: it was done, or nobody waits for it any longer."""
    take_out(Task, number_of(kind, about))


def passes_on(passing: Passing) -> Passing:
    """Have a function give what a room expects of one member in a case to the next, when the case is given to her."""
    _passing.append(passing)
    return passing


def pass_on(*, case: Case, before: Member, to: Member) -> None:
    """Expect of whoever carries a case from now on what was expected by name of whoever did."""
    for passing in _passing:
        passing(case, before, to)


def settle(case: Case) -> None:
    """End what ends with a case, as it is closed.

    Raises:
        Refused: where something else is still open, with how much.
    """
    rows = list(case.tasks.all())
    if left := [row for row in rows if row.kind not in _ending]:
        said = _("Open tasks in this case: %(count)s. Finish them, or say that they are dropped, and close it then.")
        raise Refused(said % {"count": len(left)})
    for row in rows:
        take_out(Task, row.pk)


def renew(case: Case) -> None:
    """Expect again what a case's records ask for, as it is opened again."""
    for row in _by_rule(case.pk):
        put(row)


def rebuild() -> int:
    """Build the whole table anew from what the rooms derive; return how many rows it has."""
    with whole():
        table = Task.objects.everything(Whole.REBUILD)
        table.delete()
        rows = list(_by_rule(None))
        table.bulk_create(rows, batch_size=1000)
    return len(rows)


def drift() -> int:
    """Return how many rows of the table its rule does not give, or gives and are missing: zero where all is well."""
    stored = Task.objects.everything(Whole.REBUILD).iterator(chunk_size=2000)
    return len({_content(row) for row in stored} ^ {_content(row) for row in _by_rule(None)})


def _content(row: Task) -> tuple[object, ...]:
    return row.pk, row.case_id, row.kind, row.about, row.due_on, row.member_id


def _by_rule(case: uuid.UUID | None) -> Iterator[Task]:
    cases = Case.objects.everything(Whole.REBUILD).filter(status__in=OPEN)
    lasting = set(cases.filter(pk=case).values_list("pk", flat=True) if case else cases.values_list("pk", flat=True))
    for kind, source in _sources.items():
        for one in source(case):
            if one.case in lasting:
                number = number_of(kind, one.about)
                yield Task(
                    id=number, case_id=one.case, kind=kind, about=one.about, due_on=one.due_on, member_id=one.member
                )
