"""What went to partners in other countries, and what came from them."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    ACCOUNT,
    CLOCK,
    LINK,
    MONTH,
    NOT_YET,
    NUMBER,
    TEXT,
    WHO,
    Fate,
    carried,
    derived,
    fields,
    keys,
)

BY_ITS_DAY = "whether the receipt came, and by its day"

ENVELOPES: Mapping[str, Fate] = {
    **fields("handover.Partner", "instance seals_to signs_with added_by added_at confirmed_at closed_at", ACCOUNT),
    **fields("handover.Partner", "id agency", LINK),
    "handover.Envelope.id": NUMBER,
    "handover.Envelope.case": keys("sent_abroad"),
    **fields("handover.Envelope", "partner", LINK),
    "handover.Envelope.purpose": carried("sent_abroad.handover_purpose"),
    "handover.Envelope.state": carried("sent_abroad.envelope_state"),
    "handover.Envelope.made_at": derived("sent_abroad.m", by=MONTH),
    "handover.Envelope.receipt_by": derived("sent_abroad.answered_in_time", by=BY_ITS_DAY),
    "handover.Envelope.answered_at": derived("sent_abroad.answered", "sent_abroad.answered_in_time", by=BY_ITS_DAY),
    **fields("handover.Envelope", "groups agreed_until expires_at decline_reason outcome outcome_on back_at", NOT_YET),
    "handover.Envelope.their_code": NUMBER,
    **fields("handover.Envelope", "file note", TEXT),
    **fields("handover.Envelope", "made_by read_by", WHO),
    **fields("handover.Envelope", "taken_at told_at read_at", CLOCK),
    **fields("handover.Arrival", "id number code", NUMBER),
    "handover.Arrival.case": keys("came_from_abroad"),
    **fields("handover.Arrival", "partner", LINK),
    "handover.Arrival.purpose": carried("came_from_abroad.handover_purpose"),
    "handover.Arrival.answered_at": derived("came_from_abroad.m", by=MONTH),
    "handover.Arrival.outcome": derived("came_from_abroad.outcome_told", by="whether any was told"),
    **fields("handover.Arrival", "agency groups agreed_until issued_at expires_at state", NOT_YET),
    **fields("handover.Arrival", "taken_in_at decline_reason outcome_on back_at", NOT_YET),
    **fields("handover.Arrival", "drop_answer law", NOT_YET),
    **fields("handover.Arrival", "content note", TEXT),
    **fields("handover.Arrival", "taken_in_by answered_by dropped_by", WHO),
    **fields("handover.Arrival", "receipt_at outcome_at dropped_at", CLOCK),
}
