"""Whoever steals the search table and knows how common names are re-identifies almost nobody.

The attack is plain rank matching, which needs no key: the commonest token is taken for the commonest key, the second
for the second, and so on, kind by kind. The attacker is given more than a thief would have: the rules by which keys are
made, the kind of each token, and a register of the whole country drawn from the very same distribution of names.
Naveed, Kamara and Wright (2015), "Inference attacks on property-preserving encrypted databases", ACM CCS.
"""

import random
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import pytest

from tabara import codelists
from tabara.methods.linkage import kirundi_key, match_keys
from tabara.sealing.keys import many_keys
from tabara.sealing.tokens import tokens
from tabara.vault.models import Names, NameToken
from tabara.vault.tokens import commune_of, tokens_of, year_of
from tests.factories import make_agency, make_member, register
from tests.methods.invented import ENDS, GIVEN, MIDDLES, STEMS

pytestmark = pytest.mark.django_db(databases="__all__")

STOLEN, PUBLIC = 20_000, 100_000  # people in the stolen table, and in the register that the attacker has
MOST = 0.02  # of the people, re-identified in any kind of key
Person = tuple[Names, str]


@cache
def surnames() -> list[str]:
    """Return 3,000 surnames."""
    made = {a + b + c for a in STEMS.split() for b in MIDDLES.split() for c in ENDS.split()}
    return random.Random(0).sample(sorted(made), 3_000)


def population(number: int, seed: int) -> list[Person]:
    """Draw people whose names are as unequally common as Zipf says: the commonest surname is borne by every ninth."""
    rng, pack = random.Random(seed), codelists.pack()
    version = pack.places.versions[-1]
    provinces = pack.places.children(None, version)
    communes = [place for province in provinces for place in pack.places.children(province.code, version)]
    zipf = [1 / rank for rank in range(1, 3_001)]
    given = GIVEN.split()
    lasts, firsts = rng.choices(surnames(), zipf, k=number), rng.choices(given, zipf[: len(given)], k=number)
    where = rng.choices(communes, zipf[: len(communes)], k=number)
    sexes = rng.choices(("female", "male"), (6, 4), k=number)
    return [
        (Names(first, last, birth_date=str(rng.randint(1945, 2020)), place=one.code, place_version=version), sex)
        for first, last, one, sex in zip(firsts, lasts, where, sexes, strict=True)
    ]


def keys_of(person: Person) -> tuple[str, ...]:
    """Return the plain keys of a person, as the rules make them."""
    names, sex = person
    return match_keys(names.given, names.surname, year_of(names.birth_date), sex, commune_of(names))


def re_identified(stolen: Mapping[int, int], plain: Mapping[int, str], public: Counter[str]) -> dict[str, float]:
    """Return, for each kind of key, the share of the people behind a token that the attacker reads rightly.

    `stolen` holds how often each token occurs; `plain` is the truth, which only judges the guesses.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for token in stolen:
        by_kind[plain[token][0]].append(token)
    found = {}
    for kind, some in by_kind.items():
        guesses = [key for key, _ in public.most_common() if key[0] == kind]
        ranked = sorted(some, key=lambda token: (-stolen[token], token))
        right = sum(stolen[token] for token, guess in zip(ranked, guesses, strict=False) if plain[token] == guess)
        found[kind] = right / STOLEN
    return found


def steal(people: Iterable[Person], agency: uuid.UUID) -> tuple[Counter[int], dict[int, str]]:
    """Store the people's tokens as the vault does, and return the table as a thief reads it, with the truth beside."""
    plain: dict[int, str] = {}
    with many_keys():
        rows = []
        for person in people:
            rows += [NameToken(token=one, agency=agency, person=uuid.uuid4()) for one in tokens_of(agency, *person)]
            keys = keys_of(person)
            plain |= dict(zip(tokens(agency, keys), keys, strict=True))
    NameToken._base_manager.bulk_create(rows, batch_size=2_000)
    return Counter(NameToken._base_manager.values_list("token", flat=True)), plain


def test_rank_matching_of_the_stolen_table_re_identifies_fewer_than_two_in_a_hundred() -> None:
    agency = make_agency()
    stolen, plain = steal(population(STOLEN, seed=1), agency.pk)
    public = Counter(key for person in population(PUBLIC, seed=2) for key in keys_of(person))
    found = re_identified(stolen, plain, public)
    assert sorted(found) == ["c", "g", "n", "p", "q", "r", "s"]
    assert {kind: share for kind, share in found.items() if share > MOST} == {}


def test_the_same_attack_reads_a_fifth_of_the_people_where_a_surname_alone_is_the_key() -> None:
    agency = make_agency()
    people = population(STOLEN, seed=1)
    truth = [f"x|{kirundi_key(names.surname)}" for names, _ in people]
    with many_keys():
        table = tokens(agency.pk, truth)
    public = Counter(f"x|{kirundi_key(names.surname)}" for names, _ in population(PUBLIC, seed=2))
    found = re_identified(Counter(table), dict(zip(table, truth, strict=True)), public)
    assert found["x"] > 0.2


def test_what_is_stored_of_a_person_are_numbers_of_compound_keys_only() -> None:
    case = register(make_member("caseworker"), given="Odette", surname="Niragira")
    stored = {row.token for row in NameToken._base_manager.filter(person=case.person_id)}
    alone = ("odet", "niragir", "female", "n|odet", "s|niragir", "x|niragir", "c|niragir", "o|odet", "o|niragir")
    assert stored & set(tokens(case.agency_id, alone)) == set()
    keys = match_keys("Odette", "Niragira", None, "female", None)
    assert stored == set(tokens(case.agency_id, keys))
    assert all(key.count("|") >= 2 for key in keys)
