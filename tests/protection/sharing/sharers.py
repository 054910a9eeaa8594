"""Two agencies, and a person of the first whom the second may help."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case, Consent, Emergency
from tabara.protection.cases.operations import agree_to_share, break_glass
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import accept_referral, send_referral
from tests.factories import make_agency, make_member, make_team, register

ALL = ("course", "findings", "services", "plan", "identity", "contact", "narrative")


def sender(role: str = "caseworker", **facts: Any) -> Member:
    """Return a member of the agency that holds the cases."""
    home = make_agency("home")
    return make_member(role, agency=home, team=facts.pop("team", make_team(home, "North")), **facts)


def receiver(role: str = "caseworker", **facts: Any) -> Member:
    """Return a member of the agency that is asked to help."""
    clinic = make_agency("clinic", kind="health")
    return make_member(role, agency=clinic, team=facts.pop("team", make_team(clinic, "Ward")), **facts)


def now() -> dt.datetime:
    """Return the instant, as a door does: these rights end by the clock."""
    return timezone.now()


def today() -> dt.date:
    """Return the day."""
    return timezone.localdate()


def registered(by: Member, **answers: Any) -> Case:
    """Register a person today."""
    return register(by, at=now(), opened_on=today(), **answers)


def agrees(by: Member, case: Case, recipient: Agency, groups: Iterable[str] = ALL, **answers: Any) -> Consent:
    """Store that the person agrees to share these groups with an agency."""
    usual = {"given": True, "asked_on": today(), "language": "fr"}
    return agree_to_share(by=by, at=now(), case=case, recipient=recipient, groups=groups, **{**usual, **answers})


def refer(by: Member, case: Case, to: Agency, groups: Iterable[str] = ALL) -> Referral:
    """Send a referral."""
    return send_referral(by=by, at=now(), case=case, to=to, service="medical", groups=groups)


def shared(by: Member, case: Case, with_: Member, groups: Iterable[str] = ALL) -> Referral:
    """Ask the person, refer, and let the member of the other agency accept."""
    agrees(by, case, with_.agency, groups)
    sent = refer(by, case, with_.agency, groups)
    return accept_referral(by=with_, at=sent.sent_at, referral=sent)


def fresh(by: Member) -> Member:
    """Return the member as one who has just shown who it is."""
    by = Member.objects.get(pk=by.pk)
    by.proved_at = now()
    return by


def in_an_emergency(by: Member, code: str, **facts: Any) -> Emergency:
    """Use emergency access."""
    return break_glass(by=fresh(by), at=now(), code=code, **{"reason": "life_in_danger", **facts})
