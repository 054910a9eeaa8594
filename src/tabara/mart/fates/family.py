"""Who belongs to a person."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    CLOCK,
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
    keys,
    left,
)

SUSPECTS = left("who is suspected is for those who help and for courts, and no figure")

FAMILY: Mapping[str, Fate] = {
    **fields("family.HouseholdMember", "tie sex birth_year whereabouts depends ended_on", NOT_YET),
    "family.Guardian.case": keys("guardians"),
    "family.Guardian.kind": carried("guardians.guardian_kind"),
    "family.Guardian.since": derived("guardians.m", by=MONTH),
    "family.Guardian.until": derived("guardians.until_m", by=MONTH),
    "family.Guardian.ended_reason": asked("who was written down by mistake never was a guardian"),
    "family.Tracing.case": keys("tracings"),
    "family.Tracing.asked_on": derived("tracings.m", by=MONTH),
    "family.Tracing.state": carried("tracings.tracing_state"),
    "family.Tracing.tie": NOT_YET,
    **fields("family.TracingStep", "state on", NOT_YET),
    **fields("family.CaseTie", "tie together since until", NOT_YET),
    **fields("family.Suspect", "id code agency named_on", SUSPECTS),
    **fields("family.Involvement", "id case suspect roles on recorded_by ended_on", SUSPECTS),
    "family.HouseholdMember.recorded_at": CLOCK,
    "family.Tracing.look_on": CLOCK,
    "family.TracingStep.tracing": NUMBER,
    "family.CaseTie.other": NUMBER,
    "family.HouseholdMember.recorded_by": WHO,
    "family.Guardian.recorded_by": WHO,
    "family.TracingStep.by": WHO,
    "family.CaseTie.tied_by": WHO,
    **{f"family.{model}.case": NUMBER for model in ("HouseholdMember", "TracingStep", "CaseTie")},
    **{f"family.{model}.id": NUMBER for model in ("HouseholdMember", "Guardian", "Tracing", "TracingStep", "CaseTie")},
    **{
        f"family.{model}.told": TEXT
        for model in ("HouseholdMember", "Guardian", "Tracing", "TracingStep", "Involvement")
    },
}
