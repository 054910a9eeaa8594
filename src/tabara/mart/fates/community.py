"""Focal points and alerts. What figures will want of them is marked; who they are and what they told stays behind."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    AGENCY,
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
)

NTH = "its place in time"
COMMUNE = "its commune, or what the pack allows at the finest"
FIRST = "the first day of its month"
WEIGHED = "whether it was weighed within its hours"

COMMUNITY: Mapping[str, Fate] = {
    "community.FocalPoint.id": derived("points.nth", by=NTH),
    "community.FocalPoint.agency": derived("points.agency", by=AGENCY),
    "community.FocalPoint.mandate": carried("points.focal_mandate"),
    "community.FocalPoint.place": derived("points.place", by=COMMUNE),
    "community.FocalPoint.place_version": carried("points.place_version"),
    "community.FocalPoint.since": derived("points.since", by=FIRST),
    "community.FocalPoint.until": derived("points.until", by=FIRST),
    **fields("community.FocalPoint", "active_on supervise_on", NOT_YET),
    **fields("community.FocalPoint", "sealed", TEXT),
    **fields("community.FocalPoint", "member languages recorded_by", WHO),
    **fields("community.FocalPoint", "recorded_at erased_on", CLOCK),
    **fields("community.Supervision", "id", NUMBER),
    **fields("community.Supervision", "point on found next_on", NOT_YET),
    **fields("community.Supervision", "recorded_by", WHO),
    **fields("community.Supervision", "recorded_at", CLOCK),
    **fields("community.TrainingAttended", "id", NUMBER),
    **fields("community.TrainingAttended", "point on course", NOT_YET),
    **fields("community.TrainingAttended", "recorded_by", WHO),
    **fields("community.TrainingAttended", "recorded_at", CLOCK),
    "community.Alert.id": derived("alerts.nth", by=NTH),
    "community.Alert.agency": derived("alerts.agency", by=AGENCY),
    "community.Alert.received_at": derived("alerts.m", "alerts.in_time", by=MONTH + ", and " + WEIGHED),
    "community.Alert.source": carried("alerts.alert_source"),
    "community.Alert.priority": carried("alerts.priority"),
    "community.Alert.state": derived("alerts.alert_state", "alerts.led", by="as it is, and whether it led to a case"),
    "community.Alert.close_reason": carried("alerts.alert_closure"),
    "community.Alert.place": derived("alerts.place", by=COMMUNE),
    "community.Alert.place_version": carried("alerts.place_version"),
    **fields("community.Alert", "channel point people age_groups sexes risks needs due_at ended_at", NOT_YET),
    **fields("community.Alert", "told reach spot", TEXT),
    **fields("community.Alert", "recorded_by assigned", WHO),
    **fields("community.Alert", "recorded_at erased_on", CLOCK),
    **fields("community.AlertStep", "id alert", LINK),
    **fields("community.AlertStep", "state priority done_at", derived("alerts.in_time", by=WEIGHED)),
    "community.AlertStep.agency": NOT_YET,
    **fields("community.AlertStep", "assigned done_by", WHO),
    **fields("community.AlertCase", "id", NUMBER),
    **fields("community.AlertCase", "alert case taken_at", NOT_YET),
    **fields("community.AlertCase", "taken_by", WHO),
}
