"""Four people at work at once over HTTP while an import runs beside them, and one alone with it.

A server of as many processes as cores is asked for pages as browsers ask, without a pause between two, among 100,000
cases of thirty agencies and 50,000 people more whose names the four may find, ten services each, 2,000 referrals to
their agency and 2,000 providers. Reads alone would look faster than they are in life: hence the import. The floor of a
page is the same rows by raw SQL in one process without HTTP, and of saving one row written and committed.
"""

import datetime as dt
import http.client
import os
import random
import statistics
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import urlencode

from bench import importing, lists, matching, town
from bench.instance import prepared
from bench.load import serving
from bench.table import Row

CASES, PEOPLE, TURNS, WARM = 100_000, 50_000, 50, 8
TOKEN = "a" * 32  # of our own making: the cookie and the form carry the same
LIMITS = {"list": 110, "filter": 110, "search": 110, "open a case": 100, "save": 150, "inbox": 100, "matching": 100}
Took = dict[str, list[float]]


class Sent(NamedTuple):
    """One thing that is asked: where, and with what; nothing for a page that is only read."""

    path: str
    answers: Mapping[str, str] | None = None


def measure() -> list[Row]:
    """Return the rows of the table."""
    cases, people = (int(os.environ.get(name, usual)) for name, usual in (("CASES", CASES), ("PEOPLE", PEOPLE)))
    with prepared("rush") as (where, home):
        there = town.make(cases, people)
        cookies = [cookie_of(one) for one in there.members]
        least = {name: floor(there, call) for name, call in FLOORS.items()}
        with serving(home) as port:
            work(there, port, cookies, WARM)
            with importing.beside(town.IMPORTER) as done:
                one = work(there, port, cookies[:1], TURNS)
                since, begun = done.value, time.perf_counter()
                four = work(there, port, cookies, TURNS)
                rate = (done.value - since) / (time.perf_counter() - begun)
    rows = [Row(f"{where}: people imported a second beside four at work", rate, "/s")]
    return rows + [row for name in LIMITS for row in told(where, name, four[name], one[name], least[name])]


def told(where: str, name: str, four: list[float], one: list[float], least: float) -> list[Row]:
    """Return the rows of one act."""
    return [
        Row(f"{where}: {name}, four at work, 95th percentile", last(four), "ms", at_most=LIMITS[name]),
        Row(f"{where}: {name}, one at work, 95th percentile", last(one), "ms"),
        Row(f"{where}: {name}, one at work, median over the same rows by raw SQL", statistics.median(one) / least, ""),
    ]


def last(took: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(took)[int(len(took) * 0.95)]


def cookie_of(member: Any) -> str:
    """Return the cookies of a signed-in member, with the token that every form carries."""
    from django.conf import settings

    return f"{lists.cookie_of(member)}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def work(there: town.Town, port: int, cookies: list[str], turns: int) -> Took:
    """Let everybody do each act so many times, in an order of their own; return how long each took in milliseconds."""
    with ThreadPoolExecutor(len(cookies)) as pool:
        each = pool.map(lambda at: at_work(there, port, at[1], turns, random.Random(at[0])), enumerate(cookies))  # noqa: S311 - a bench
        everybody = list(each)
    return {name: [one for took in everybody for one in took[name]] for name in LIMITS}


def at_work(there: town.Town, port: int, cookie: str, turns: int, chance: random.Random) -> Took:
    """Do each act so many times, and time each answer to its last byte."""
    took: Took = {name: [] for name in LIMITS}
    acts = [name for name in LIMITS for _ in range(turns)]
    chance.shuffle(acts)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for name in acts:
        sent = ACTS[name](there, chance)
        begun = time.perf_counter()
        status, text = answer(line, sent, cookie)
        took[name].append((time.perf_counter() - begun) * 1000)
        if status != (302 if name == "save" else 200):
            raise SystemExit(f"“{name}” was answered with {status}:\n{text[-3000:]}")
    return took


def answer(line: http.client.HTTPConnection, sent: Sent, cookie: str) -> tuple[int, str]:
    """Ask as a browser does."""
    headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Accept-Language": "fr"}
    if sent.answers is None:
        line.request("GET", sent.path, headers=headers)
    else:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **sent.answers})
        line.request("POST", sent.path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})
    got = line.getresponse()
    return got.status, got.read().decode(errors="replace")


def searched(there: town.Town, chance: random.Random) -> Sent:
    """Look for somebody by a name and an age."""
    given, surname, year, _sex = chance.choice(there.names)
    age = str(dt.datetime.now(dt.UTC).year - year)
    return Sent("/search", {"given": given, "surname": surname, "age": age, "sex": ""})


