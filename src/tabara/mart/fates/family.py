"""Who belongs to a person."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields, left

SUSPECTS = left("who is suspected is for those who help and for courts, and no figure")

FAMILY: Mapping[str, Fate] = {
    **fields("family.HouseholdMember", "tie sex birth_year whereabouts depends ended_on", NOT_YET),
    **fields("family.Guardian", "kind since until ended_reason", NOT_YET),
    **fields("family.Tracing", "tie asked_on state", NOT_YET),
    **fields("family.TracingStep", "state on", NOT_YET),
    **fields("family.CaseTie", "tie together since until", NOT_YET),
    **fields("family.Suspect", "id code agency named_on", SUSPECTS),
    **fields("family.Involvement", "id case suspect roles on recorded_by ended_on", SUSPECTS),
    "family.HouseholdMember.recorded_at": CLOCK,
    "family.Tracing.look_on": CLOCK,
    "family.TracingStep.tracing": LINK,
    "family.CaseTie.other": LINK,
    "family.HouseholdMember.recorded_by": WHO,
    "family.Guardian.recorded_by": WHO,
    "family.TracingStep.by": WHO,
    "family.CaseTie.tied_by": WHO,
    **{
        f"family.{model}.{name}": fate
        for model in ("HouseholdMember", "Guardian", "Tracing", "TracingStep", "CaseTie")
        for name, fate in (("id", NUMBER), ("case", LINK))
    },
    **{
        f"family.{model}.told": TEXT
        for model in ("HouseholdMember", "Guardian", "Tracing", "TracingStep", "Involvement")
    },
}
