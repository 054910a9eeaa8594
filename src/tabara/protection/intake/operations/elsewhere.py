"""Ask whether another agency may know somebody: told is only which agency to speak with, and only where she agreed."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import audit
from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.pace import ask_sparingly
from tabara.access.speaking import asking
from tabara.protection.cases import queries as cases
from tabara.protection.intake.operations.finding import asked
from tabara.vault import queries as identities
from tabara.vault.models import Names

ACT = "intake.ask_elsewhere"
SHARED = 2  # search tokens that two people have in common before one is taken for the other


@operation(ACT, needs=Permission.IDENTITY_OPEN, asks=asked)
def ask_elsewhere(*, by: Member, event: uuid.UUID, at: dt.datetime, names: Names, sex: str = "") -> tuple[Agency, ...]:
    """Return the other agencies at which the person may be known, of those in the referral mechanism.

    The keyed tokens of each agency are compared and nothing is unsealed, so an answer is only "perhaps: ask them". Each
    answer stands in the audit of the case that it comes from, where that agency reads it.
    """
    ask_sparingly(by, act=ACT, most=int(codelists.pack().parameters["possible_matches_per_hour"]))
    if not (names.given and names.surname and (names.birth_date or names.phones)):
        raise Refused(
            _("Write both names and an age, or a telephone: with less, too many people resemble each other."), "given"
        )
    others = [one for one in access.providers(by=by) if one.in_network and one.pk != by.agency_id]
    told: list[uuid.UUID] = []
    found = []
    with asking(one.pk for one in others):
        for agency in others:
            persons = identities.resembling(by=by, agency=agency.pk, names=names, sex=sex, shared=SHARED)
            if agreeing := cases.may_be_told(persons=persons):
                told += agreeing.values()
                found.append(agency)
    audit.note_shown(by=by, operation=ACT, subjects=told, event=event)
    return tuple(found)