def saved(there: town.Town, chance: random.Random) -> Sent:
    """Record a service of today."""
    from tabara.access.operation import new_event

    today = dt.datetime.now(dt.UTC).date()
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    return Sent(f"/cases/{chance.choice(there.cases)}/service", {"event": str(new_event()), "code": "cash", **day})


ACTS: dict[str, Callable[[town.Town, random.Random], Sent]] = {
    "list": lambda there, chance: Sent("/cases/"),
    "filter": lambda there, chance: Sent(f"/cases/?category={chance.choice(('returnee', 'idp'))}&status=active"),
    "search": searched,
    "open a case": lambda there, chance: Sent(f"/cases/{chance.choice(there.cases)}"),
    "save": saved,
    "inbox": lambda there, chance: Sent("/referrals/"),
    "matching": lambda there, chance: Sent(f"/cases/{chance.choice(there.cases)}/find-help?need={matching.NEED}"),
}


def floor(there: town.Town, call: Callable[[Any, town.Town, random.Random], None]) -> float:
    """Return the median time of the same rows by raw SQL, in milliseconds, asked as one of the four."""
    from django.db import connection

    from tabara.access.speaking import speaking_for

    took, chance = [], random.Random(4)  # noqa: S311 - a bench
    for _ in range(TURNS):
        begun = time.perf_counter()
        with speaking_for(there.members[0]), connection.cursor() as cursor:
            call(cursor, there, chance)
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def rows_of(*questions: tuple[str, Callable[[town.Town, random.Random], list[Any]]]) -> Any:
    """Return a call that asks the questions one after the other, and reads what they give."""

    def call(cursor: Any, there: town.Town, chance: random.Random) -> None:
        for words, values in questions:
            cursor.execute(words, values(there, chance))
            cursor.fetchall()

    return call


def tokens(cursor: Any, there: town.Town, chance: random.Random) -> None:
    """Read the people of a name's tokens with their sealed names, and the cases of twenty of them; open none."""
    from django.db import connections

    from tabara.vault.models import Names
    from tabara.vault.tokens import tokens_of

    given, surname, year, sex = chance.choice(there.names)
    found = list(tokens_of(there.members[0].agency_id, Names(given=given, surname=surname, birth_date=str(year)), sex))
    marks = ", ".join("%s" for _ in found)
    with connections["vault"].cursor() as vault:
        vault.execute(SEALED.format(marks), found)
        people = [row[0] for row in vault.fetchall()][:20]
    cursor.execute(f"SELECT * FROM cases_case WHERE person_id IN ({', '.join('%s' for _ in people)})", people)  # noqa: S608 - our own words
    cursor.fetchall()


def one_row(cursor: Any, there: town.Town, chance: random.Random) -> None:
    """Write one service and commit it."""
    by, now = there.members[0], dt.datetime.now(dt.UTC)
    values = (uuid.uuid4().hex, chance.choice(there.cases).hex, "cash", now.date().isoformat(), by.agency_id.hex)
    marks = ", ".join("%s" for _ in range(9))
    words = f"INSERT INTO assistance_service ({town.SERVICE}) VALUES ({marks})"  # noqa: S608 - our own words
    cursor.execute(words, (*values, "", "", by.pk.hex, str(now)))


SEALED = (
    "SELECT i.person, i.sealed FROM vault_identity i WHERE i.person IN "
    "(SELECT t.person FROM vault_nametoken t WHERE t.token IN ({}))"
)
FILTERED = lists.FLOOR.replace("WHERE", "WHERE c.category = 'returnee' AND c.status = 'active' AND")
FLOORS: dict[str, Callable[[Any, town.Town, random.Random], None]] = {
    "list": rows_of((lists.FLOOR, lambda there, _: [there.members[0].principal().hex])),
    "filter": rows_of((FILTERED, lambda there, _: [there.members[0].principal().hex])),
    "search": tokens,
    "open a case": rows_of(
        (
            "SELECT c.*, p.* FROM cases_case c JOIN cases_person p ON p.id = c.person_id WHERE c.id = %s",
            lambda there, chance: [chance.choice(there.cases).hex],
        ),
        ("SELECT * FROM assistance_service WHERE case_id = %s", lambda there, chance: [chance.choice(there.cases).hex]),
    ),
    "save": one_row,
    "inbox": rows_of(
        (
            "SELECT * FROM referral_referral WHERE to_id = %s AND state = 'sent' ORDER BY answer_by",
            lambda there, _: [there.members[0].agency_id.hex],
        )
    ),
    "matching": rows_of((matching.FLOOR, lambda *_: [matching.NEED]), (matching.BEDS, lambda *_: [])),
}
