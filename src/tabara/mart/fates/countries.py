"""The work with other countries: agreements, encounters and promises are counted, and no word of them is carried."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    CLOCK,
    IN_TIME,
    LINK,
    MONTH,
    NOT_YET,
    NUMBER,
    TEXT,
    WHO,
    Fate,
    asked,
    carried,
    derived,
    fields,
    left,
)

AGREEMENT, STEP = "partnership.Agreement", "partnership.AgreementStep"
MET, PROMISED, OFFICE = "partnership.Encounter", "partnership.FollowUp", "partnership.Counterpart"
HELD = left("the agreement itself says where it stands")
STRUCK = asked("what was struck out does not count")
CALLED = left("whom one calls abroad is no figure")

COUNTRIES: Mapping[str, Fate] = {
    **fields(AGREEMENT, "id", LINK),
    **fields(AGREEMENT, "agency recorded_by", WHO),
    f"{AGREEMENT}.kind": carried("agreements.agreement_kind"),
    **fields(AGREEMENT, "title source", TEXT),
    **fields(AGREEMENT, "countries covers state signed_on", NOT_YET),
    f"{AGREEMENT}.in_force_on": carried("agreements.since"),
    **fields(AGREEMENT, "expires_on ended_on", derived("agreements.until", by="the earlier of the two")),
    **fields(AGREEMENT, "recorded_at", CLOCK),
    **fields(STEP, "id agreement", NUMBER),
    **fields(STEP, "state stepped_on expires_on", HELD),
    **fields(STEP, "source", TEXT),
    **fields(STEP, "told_by", WHO),
    **fields(MET, "id", LINK),
    **fields(MET, "agency recorded_by", WHO),
    f"{MET}.kind": carried("encounters.encounter_kind", "follow_ups.encounter_kind"),
    f"{MET}.held_on": derived("encounters.m", by=MONTH),
    **fields(MET, "countries", NOT_YET),
    **fields(MET, "organisations results struck_for", TEXT),
    **fields(MET, "recorded_at", CLOCK),
    **fields(MET, "struck_at", STRUCK),
    **fields(PROMISED, "id", LINK),
    **fields(PROMISED, "encounter", LINK),
    **fields(PROMISED, "words settled_words", TEXT),
    **fields(PROMISED, "owner", WHO),
    f"{PROMISED}.due_on": derived("follow_ups.due_m", "follow_ups.in_time", "follow_ups.late", by=MONTH),
    f"{PROMISED}.state": carried("follow_ups.follow_up_state"),
    f"{PROMISED}.settled_on": derived("follow_ups.in_time", by=IN_TIME),
    **fields(OFFICE, "id", NUMBER),
    **fields(OFFICE, "agency recorded_by", WHO),
    **fields(OFFICE, "country side confirmed_on ended_on", CALLED),
    **fields(OFFICE, "office function line", TEXT),
    **fields(OFFICE, "recorded_at", CLOCK),
}
