"""Help beyond the service itself: what was planned, money line by line, things, schooling, businesses."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields, left

STORE = left("what lies in a store is about nobody, and the agency counts it itself")
PAPER = left("the number of a receipt leads back to the paper")

ASSISTANCE: Mapping[str, Fate] = {
    **fields("assistance.Session", "id agency recorded_by recorded_at", WHO),
    **fields("assistance.Session", "code on hour", left("each appointment says it of itself")),
    "assistance.Appointment.id": NUMBER,
    **fields("assistance.Appointment", "case session service follows", NUMBER),
    **fields("assistance.Appointment", "code on provider state reason", NOT_YET),
    "assistance.Appointment.hour": left("the hour of a day is no figure, and finds a person who was seen there"),
    **fields("assistance.Appointment", "member recorded_by", WHO),
    "assistance.Appointment.recorded_at": CLOCK,
    "assistance.Payment.id": NUMBER,
    **fields("assistance.Payment", "case service", NUMBER),
    **fields(
        "assistance.Payment",
        "agency amount currency purpose way received_by state reason",
        left("what was only asked for is no money; what was paid stands in the ledger"),
    ),
    **fields("assistance.Payment", "asked_by decided_by", WHO),
    **fields("assistance.Payment", "asked_at decided_at", CLOCK),
    "assistance.Entry.id": NUMBER,
    **fields("assistance.Entry", "case service reverses payment instalment", NUMBER),
    **fields("assistance.Entry", "agency on amount currency purpose way received_by", NOT_YET),
    "assistance.Entry.receipt": PAPER,
    **fields("assistance.Entry", "paid_by approved_by", WHO),
    "assistance.Entry.recorded_at": CLOCK,
    "assistance.Entry.reason": left("why a line was taken back is for whoever checks the book"),
    **fields("assistance.PaidTo", "id case entry sealed", TEXT),
    **fields("assistance.Store", "id agency name", STORE),
    **fields("assistance.OnHand", "id store item quantity low_mark", STORE),
    **fields(
        "assistance.Movement",
        "id store item kind quantity left on reason service recorded_by recorded_at",
        STORE,
    ),
    "assistance.Enrolment.id": NUMBER,
    "assistance.Enrolment.case": NUMBER,
    "assistance.Enrolment.institution": TEXT,
    **fields("assistance.Enrolment", "kind place place_version since until_planned state ended_on reason", NOT_YET),
    "assistance.Enrolment.recorded_by": WHO,
    "assistance.Enrolment.recorded_at": CLOCK,
    "assistance.SchoolTerm.id": NUMBER,
    **fields("assistance.SchoolTerm", "case enrolment", NUMBER),
    **fields("assistance.SchoolTerm", "since until attendance result told_on", NOT_YET),
    "assistance.SchoolTerm.recorded_by": WHO,
    "assistance.SchoolTerm.recorded_at": CLOCK,
    "assistance.BusinessGrant.id": NUMBER,
    "assistance.BusinessGrant.case": NUMBER,
    **fields("assistance.BusinessGrant", "agency sector amount currency state reason ended_on", NOT_YET),
    **fields("assistance.BusinessGrant", "asked_by decided_by", WHO),
    **fields("assistance.BusinessGrant", "asked_at decided_at", CLOCK),
    "assistance.Instalment.id": NUMBER,
    **fields("assistance.Instalment", "case business", NUMBER),
    **fields("assistance.Instalment", "due_on amount", NOT_YET),
    "assistance.BusinessVisit.id": NUMBER,
    **fields("assistance.BusinessVisit", "case business", NUMBER),
    **fields("assistance.BusinessVisit", "due_on on found income working apprentices", NOT_YET),
    "assistance.BusinessVisit.notes": TEXT,
    "assistance.BusinessVisit.recorded_by": WHO,
    "assistance.BusinessVisit.recorded_at": CLOCK,
}
