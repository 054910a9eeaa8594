"""Hold people until an act on them is whole, always in the same order, so that two acts never wait for each other."""

import uuid
from collections.abc import Collection

from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases.models import Case, Person
from tabara.protection.intake.enums import PairState
from tabara.protection.intake.models import Pair


def hold(persons: Collection[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Hold the cases of these people, then the people; return those that there are, by their numbers.

    Cases come first because whoever corrects a name holds the case before the name: their order is the same.
    """
    with for_everybody():
        cases = Case.objects.everything(Whole.INDEX).select_for_update().filter(person__in=persons)
        list(cases.order_by("pk").values_list("pk", flat=True))
        rows = Person.objects.everything(Whole.INDEX).select_for_update().filter(pk__in=persons).order_by("pk")
        return {one.pk: one for one in rows}


def free(pairs: Collection[Pair]) -> dict[uuid.UUID, Pair]:
    """Hold of these pairs those about which nobody decides at this moment, and wait for none; return them as they are.

    Whoever decides about a pair holds it and wants its people next: waiting for it with one of them in hand has no end.
    """
    rows = Pair.objects.everything(Whole.INDEX).select_for_update(skip_locked=True)
    found = rows.filter(pk__in=[one.pk for one in pairs]).exclude(state=PairState.MERGED).order_by("pk")
    return {one.pk: one for one in found}
