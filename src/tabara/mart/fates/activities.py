"""What is done for many at once: prevention and partnership."""

from collections.abc import Mapping

from tabara.mart.fates.ways import LINK, MONTH, NUMBER, Fate, carried, derived

ACTIVITIES: Mapping[str, Fate] = {
    "prevention.Awareness.id": derived("awareness.nth", by="its place in time"),
    "prevention.Awareness.agency": derived("awareness.agency", by="its key"),
    "prevention.Awareness.held_on": derived("awareness.m", by=MONTH),
    "prevention.Awareness.leader": carried("awareness.leader"),
    "prevention.Awareness.place": derived("awareness.place", by="its commune, or what the pack allows at the finest"),
    "prevention.Awareness.place_version": carried("awareness.place_version"),
    "prevention.Awareness.reached": carried("awareness.reached"),
    "prevention.Training.id": derived("trainings.nth", by="its place in time"),
    "prevention.Training.agency": derived("trainings.agency", by="its key"),
    "prevention.Training.held_on": derived("trainings.m", by=MONTH),
    "prevention.Training.place": derived("trainings.place", by="its commune, or what the pack allows at the finest"),
    "prevention.Training.place_version": carried("trainings.place_version"),
    "prevention.Attendance.id": NUMBER,
    "prevention.Attendance.training": derived("attendance.nth", by="the training's place in time"),
    "prevention.Attendance.profile": carried("attendance.profile"),
    "prevention.Attendance.attended": carried("attendance.attended"),
    "prevention.Attendance.register": carried("attendance.register"),
    "partnership.Membership.id": LINK,
    "partnership.Membership.group": carried("membership.working_group"),
    "partnership.Membership.organisation": derived("membership.organisation", by="a number for each name"),
    "partnership.Membership.kind": carried("membership.kind"),
    "partnership.Membership.since": carried("membership.since"),
    "partnership.Membership.until": carried("membership.until"),
}
