"""Reviews from outside and published documents: counted by codes and months, and no word of them is carried."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, MONTH, NUMBER, TEXT, WHO, Fate, asked, carried, derived, fields, left

EDITION, ASKED, STEP = (f"partnership.{name}" for name in ("ReviewEdition", "Recommendation", "RecommendationStep"))
TIE, EVIDENCE, CORRECTION = (f"partnership.{name}" for name in ("RecommendationTie", "Evidence", "Correction"))
DOCUMENT, VERSION = "partnership.Guidance", "partnership.GuidanceVersion"
TABLE, DOCUMENTS = "outside_recommendations", "published_documents"
PUBLISHED = left("a rating is read with its source, and never added up")

OUTSIDE: Mapping[str, Fate] = {
    **fields(EDITION, "id", NUMBER),
    **fields(EDITION, "review year rating published_on", PUBLISHED),
    **fields(EDITION, "source", TEXT),
    **fields(EDITION, "recorded_by", WHO),
    **fields(EDITION, "recorded_at", CLOCK),
    **fields(ASKED, "id", LINK),
    f"{ASKED}.review": carried(f"{TABLE}.review"),
    **fields(ASKED, "year key", left("recommendations are counted by their day")),
    **fields(ASKED, "words source", TEXT),
    f"{ASKED}.pillar": carried(f"{TABLE}.pillar"),
    f"{ASKED}.dated_on": derived(f"{TABLE}.m", f"{TABLE}.days_to_decision", by=MONTH),
    f"{ASKED}.due_on": derived(f"{TABLE}.due_m", f"{TABLE}.in_time", f"{TABLE}.late", by=MONTH),
    f"{ASKED}.state": carried(f"{TABLE}.recommendation_state"),
    f"{ASKED}.settled_on": derived(f"{TABLE}.in_time", by="whether it was done by its day"),
    **fields(ASKED, "owner recorded_by", WHO),
    **fields(ASKED, "recorded_at", CLOCK),
    **fields(STEP, "id recommendation", NUMBER),
    **fields(STEP, "told_on", CLOCK),
    **fields(STEP, "words", TEXT),
    **fields(STEP, "state", left("the recommendation itself says where it stands")),
    **fields(STEP, "told_by", WHO),
    **fields(TIE, "id", NUMBER),
    **fields(TIE, "recommendation", LINK),
    f"{TIE}.decision": derived(
        f"{TABLE}.days_to_decision", f"{TABLE}.decided_m", by="the days until the first meeting that decided"
    ),
    **fields(TIE, "activity", left("the plan has its own figures")),
    **fields(TIE, "tied_on", CLOCK),
    **fields(TIE, "untied_on", asked("what was untied answers nothing")),
    **fields(EVIDENCE, "id", NUMBER),
    f"{EVIDENCE}.recommendation": derived(f"{TABLE}.shown", by="whether there is any"),
    **fields(EVIDENCE, "dated_on", CLOCK),
    **fields(EVIDENCE, "words link struck_for", TEXT),
    **fields(EVIDENCE, "struck_on", asked("what was struck out shows nothing")),
    **fields(EVIDENCE, "recorded_by", WHO),
    **fields(CORRECTION, "id edition recommendation", NUMBER),
    **fields(CORRECTION, "field before after reason", TEXT),
    **fields(CORRECTION, "corrected_by", WHO),
    **fields(CORRECTION, "corrected_at", CLOCK),
    f"{DOCUMENT}.id": derived(f"{DOCUMENTS}.document", by="a number for each"),
    **fields(DOCUMENT, "agency recorded_by", WHO),
    f"{DOCUMENT}.kind": carried(f"{DOCUMENTS}.guidance_kind"),
    f"{DOCUMENT}.theme": carried(f"{DOCUMENTS}.guidance_theme"),
    f"{DOCUMENT}.audience": carried(f"{DOCUMENTS}.audience"),
    **fields(DOCUMENT, "title campaign withdrawn_for", TEXT),
    f"{DOCUMENT}.withdrawn_on": carried(f"{DOCUMENTS}.until"),
    **fields(DOCUMENT, "recorded_at", asked("it puts the documents in order, so that their numbers hold")),
    **fields(VERSION, "id", NUMBER),
    **fields(VERSION, "guidance", asked("it says which document a version is of")),
    f"{VERSION}.language": carried(f"{DOCUMENTS}.language"),
    f"{VERSION}.number": carried(f"{DOCUMENTS}.version"),
    f"{VERSION}.published_on": derived(f"{DOCUMENTS}.m", f"{DOCUMENTS}.since", by=MONTH),
    **fields(VERSION, "changes sealed", TEXT),
    **fields(VERSION, "kind at_most", left("how a file is made is no figure")),
    **fields(VERSION, "added_by", WHO),
    **fields(VERSION, "added_at", CLOCK),
}
