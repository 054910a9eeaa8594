"""A country at work, for the rush: cases of thirty agencies, services, sealed names, referrals and providers."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench import lists, matching, search
from bench.instance import START, insert, new_ids

EACH = 10  # services of a case
REFERRALS = 2_000  # to the agency of the four, a tenth of them not answered yet
OURS = ("w0", "w30", "w60", "w90")  # four members of one agency
IMPORTER = "w1"  # of another
SERVICE = "id, case_id, code, delivered_on, provider_id, unit, currency, recorded_by_id, recorded_at"
REFERRAL = (
    "id, case_id, sent_by_id, sent_from_id, sent_at, to_id, code, service, priority, answer_by, groups, until, state, "
    "decline_reason, outcome, services_given, return_reason"
)


@dataclass(frozen=True)
class Town:
    """Who works there, and what they work with."""

    members: list[Any]
    names: list[tuple[str, str, int, str]]
    cases: list[uuid.UUID]


def make(cases: int, people: int) -> Town:
    """Write `cases` cases of thirty agencies, and `people` more whose names are known to the agency of the four."""
    from tabara.access.models import Member

    lists.populate(cases)
    members = [Member.objects.get(username=one) for one in OURS]
    for one in members:
        one.roles = ["supervisor"]
        one.save(update_fields=["roles"])
    names = search.populate(people, members[0], first=cases)
    every = written()
    numbers = new_ids(REFERRALS, random.Random(8))  # noqa: S311 - invented numbers
    insert("default", "assistance_service", SERVICE, services(list(every), members[0]))
    insert("default", "referral_referral", REFERRAL, referrals(list(every)[:cases], numbers, members[0]))
    matching.populate(members[0])
    today = dt.datetime.now(dt.UTC).date()
    return Town(members, names, [one for one, opened_on in list(every.items())[cases:] if opened_on < today])


def written() -> dict[uuid.UUID, dt.date]:
    """Return every case with the day on which it was opened, in the order in which they were written."""
    from tabara.access.speaking import for_everybody
    from tabara.protection.cases.models import Case

    with for_everybody():
        return dict(Case._base_manager.order_by("statistical_key").values_list("pk", "opened_on"))


def services(cases: list[uuid.UUID], by: Any) -> Iterator[tuple[Any, ...]]:
    """Give each case its services."""
    at = START.strftime("%Y-%m-%d %H:%M:%S")
    for number, case in enumerate(cases):
        for turn in range(EACH):
            code = ("psychosocial", "medical", "legal", "material")[(number + turn) % 4]
            day = (START + dt.timedelta(days=(number + turn * 7) % 600)).date().isoformat()
            own = uuid.UUID(int=(number * EACH + turn + 1) << 64)
            yield own.hex, case.hex, code, day, by.agency_id.hex, "", "", by.pk.hex, at


def referrals(cases: list[uuid.UUID], numbers: list[uuid.UUID], to: Any) -> Iterator[tuple[Any, ...]]:
    """Give the agency of a member its referrals."""
    from tabara.access.models import Member

    sender = Member.objects.get(username=IMPORTER)
    now = dt.datetime.now(dt.UTC)
    for number, (own, case) in enumerate(zip(numbers, cases, strict=False)):
        sent = now - dt.timedelta(hours=number % 100)
        state = "sent" if number % 10 == 0 else "done"
        times = (str(sent + dt.timedelta(days=3)), str(sent + dt.timedelta(days=90)))
        before = (own.hex, case.hex, sender.pk.hex, sender.agency_id.hex, str(sent), to.agency_id.hex)
        yield *before, f"{number:08d}", "medical", "normal", times[0], '["course"]', times[1], state, "", "", "[]", ""
