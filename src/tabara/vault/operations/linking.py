"""Keep who stands on the lists of a linkage, and which numbers may be one person. Within an operation of intake."""

import datetime as dt
import uuid
from collections.abc import Iterable

from tabara.access.models import Member
from tabara.access.unit import write, write_many
from tabara.vault.models import LinkedPair, Listed

Numbered = tuple[int, uuid.UUID, str]  # number, person, list
Weighed = tuple[int, int, float, bool, str]  # two numbers, how probable, whether somebody looks at both, what is known


def list_people(run: uuid.UUID, rows: Iterable[Numbered], on: dt.date) -> None:
    """Keep who stands on which list, in place of what was kept before."""
    Listed.objects.of_run(run).delete()
    LinkedPair.objects.of_run(run).delete()
    write_many([Listed(run=run, number=number, person=person, list=key, listed_on=on) for number, person, key in rows])


def keep_pairs(run: uuid.UUID, rows: Iterable[Weighed]) -> None:
    """Keep the pairs of a linkage, in place of what was kept before."""
    LinkedPair.objects.of_run(run).delete()
    write_many(
        [
            LinkedPair(run=run, first=first, second=second, probability=sure, to_decide=look, answer=answer)
            for first, second, sure, look, answer in rows
        ]
    )


def answer_pair(*, by: Member, at: dt.datetime, pair: LinkedPair, answer: str) -> LinkedPair:
    """Keep what somebody said who looked at both."""
    pair.answer, pair.answered_by, pair.answered_at = answer, by.pk, at
    write(pair, "answer", "answered_by", "answered_at")
    return pair


def forget_run(run: uuid.UUID) -> None:
    """Forget who was on the lists of a linkage, and every pair: what was counted stays, and leads to nobody."""
    for kind in (Listed, LinkedPair):
        kind.objects.of_run(run).delete()
