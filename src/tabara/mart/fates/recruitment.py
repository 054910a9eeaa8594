"""Recruitment agencies: licences, complaints and warnings are counted, and none of them names an agency there."""

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

FIRM, STEP = "prevention.Firm", "prevention.LicenceStep"
SENT = "prevention.FirmList"
COMPLAINT, WARNING = "prevention.Complaint", "prevention.Caution"
ALLEGED = left("which agency is complained of is no figure: an allegation is told to nobody")
LISTED = left("the list itself is read by its keepers")

RECRUITMENT: Mapping[str, Fate] = {
    **fields(FIRM, "id", LINK),
    **fields(FIRM, "agency recorded_by", WHO),
    **fields(FIRM, "name licence source", TEXT),
    f"{FIRM}.since": carried("licensed_spells.since"),
    f"{FIRM}.until": carried("licensed_spells.until"),
    **fields(FIRM, "destinations place place_version", NOT_YET),
    **fields(FIRM, "state changed_on", left("each step of its licence says so")),
    **fields(FIRM, "listed_on", LISTED),
    **fields(FIRM, "recorded_at", CLOCK),
    **fields(STEP, "id", LINK),
    **fields(STEP, "firm", LINK),
    f"{STEP}.state": derived("licence_steps.licence_state", "licensed_spells.until", by="where the licence holds"),
    f"{STEP}.stepped_on": derived(
        "licence_steps.m", "licensed_spells.since", "licensed_spells.until", by="its month; the day of a spell"
    ),
    **fields(STEP, "until", LISTED),
    **fields(STEP, "source", TEXT),
    **fields(STEP, "told_by", WHO),
    **fields(SENT, "id", NUMBER),
    **fields(SENT, "agency sent_by done_by", WHO),
    **fields(SENT, "listed_on source fingerprint held before lines brought state", LISTED),
    **fields(SENT, "sent_at done_at", CLOCK),
    **fields(COMPLAINT, "id", LINK),
    **fields(COMPLAINT, "agency", WHO),
    **fields(COMPLAINT, "firm", ALLEGED),
    f"{COMPLAINT}.received_on": derived("complaints.m", by=MONTH),
    f"{COMPLAINT}.kind": carried("complaints.complaint_kind"),
    f"{COMPLAINT}.channel": carried("complaints.complaint_channel"),
    f"{COMPLAINT}.destination": derived("complaints.destination_group", by="the group of the country"),
    **fields(COMPLAINT, "place place_version", NOT_YET),
    **fields(COMPLAINT, "words", TEXT),
    f"{COMPLAINT}.state": carried("complaints.complaint_state"),
    f"{COMPLAINT}.passed_to": carried("complaints.complaint_body"),
    f"{COMPLAINT}.passed_on": derived("complaints.passed_m", by=MONTH),
    f"{COMPLAINT}.due_on": derived("complaints.in_time", "complaints.late", by=IN_TIME),
    f"{COMPLAINT}.answered_on": derived("complaints.in_time", "complaints.late", by=IN_TIME),
    **fields(COMPLAINT, "settled_on", CLOCK),
    **fields(WARNING, "id", LINK),
    **fields(WARNING, "agency recorded_by", WHO),
    f"{WARNING}.audience": carried("warnings_given.warning_audience"),
    **fields(WARNING, "languages place place_version", NOT_YET),
    **fields(WARNING, "words withdrawn_for", TEXT),
    **fields(WARNING, "firm", ALLEGED),
    f"{WARNING}.issued_on": derived("warnings_given.m", by=MONTH),
    **fields(WARNING, "withdrawn_on", asked("what was taken back does not count")),
    **fields(WARNING, "recorded_at", CLOCK),
}
