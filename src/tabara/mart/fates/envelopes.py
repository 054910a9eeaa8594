"""What went to partners in other countries, and what came from them."""

from collections.abc import Mapping

from tabara.mart.fates.ways import ACCOUNT, CLOCK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields

ENVELOPES: Mapping[str, Fate] = {
    **fields("handover.Partner", "id instance seals_to signs_with added_by added_at confirmed_at closed_at", ACCOUNT),
    "handover.Partner.agency": NOT_YET,
    **fields("handover.Envelope", "id case", NUMBER),
    **fields("handover.Envelope", "partner purpose groups agreed_until state made_at expires_at receipt_by", NOT_YET),
    **fields("handover.Envelope", "answered_at decline_reason outcome outcome_on back_at", NOT_YET),
    "handover.Envelope.their_code": NUMBER,
    **fields("handover.Envelope", "file note", TEXT),
    **fields("handover.Envelope", "made_by read_by", WHO),
    **fields("handover.Envelope", "taken_at told_at read_at", CLOCK),
    **fields("handover.Arrival", "id number case code", NUMBER),
    **fields("handover.Arrival", "partner agency purpose groups agreed_until issued_at expires_at state", NOT_YET),
    **fields("handover.Arrival", "taken_in_at answered_at decline_reason outcome outcome_on back_at", NOT_YET),
    **fields("handover.Arrival", "drop_answer law", NOT_YET),
    **fields("handover.Arrival", "content note", TEXT),
    **fields("handover.Arrival", "taken_in_by answered_by dropped_by", WHO),
    **fields("handover.Arrival", "receipt_at outcome_at dropped_at", CLOCK),
}
