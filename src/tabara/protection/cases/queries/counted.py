"""Who agrees to figures and research: the people whose latest answer is a yes that they did not take back."""

from collections.abc import Iterable
from typing import Any

from tabara.access.protected import Whole
from tabara.protection.cases.enums import ConsentPurpose
from tabara.protection.cases.models import Consent

AT_ONCE = 10_000


def counted(why: Whole) -> frozenset[int]:
    """Return the statistical keys of the people who agree, for one of the listed reasons.

    A person answers for herself, whichever case the question was asked in; of two answers of one day the later row
    counts, and nobody who was never asked agrees.
    """
    query = (
        Consent.objects.everything(why)
        .filter(purpose=ConsentPurpose.STATISTICS)
        .values_list("case__person__statistical_key", "asked_on", "id", "given", "withdrawn_on")
    )
    return agreed(query.iterator(chunk_size=AT_ONCE))


def agreed(answers: Iterable[tuple[int, Any, Any, bool, Any]]) -> frozenset[int]:
    """Return who agrees, of answers as (person, day, number, given, day of withdrawal)."""
    yes: dict[int, tuple[Any, Any]] = {}
    no: dict[int, tuple[Any, Any]] = {}
    for person, asked, number, given, withdrawn in answers:
        said = yes if given and withdrawn is None else no
        moment = (asked if withdrawn is None else withdrawn, number)
        said[person] = max(said.get(person, moment), moment)
    return frozenset(person for person, moment in yes.items() if person not in no or moment > no[person])
