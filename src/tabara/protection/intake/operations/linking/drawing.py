"""Draw up the lists of a linkage: whom the agencies registered in the period, if they agree to research."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases.enums import PRESUMED, Status
from tabara.protection.cases.models import Case, Category
from tabara.protection.cases.queries.counted import counted
from tabara.protection.intake.enums import TOLD
from tabara.vault import linking
from tabara.vault import operations as vault

VICTIM = "presumed_victim"
Tally = dict[str, dict[str, int]]  # list -> how many are linked, and how many left out


@dataclass(frozen=True)
class ListAsked:
    """Whose people stand on a list: the agencies' keys, the period of registration, and which of the people."""

    key: str
    agencies: tuple[str, ...]
    since: dt.date
    until: dt.date
    identified: bool = False  # only who was found to be a possible or actual victim


@operation("intake.draw_lists", needs=Permission.LINKAGE_RUN)
def draw_lists(*, by: Member, event: uuid.UUID, at: dt.datetime, run: uuid.UUID, lists: Sequence[ListAsked]) -> Tally:
    """Put whoever was registered and agrees to research on the lists of a linkage, as numbers; return how many.

    Whoever does not agree, or was never asked, stands on none, and is counted beside it. Drawn up anew, a linkage
    forgets its pairs; not once somebody has decided about one.
    """
    with for_everybody():
        refuse_decided(run)
        agree = counted(Whole.LISTS)
        rows: list[tuple[int, uuid.UUID, str]] = []
        numbers: dict[uuid.UUID, int] = {}
        tally: Tally = {}
        for one in lists:
            found = dict(_registered(one))
            persons = sorted(person for person, key in found.items() if key in agree)
            rows += [(numbers.setdefault(person, len(numbers) + 1), person, one.key) for person in persons]
            kept = {key for key in found.values() if key in agree}
            left = set(found.values()) - agree
            tally[one.key] = {"linked": len(kept), "left_out": len(left)}
        vault.list_people(run, rows, timezone.localdate(at))
    return tally


def refuse_decided(run: uuid.UUID) -> None:
    """Refuse to undo what somebody who looked at two records said of them."""
    if any(pair.answer in TOLD for pair in linking.pairs(run)):
        raise Refused(_("Somebody has decided about records of this linkage already. Ask for another linkage."))


def _registered(one: ListAsked) -> Iterable[tuple[uuid.UUID, int]]:
    """Return whoever the agencies registered as a victim in the period, each with the statistical key."""
    cases = Case.objects.everything(Whole.LISTS).filter(
        agency__key__in=one.agencies, opened_on__gte=one.since, opened_on__lt=one.until
    )
    found = Q(determination__in=PRESUMED)
    if not one.identified:
        named = Category.objects.everything(Whole.LISTS).filter(code=VICTIM).values("case")
        found |= Q(category=VICTIM) | Q(pk__in=named)
    victims = cases.filter(found).exclude(determination=Status.NOT_A_VICTIM)
    return victims.order_by().values_list("person", "person__statistical_key").distinct()
