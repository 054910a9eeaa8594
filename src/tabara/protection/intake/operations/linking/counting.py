"""Count how the lists of a linkage overlap, as it stands: what is answered are histories and how many people."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.methods.linkage import Decision, LinkageError, drawn, histories
from tabara.methods.linkage.grouping import grouped
from tabara.protection.cases.models import Person
from tabara.protection.cases.queries.counted import counted
from tabara.protection.intake import doubles
from tabara.protection.intake.enums import TOLD, SameOrNot
from tabara.protection.intake.operations.linking.comparing import thresholds
from tabara.vault import linking
from tabara.vault import operations as vault
from tabara.vault.models import LinkedPair

DRAWS = 20  # linkages drawn from the probabilities, so that a study can say what they change
TOGETHER = (SameOrNot.KNOWN, SameOrNot.SAME)
Row = tuple[int, uuid.UUID, str]
Counts = Mapping[tuple[int, ...], int]


@dataclass(frozen=True)
class Histories:
    """How many people have each capture history, and what this rests on."""

    histories: Counts
    drawn: tuple[Counts, ...]
    left_out: Mapping[str, int]
    decided: int
    undecided: int


@operation("intake.count_lists", needs=Permission.LINKAGE_RUN)
def count_lists(
    *, by: Member, event: uuid.UUID, at: dt.datetime, run: uuid.UUID, lists: Sequence[str], seed: int
) -> Histories:
    """Count the people of a linkage by the lists they stand on; nothing that leads to one of them is answered.

    Whoever has taken her agreement back since the lists were drawn up is left out, and so is whoever was erased. Two
    who were merged since are one person, on the lists of both.
    """
    with for_everybody():
        rows = _as_now(linking.listed(run))
        agreeing = _agreeing(rows)
        kept = [row for row in rows if row[1] in agreeing]
        now = {number: person for number, person, _key in kept}
        pairs = [one for one in linking.pairs(run) if _apart(one, now)]
    if not kept:
        raise Refused(_("Nobody stands on these lists, or the linkage was forgotten. Draw them up anew."))
    left = {key: _people(rows, key) - _people(kept, key) for key in lists}
    try:
        found, others = _counted(kept, pairs, lists, seed)
    except LinkageError:
        said = _("What was said of the pairs contradicts itself: two records were called one person and two people.")
        raise Refused(said) from None
    looked = [one for one in pairs if one.to_decide]
    waiting = sum(not one.answer for one in looked)
    return Histories(found, others, left, sum(one.answer in TOLD for one in looked), waiting)


@operation("intake.forget_linkage", needs=Permission.LINKAGE_RUN)
def forget_linkage(*, by: Member, event: uuid.UUID, at: dt.datetime, run: uuid.UUID) -> None:
    """Forget who stood on the lists of a linkage, and who was compared with whom: counts stay, and lead to nobody."""
    with for_everybody():
        vault.forget_run(run)


@operation("intake.forget_old_linkages", needs=Permission.RETENTION_RUN)
def forget_old_linkages(*, by: Member, event: uuid.UUID, at: dt.datetime) -> int:
    """Forget who stood on lists that were drawn up longer ago than the pack says; return how many linkages it were."""
    if by.username != SYSTEM:
        raise NotAllowed
    days = int(codelists.pack().parameters["linkage_days"])
    with for_everybody():
        old = linking.drawn_before(timezone.localdate(at) - dt.timedelta(days=days))
        for run in old:
            vault.forget_run(run)
    return len(old)


def _as_now(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with whom each person is now: whoever was merged into another is that one."""
    into = dict(doubles.standing().values_list("absorbed", "survivor"))

    def last(person: uuid.UUID) -> uuid.UUID:
        return last(into[person]) if person in into else person

    return [(number, last(person), key) for number, person, key in rows]


def _apart(pair: LinkedPair, now: Mapping[int, uuid.UUID]) -> bool:
    """Return whether both are counted, and were not merged since."""
    return {pair.first, pair.second} <= now.keys() and now[pair.first] != now[pair.second]


def _merged(rows: Sequence[Row]) -> list[Decision]:
    """Return what was found when they were merged: two numbers of one person."""
    first: dict[uuid.UUID, int] = {}
    two = ((first.setdefault(person, number), number) for number, person, _key in rows)
    return [Decision(str(one), str(other), same=True) for one, other in two if one != other]


def _agreeing(rows: Sequence[Row]) -> set[uuid.UUID]:
    """Return who of the listed still agrees to research."""
    agree = counted(Whole.LISTS)
    persons = Person.objects.everything(Whole.LISTS).filter(pk__in={person for _number, person, _key in rows})
    return {person for person, key in persons.values_list("pk", "statistical_key") if key in agree}


def _people(rows: Sequence[Row], key: str) -> int:
    return len({number for number, _person, on in rows if on == key})


def _counted(
    rows: Sequence[Row], pairs: Sequence[LinkedPair], lists: Sequence[str], seed: int
) -> tuple[Counts, tuple[Counts, ...]]:
    """Count the histories of the linkage as it stands, and of others that its probabilities allow."""
    decided = [
        Decision(str(one.first), str(one.second), one.answer in TOGETHER)
        for one in pairs
        if one.answer and one.answer != SameOrNot.UNSURE
    ]
    decided += _merged(rows)
    sure, _doubt = thresholds()
    links = [(str(one.first), str(one.second)) for one in pairs if one.probability >= sure and not one.answer]
    stands = grouped({str(number) for number, _person, _key in rows}, links, decided)
    table = pa.table(
        {
            "unique_id_l": [str(one.first) for one in pairs],
            "unique_id_r": [str(one.second) for one in pairs],
            "probability": pa.array([one.probability for one in pairs], pa.float64()),
        }
    )
    others = drawn(table, DRAWS, np.random.default_rng(seed), decided)
    return _of(stands, rows, lists), tuple(_of(one, rows, lists) for one in others)


def _of(groups: Mapping[str, str], rows: Sequence[Row], lists: Sequence[str]) -> Counts:
    """Count the people of a grouping: a number that stands on two lists is one record on each of them."""
    on = {(str(number), key): key for number, _person, key in rows}
    named = {f"{number} {key}": key for number, key in on}
    together = {f"{number} {key}": groups.get(number, number) for number, key in on}
    return histories(together, named, lists)
