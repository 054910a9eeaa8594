"""Who asked whom for which help, how fast the answer came, and what came of it."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, MONTH, NOT_YET, NUMBER, TEXT, WHO, Fate, carried, derived, fields, left

REFERRALS: Mapping[str, Fate] = {
    "referral.Referral.id": NUMBER,
    "referral.Referral.case": derived("referrals.case_key", "referrals.person_key", by="their statistical keys"),
    "referral.Referral.code": left("people say it aloud and write it on paper, so it would lead back to the record"),
    "referral.Referral.sent_from": derived("referrals.sender", by="its key"),
    "referral.Referral.to": derived("referrals.recipient", by="its key"),
    "referral.Referral.sent_at": derived("referrals.m", "referrals.hours", by=MONTH + ", and the hours to the answer"),
    "referral.Referral.service": carried("referrals.need"),
    "referral.Referral.priority": carried("referrals.priority"),
    "referral.Referral.answer_by": derived("referrals.in_time", by="whether the answer came before it"),
    "referral.Referral.answered_at": derived("referrals.hours", "referrals.in_time", by="the hours since it was sent"),
    "referral.Referral.state": carried("referrals.referral_state"),
    "referral.Referral.decline_reason": carried("referrals.decline_reason"),
    "referral.Referral.outcome": carried("referrals.referral_outcome"),
    "referral.Referral.return_reason": carried("referrals.return_reason"),
    **fields("referral.Referral", "groups until", left("with whom somebody lets us share is no figure")),
    **fields("referral.Referral", "message note", TEXT),
    **fields("referral.Referral", "services_given", left("what was recorded as given counts, and nothing twice")),
    **fields("referral.Referral", "sent_by answered_by ended_by read_by reminded_by advised_by", WHO),
    **fields("referral.Referral", "ended_at read_at reminded_at advised_at", CLOCK),
    **fields("referral.Transfer", "id", NUMBER),
    **fields("referral.Transfer", "case code holder to state reason decline_reason", NOT_YET),
    **fields("referral.Transfer", "asked_by offered_by ended_by", WHO),
    **fields("referral.Transfer", "asked_at offered_at ended_at", CLOCK),
}
