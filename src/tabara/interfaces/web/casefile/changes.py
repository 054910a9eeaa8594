"""What somebody else did in a case, in a sentence for each act: neutral, and nothing of what was written."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.protection.cases.mattering import Topic

SENTENCES: Mapping[str, str | Promise] = {
    "cases.break_glass": gettext_lazy("Somebody opened the case by emergency access"),
    "cases.raise_flag": gettext_lazy("A flag was raised"),
    "cases.lower_flag": gettext_lazy("A flag was lowered"),
    "cases.withdraw_consent": gettext_lazy("The person took an agreement back"),
    "cases.set_contact_rule": gettext_lazy("How the person may be reached has changed"),
    "planning.assess": gettext_lazy("The risk was found to be higher"),
    "reintegration.miss_visit": gettext_lazy("A visit was missed"),
    "directory.exclude_provider": gettext_lazy("A place was left out as not safe for the person"),
    "directory.leave": gettext_lazy("The person left the shelter"),
    "referral.accept": gettext_lazy("A referral was accepted"),
    "referral.decline": gettext_lazy("A referral was declined"),
    "referral.complete": gettext_lazy("A referral was finished: read what came of it"),
    "referral.return": gettext_lazy("A referral was given back"),
    "referral.expire": gettext_lazy("A referral ended because its time was over"),
    "referral.advise": gettext_lazy("The coordinator advises you on a referral that nobody answers"),
    "referral.request_transfer": gettext_lazy("Another agency asks to take the case over"),
    "referral.decline_transfer": gettext_lazy("Another agency does not take the case over"),
    "intake.accept_transfer": gettext_lazy("The case came from another agency"),
    "cases.screen": gettext_lazy("A screening was recorded"),
    "cases.determine": gettext_lazy("The status was decided"),
    "cases.record_appeal": gettext_lazy("An appeal against the decision was recorded"),
    "cases.ask_review": gettext_lazy("Somebody asked for a second look at the decision"),
    "cases.decide_review": gettext_lazy("The second look at the decision was answered"),
    "cases.decide_appeal": gettext_lazy("The appeal against the decision was answered"),
    "cases.withdraw_recourse": gettext_lazy("A review or an appeal was taken back"),
    "cases.end_reflection": gettext_lazy("The time to recover and reflect was ended"),
    "planning.decide_plan": gettext_lazy("The plan was approved or sent back"),
    "planning.hold_conference": gettext_lazy("A case conference was held"),
    "planning.record_best_interests": gettext_lazy("The best interests of the child were recorded"),
    "assistance.miss": gettext_lazy("A planned service was missed"),
    "assistance.decide_payment": gettext_lazy("A payment was decided on"),
    "assistance.decide_business": gettext_lazy("Money for a business was decided on"),
    "directory.accept_place": gettext_lazy("A shelter promised a place"),
    "directory.decline_place": gettext_lazy("A shelter has no place"),
    "directory.arrive": gettext_lazy("The person came to the shelter"),
    "reintegration.depart": gettext_lazy("The person has left for the return"),
    "reintegration.confirm_arrival": gettext_lazy("The person has arrived"),
    "reintegration.call_off": gettext_lazy("The return was called off"),
    "cases.add_document": gettext_lazy("A document was added"),
    "cases.take_document_back": gettext_lazy("A document was taken back"),
    "cases.hand_over": gettext_lazy("The case was given to another worker"),
    "cases.close": gettext_lazy("The case was closed"),
    "cases.reopen": gettext_lazy("The case was opened again"),
    "intake.erase_case": gettext_lazy("What was told in the case was erased"),
}
TOPICS: Mapping[Topic, str | Promise] = {
    Topic.SAFETY: gettext_lazy("Safety: flags, emergency access, risk, missed visits, agreements taken back"),
    Topic.REFERRAL: gettext_lazy("Referrals and transfers"),
    Topic.STATUS: gettext_lazy("Screening and status"),
    Topic.PLAN: gettext_lazy("Plans and conferences"),
    Topic.HELP: gettext_lazy("Help and money"),
    Topic.SHELTER: gettext_lazy("Places in shelters"),
    Topic.RETURN: gettext_lazy("Return"),
    Topic.DOCUMENT: gettext_lazy("Documents"),
    Topic.CASE: gettext_lazy("The case itself: who carries it, closed, opened again"),
}


def who_did(line: Any, by: Any) -> str:
    """Return who did it: a colleague by name, somebody of another agency by its name alone."""
    return str(line.who.name if line.who.agency_id == by.agency_id else line.who.agency.name)
