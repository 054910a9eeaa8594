"""What falls due, in words, each with the page on which it is done."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# The kind of a task -> its sentence, and the page of the case on which it is done.
KINDS: Mapping[str, tuple[str | Promise, str]] = {
    "consent.ask": (gettext_lazy("Ask for consent again: the person was not able to decide"), "ask-consent"),
    "consent.renew": (gettext_lazy("Ask whether an agreement goes on"), "sharing"),
    "consent.refusal": (gettext_lazy("Answer a child that does not want to share"), "consents"),
    "notice.acknowledge": (gettext_lazy("Ask an agency whether it has deleted what it may no longer use"), "consents"),
    "assessment.next": (gettext_lazy("Assess the needs again"), "plan"),
    "best_interests.review": (gettext_lazy("Look again at the child’s best interests"), "plan"),
    "plan.review": (gettext_lazy("Look at the plan with the person"), "plan"),
    "plan.action": (gettext_lazy("Do what the plan says"), "plan"),
    "family.tracing": (gettext_lazy("Ask how the search for a relative stands"), "family"),
    "referral.unanswered": (gettext_lazy("An agency has to answer a referral"), "case-referrals"),
    "referral.under_way": (gettext_lazy("A referral comes to its end: ask what came of it"), "case-referrals"),
    "referral.outcome": (gettext_lazy("Read the answer to a referral"), "case-referrals"),
    "transfer.asked": (gettext_lazy("Answer an agency that asks for the case"), "case-referrals"),
    "transfer.offered": (gettext_lazy("An agency has to answer whether it takes the case over"), "case-referrals"),
    "conference.decision": (gettext_lazy("Do what the conference decided"), "plan"),
}


class Due(NamedTuple):
    """One task as people read it."""

    what: str
    at: str
    on: dt.date
    late: bool
    case: Any
    who: str


def told(tasks: Iterable[Any], on: dt.date) -> list[Due]:
    """Return tasks as people read them on a day."""
    return [_told(one, on) for one in tasks]


def _told(one: Any, on: dt.date) -> Due:
    sentence, page = KINDS[one.kind]
    who = one.member or one.case.owner
    at = reverse(f"web:{page}", kwargs={"number": one.case_id})
    return Due(str(sentence), at, one.due_on, one.due_on < on, one.case, who.name if who else "")
