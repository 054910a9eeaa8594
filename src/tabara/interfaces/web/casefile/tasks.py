"""What falls due, in words, each with the page on which it is done."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.access.enums import Permission

# The kind of a task -> its sentence, and the page of the case on which it is done.
KINDS: Mapping[str, tuple[str | Promise, str]] = {
    "duplicate.look": (gettext_lazy("Look at two people who may be one: a colleague asks you"), "case-duplicates"),
    "duplicate.close": (gettext_lazy("Close a case that was entered twice"), "close"),
    "inquiry.answer": (gettext_lazy("An agency has to say whether it knows the person"), "case-duplicates"),
    "service.planned": (gettext_lazy("Give a planned service, or say what became of it"), "help-given"),
    "enrolment.term": (gettext_lazy("Ask how the term went"), "help-given"),
    "business.instalment": (gettext_lazy("Pay a part of the money for a business"), "help-given"),
    "business.follow_up": (gettext_lazy("Visit the small business"), "help-given"),
    "flag.ends": (gettext_lazy("See whether a flag still holds"), "flags"),
    "consent.ask": (gettext_lazy("Ask for consent again: the person was not able to decide"), "ask-consent"),
    "consent.renew": (gettext_lazy("Ask whether an agreement goes on"), "sharing"),
    "consent.refusal": (gettext_lazy("Answer a child that does not want to share"), "consents"),
    "notice.acknowledge": (gettext_lazy("Ask an agency whether it has deleted what it may no longer use"), "consents"),
    "determination.review": (gettext_lazy("A decision waits for a second look"), "identification"),
    "determination.appeal": (gettext_lazy("An appeal against a decision waits for an answer"), "identification"),
    "reflection.ends": (gettext_lazy("Speak with the person: the time to recover and reflect ends"), "reflection"),
    "assessment.next": (gettext_lazy("Assess the needs again"), "plan"),
    "best_interests.review": (gettext_lazy("Look again at the child’s best interests"), "plan"),
    "plan.review": (gettext_lazy("Look at the plan with the person"), "plan"),
    "plan.action": (gettext_lazy("Do what the plan says"), "plan"),
    "family.tracing": (gettext_lazy("Ask how the search for a relative stands"), "family"),
    "referral.unanswered": (gettext_lazy("An agency has to answer a referral"), "case-referrals"),
    "referral.under_way": (gettext_lazy("A referral comes to its end: ask what came of it"), "case-referrals"),
    "referral.outcome": (gettext_lazy("Read the answer to a referral"), "case-referrals"),
    "packet.anew": (gettext_lazy("A packet did not arrive: call, and make a new one"), "packets"),
    "packet.tell": (gettext_lazy("Tell a recipient to use nothing any more of what it read"), "packets"),
    "transfer.asked": (gettext_lazy("Answer an agency that asks for the case"), "case-referrals"),
    "transfer.offered": (gettext_lazy("An agency has to answer whether it takes the case over"), "case-referrals"),
    "envelope.receipt": (gettext_lazy("The receipt of an envelope has to come back from abroad"), "case-envelopes"),
    "envelope.read": (gettext_lazy("Read what a partner abroad answered"), "case-envelopes"),
    "envelope.notice": (gettext_lazy("Tell a partner abroad that an envelope is taken back"), "case-envelopes"),
    "arrival.receipt": (gettext_lazy("Carry the receipt back to the country that sent the person"), "case-envelopes"),
    "arrival.outcome": (gettext_lazy("Tell the country that sent the person what came of it"), "case-envelopes"),
    "arrival.drop": (gettext_lazy("An envelope was taken back: say what became of it"), "case-envelopes"),
    "return.depart": (gettext_lazy("A return is planned for this day"), "return"),
    "return.confirm_arrival": (gettext_lazy("Confirm that the person has arrived"), "return"),
    "return.hand_over": (gettext_lazy("Record who takes the person over"), "return"),
    "visit": (gettext_lazy("Visit the person"), "reintegration"),
    "stay.arrival": (gettext_lazy("Record that the person has come to the shelter"), "shelter"),
    "stay.review": (gettext_lazy("Ask whether the stay is still needed"), "shelter"),
    "place.answer": (gettext_lazy("See whether a shelter has promised the place"), "shelter"),
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


def told(tasks: Iterable[Any], by: Any, on: dt.date) -> list[Due]:
    """Return tasks as a member reads them on a day; who only watches over cases is led to no act."""
    acts = by.may(Permission.CASE_EDIT) or by.may(Permission.SERVICE_RECORD)
    return [_told(one, on, acts=acts) for one in tasks]


def _told(one: Any, on: dt.date, *, acts: bool) -> Due:
    sentence, page = KINDS[one.kind]
    who = one.member or one.case.owner
    at = reverse(f"web:{page}", kwargs={"number": one.case_id}) if acts else ""
    return Due(str(sentence), at, one.due_on, one.due_on < on, one.case, who.name if who else "")
