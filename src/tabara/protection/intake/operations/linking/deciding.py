"""Look at two records of a linkage side by side, and say whether they are one person. Nothing is merged by it.

Whoever decides sees of each record what is compared, and nothing else: not the list, not the agency, no case.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.pace import keep_pace
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody, opening
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.queries.counted import counted
from tabara.protection.intake.enums import TOLD
from tabara.vault import linking
from tabara.vault import operations as vault
from tabara.vault.models import LinkedPair, Names
from tabara.vault.queries import names_of

OPENS = ("intake.open_records",)


@dataclass(frozen=True)
class Shown:
    """Of one record what is compared."""

    given: str
    surname: str
    aliases: tuple[str, ...]
    sex: str
    birth: str
    mother: str
    phones: tuple[str, ...]
    place: tuple[str, str]  # the finest one given, and in which division


@dataclass(frozen=True)
class BothRecords:
    """Two records of a linkage as whoever decides sees them, and how probable the model holds it."""

    number: uuid.UUID
    probability: float
    first: Shown
    second: Shown


@operation("intake.open_records", needs=Permission.LINKAGE_DECIDE)
def open_records(*, by: Member, event: uuid.UUID, at: dt.datetime, run: uuid.UUID, pair: uuid.UUID) -> BothRecords:
    """Open two records of a linkage, to decide whether they are one person; both memories hold that it was done.

    Raises:
        Refused: where one of the two was erased, or does not agree to research any more.
    """
    with for_everybody():
        row = _pair(run, pair)
        people = _people(row)
        for person in people:
            case = Case.objects.everything(Whole.LISTS).filter(person=person).order_by("-opened_on", "-pk").first()
            if case is not None:
                keep_pace(by, case.pk, acts=OPENS, often=often())
                audit.note(by=by, operation="intake.open_records", subject=case.pk, thing=str(event))
    numbers = [one.pk for one in people]
    with opening(numbers):
        names = names_of(by=by, persons=numbers)
    if len(names) < len(numbers):
        raise Refused(_("Who one of the two is has been erased. Nothing is left to compare."))
    first, second = (_shown(one, names[one.pk]) for one in people)
    return BothRecords(row.pk, row.probability, first, second)


@operation("intake.answer_records", needs=Permission.LINKAGE_DECIDE)
def answer_records(
    *, by: Member, event: uuid.UUID, at: dt.datetime, run: uuid.UUID, pair: uuid.UUID, answer: str
) -> LinkedPair:
    """Say whether two records are one person, two, or that nobody can tell. It can be said anew."""
    if answer not in TOLD:
        raise Refused(_("Say whether these are one person, two people, or that you cannot tell."), "answer")
    with for_everybody():
        row = _pair(run, pair)
        return vault.answer_pair(by=by, at=at, pair=row, answer=answer)


def often() -> int:
    """Return how many records opened within an hour are many for whoever decides about them, as the pack says."""
    return int(codelists.pack().parameters["linkage_records_per_hour"])


def _pair(run: uuid.UUID, number: uuid.UUID) -> LinkedPair:
    found: LinkedPair | None = LinkedPair.objects.of_run(run).filter(pk=number, to_decide=True).first()
    if found is None:
        raise NotFound
    return found


def _people(row: LinkedPair) -> tuple[Person, Person]:
    """Return the two people of a pair, who both still agree."""
    listed = dict(linking.who(row.run, (row.first, row.second)))
    known = {one.pk: one for one in Person.objects.everything(Whole.LISTS).filter(pk__in=listed.values())}
    first, second = (known.get(listed[number]) if number in listed else None for number in (row.first, row.second))
    agree = counted(Whole.LISTS)
    if first is None or second is None:
        raise Refused(_("Who one of the two is has been erased. Nothing is left to compare."))
    if not {first.statistical_key, second.statistical_key} <= agree:
        raise Refused(_("One of the two does not agree to research any more. There is nothing to decide."))
    return first, second


def _shown(person: Person, names: Names) -> Shown:
    return Shown(
        given=names.given,
        surname=names.surname,
        aliases=names.aliases,
        sex=person.sex,
        birth=names.birth_date or (str(person.birth_year) if person.birth_year else ""),
        mother=next((one.name for one in names.relatives if one.tie == "mother"), ""),
        phones=names.phones,
        place=(names.place, names.place_version),
    )
