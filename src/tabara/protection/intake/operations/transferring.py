"""Take over a case from another agency: the case, who the person is, and the keys of both, in one act."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody
from tabara.protection.cases.models import Case
from tabara.protection.intake import retention
from tabara.protection.referral.enums import TransferState
from tabara.protection.referral.models import Transfer
from tabara.protection.referral.operations import handing
from tabara.sealing.keys import Purpose, hand_key
from tabara.vault import operations as vault


@operation("intake.accept_transfer", needs=Permission.REFERRAL_ANSWER)
def accept_transfer(*, by: Member, event: uuid.UUID, at: dt.datetime, transfer: Transfer) -> Transfer:
    """Carry a case from now on that another agency offered; that one keeps the code, the day, and to whom it went.

    Asked again at this moment: whether the person agrees. Where she has another case, that one stays with the agency
    that holds it, and so does what it knows of her: from then on each agency knows her by itself.
    """
    with for_everybody():  # the case and who the person is become this agency's by this very act
        case = handing.take(by, transfer, TransferState.ACCEPTED)
        handing.refuse_transfer(case, by.agency, at, "")
        _refuse_erased(case)
        person = case.person
        if person.cases.exclude(pk=case.pk).exists():
            own = handing.known_apart(case, at)
            vault.copy_identity(by=by, at=at, person=person.pk, copy=own.pk, agency=by.agency_id, sex=person.sex)
        else:
            vault.hand_over_identity(by=by, at=at, person=person.pk, agency=by.agency_id, sex=person.sex)
        hand_key(case.pk, by.agency_id, Purpose.NARRATIVE)
        handing.move(case, transfer, by, at)
    return transfer


def _refuse_erased(case: Case) -> None:
    if any(retention.is_erased(case=case, what=what) for what in ("identity", "case")):
        raise Refused(_("Who this person is, or what she told, has been erased. There is nothing left to take over."))
