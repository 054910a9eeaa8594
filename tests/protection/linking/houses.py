"""Three houses whose lists overlap, with invented people, and an officer who links them."""

import datetime as dt
import random
import uuid
from typing import Any

from tabara.access.models import Member
from tabara.access.speaking import for_everybody
from tabara.protection.cases.models import Case
from tabara.protection.intake.operations import Names, Relative
from tabara.protection.intake.operations.linking import Compared, ListAsked, compare_lists, draw_lists, keep_pairs
from tabara.vault import linking
from tabara.vault.models import LinkedPair
from tests.factories import NOW, TODAY, make_agency, make_member, register

GIVEN = ("Odette", "Aline", "Chantal", "Diane", "Espérance", "Fabiola", "Goreth", "Immaculée", "Jeanne", "Liliane")
SURNAMES = (
    *("Niragira", "Ndayizeye", "Nkurunziza", "Habonimana", "Bizimana", "Ntakirutimana", "Niyonkuru", "Bukuru"),
    *("Irakoze", "Nduwimana", "Havyarimana", "Ntahompagaze", "Manirakiza", "Kabura", "Sindayigaya", "Nimubona"),
)
PERIOD = {"since": TODAY - dt.timedelta(days=30), "until": TODAY + dt.timedelta(days=30)}
HOUSES = ("amani", "umoja", "inzira")
SURE, DOUBT = 0.99, 0.7
LONG_AFTER = dt.date(2100, 1, 1)


def invented(number: int) -> Names:
    """Return one of many invented people: no two share all that is compared."""
    rng = random.Random(number)
    return Names(
        given=GIVEN[number % len(GIVEN)],
        surname=SURNAMES[number * 7 % len(SURNAMES)],
        birth_date=f"{1985 + number % 17}-{1 + number % 12:02}-{2 + number % 26:02}",
        relatives=(Relative("mother", f"{rng.choice(GIVEN)} {rng.choice(SURNAMES)}"),),
        phones=(f"+257 71 {100000 + number * 137}",),
    )


def listed(run: uuid.UUID) -> list[tuple[int, uuid.UUID, str]]:
    """Return who stands on which list, as the vault's own tables have it."""
    with for_everybody():
        return linking.listed(run)


def pairs(run: uuid.UUID) -> list[LinkedPair]:
    """Return the pairs, as the vault's own tables have them."""
    with for_everybody():
        return linking.pairs(run)


def changed(run: uuid.UUID, **facts: Any) -> LinkedPair:
    """Return the likeliest pair, after changing what is kept of all of them."""
    with for_everybody():
        LinkedPair.objects.of_run(run).update(**facts)
    return pairs(run)[0]


def taken_in(house: str, *numbers: int, **answers: Any) -> list[Case]:
    """Register some of the invented people at a house."""
    by = make_member("caseworker", agency=make_agency(house))
    return [register(by, names=invented(one), **answers) for one in numbers]


def asked(*houses: str, **facts: Any) -> list[ListAsked]:
    """Return the lists of some houses, one each, as a linkage is asked for."""
    return [ListAsked(key=house, agencies=(house,), **{**PERIOD, **facts}) for house in houses or HOUSES]


def linked(officer: Member) -> uuid.UUID:
    """Draw up the lists, compare who is on them, and keep the pairs; return the number of the linkage."""
    run = uuid.uuid4()
    draw_lists(by=officer, at=NOW, run=run, lists=asked())
    keep_pairs(by=officer, at=NOW, run=run, found=compare_lists(by=officer, run=run, seed=1))
    return run


def kept(officer: Member, *alike: tuple[Case, Case, float], run: uuid.UUID | None = None) -> uuid.UUID:
    """Draw up the lists, and keep pairs as if a comparison had found them; those of `DOUBT` wait for a person."""
    run = run or uuid.uuid4()
    draw_lists(by=officer, at=NOW, run=run, lists=asked())
    number = {person: one for one, person, _key in listed(run)}
    found = [
        (*sorted((number[one.person_id], number[other.person_id])), sure, sure < SURE, "") for one, other, sure in alike
    ]
    keep_pairs(by=officer, at=NOW, run=run, found=Compared(tuple(found), {}, {}))
    return run


def doubted(officer: Member, run: uuid.UUID, one: Case, other: Case) -> uuid.UUID:
    """Put the people of two cases on lists of a linkage, in doubt; return the number of the pair."""
    keys = sorted({one.agency.key, other.agency.key})
    draw_lists(by=officer, at=NOW, run=run, lists=asked(*keys, since=NOW.date().replace(year=2000), until=LONG_AFTER))
    number = {person: at for at, person, _key in listed(run)}
    first, second = sorted((number[one.person_id], number[other.person_id]))
    keep_pairs(by=officer, at=NOW, run=run, found=Compared(((first, second, DOUBT, True, ""),), {}, {}))
    return pairs(run)[0].pk
