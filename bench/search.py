"""Find a misspelled name among a million sealed people: time and recall.

The search is the one that intake uses: keyed tokens, the cases that the member may see, the opened names of the
likeliest, ranked. The audit row of the search is written by the operation and timed apart: it waits for the disk.
"""

import datetime as dt
import json
import random
import time
import uuid
from itertools import islice
from typing import Any

from bench.instance import CASES, PEOPLE, START, case_row, insert, new_ids, prepare
from bench.table import Row

ASKED, WARM = 500, 100  # searches counted, and those before them that warm the disk's cache up
CHUNK = 20_000
SURNAMES = 3_000
STEMS = "Nda Ndayi Niyo Nta Ntaki Nku Nduwi Haka Hari Bizi Biri Mani Nzo Nsha Si Sinda Ru Kari Mu Ba Bu Ga Ki Irako"
MIDDLES = "ra ri ru za zi ma mi ka ki ko sha na ni ba bi ta ti to ndi nge mba bwi rwa mvu he"
ENDS = "mana imana nziza bona gira kiza ziye yeye kuru gabo nkunda shaka keye nyaga kozi rera mvye"
LIMIT_MS, LIMIT_RECALL = 10.0, 0.98


def measure(people: int = 1_000_000) -> list[Row]:
    """Return the rows of the table."""
    prepare()
    from tabara.access.founding import NewAgency, NewMember, found

    members = found([NewAgency("iom", "A", "ngo")], [NewMember("a", "A", "iom", ("supervisor",))], at=START)
    names = populate(people, members["a"])
    return ask(names, members["a"], people)


def populate(people: int, member: Any, first: int = 0) -> list[tuple[str, str, int, str]]:
    """Invent the people, numbered from `first`; return given name, surname, year and sex of each."""
    rng = random.Random(1)  # noqa: S311 - invented people
    names = invent(people, rng)
    numbered = iter(zip(new_ids(people, rng), names, strict=True))
    index = first
    while some := list(islice(numbered, CHUNK)):
        store(some, index, member)
        index += len(some)
    return names


def invent(people: int, rng: random.Random) -> list[tuple[str, str, int, str]]:
    """Draw names as unequally common as real ones: 3,000 surnames, which are personal names here, not a family's."""
    from tabara import codelists
    from tabara.interfaces.cli.seeding.scenario import load_scenario

    listed = load_scenario(codelists.pack().folder, "reports").names
    made = {a + b + c for a in STEMS.split() for b in ("", *MIDDLES.split()) for c in ENDS.split()}
    surnames = rng.sample(sorted(made | set(listed["surnames"])), SURNAMES)
    drawn = rng.choices(surnames, [1 / (rank + 10) for rank in range(SURNAMES)], k=people)
    sexes = rng.choices(("female", "male"), (6, 4), k=people)
    return [
        (rng.choice(listed[sex]), surname, rng.randint(1945, 2020), sex)
        for surname, sex in zip(drawn, sexes, strict=True)
    ]


def store(some: list[tuple[uuid.UUID, tuple[str, str, int, str]]], start: int, member: Any) -> None:
    """Write one chunk of people: their numbers, cases, keys, sealed names and tokens."""
    from tabara.sealing import cipher
    from tabara.sealing.keys import Purpose, domain_key
    from tabara.vault.models import Names
    from tabara.vault.tokens import tokens_of

    domain, outer = domain_key(member.agency_id, Purpose.IDENTITY)
    agency, people, cases, access, keys, identities, tokens = member.agency_id, [], [], [], [], [], []
    for offset, (person, (given, surname, year, sex)) in enumerate(some):
        names = Names(given=given, surname=surname, birth_date=str(year))
        key = person.bytes + person.bytes[::-1]
        sealed = cipher.seal(key, json.dumps(names.__dict__).encode(), subject=person, field="identity")
        people.append((person.hex, start + offset + 1, sex, year, "year", "BI"))
        case = uuid.UUID(int=person.int ^ 1)
        cases.append(case_row(start + offset, case, person, agency, None, None))
        access.append((agency.hex, cases[-1][-1], case.hex, "holder", "[]"))
        keys.append((person.hex, "identity", domain, cipher.wrap(outer, key)))
        identities.append((person.hex, agency.hex, sealed, 1, 1, "2025-01-01 00:00:00"))
        tokens += [(token, agency.hex, person.hex) for token in tokens_of(agency, names, sex)]
    insert("default", "cases_person", PEOPLE, people)
    insert("default", "cases_case", CASES, cases)
    insert("default", "cases_caseaccess", "principal, updated_at, case_id, why, groups", access)
    insert("keys", "sealing_datakey", "subject, purpose, domain_id, wrapped", keys)
    insert("vault", "vault_identity", "person, agency, sealed, version, compared, updated_at", identities)
    insert("vault", "vault_nametoken", "token, agency, person", tokens)


def ask(names: list[tuple[str, str, int, str]], member: Any, people: int, first: int = 0) -> list[Row]:
    """Search for misspelled names; return time and recall."""
    from tabara.methods.linkage import variant
    from tabara.protection.intake.operations import Names, find_people, search

    rng = random.Random(2)  # noqa: S311 - invented misspellings
    took, whole, hits = [], [], 0
    for turn, index in enumerate(rng.sample(range(people), WARM + ASKED)):
        given, surname, year, sex = names[index]
        asked = Names(given=given, surname=variant(surname, rng), birth_date=str(year + rng.choice((-1, 0, 1))))
        start = time.perf_counter()
        found = search(by=member, names=asked, sex=sex, limit=20)
        if turn >= WARM:
            took.append(time.perf_counter() - start)
            hits += any(int(match.case.code, 16) == index + first for match in found)
    for index in rng.sample(range(people), 50):
        given, surname, year, sex = names[index]
        start = time.perf_counter()
        find_people(by=member, at=dt.datetime.now(dt.UTC), names=Names(given=given, surname=surname), sex=sex)
        whole.append(time.perf_counter() - start)
    took.sort()
    return [
        Row(f"name search among {people:,}, median", took[len(took) // 2] * 1000, "ms"),
        Row(
            f"name search among {people:,}, 95th percentile", took[int(len(took) * 0.95)] * 1000, "ms", at_most=LIMIT_MS
        ),
        Row("recall at 20 of misspelled names", hits / ASKED, "", at_least=LIMIT_RECALL),
        Row("the same search as an operation, with its audit row, median", sorted(whole)[25] * 1000, "ms"),
    ]
