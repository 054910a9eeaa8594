"""How somebody was asked, who was told of a no, and how she may be reached."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields, left

REACHED = left("how somebody is reached is no figure, and could lead to her")

CONSENTS: Mapping[str, Fate] = {
    **fields("cases.Consent", "asking overruled_by overruled_at", NUMBER),
    **fields("cases.Consent", "assents guardian best_interests overruled overruled_for own_wish", NOT_YET),
    **fields("cases.Asking", "id case", NUMBER),
    **fields("cases.Asking", "asked_on version language interpreter capacity again_on answers how", NOT_YET),
    **fields("cases.Asking", "witness_role child guardian best_interests", NOT_YET),
    **fields("cases.Asking", "read_by witness", WHO),
    "cases.Asking.recorded_at": CLOCK,
    **fields("cases.Notice", "id case code", NUMBER),
    **fields("cases.Notice", "agency groups everything withdrawn_at answer law answered_at", NOT_YET),
    "cases.Notice.answered_by": WHO,
    **fields("cases.ContactRule", "id case channel leave days since until caller shared_number", REACHED),
    "cases.ContactRule.says": TEXT,
    "cases.ContactRule.recorded_by": WHO,
    "cases.ContactRule.recorded_at": CLOCK,
}
