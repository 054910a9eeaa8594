"""The way home: returns, plans of reintegration, visits, endings and episodes."""

from collections.abc import Mapping

from tabara.mart.fates.ways import LINK, MONTH, NOT_YET, NUMBER, TEXT, WHO, Fate, carried, derived, fields, keys

R, C, P = "reintegration.Return", "reintegration.CheckItem", "reintegration.Reintegration"
G, V, E, N = "reintegration.Goal", "reintegration.Visit", "reintegration.Ending", "reintegration.Episode"
WAYS = (
    "place place_version depart_on document document_asked_on document_issued_on escort receiver cleared_on condition"
)
SCORES = derived("outcomes.score", "outcomes.reintegration_dimension", "outcomes.outcome_trend", by="one row for each")

HOMEWARD: Mapping[str, Fate] = {
    f"{R}.id": NUMBER,
    f"{R}.case": keys("returns"),
    f"{R}.state": carried("returns.return_state"),
    f"{R}.from_country": carried("returns.from_country"),
    f"{R}.to_country": carried("returns.to_country"),
    f"{R}.outcome": carried("returns.return_outcome"),
    f"{R}.call_off_reason": carried("returns.return_call_off"),
    f"{R}.prepared_on": derived("returns.m", by=MONTH),
    **{
        f"{R}.{step}_on": derived(f"returns.{step}_m", by=MONTH)
        for step in ("departed", "arrived", "handed_over", "called_off")
    },
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
    f"{V}.id": LINK,
    f"{V}.plan": LINK,
    f"{V}.case": keys("visits", "outcomes"),
    f"{V}.month": carried("visits.visit_month", "outcomes.visit_month"),
    f"{V}.due_on": derived("visits.due_m", by=MONTH + "; of a visit in another’s place, that one’s"),
    f"{V}.instead_of": derived("visits.slots", by="whether another visit fell due, or one in its place"),
    f"{V}.state": carried("visits.visit_state"),
    f"{V}.done_on": derived("visits.done_m", "outcomes.m", by=MONTH),
    f"{V}.reason": derived("visits.visit_missed", by="where it was missed"),
    f"{V}.safe": carried("visits.outcome_safety"),
    f"{V}.risk": carried("visits.outcome_risk"),
    **fields(V, "economic social psychosocial", SCORES),
    f"{V}.way": NOT_YET,
    f"{V}.done_by": WHO,
    f"{V}.notes": TEXT,
    f"{E}.id": NUMBER,
    f"{E}.case": keys("endings"),
    f"{E}.reason": carried("endings.closure_reason"),
    f"{E}.ended_on": derived("endings.m", by=MONTH),
    f"{E}.reopened_on": derived("endings.reopened_m", by=MONTH),
    f"{E}.reopen_reason": carried("endings.reopen_reason"),
    f"{E}.answer": NOT_YET,
    **fields(E, "ended_by reopened_by", WHO),
    **fields(E, "summary way_back", TEXT),
    f"{N}.case": keys("episodes"),
    f"{N}.follows": NUMBER,
    f"{N}.reason": carried("episodes.episode_reason"),
    f"{N}.begun_on": derived("episodes.m", by=MONTH),
    f"{N}.begun_by": WHO,
}
