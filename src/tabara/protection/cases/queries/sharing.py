"""What a person agreed to share with whom, and the emergencies in which a case was opened."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from tabara import codelists
from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.protection.cases.enums import SharingPurpose
from tabara.protection.cases.models import Case, Category, Consent, Determination, Emergency, Screening, decision
from tabara.protection.cases.queries.reach import holds, seen
from tabara.sealing.keys import Purpose, unseal


@dataclass(frozen=True)
class Story:
    """What a member may see of what happened in a case: what lies in groups that are not shared is not in it."""

    seen: frozenset[FieldGroup]
    whole: bool  # one of the holder's people
    categories: list[Category]
    consents: list[Consent]
    screenings: list[Screening]
    determinations: list[Determination]


def story(*, by: Member, case: Case) -> Story:
    """Return what a member may see of a case; consents are the holder's own affair."""
    groups, whole = seen(by=by, case=case), holds(by=by, case=case)
    course, findings = FieldGroup.COURSE in groups, FieldGroup.FINDINGS in groups
    return Story(
        groups,
        whole,
        list(case.categories.order_by("-is_primary", "since")) if course else [],
        list(case.consents.select_related("recipient").order_by("-asked_on", "-id")) if whole else [],
        list(case.screenings.select_related("screened_by")) if findings else [],
        list(case.determinations.select_related("decided_by", "agency")) if findings else [],
    )


def sharing_purpose(*, recipient: Agency) -> SharingPurpose:
    """Return what a person has to be asked about for this recipient: an authority is a question of its own."""
    kinds = codelists.pack().parameters["authority_kinds"]
    return SharingPurpose.AUTHORITY if recipient.kind in kinds else SharingPurpose.REFERRAL


def agreed_to_share(*, case: Case, recipient: Agency, on: dt.date) -> Consent | None:
    """Return the answer by which something may be shared with an agency on a day; nothing where none allows it."""
    purpose = sharing_purpose(recipient=recipient)
    return decision.shared_with(case.consents.filter(recipient=recipient), recipient.pk, purpose, on)


def sharing(*, answers: Iterable[Consent], on: dt.date) -> list[Consent]:
    """Return of these answers those by which something may be shared on a day."""
    known = list(answers)
    asked = {(one.recipient_id, one.purpose) for one in known if one.recipient_id}
    found = [decision.shared_with(known, recipient, purpose, on) for recipient, purpose in asked]
    return sorted((one for one in found if one), key=lambda one: one.recipient.name)


def emergencies_today(*, by: Member, at: dt.datetime) -> int:
    """Return how often the member used emergency access, or tried to, on the day of an instant."""
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return Emergency.objects.of_member(by).filter(opened_at__gte=start, opened_at__lte=at).count()


def emergency_of(*, by: Member, case: Case, at: dt.datetime) -> Emergency | None:
    """Return the member's own emergency access to a case, while it lasts."""
    return Emergency.objects.of_member(by).filter(case=case, until__gt=at).order_by("-until").first()


def emergencies(*, by: Member) -> list[Emergency]:
    """Return the emergency accesses to the cases that the member watches over: those that wait for a review first."""
    if not by.may(Permission.ACCESS_REVIEW):
        return []
    rows = Emergency.objects.visible_to(by).select_related("case__agency", "member__agency", "reviewed_by")
    found = [one for one in rows.order_by("-opened_at")[:200] if permitted(by, Permission.ACCESS_REVIEW, one)]
    return sorted(found, key=lambda one: one.reviewed_at is not None)


def emergencies_to_review(*, by: Member) -> int:
    """Return how many emergency accesses wait for somebody like this member to look at them."""
    return sum(one.reviewed_at is None and one.member_id != by.pk for one in emergencies(by=by))


def emergency(*, by: Member, number: uuid.UUID) -> Emergency:
    """Return one emergency access that the member may review.

    Raises:
        NotFound: where there is none, or it is not for this member.
    """
    found = next((one for one in emergencies(by=by) if one.pk == number), None)
    if found is None:
        raise NotFound
    return found


def stake(*, by: Member, emergency: Emergency) -> str:
    """Return what was at stake in an emergency, in the words of whoever used it, for its reviewers."""
    if emergency.case_id is None or not permitted(by, Permission.ACCESS_REVIEW, emergency):
        return ""
    return unseal(emergency.case_id, Purpose.NARRATIVE, f"emergency.{emergency.pk}.stake", emergency.stake) or ""
