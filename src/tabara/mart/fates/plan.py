"""The National Action Plan: its activities are counted, and no word of them is carried."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, MONTH, NUMBER, TEXT, WHO, Fate, asked, carried, derived, fields, left

VERSION, OBJECTIVE = "partnership.PlanVersion", "partnership.PlanObjective"
ACTIVITY, TARGET, REPORT = "partnership.PlanActivity", "partnership.PlanTarget", "partnership.PlanReport"
MET = "whether the last target that is reported by hand was reached"
LATEST = "what was told last"

PLAN: Mapping[str, Fate] = {
    **fields(VERSION, "id", LINK),
    **fields(VERSION, "state number", asked("it says which version is in force")),
    f"{VERSION}.loaded_at": derived(
        *(f"{table}.{name}" for table in ("plan_activities", "plan_objectives") for name in ("since", "until")),
        "plan_activities.in_force",
        by="the days on which a version is in force",
    ),
    **fields(VERSION, "agency sent_by loaded_by undone_by", WHO),
    **fields(VERSION, "title sent fingerprint", TEXT),
    **fields(VERSION, "sent_at undone_at", CLOCK),
    **fields(VERSION, "is_example", left("the page of the figures says that a plan is an example")),
    **fields(OBJECTIVE, "id version", LINK),
    f"{OBJECTIVE}.pillar": carried("plan_activities.pillar", "plan_objectives.pillar"),
    **fields(OBJECTIVE, "position", asked("it is the order of the rows")),
    **fields(OBJECTIVE, "code", NUMBER),
    **fields(OBJECTIVE, "words", TEXT),
    **fields(ACTIVITY, "id line", LINK),
    f"{ACTIVITY}.objective": derived("plan_objectives.served", by="whether it has one"),
    **fields(ACTIVITY, "position", asked("it is the order of the rows")),
    **fields(ACTIVITY, "code", NUMBER),
    **fields(ACTIVITY, "title measure", TEXT),
    **fields(ACTIVITY, "owner owner_agency", WHO),
    f"{ACTIVITY}.starts_on": derived("plan_activities.m", by=MONTH),
    f"{ACTIVITY}.due_on": derived("plan_activities.due_m", "plan_activities.late", "plan_activities.in_time", by=MONTH),
    f"{ACTIVITY}.progress": derived("plan_activities.plan_progress", by="where nothing was told since"),
    **fields(ACTIVITY, "indicator", asked("a target that computes itself is no target reported by hand")),
    **fields(ACTIVITY, "counting baseline", left("the scorecard reckons with it, and no figure does")),
    f"{ACTIVITY}.budget": derived(
        "plan_activities.budget", "plan_activities.budgeted", "plan_activities.unfunded", by="in the pack's currency"
    ),
    f"{ACTIVITY}.funded": derived("plan_activities.funded", "plan_activities.unfunded", by="in the pack's currency"),
    **fields(ACTIVITY, "currency", asked("only the pack's currency is added up")),
    **fields(TARGET, "id", NUMBER),
    **fields(TARGET, "activity", LINK),
    **fields(TARGET, "year value", derived("plan_activities.aimed", "plan_activities.met", by=MET)),
    **fields(REPORT, "id activity", LINK),
    f"{REPORT}.told_on": derived("plan_activities.in_time", by="whether it was done by its day"),
    f"{REPORT}.progress": derived("plan_activities.plan_progress", by=LATEST),
    f"{REPORT}.spent": derived("plan_activities.spent", by=LATEST),
    f"{REPORT}.funded": derived("plan_activities.funded", "plan_activities.unfunded", by=LATEST),
    **fields(REPORT, "actual actual_year", derived("plan_activities.met", by=MET)),
    **fields(REPORT, "words evidence source", TEXT),
    **fields(REPORT, "told_by", WHO),
    **fields(REPORT, "told_at", asked("what was told since a version was loaded holds over it")),
    "partnership.Decision.plan_line": left("which activity a decision serves is no figure"),
}
