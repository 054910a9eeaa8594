"""Find who may be registered twice: by tokens first, then the few who share most of them are compared in memory.

Looked for when somebody is registered, when a name changes, and at night for whoever came in another way. Nobody is
shown anything by it; what is kept are two numbers and words of a list.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.access.unit import current_batch, write
from tabara.protection.cases.models import Person
from tabara.protection.intake.enums import PairState
from tabara.protection.intake.likeness import LIKE, Known, Likeness, likeness
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations.doubles.holding import free
from tabara.vault import operations as vault
from tabara.vault import queries as identities
from tabara.vault.models import Names

SHARED, MOST_COMPARED = 1, 12  # search tokens in common; people whose names are opened to compare them
MOST_AT_NIGHT = 500  # people looked at in one night; the others the night after


def look_for(*, by: Member, at: dt.datetime, agency: uuid.UUID, person: Person, names: Names) -> list[Pair]:
    """Keep whom a person resembles, and forget what nobody decided and is no longer so. Within an operation."""
    if current_batch() is not None:
        return []  # perhaps not stored yet, like those whom she resembles; the night finds them
    near = identities.resembling(
        by=by, agency=agency, names=names, sex=person.sex, shared=SHARED, limit=MOST_COMPARED + 1
    )
    with for_everybody():  # of whichever team: what is kept is shown to whoever may open both names
        known = _known(person)
        others = {one for one in near if one != person.pk} | known.keys()
        opened = identities.names_of(by=by, persons=others)
        alike = {
            one: likeness(Known(person, names), Known(one, opened[one.pk]))
            for one in Person.objects.everything(Whole.INDEX).filter(pk__in=opened)
        }
        mine = free(known.values())
        undecided = {number: mine[row.pk] for number, row in known.items() if row.pk in mine}
        told = {one: how for one, how in alike.items() if how.score >= LIKE and one.pk not in known.keys() - undecided}
        found = _keep(agency, person, undecided, told, at)
        if len(undecided) == len(known):
            vault.compared([person.pk])  # else the night looks again at what somebody decides about just now
    return found


@operation("intake.look_for_duplicates", needs=Permission.RETENTION_RUN)
def look_for_duplicates(*, by: Member, event: uuid.UUID, at: dt.datetime) -> int:
    """Look for those whom nobody has compared yet as they are known now; return how many were looked at.

    For the instance itself alone: no person opens names in bulk.
    """
    if by.username != SYSTEM:
        raise NotAllowed
    with for_everybody():
        waiting = dict(identities.not_compared(MOST_AT_NIGHT))
        known = {one.pk: one for one in Person.objects.everything(Whole.INDEX).filter(pk__in=waiting)}
        opened = identities.names_of(by=by, persons=waiting)
        for number, agency in waiting.items():
            if number in known and number in opened:
                look_for(by=by, at=at, agency=agency, person=known[number], names=opened[number])
        vault.compared(waiting)  # whoever does not open is not tried every night
    return len(waiting)


def _known(person: Person) -> dict[uuid.UUID, Pair]:
    rows = Pair.objects.everything(Whole.INDEX).exclude(state=PairState.MERGED)
    known = {row.second_id: row for row in rows.filter(first=person)}
    return known | {row.first_id: row for row in rows.filter(second=person)}


def _keep(
    agency: uuid.UUID,
    person: Person,
    known: Mapping[uuid.UUID, Pair],
    alike: Mapping[Person, Likeness],
    at: dt.datetime,
) -> list[Pair]:
    for number in known.keys() - {one.pk for one in alike}:
        row = known[number]
        if row.state == PairState.OPEN and row.reasons and row.decided_at is None:
            row.delete()  # derived, and nobody has said anything about it
    return [_kept(known.get(one.pk) or _new(agency, person, one, at), how) for one, how in alike.items()]


def _new(agency: uuid.UUID, one: Person, other: Person, at: dt.datetime) -> Pair:
    first, second = sorted((one, other), key=lambda person: person.pk)
    row = Pair(agency_id=agency, first=first, second=second, found_at=at)
    write(row)
    return row


def _kept(row: Pair, how: Likeness) -> Pair:
    """Store in what two resemble each other now; who was said to be two people is offered again if it is more."""
    if row.state == PairState.DIFFERENT and (how.score > row.score or set(how.reasons) - set(row.reasons)):
        row.state = PairState.OPEN
    row.score, row.reasons = how.score, how.reasons
    write(row, "score", "reasons", "state")
    return row
