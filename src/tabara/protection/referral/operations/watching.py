"""What a coordinator does about a referral that nobody answers: remind who was asked, advise who asks."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.referral.models import Referral


@operation("referral.remind", needs=Permission.REFERRAL_WATCH, on="referral")
def remind_recipient(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral) -> Referral:
    """Remind an agency of a referral that it has not answered in time; it reads so in its inbox."""
    _refuse_unwatched(by, referral, at)
    if not access.with_accounts(agencies=[referral.to_id]):
        raise Refused(_("Nobody there has an account. Ask the sender to call, or to turn to somebody else."))
    referral.reminded_by, referral.reminded_at = by, at
    write(referral, "reminded_by", "reminded_at")
    return referral


@operation("referral.advise", needs=Permission.REFERRAL_WATCH, on="referral")
def advise_sender(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral) -> Referral:
    """Ask the sender of a referral that nobody answers to turn to another agency."""
    _refuse_unwatched(by, referral, at)
    if referral.advised_at is not None:
        raise Refused(_("The sender was asked already to turn to another agency."))
    referral.advised_by, referral.advised_at = by, at
    write(referral, "advised_by", "advised_at")
    return referral


def _refuse_unwatched(by: Member, referral: Referral, at: dt.datetime) -> None:
    if not Referral.objects.visible_to(by).filter(pk=referral.pk).exists():
        raise NotFound
    if not referral.is_overdue(at):
        raise Refused(_("This referral was answered, or it still has time."))
