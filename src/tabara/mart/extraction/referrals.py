"""Referrals of people who agreed to be counted: who asked whom, for what, how fast, and what came of it."""

import datetime as dt
from collections.abc import Iterator

import pyarrow as pa
from django.utils import timezone

from tabara.access.protected import Whole
from tabara.mart.extraction.reading import Reading, Row, Source, month
from tabara.protection.referral.models import Referral

KEY, NO, CODE = pa.int64(), pa.int32(), pa.string()
HOUR = dt.timedelta(hours=1)


def referrals(reading: Reading) -> Iterator[Row]:
    """Give the referrals, each with the whole hours that its answer took; nothing where there is none."""
    query = (
        Referral.objects.everything(Whole.MART)
        .order_by()
        .values_list(
            "case__person__statistical_key",
            "case__statistical_key",
            "sent_from__key",
            "to__key",
            "service",
            "priority",
            "state",
            "decline_reason",
            "outcome",
            "return_reason",
            "sent_at",
            "answered_at",
            "answer_by",
        )
    )
    for *told, sent, answered, answer_by in reading.of(query, "case__person"):
        hours = None if answered is None else (answered - sent) // HOUR
        in_time = None if answered is None else answered <= answer_by
        yield *told, month(timezone.localdate(sent)), hours, in_time


SOURCES = (
    Source(
        "referrals",
        pa.schema(
            [
                ("person_key", KEY),
                ("case_key", KEY),
                ("sender", CODE),
                ("recipient", CODE),
                ("need", CODE),
                ("priority", CODE),
                ("referral_state", CODE),
                ("decline_reason", CODE),
                ("referral_outcome", CODE),
                ("return_reason", CODE),
                ("m", NO),
                ("hours", NO),
                ("in_time", pa.bool_()),
            ]
        ),
        referrals,
    ),
)
