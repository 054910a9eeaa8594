"""Focal points and alerts. What figures will want of them is marked; who they are and what they told stays behind."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields

COMMUNITY: Mapping[str, Fate] = {
    **fields("community.FocalPoint", "id", LINK),
    **fields("community.FocalPoint", "agency mandate place place_version since until active_on supervise_on", NOT_YET),
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
    **fields("community.Alert", "id", LINK),
    **fields("community.Alert", "agency received_at source channel point place place_version people", NOT_YET),
    **fields("community.Alert", "age_groups sexes risks needs state priority due_at ended_at close_reason", NOT_YET),
    **fields("community.Alert", "told reach spot", TEXT),
    **fields("community.Alert", "recorded_by assigned", WHO),
    **fields("community.Alert", "recorded_at erased_on", CLOCK),
    **fields("community.AlertStep", "id", NUMBER),
    **fields("community.AlertStep", "alert state agency priority done_at", NOT_YET),
    **fields("community.AlertStep", "assigned done_by", WHO),
    **fields("community.AlertCase", "id", NUMBER),
    **fields("community.AlertCase", "alert case taken_at", NOT_YET),
    **fields("community.AlertCase", "taken_by", WHO),
}
