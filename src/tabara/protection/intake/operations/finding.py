"""Find people again: by keyed tokens, or, where those do not help, by all the names that the member may open."""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import opening
from tabara.methods.linkage import NameQuery, NameRecord, rank
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.intake import doubles
from tabara.vault import queries as identities
from tabara.vault.models import Names
from tabara.vault.tokens import commune_of, year_of

MOST_OPENED = 40  # names decrypted for one search
MOST_DEEP = 2_000  # names decrypted for a deep one: of the cases changed last
ALIKE = 0.6  # below it, a name that a deep search compared is another one
AT_ONCE, MOST_ASKED = 50, 550  # candidates whose cases are looked up together, and altogether
Seen = Mapping[uuid.UUID, tuple[uuid.UUID, int | None, str]]  # a person -> the newest case, the year of birth, the sex


@dataclass(frozen=True)
class Match:
    """Somebody known who may be the person searched for."""

    case: Case
    name: str
    aliases: tuple[str, ...]
    score: float  # 0 to 1


def asked(given: Mapping[str, Any]) -> str:
    """Write what was searched for, so that the same search gives the same number in the audit."""
    return json.dumps([asdict(given["names"]), given.get("sex", "")], sort_keys=True, ensure_ascii=False).casefold()


@operation("intake.search", needs=Permission.IDENTITY_OPEN, asks=asked)
def find_people(
    *, by: Member, event: uuid.UUID, at: dt.datetime, names: Names, sex: str = "", limit: int = 20
) -> tuple[Match, ...]:
    """Return the people this member may see whose names resemble these, the likeliest first."""
    found = search(by=by, names=names, sex=sex, limit=limit)
    audit.note_shown(by=by, operation="intake.search", subjects=[one.case.pk for one in found], event=event)
    return found


def search(*, by: Member, names: Names, sex: str, limit: int) -> tuple[Match, ...]:
    """Return the matches without remembering that somebody searched: `find_people` does that."""
    persons = identities.candidates(by=by, names=names, sex=sex, limit=MOST_ASKED)
    seen = _reachable(by, persons)
    return _ranked(by, [person for person in persons if person in seen][:MOST_OPENED], seen, names, sex, limit)


@operation("intake.search_deep", needs=Permission.IDENTITY_OPEN, asks=asked)
def find_deep(
    *, by: Member, event: uuid.UUID, at: dt.datetime, names: Names, sex: str = "", limit: int = 20
) -> tuple[Match, ...]:
    """Return the same, having compared every name that this member may open: slower, and for a name badly heard.

    No name is opened but of the member's own visible cases, and of those the 2,000 changed last.
    """
    seen = cases.lately_within_reach(by=by, permission=Permission.IDENTITY_OPEN, limit=MOST_DEEP)
    alike = _ranked(by, list(seen), seen, names, sex, limit)
    found = tuple(one for one in alike if one.score >= ALIKE)
    audit.note_shown(by=by, operation="intake.search_deep", subjects=[one.case.pk for one in found], event=event)
    return found


def _ranked(
    by: Member, persons: Collection[uuid.UUID], seen: Seen, names: Names, sex: str, limit: int
) -> tuple[Match, ...]:
    """Open the names of these persons, and return those that resemble what was heard."""
    with opening(persons):
        opened = identities.names_of(by=by, persons=persons)
        opened |= _as_shared(by, seen, opened)
    records = [(person, one) for person in opened for one in _records(opened[person], *seen[person][1:])]
    query = NameQuery(names.given, names.surname, year_of(names.birth_date), sex or None, commune_of(names))
    best: dict[uuid.UUID, float] = {}
    for place, score in rank(query, [one[1] for one in records], limit * 3):
        best.setdefault(records[place][0], score)
    first = list(best)[:limit]
    shown = cases.by_number(by=by, numbers=[seen[person][0] for person in first])
    return tuple(_match(shown[seen[person][0]], opened[person], best[person]) for person in first)


def _as_shared(by: Member, seen: Seen, opened: Mapping[uuid.UUID, Names]) -> dict[uuid.UUID, Names]:
    """Return of people who were once two what somebody may know to whom a case of theirs is only shared."""
    merged = doubles.standing().filter(survivor__in=opened).values_list("survivor", flat=True)
    of = {seen[person][0]: person for person in merged}
    shown = cases.by_number(by=by, numbers=of) if of else {}
    return {of[one]: doubles.as_shared(by=by, case=case, names=opened[of[one]]) for one, case in shown.items()}


def _reachable(by: Member, persons: list[uuid.UUID]) -> dict[uuid.UUID, tuple[uuid.UUID, int | None, str]]:
    """Return enough of the likeliest persons whose names the member may open, asking about few of them at a time."""
    found: dict[uuid.UUID, tuple[uuid.UUID, int | None, str]] = {}
    for start in range(0, len(persons), AT_ONCE):
        some = persons[start : start + AT_ONCE]
        found |= cases.within_reach(by=by, persons=some, permission=Permission.IDENTITY_OPEN)
        if len(found) >= MOST_OPENED:
            break
    return found


def _match(case: Case, names: Names, score: float) -> Match:
    return Match(case, names.full, names.aliases, score)


def _records(names: Names, birth_year: int | None, sex: str) -> list[NameRecord]:
    spellings = [(names.given, names.surname), *((a.partition(" ")[0], a.partition(" ")[2]) for a in names.aliases)]
    year, commune = year_of(names.birth_date) or birth_year, commune_of(names)
    return [NameRecord(given, surname, year, sex, commune) for given, surname in spellings]
