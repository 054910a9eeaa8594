"""Make one person of two: the cases stay as they are, who she was on each side is kept, and it can be undone."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import opening
from tabara.access.unit import write
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.operations.listing import touch
from tabara.protection.intake import doubles, retention
from tabara.protection.intake.enums import PairState, Side
from tabara.protection.intake.models import Merge, Pair
from tabara.protection.intake.operations.doubles import due
from tabara.protection.intake.operations.doubles.comparing import Both, opened, refuse_erased, refuse_untold
from tabara.protection.intake.operations.doubles.deciding import step
from tabara.protection.intake.operations.doubles.holding import hold
from tabara.protection.intake.operations.doubles.looking import look_for
from tabara.vault import operations as vault
from tabara.vault.models import Names
from tabara.vault.parting import both as together

FACTS = ("sex", "birth_year", "birth_precision", "citizenship")  # of a person, in the clear


@operation("intake.merge_persons", needs=Permission.PERSON_MERGE, on="pair")
def merge_persons(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    pair: Pair,
    saw: tuple[int, int],
    stands: Mapping[str, str],
    twice: Case | None = None,
) -> Merge:
    """Make two people one: who was registered first stays. All cases go on, each for those who saw it before.

    `saw` are the versions of both identities that were compared, `stands` says for each difference whose value is
    right, `twice` is a case that tells of the same episode as another one: it is to be closed.
    """
    sides = held(pair)
    refuse_erased(pair)
    moved = _refuse_elsewhere(pair)
    if twice is not None and twice.pk not in {one.pk for side in moved for one in side}:
        raise Refused(_("That case is of neither of the two."), "twice")
    both = opened(by, pair)
    refuse_untold(both, stands)
    step(by, pair, PairState.MERGED, at)
    chosen = {line.field: stands[line.field] for line in both.lines if line.to_choose}
    row = _stored(by, event, at, both, chosen, moved, twice)
    names = merged_names(both, chosen)
    with opening((pair.first_id, pair.second_id)):
        vault.merge_identities(
            by=by,
            at=at,
            merge=row.pk,
            survivor=pair.first_id,
            absorbed=pair.second_id,
            saw=saw,
            names=names,
            sex=sides[0].sex,
        )
    hand(moved[1], sides[0], at, by, "intake.merge_persons")
    remember(moved[0], by, "intake.merge_persons")
    look_for(by=by, at=at, agency=pair.agency_id, person=sides[0], names=names)
    if twice is not None:
        due.expect_close(row, twice)
    return row


def held(pair: Pair) -> tuple[Person, Person]:
    """Hold both people until the act is whole, the earlier one first.

    Raises:
        Refused: where one of them is nobody of her own any more, because she was merged meanwhile.
    """
    numbers = (pair.first_id, pair.second_id)
    found = hold(numbers)
    if set(numbers) - found.keys() or any(not retention.cases_of(person=one) for one in found.values()):
        raise Refused(_("One of the two was merged with somebody else meanwhile. Look at the list again."))
    pair.first, pair.second = found[numbers[0]], found[numbers[1]]
    return pair.first, pair.second


def hand(cases: list[Case], person: Person, at: dt.datetime, by: Member, act: str) -> None:
    """Let cases be of this person from now on, and say so in the memory of each."""
    for case in cases:
        case.person = person
        touch(case, at, "person")
    remember(cases, by, act)


def remember(cases: Iterable[Case], by: Member, act: str) -> None:
    """Say in the memory of each case what was done with its person."""
    for case in cases:
        audit.note(by=by, operation=act, subject=case.pk)


def merged_names(both: Both, chosen: Mapping[str, str]) -> Names:
    """Return who the one person is: what was chosen, and of everything else what either side knows.

    A name that does not stand stays as another name, so that whoever knows her by it finds her.
    """
    first, second = both.names
    said = {line.field: line for line in both.lines}

    def of(field: str) -> Names:
        line = said[field]
        own = line.first if line.to_choose is False else chosen[field] == Side.FIRST
        return first if own else second

    names = replace(
        first,
        given=of("given").given,
        surname=of("surname").surname,
        birth_date=of("birth").birth_date,
        number=of("number").number,
        safe_contact=of("safe_contact").safe_contact,
        address=of("address").address,
        place=of("address").place,
        place_version=of("address").place_version,
        **{name: together(getattr(first, name), getattr(second, name)) for name in ("aliases", "phones", "relatives")},
    )
    others = [one.full for one in (first, second) if one.full and one.full != names.full]
    return replace(names, aliases=together(names.aliases, others))


def _refuse_elsewhere(pair: Pair) -> tuple[list[Case], list[Case]]:
    """Return the cases of both; refuse where another agency holds one of them."""
    found = [retention.cases_of(person=person) for person in (pair.first, pair.second)]
    if any(one.agency_id != pair.agency_id for side in found for one in side):
        raise Refused(_("Another agency holds a case of one of the two. People are merged within one agency alone."))
    return found[0], found[1]


def _stored(
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    both: Both,
    chosen: Mapping[str, str],
    cases: tuple[list[Case], list[Case]],
    twice: Case | None,
) -> Merge:
    """Write what is done, and the survivor's facts as they stand now."""
    pair, survivor = both.pair, both.pair.first
    before = facts_of(survivor)
    for name, side in _facts_from(both, chosen).items():
        setattr(survivor, name, getattr(side, name))
    write(survivor, *FACTS)
    row = Merge(id=event, agency=pair.agency, pair=pair, survivor=survivor, absorbed=pair.second, twice=twice)
    row.merged_at, row.merged_by, row.stands = at, by, dict(chosen)
    own, row.cases = ([str(one.pk) for one in side] for side in cases)
    row.facts = {"before": before, "merged": facts_of(survivor), "own": own}
    write(row)
    return row


def facts_of(person: Person) -> dict[str, Any]:
    """Return what stands in the clear about a person."""
    return {name: getattr(person, name) for name in FACTS}


def _facts_from(both: Both, chosen: Mapping[str, str]) -> dict[str, Person]:
    said = {line.field: line for line in both.lines}
    found = {}
    for name, field in (("sex",) * 2, ("citizenship",) * 2, ("birth_year", "birth"), ("birth_precision", "birth")):
        line = said[field]
        own = line.first if line.to_choose is False else chosen[field] == Side.FIRST
        found[name] = both.pair.first if own else both.pair.second
    return found


def expected(merge: Merge) -> list[uuid.UUID]:
    """Return the numbers of the cases that went over."""
    return [uuid.UUID(one) for one in merge.cases]


def is_last(merge: Merge) -> bool:
    """Return whether nothing was merged into the same person after it."""
    return not doubles.standing().filter(survivor=merge.survivor_id, merged_at__gt=merge.merged_at).exists()
