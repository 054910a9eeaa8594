"""What is shared of a case, in words: with whom, what of it, until when, and what is not."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.access.enums import FieldGroup
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Rule
from tabara.protection.referral import queries as referrals
from tabara.protection.referral.enums import ReferralState, TransferState

GROUPS: Mapping[str, str | Promise] = {
    FieldGroup.COURSE: gettext_lazy("the course of the case"),
    FieldGroup.FINDINGS: gettext_lazy("what was found"),
    FieldGroup.SERVICES: gettext_lazy("the help given"),
    FieldGroup.PLAN: gettext_lazy("needs, plan and follow-up"),
    FieldGroup.IDENTITY: gettext_lazy("who the person is"),
    FieldGroup.CONTACT: gettext_lazy("how to reach the person"),
    FieldGroup.NARRATIVE: gettext_lazy("what was told"),
}
EXPLAINED: Mapping[str, str | Promise] = {
    FieldGroup.COURSE: gettext_lazy(
        "Category, status, days, sex, age, citizenship, commune, household, education. No name."
    ),
    FieldGroup.FINDINGS: gettext_lazy("Screenings and determinations: exploitation, indicators, the decision."),
    FieldGroup.SERVICES: gettext_lazy("Which services were given, when and by whom."),
    FieldGroup.PLAN: gettext_lazy(
        "Assessments, the plan, what of it is done, conferences. What was said stays sealed."
    ),
    FieldGroup.IDENTITY: gettext_lazy("Names, date of birth, number of an identity paper, photographs."),
    FieldGroup.CONTACT: gettext_lazy("Telephone, address, relatives, and how to reach without danger."),
    FieldGroup.NARRATIVE: gettext_lazy("The sealed notes of interviews and services."),
}
STATES: Mapping[str, str | Promise] = {
    ReferralState.SENT: gettext_lazy("waits for an answer"),
    ReferralState.ACCEPTED: gettext_lazy("accepted"),
    ReferralState.DECLINED: gettext_lazy("declined"),
    ReferralState.REVOKED: gettext_lazy("taken back"),
    ReferralState.EXPIRED: gettext_lazy("time is over"),
    ReferralState.DONE: gettext_lazy("done"),
    ReferralState.RETURNED: gettext_lazy("given back"),
}
TRANSFER_STATES: Mapping[str, str | Promise] = {
    TransferState.REQUESTED: gettext_lazy("asked for"),
    TransferState.OFFERED: gettext_lazy("offered"),
    TransferState.ACCEPTED: gettext_lazy("taken over"),
    TransferState.DECLINED: gettext_lazy("declined"),
    TransferState.WITHDRAWN: gettext_lazy("taken back"),
}
RULES: Mapping[Rule, str | Promise] = {
    Rule.OWNER: gettext_lazy("carries the case"),
    Rule.TEAM: gettext_lazy("is on the team that holds the case"),
    Rule.AGENCY: gettext_lazy("watches over the cases of the agency"),
    Rule.MECHANISM: gettext_lazy("watches over the referral mechanism, without names"),
    Rule.REFERRAL: gettext_lazy("a referral, which the person agreed to"),
    Rule.BREAK_GLASS: gettext_lazy("emergency access"),
}
WHO = (FieldGroup.IDENTITY, FieldGroup.CONTACT)


def words(groups: Iterable[str]) -> str:
    """Return groups of fields in one line, in the order in which they are always named."""
    chosen = set(groups)
    return ", ".join(str(text) for group, text in GROUPS.items() if group in chosen)


def told_of(request: HttpRequest, case: Any, story: Any) -> dict[str, Any]:
    """Return what the case page says about sharing: to its holder with whom, to others by whom and how much."""
    at = timezone.now()
    if story.whole:
        return {"whole": True}
    return {
        "whole": False,
        "through": referrals.shared_by(by=request.user, case=case, at=at),
        "emergency": cases.emergency_of(by=request.user, case=case, at=at),
        "shown_groups": words(story.seen),
        "withheld": words(set(FieldGroup) - story.seen),
    }


def hidden(request: HttpRequest, case: Any, reason: str) -> str:
    """Return which groups of who somebody is stay closed to the reader for this reason, in words."""
    return words(set(WHO) - cases.seen(by=request.user, case=case, reason=reason))
