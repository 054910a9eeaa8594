"""Needs, best interests, plans and conferences."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields


def _planned(
    model: str, *, number: str = "id", later: str = "", who: str = "", clock: str = "", text: str = ""
) -> Mapping[str, Fate]:
    name = f"planning.{model}"
    return {
        **fields(name, number, NUMBER),
        **fields(name, later, NOT_YET),
        **fields(name, who, WHO),
        **fields(name, clock, CLOCK),
        **fields(name, text, TEXT),
    }


PLANNING: Mapping[str, Fate] = {
    **_planned(
        "Assessment",
        later="case assessed_on risk suggested next_on",
        who="assessed_by",
        clock="recorded_at",
    ),
    **_planned("Score", later="assessment case domain score", text="notes"),
    **_planned(
        "BestInterests",
        later="case kind matter heard options decision decided_on review_by",
        who="recorded_by",
        clock="recorded_at",
        text="views reasons grounds",
    ),
    **_planned("Panelist", later="record case agency role", who="member"),
    **_planned(
        "Plan",
        later="case number state review_on agrees agreed_on signature submitted_at decided_at closed_on",
        who="written_by submitted_by decided_by",
        clock="written_at",
        text="said sent_back",
    ),
    **_planned("Goal", number="id stem version", later="case plan number domain target state", text="text"),
    **_planned(
        "Action",
        number="id stem",
        later="case plan goal service agency due_on state ended_on dropped_for",
        who="member ended_by",
        text="text",
    ),
    **_planned("Conference", later="case held_on", who="recorded_by", clock="recorded_at", text="agenda notes"),
    **_planned("Attendance", later="conference case agency", who="member"),
    **_planned(
        "Decision",
        later="case conference number due_on state ended_on dropped_for",
        who="owner ended_by",
        text="text",
    ),
}
