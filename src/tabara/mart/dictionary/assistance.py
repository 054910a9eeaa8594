"""What is kept of help beyond the service itself."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, accounted, help_to, staff, told

ASSISTANCE: Mapping[str, Entry] = {
    "assistance.Session": staff("Know when a group meets"),
    "assistance.Appointment": help_to("Keep what was promised to somebody, and notice who does not come"),
    "assistance.Payment": accounted("Have a second member look at money before it is paid"),
    "assistance.Entry": accounted("Account for money line by line, so that none is missing and none is paid twice"),
    "assistance.PaidTo": accounted("Show that money was sent"),
    "assistance.PaidTo.sealed": told("Show to which telephone or account money was sent, where that is contested"),
    "assistance.Store": staff("Know where things lie"),
    "assistance.OnHand": staff("Know how many things there are"),
    "assistance.Movement": accounted("Account for things one by one, so that none is missing"),
    "assistance.Enrolment": help_to("Follow somebody through school or a trade, and notice who drops out"),
    "assistance.SchoolTerm": help_to("Know how a term went, so that help comes in time"),
    "assistance.BusinessGrant": accounted("Decide by two on money for a business, and account for it"),
    "assistance.Instalment": accounted("Pay the money of a business in parts that were agreed"),
    "assistance.BusinessVisit": help_to("See whether the business feeds whoever opened it"),
    "assistance.BusinessVisit.notes": told("Keep what the next visitor has to know"),
}
