"""The Commission and its groups: meetings and decisions are counted, and no word of them is carried."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, MONTH, NUMBER, TEXT, WHO, Fate, asked, carried, derived, fields, left

ORDER = left("the order of an agenda is no figure")
MEETING, DECISION, TOLD = "partnership.Meeting", "partnership.Decision", "partnership.Told"
ITEM, PRESENCE = "partnership.AgendaItem", "partnership.Presence"

COMMISSION: Mapping[str, Fate] = {
    **fields(MEETING, "id", LINK),
    **fields(MEETING, "agency recorded_by", WHO),
    **fields(MEETING, "starts_at recorded_at closed_at version", CLOCK),
    **fields(MEETING, "venue cancelled_for", TEXT),
    **fields(MEETING, "seats", left("the groups' members are counted by their memberships")),
    f"{MEETING}.group": carried("commission_meetings.working_group", "commission_decisions.working_group"),
    f"{MEETING}.held_on": derived("commission_meetings.m", "commission_decisions.m", by=MONTH),
    f"{MEETING}.state": carried("commission_meetings.meeting_state"),
    f"{MEETING}.quorum": derived("commission_meetings.quorate", by="whether as many took part"),
    **fields(ITEM, "id meeting", NUMBER),
    **fields(ITEM, "position kind", ORDER),
    **fields(ITEM, "title minutes", TEXT),
    **fields(ITEM, "owner", WHO),
    **fields(PRESENCE, "id", LINK),
    **fields(PRESENCE, "meeting", asked("it says which meeting an organisation is counted at")),
    **fields(PRESENCE, "membership", WHO),
    f"{PRESENCE}.way": derived("commission_meetings.took_part", by="how many took part"),
    **fields(DECISION, "id", LINK),
    **fields(DECISION, "number item", NUMBER),
    **fields(DECISION, "meeting", LINK),
    **fields(DECISION, "words", TEXT),
    **fields(DECISION, "owner", WHO),
    f"{DECISION}.due_on": derived(
        "commission_decisions.due_m", "commission_decisions.in_time", "commission_decisions.late", by=MONTH
    ),
    f"{DECISION}.state": carried("commission_decisions.decision_state"),
    f"{DECISION}.settled_on": derived("commission_decisions.in_time", by="whether it was done by its day"),
    **fields(TOLD, "id decision meeting", NUMBER),
    **fields(TOLD, "told_on", CLOCK),
    **fields(TOLD, "words", TEXT),
    **fields(TOLD, "state", left("the decision itself says where it stands")),
    **fields(TOLD, "told_by", WHO),
}
