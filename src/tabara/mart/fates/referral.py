"""Who asked whom for which help, how fast the answer came, and what came of it."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    ACCOUNT,
    CLOCK,
    MONTH,
    NUMBER,
    TEXT,
    WHO,
    Fate,
    carried,
    derived,
    fields,
    keys,
    left,
)

IN_A_WEEK = "its month, and whether the answer came within a week"

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
    **fields("referral.Transfer", "id code", NUMBER),
    "referral.Transfer.case": keys("transfers"),
    "referral.Transfer.holder": derived("transfers.sender", by="its key"),
    "referral.Transfer.to": derived("transfers.recipient", by="its key"),
    "referral.Transfer.state": carried("transfers.transfer_state"),
    "referral.Transfer.reason": carried("transfers.transfer_reason"),
    "referral.Transfer.decline_reason": carried("transfers.transfer_decline_reason"),
    "referral.Transfer.asked_at": derived("transfers.m", by=MONTH),
    "referral.Transfer.offered_at": derived("transfers.offered_m", "transfers.in_a_week", by=IN_A_WEEK),
    "referral.Transfer.ended_at": derived("transfers.in_a_week", by=IN_A_WEEK),
    **fields("referral.Transfer", "asked_by offered_by ended_by", WHO),
    **fields("handover.Outsider", "agency provider named_by named_at", ACCOUNT),
    **fields("handover.Packet", "id case referral link code", NUMBER),
    **fields("handover.Packet", "way fields state", left("its referral is counted, with the answer")),
    **fields("handover.Packet", "sealed proof", TEXT),
    **fields("handover.Packet", "made_by told_by", WHO),
    **fields("handover.Packet", "made_at ends_at opened_at shown_until ended_at told_at wrong", CLOCK),
}
