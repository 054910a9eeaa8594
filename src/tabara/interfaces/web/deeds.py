"""Acts as people read them: what an operation, a look at a page or a sign-in is called on a page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ACTS: Mapping[str, str | Promise] = {
    "intake.register_person": gettext_lazy("Registered the person"),
    "intake.open_again": gettext_lazy("Opened a new case"),
    "intake.open_identity": gettext_lazy("Opened the name"),
    "intake.correct_identity": gettext_lazy("Corrected the name"),
    "intake.add_photograph": gettext_lazy("Added a photograph"),
    "intake.open_photograph": gettext_lazy("Looked at a photograph"),
    "intake.search": gettext_lazy("Searched for a person"),
    "intake.erase_identity": gettext_lazy("Erased who the person is"),
    "intake.erase_case": gettext_lazy("Erased what was told"),
    "intake.erase_told_by_schedule": gettext_lazy("Erased what was told, by the schedule"),
    "intake.erase_by_schedule": gettext_lazy("Erased who the person is, by the schedule"),
    "intake.export_identities": gettext_lazy("Took a file with names out"),
    "intake.export_identity": gettext_lazy("Put the name into a file for an office"),
    "intake.place_hold": gettext_lazy("Placed a hold"),
    "intake.lift_hold": gettext_lazy("Lifted the hold"),
    "intake.review_case": gettext_lazy("Kept the quiet case open"),
    "intake.subject_access_report": gettext_lazy("Printed what is held, for the person"),
    "access.ask_approval": gettext_lazy("Asked for an approval"),
    "access.decide_approval": gettext_lazy("Approved or refused"),
    "access.change_roles": gettext_lazy("Changed the roles of an account"),
    "access.release_pace": gettext_lazy("Let a colleague open names again"),
    "cases.open": gettext_lazy("Case opened"),
    "cases.edit": gettext_lazy("Changed facts of the case"),
    "cases.add_category": gettext_lazy("Added a category"),
    "cases.record_consent": gettext_lazy("Recorded a consent"),
    "cases.withdraw_consent": gettext_lazy("Recorded the withdrawal of a consent"),
    "cases.agree_to_share": gettext_lazy("Recorded what may be shared with an agency"),
    "cases.break_glass": gettext_lazy("Used emergency access"),
    "cases.review_emergency": gettext_lazy("Reviewed an emergency access"),
    "cases.show_who_sees": gettext_lazy("Looked at who can see the person"),
    "referral.send": gettext_lazy("Sent a referral"),
    "referral.accept": gettext_lazy("Accepted a referral"),
    "referral.decline": gettext_lazy("Declined a referral"),
    "referral.revoke": gettext_lazy("Took a referral back"),
    "cases.add_document": gettext_lazy("Added a document"),
    "cases.name_documents": gettext_lazy("Read what the documents are about"),
    "cases.open_document": gettext_lazy("Opened a document"),
    "cases.take_document_back": gettext_lazy("Took a document back"),
    "cases.hand_over": gettext_lazy("Handed the case over"),
    "cases.close": gettext_lazy("Closed the case"),
    "cases.reopen": gettext_lazy("Opened the case again"),
    "cases.screen": gettext_lazy("Recorded a screening"),
    "cases.determine": gettext_lazy("Decided the status"),
    "assistance.record_service": gettext_lazy("Recorded a service"),
    "assistance.retract_service": gettext_lazy("Took a service back"),
    "assistance.open_notes": gettext_lazy("Read the notes"),
    "assistance.plan_service": gettext_lazy("Planned a service"),
    "assistance.attend": gettext_lazy("Recorded a planned service"),
    "assistance.miss": gettext_lazy("Recorded that a planned service was missed"),
    "assistance.move": gettext_lazy("Moved a planned service"),
    "assistance.cancel": gettext_lazy("Cancelled a planned service"),
    "assistance.plan_session": gettext_lazy("Planned a group session"),
    "assistance.hold_session": gettext_lazy("Recorded who came to a group session"),
    "assistance.pay": gettext_lazy("Recorded a payment"),
    "assistance.ask_payment": gettext_lazy("Asked for a payment"),
    "assistance.decide_payment": gettext_lazy("Decided on a payment"),
    "assistance.cancel_payment": gettext_lazy("Cancelled a payment"),
    "assistance.pay_approved": gettext_lazy("Recorded an approved payment"),
    "assistance.reverse_entry": gettext_lazy("Took a payment back"),
    "assistance.open_store": gettext_lazy("Opened a store"),
    "assistance.move_stock": gettext_lazy("Moved things in or out of a store"),
    "assistance.count_stock": gettext_lazy("Counted a store"),
    "assistance.mark_low": gettext_lazy("Changed when more has to come"),
    "assistance.issue_item": gettext_lazy("Handed something out"),
    "assistance.enrol": gettext_lazy("Recorded a school or a course"),
    "assistance.plan_term": gettext_lazy("Planned a term"),
    "assistance.record_term": gettext_lazy("Recorded how a term went"),
    "assistance.end_enrolment": gettext_lazy("Recorded how schooling ended"),
    "assistance.ask_business": gettext_lazy("Asked for money for a business"),
    "assistance.decide_business": gettext_lazy("Decided on money for a business"),
    "assistance.pay_instalment": gettext_lazy("Paid a part for a business"),
    "assistance.visit_business": gettext_lazy("Recorded a visit to a business"),
    "assistance.end_business": gettext_lazy("Ended the money for a business"),
    "vault.store_identity": gettext_lazy("Sealed who the person is"),
    "vault.change_identity": gettext_lazy("Sealed who the person is"),
    "access.sign_in": gettext_lazy("Signed in"),
    "access.sign_out": gettext_lazy("Signed out"),
    "access.open_calendar": gettext_lazy("Made an address for the calendar feed"),
    "access.close_calendar": gettext_lazy("Ended the calendar feed"),
    "access.fetch_calendar": gettext_lazy("The calendar feed was fetched"),
    "access.end_session": gettext_lazy("Ended a session"),
    "access.add_member": gettext_lazy("Opened an account"),
    "access.close_member": gettext_lazy("Closed an account"),
    "access.add_agency": gettext_lazy("Took an agency in"),
    "report.publish": gettext_lazy("Printed a report"),
    "figures.read": gettext_lazy("Took figures out"),
    "mart.build": gettext_lazy("Asked for the figures to be built"),
    "audit.export": gettext_lazy("Took the audit out"),
    "audit.exposed": gettext_lazy("Asked whom an account was shown"),
    "page.audit": gettext_lazy("Read the audit"),
    "page.case": gettext_lazy("Looked at the case"),
    "page.find-code": gettext_lazy("Looked for a case by its code"),
}
FOUND = gettext_lazy("Found the case in a search")
LOOKED = gettext_lazy("Looked at a page of the case")
PAGE = "page."


def deed(operation: str, outcome: str, *, of_case: bool) -> str:
    """Return an act as people read it; one that has no words yet, by its own name."""
    if operation == "intake.search" and outcome == "shown":
        return str(FOUND)
    if operation in ACTS:
        return str(ACTS[operation])
    if operation.startswith(PAGE):
        return str(LOOKED) if of_case else _("Page “%(name)s”") % {"name": operation.removeprefix(PAGE)}
    return operation
