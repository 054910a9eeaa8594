"""The case list among 100,000 cases: its rows beside their floor, many pages a second, and the member who sees least.

The floor is the same fifty rows by raw SQL over `case_access`, rendered by Jinja as the bare table of the page.
"""

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.instance import CASES, PEOPLE, START, case_row, insert, new_ids, prepare
from bench.load import pages_a_second
from bench.table import Row

AGENCIES, MEMBERS = 30, 300
REPEATS = 100
FEW = 12  # cases of the member who sees least
LIMIT_RATIO, LIMIT_MEMBERS, LIMIT_RATE = 3.0, 2.0, 250.0

FLOOR = """
SELECT a.case_id, a.updated_at, c.code, c.category, c.status, c.determination, c.opened_on, c.screened_on,
       c.assisted_on, m.name
FROM cases_caseaccess a JOIN cases_case c ON c.id = a.case_id LEFT JOIN access_member m ON m.id = c.owner_id
WHERE a.principal = %s ORDER BY a.updated_at DESC, a.case_id DESC LIMIT 51
"""

TABLE = """<table><thead><tr>{% for title in titles %}<th scope="col">{{ title }}</th>{% endfor %}</tr></thead><tbody>
{% for number, code, cells in rows %}<tr><th scope="row"><a href="{{ cases_at }}{{ number }}">{{ code }}</a></th>
{% for title, cell in cells %}<td data-label="{{ title }}">{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</tbody></table>"""


def measure(cases: int = 100_000) -> list[Row]:
    """Return the rows of the table."""
    home = prepare()
    members = populate(cases)
    most, least = members["seer"], members["few"]
    listed, floor, page, fewest = medians_ms(list_of(most), floor_of(most), page_of(most), page_of(least))
    rate, how = pages_a_second(home, cookie_of(most))
    return [
        Row(f"fifty rows of {cases:,} cases by raw SQL and Jinja", floor, "ms"),
        Row("the list: need-to-know, filters, labels and dates of the language, rows", listed, "ms"),
        Row("ratio to that floor", listed / floor, "", at_most=LIMIT_RATIO),
        Row("the whole page: also session, member, layout, filters, headers, compression", page, "ms"),
        Row(f"the whole page for the member who sees {FEW} of them", fewest, "ms"),
        Row("ratio of the one who sees least to the one who sees most", fewest / page, "", at_most=LIMIT_MEMBERS),
        Row(f"list pages a second, 8 connections ({how})", rate, "/s", at_least=LIMIT_RATE),
    ]


def populate(cases: int) -> dict[str, Any]:
    """Write agencies, members, cases and who sees them; return the members by name."""
    from tabara.access.founding import NewAgency, NewMember, found
    from tabara.access.models.account import EVERYBODY, NETWORK

    agencies = [NewAgency(f"a{n}", f"Agency {n}", "ngo", teams=("T",)) for n in range(AGENCIES)]
    workers = [NewMember(f"w{n}", f"Worker {n}", f"a{n % AGENCIES}", ("caseworker",), "T") for n in range(MEMBERS)]
    seen = [NewMember("seer", "S", "a0", ("coordinator",)), NewMember("few", "F", "a1", ("focal_point",))]
    members = dict(found(agencies, [*workers, *seen], at=START))
    rng = random.Random(5)  # noqa: S311 - invented cases
    people, numbers = new_ids(cases, rng), new_ids(cases, rng)
    rows, access = [], []
    for index, (person, case) in enumerate(zip(people, numbers, strict=True)):
        owner = members["few"] if index % (cases // FEW) == 7 else members[f"w{rng.randrange(MEMBERS)}"]
        row = case_row(index, case, person, owner.agency_id, owner.team_id, owner.id)
        rows.append(row)
        who = {owner.id, owner.team_id, owner.agency_id, NETWORK, EVERYBODY} - {None}
        access += [(one.hex, row[-1], case.hex, "holder", "[]") for one in who]
    insert(
        "default", "cases_person", PEOPLE, ((p.hex, n + 1, "female", 1990, "year", "BI") for n, p in enumerate(people))
    )
    insert("default", "cases_case", CASES, rows)
    insert("default", "cases_caseaccess", "principal, updated_at, case_id, why, groups", access)
    return members


def cookie_of(member: Any) -> str:
    """Return the session cookie of a signed-in member."""
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(member)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def page_of(member: Any) -> Callable[[], Any]:
    """Return a call that asks for the list as that member."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(member)
    return lambda: client.get("/cases/")


def list_of(member: Any) -> Callable[[], Any]:
    """Return a call that makes the list: what the page asks and shows, without the frame around it."""
    from django.template import engines

    from tabara.interfaces.web.views.casework import listing
    from tabara.protection.cases import queries

    template = engines.all()[0].env.from_string(TABLE)

    def make() -> str:
        found = queries.page(by=member, filters={"status": "", "category": ""})
        titles, rows = listing.table(found.rows, list(listing.USUAL))
        return template.render(rows=rows, titles=titles, cases_at="/cases/")

    return make


def floor_of(member: Any) -> Callable[[], Any]:
    """Return a call that does as little as the same page can."""
    from django.db import connection

    return floor_by(connection.cursor, member)


def floor_by(open_cursor: Callable[[], Any], member: Any) -> Callable[[], Any]:
    """Return that call over a connection's cursors."""
    from django.template import engines

    template = engines.all()[0].env.from_string(TABLE)
    titles = ["Category", "Status", "Determination", "Opened", "Last service", "Carried by"]

    def render() -> str:
        with open_cursor() as cursor:
            cursor.execute(FLOOR, [member.principal().hex])
            found = cursor.fetchall()[:50]
        rows = [(r[0], r[2], list(zip(titles, (*r[3:7], r[8], r[9]), strict=True))) for r in found]
        return template.render(rows=rows, titles=titles, cases_at="/cases/")

    return render


def medians_ms(*calls: Callable[[], Any]) -> list[float]:
    """Return the median time of each call in milliseconds; they take turns, so that a busy machine is fair to all."""
    took: list[list[float]] = [[] for _ in calls]
    for turn in range(REPEATS + 10):
        for call, times in zip(calls, took, strict=True):
            start = time.perf_counter()
            call()
            if turn >= 10:
                times.append(time.perf_counter() - start)
    return [statistics.median(times) * 1000 for times in took]
