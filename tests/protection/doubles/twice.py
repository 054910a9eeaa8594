"""The same woman registered twice, by a supervisor's agency, and what the tests do with the two."""

import datetime as dt

from django.utils import timezone

from tabara.protection.cases.operations import record_consent
from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations import Names, Relative
from tests.factories import NOW, register

ONCE = Names(
    given="Odette",
    surname="Niragira",
    birth_date="1999-04-02",
    phones=("71234567",),
    address="Umuhora 7",
    relatives=(Relative("mother", "Consolate Ndayizeye"),),
    safe_contact="Never after six",
)
TWICE = Names(
    given="Odeta",
    surname="Niragira",
    birth_date="1999",
    phones=("+257 71 23 45 67", "79000000"),
    address="Kwa nyina",
    relatives=(Relative("mother", "Consolata Ndayizeye"),),
    number="531.0101/2",
)
FIRST = dict.fromkeys(("given", "birth", "address"), "first")  # where the two differ, the first is right
LATER = NOW + dt.timedelta(days=3)


def registered_twice(one, other=None, *, names=(ONCE, TWICE), years=(1999, 1999), at=NOW, **facts):
    """Return two cases of the same woman, each registered by one of these members."""
    cases = [
        register(by, names=told, birth_year=year, at=at, **facts)
        for by, told, year in zip((one, other or one), names, years, strict=True)
    ]
    return cases


def the_pair():
    """Return the one pair that there is."""
    return Pair._base_manager.get()


def merged(by, pair=None, *, stands=None, at=NOW, **given):
    """Merge a pair as it was just compared."""
    pair = pair or the_pair()
    seen = intake.compare_pair(by=by, at=at, pair=pair, reason="verification")
    told = {"saw": seen.versions, "stands": FIRST if stands is None else stands, **given}
    return intake.merge_persons(by=by, at=at, pair=pair, **told)


def known(by, case, at=NOW):
    """Return who the person of a case is, as this member may know it."""
    return intake.open_identity(by=by, at=at, case=type(case).objects.visible_to(by).get(pk=case.pk), reason="contact")


def inquired(by, case, to):
    """Ask another agency whether it knows the person of a case, who agrees to that."""
    at = timezone.now()
    told = {"purpose": "matching", "given": True, "asked_on": timezone.localdate(at), "language": "fr"}
    record_consent(by=by, at=at, case=case, **told)
    return intake.ask_agency(by=by, at=at, case=case, to=to)
