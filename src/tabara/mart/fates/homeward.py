"""The way home: returns, plans of reintegration, visits, endings and episodes."""

from collections.abc import Mapping

from tabara.mart.fates.ways import NOT_YET, NUMBER, TEXT, WHO, Fate, fields, left

R, C, P = "reintegration.Return", "reintegration.CheckItem", "reintegration.Reintegration"
G, V, E, N = "reintegration.Goal", "reintegration.Visit", "reintegration.Ending", "reintegration.Episode"
WAYS = (
    "case state from_country to_country place place_version prepared_on depart_on document document_asked_on "
    "document_issued_on escort receiver cleared_on departed_on arrived_on handed_over_on condition outcome "
    "called_off_on call_off_reason"
)
VISITED = "plan case month due_on state done_on way economic social psychosocial safe risk reason"

HOMEWARD: Mapping[str, Fate] = {
    f"{R}.id": NUMBER,
    **fields(R, WAYS, NOT_YET),
    **fields(R, "prepared_by cleared_by", WHO),
    **fields(R, "document_number route receiver_words received_by handover", TEXT),
    f"{C}.id": NUMBER,
    **fields(C, "journey case key on not_needed", NOT_YET),
    f"{C}.by": WHO,
    f"{P}.id": NUMBER,
    **fields(P, "case start starts_on made_on ended_on", NOT_YET),
    f"{P}.made_by": WHO,
    f"{G}.id": NUMBER,
    **fields(G, "plan case dimension kind set_on ended_on reached", NOT_YET),
    f"{G}.set_by": WHO,
    f"{G}.words": TEXT,
    f"{V}.id": NUMBER,
    **fields(V, VISITED, NOT_YET),
    f"{V}.instead_of": left("the month says which visit it stands for"),
    f"{V}.done_by": WHO,
    f"{V}.notes": TEXT,
    f"{E}.id": NUMBER,
    **fields(E, "case reason ended_on answer reopened_on reopen_reason", NOT_YET),
    **fields(E, "ended_by reopened_by", WHO),
    **fields(E, "summary way_back", TEXT),
    **fields(N, "case follows reason begun_on", NOT_YET),
    f"{N}.begun_by": WHO,
}
