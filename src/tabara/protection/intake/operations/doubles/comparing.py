"""Look at two people side by side: both names are opened with a reason, and every difference is marked."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.pace import keep_pace
from tabara.access.protected import Whole
from tabara.access.speaking import opening
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Person
from tabara.protection.intake import doubles, retention
from tabara.protection.intake.enums import Reason, Side
from tabara.protection.intake.likeness import Known, Likeness, likeness
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations.pace import OPENS, often
from tabara.vault import queries as identities
from tabara.vault.models import Names

# What one person can have only one of: where the two differ, somebody says whose stands. A place goes with its address.
CHOSEN = ("given", "surname", "birth", "sex", "citizenship", "number", "address", "safe_contact")
KEPT = ("aliases", "phones", "relatives")  # of these, both sides are kept


@dataclass(frozen=True)
class Line:
    """One thing about two people: what each side says, and whether they differ."""

    field: str
    first: Any
    second: Any

    @property
    def differs(self) -> bool:
        """Return whether the sides differ."""
        return bool(self.first != self.second)

    @property
    def to_choose(self) -> bool:
        """Return whether somebody has to say whose stands: where one side says nothing, the other stands."""
        return self.field in CHOSEN and self.differs and bool(self.first) and bool(self.second)


@dataclass(frozen=True)
class Both:
    """Two people with their names open, as one member with a reason looks at them."""

    pair: Pair
    names: tuple[Names, Names]
    versions: tuple[int, int]
    lines: tuple[Line, ...]
    alike: Likeness


@operation("intake.name_pair", needs=Permission.IDENTITY_OPEN, on="case")
def name_pair(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, code: str) -> Pair:
    """Say that the persons of two cases may be one; nothing is opened and nothing decided by it."""
    try:
        other = cases.by_code(by=by, code=code)
    except NotFound:
        raise Refused(_("No case that you may see has this code. Check it letter by letter."), "code") from None
    if other.person_id == case.person_id:
        raise Refused(_("These two cases are of one person already."), "code")
    if other.agency_id != case.agency_id or not doubles.may_open(by, other):
        raise Refused(
            _("Another agency or team holds that case. Ask the agency whether it is the same person."), "code"
        )
    first, second = sorted((case.person, other.person), key=lambda person: person.pk)
    row = Pair.objects.everything(Whole.INDEX).filter(first=first, second=second).first()
    if row is None:
        row = Pair(id=event, agency=case.agency, first=first, second=second, found_at=at)
        write(row)
    return row


@operation("intake.compare_pair", needs=Permission.IDENTITY_OPEN)
def compare_pair(*, by: Member, event: uuid.UUID, at: dt.datetime, pair: Pair, reason: str) -> Both:
    """Return who two people are, side by side; that both were opened stands in the memory of both."""
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need the name. Choose one of the reasons."), "reason")
    shown = [one.pk for one in newest_of(by, pair)]
    for subject in shown:
        keep_pace(by, subject, acts=OPENS, often=often())
    found = opened(by, pair)
    for subject in shown:
        audit.note(by=by, operation="intake.compare_pair", subject=subject, reason=reason, thing=str(event))
    return found


def newest_of(by: Member, pair: Pair) -> tuple[Case, Case]:
    """Return a case of each of the two whose name the member may open.

    Raises:
        NotAllowed: where there is none of one of them.
    """
    found = []
    for person in (pair.first, pair.second):
        rows = doubles.cases_of(by=by, person=person)
        held = next((one for one in rows if doubles.may_open(by, one)), None)
        if held is None or not permitted(by, Permission.IDENTITY_OPEN, held):
            raise NotAllowed
        found.append(held)
    return found[0], found[1]


def opened(by: Member, pair: Pair) -> Both:
    """Open both names, and lay them side by side.

    Raises:
        Refused: where one of them was erased.
    """
    numbers = (pair.first_id, pair.second_id)
    with opening(numbers):
        names = identities.names_of(by=by, persons=numbers)
        versions = identities.versions_of(by=by, persons=numbers)
    if len(names) < len(numbers):
        raise Refused(_("Who one of the two is has been erased. Nothing is left to compare."))
    sides = (names[numbers[0]], names[numbers[1]])
    known = [Known(person, one) for person, one in zip((pair.first, pair.second), sides, strict=True)]
    lines = tuple(Line(name, _said(*known[0], name), _said(*known[1], name)) for name in (*CHOSEN, *KEPT))
    return Both(pair, sides, (versions[numbers[0]], versions[numbers[1]]), lines, likeness(*known))


def refuse_untold(both: Both, stands: Mapping[str, str]) -> None:
    """Refuse a merge that leaves open whose value stands, or names a side that there is not."""
    for line in both.lines:
        if line.to_choose and stands.get(line.field) not in tuple(Side):
            raise Refused(_("Say for each difference what is right."), line.field)


def refuse_erased(pair: Pair) -> None:
    """Refuse to go on where who one of the two is was erased."""
    for person in (pair.first, pair.second):
        if any(retention.is_erased(case=one, what="identity") for one in retention.cases_of(person=person)):
            raise Refused(_("Who one of the two is has been erased. Nothing is left to compare."))


def _said(person: Person, names: Names, field: str) -> Any:
    if field == "birth":
        return names.birth_date or (str(person.birth_year) if person.birth_year else "")
    if field in ("sex", "citizenship"):
        return getattr(person, field)
    if field == "address":
        return (names.address, names.place, names.place_version) if names.address or names.place else ()
    return getattr(names, field)
