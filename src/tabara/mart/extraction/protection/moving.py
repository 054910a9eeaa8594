"""Cases that were to go to another agency: who asked, whether they were offered, and what came of it."""

import datetime as dt
from collections.abc import Iterator

from tabara.mart.extraction.protection.hung import BIT, CODE, NO, hung, month_at, table
from tabara.mart.extraction.reading import Reading, Row, Source
from tabara.protection.referral.enums import TransferState
from tabara.protection.referral.models import Transfer

WEEK = dt.timedelta(days=7)
ANSWERED = (TransferState.ACCEPTED, TransferState.DECLINED)


def transfers(reading: Reading) -> Iterator[Row]:
    """Give the transfers, each with whether what was offered was answered within a week; nothing where it was not."""
    names = ("holder__key", "to__key", "state", "reason", "decline_reason", "asked_at", "offered_at", "ended_at")
    for *keys, holder, to, state, reason, declined, asked, offered, ended in hung(reading, Transfer, *names):
        in_a_week = ended - offered <= WEEK if offered and ended and state in ANSWERED else None
        yield *keys, holder, to, state, reason, declined, month_at(asked), month_at(offered), in_a_week


SOURCES = (
    Source(
        "transfers",
        table(
            sender=CODE,
            recipient=CODE,
            transfer_state=CODE,
            transfer_reason=CODE,
            transfer_decline_reason=CODE,
            m=NO,
            offered_m=NO,
            in_a_week=BIT,
        ),
        transfers,
    ),
)
