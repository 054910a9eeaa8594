"""What agencies wrote to each other with a referral, for the person who asks what is held about her."""

from collections.abc import Iterator

from django.utils import timezone

from tabara.protection.cases.models import Case
from tabara.protection.cases.queries import Written, writes


@writes
def _of_referrals(case: Case) -> Iterator[Written]:
    for row in case.referrals.all():
        sent = timezone.localdate(row.sent_at)
        ended = timezone.localdate(row.ended_at) if row.ended_at else sent
        yield Written(sent, "referral.message", f"referral.{row.pk}.message", row.message)
        yield Written(ended, "referral.note", f"referral.{row.pk}.note", row.note)
