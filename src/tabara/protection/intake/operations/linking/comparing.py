"""Compare whoever stands on the lists, in memory, and keep which numbers may be one person."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody, speaking_for
from tabara.methods.linkage import Linkage, LinkageError, link
from tabara.protection.cases.models import Case, Person
from tabara.protection.intake.enums import SameOrNot
from tabara.protection.intake.operations.linking.drawing import refuse_decided
from tabara.vault import linking
from tabara.vault import operations as vault
from tabara.vault.linking import Facts
from tabara.vault.operations.linking import Weighed

Tell = Callable[[float], None]


@dataclass(frozen=True)
class Compared:
    """What a linkage found: pairs of numbers, and how good they are as the model itself estimates it."""

    pairs: tuple[Weighed, ...]
    quality: Mapping[str, Any]
    versions: Mapping[str, str]


def compare_lists(*, by: Member, run: uuid.UUID, seed: int, tell: Tell | None = None) -> Compared:
    """Compare whoever stands on the lists of a linkage. It takes minutes, and is no part of any transaction.

    Raises:
        NotAllowed: where the member does not link.
        Refused: where these people cannot be compared.
    """
    if not by.may(Permission.LINKAGE_RUN):
        raise NotAllowed
    with speaking_for(by):
        facts, known = _facts(run)
        people = linking.people(by=by, facts=facts)
    try:
        found = link(people, seed=seed, tell=tell)
    except LinkageError as problem:
        raise Refused(_("These lists cannot be compared: %(why)s") % {"why": problem}) from None
    return Compared(_weighed(found, known), _quality(found, people.num_rows), dict(found.versions))


@operation("intake.keep_pairs", needs=Permission.LINKAGE_RUN)
def keep_pairs(*, by: Member, event: uuid.UUID, at: dt.datetime, run: uuid.UUID, found: Compared) -> int:
    """Keep the pairs of a linkage in the vault; return how many wait for a person to look at them."""
    with for_everybody():
        refuse_decided(run)
        vault.keep_pairs(run, found.pairs)
    return sum(look for _first, _second, _sure, look, _known in found.pairs)


def _facts(run: uuid.UUID) -> tuple[list[Facts], set[tuple[int, int]]]:
    """Return what is known without a name of whoever is listed, and the pairs that are one person by their key."""
    with for_everybody():
        listed = {person: (number, key) for number, person, key in reversed(linking.listed(run))}
        persons = Person.objects.everything(Whole.LISTS).filter(pk__in=listed)
        told = list(persons.values_list("pk", "sex", "birth_year", "statistical_key"))
        since = dict(
            Case.objects.everything(Whole.LISTS)
            .filter(person__in=listed)
            .order_by("-opened_on")
            .values_list("person", "opened_on")
        )
    facts, same = [], defaultdict(list)
    for person, sex, year, key in told:
        number, where = listed[person]
        facts.append(Facts(number, person, where, sex, year, since[person].year))
        same[key].append(number)
    known = {pair for numbers in same.values() for pair in pairwise(sorted(numbers))}
    return sorted(facts), known


def _weighed(found: Linkage, known: set[tuple[int, int]]) -> tuple[Weighed, ...]:
    """Return the pairs as they are kept: those between the two thresholds wait for a person."""
    sure, doubt = thresholds()
    told = found.pairs.to_pydict()
    rows = {
        tuple(sorted((int(one), int(other)))): float(stated)
        for one, other, stated in zip(told["unique_id_l"], told["unique_id_r"], told["probability"], strict=True)
    }
    return tuple(
        (first, second, rows.get((first, second), 1.0), False, str(SameOrNot.KNOWN))
        if (first, second) in known
        else (first, second, rows[first, second], doubt <= rows[first, second] < sure, "")
        for first, second in sorted({*rows, *known})
    )


def _quality(found: Linkage, people: int) -> dict[str, Any]:
    """Return how good the linkage is, if the probabilities that the model states are right: numbers alone."""
    sure, doubt = thresholds()
    stated = found.pairs["probability"].to_pylist()
    return {
        "people": people,
        "compared": found.compared,
        "expected": round(found.expected, 1),
        "sure": sure,
        "doubt": doubt,
        "linked": sum(one >= sure for one in stated),
        "to_decide": sum(doubt <= one < sure for one in stated),
        "thresholds": found.thresholds.to_pylist(),
        "engine": found.engine,
    }


def thresholds() -> tuple[float, float]:
    """Return from which probability a pair counts as one person, and from which somebody looks at both."""
    given = codelists.pack().parameters
    return float(given["linkage_sure"]), float(given["linkage_doubt"])
