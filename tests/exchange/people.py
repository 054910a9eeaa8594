"""Somebody of whom a little of everything is known, for an envelope that tells a part of it."""

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.intake.operations import Names
from tests.factories import assisted, determined, screened
from tests.protection.sharing.sharers import now, registered, today

WHO = Names(
    given="Odette",
    surname="Niragira",
    birth_date="1999-04-02",
    phones=("+25771234567",),
    address="Kanarimuhora 7",
    safe_contact="Kanarisafi",
)
AGREED = ("course", "findings", "identity")
WITHHELD = ("71234567", "Kanarimuhora", "Kanarisafi", "Kanaridomo", "medical")


def told_her_story(worker: Member) -> Case:
    """Register her, and write down what she told, what was decided and which help she got."""
    case = registered(worker, names=WHO, citizenship="BI")
    screened(worker, case, on=today(), at=now(), notes="Kanaridomo", exploitation=["forced_labour"])
    determined(worker, case, "actual", on=today(), at=now(), grounds="Kanaridomo")
    assisted(worker, case, "medical", on=today(), at=now(), notes="Kanaridomo")
    return case
