"""Deal out names, births, places and services to the people of a group, with the exact numbers asked for."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tabara import codelists
from tabara.interfaces.cli.seeding.scenario import EACH, Group, Scenario

ADULTS = (18, 58)
CHILDREN = (5, 17)
ELDERLY = (60, 84)
TAKES = 40  # days from the first meeting to the last service at most
AGAIN = 0.12  # share of the people who get the same psychosocial support a second time: a contact, not a person


@dataclass
class Invented:
    """One invented person, and what will happen to her."""

    given: str
    surname: str
    facts: dict[str, str]
    also: tuple[str, ...]
    age: int
    opened_on: dt.date
    place: str
    services: list[str] = field(default_factory=list)


def invent(group: Group, scenario: Scenario, rng: random.Random) -> Iterator[Invented]:
    """Yield the people of a group."""
    dealt = {name: deal(getattr(group, name), group.people, rng) for name in EACH if getattr(group, name)}
    if "household" in dealt:
        _single_mothers_are_women(dealt["sex"], dealt["household"])
    services = _services(group, rng)
    also = _samples(group.also, group.people, rng)
    places = [place.code for place in codelists.pack().places.at_level(2, group.place_version)]
    days = (group.until - group.since).days - TAKES
    for index in range(group.people):
        facts = {name: codes[index] for name, codes in dealt.items()}
        yield Invented(
            given=rng.choice(scenario.names[facts["sex"]]),
            surname=rng.choice(scenario.names["surnames"]),
            facts=facts,
            also=tuple(code for code, chosen in also.items() if index in chosen),
            age=_age(facts["category"], [code for code, chosen in also.items() if index in chosen], rng),
            opened_on=group.since + dt.timedelta(days=rng.randrange(max(days, 1))),
            place=rng.choice(places),
            services=services[index],
        )


def deal(counts: Mapping[str, int], people: int, rng: random.Random) -> list[str]:
    """Return one code for each person, shuffled, each code exactly as often as asked."""
    codes = [code for code, number in counts.items() for _ in range(number)]
    rng.shuffle(codes)
    return codes[:people]


def _single_mothers_are_women(sexes: Sequence[str], households: list[str]) -> None:
    """Swap households until no man heads one as a single mother, as far as there are women for it."""
    free = [at for at, sex in enumerate(sexes) if sex == "female" and households[at] != "single_female_parent"]
    wrong = [at for at, sex in enumerate(sexes) if sex != "female" and households[at] == "single_female_parent"]
    for man, woman in zip(wrong, free, strict=False):
        households[man], households[woman] = households[woman], households[man]


def _samples(counts: Mapping[str, int], people: int, rng: random.Random) -> dict[str, set[int]]:
    return {code: set(rng.sample(range(people), number)) for code, number in counts.items()}


def _services(group: Group, rng: random.Random) -> list[list[str]]:
    chosen = _samples(group.services, group.people, rng)
    found = [[code for code in group.services if index in chosen[code]] for index in range(group.people)]
    for codes in found:
        if "psychosocial" in codes and rng.random() < AGAIN:
            codes.append("psychosocial")
    return found


def _age(category: str, also: Sequence[str], rng: random.Random) -> int:
    if "child" in (category, *also):
        return rng.randint(*CHILDREN)
    if "elderly" in (category, *also):
        return rng.randint(*ELDERLY)
    if category == "presumed_victim" and rng.random() < 0.18:
        return rng.randint(12, 17)
    return min(rng.randint(*ADULTS), rng.randint(*ADULTS))
