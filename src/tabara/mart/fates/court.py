"""Court files: counted by their months and codes; no name, no number and no case is carried."""

from collections.abc import Mapping

from tabara.mart.fates.ways import (
    CLOCK,
    LINK,
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
    left,
)

FILE, ENTRY, SUSPECT = "prosecution.CourtFile", "prosecution.StageEntry", "prosecution.Suspect"
CHARGE, VERDICT, HEARING = "prosecution.Charge", "prosecution.Verdict", "prosecution.Hearing"
ORDER, PAID = "prosecution.Compensation", "prosecution.CompensationPayment"
CORRECTION, HANDING = "prosecution.Correction", "prosecution.Handing"
VICTIM, MEASURE, TIE = "prosecution.Participant", "prosecution.Protection", "prosecution.FileTie"
SENTENCE = "whether there is any, and the penalties of the law"
ONE = asked("it says which rows belong together")
ENDED = asked("what has ended is left out")

COURT: Mapping[str, Fate] = {
    **fields(FILE, "id", LINK),
    **fields(FILE, "code", NUMBER),
    **fields(FILE, "agency recorded_by", WHO),
    **fields(FILE, "moved_on recorded_at", CLOCK),
    **fields(FILE, "words", TEXT),
    **fields(FILE, "place place_version", NOT_YET),
    f"{FILE}.brought_by": carried("court_files.brought_by"),
    f"{FILE}.complained_on": derived("court_files.m", "court_files.judged_in_time", by=MONTH),
    f"{FILE}.stage": carried("court_files.court_stage"),
    f"{FILE}.closed_for": carried("court_files.closed_for"),
    **fields(ENTRY, "id", LINK),
    **fields(ENTRY, "file stage", ONE),
    **fields(ENTRY, "recorded_by", WHO),
    f"{ENTRY}.since": derived(
        *("court_files.charged_m", "court_files.closed_m", "court_files.judged_m", "court_files.appeal_m"), by=MONTH
    ),
    **fields(SUSPECT, "id", LINK),
    **fields(SUSPECT, "file number", NUMBER),
    **fields(SUSPECT, "name", TEXT),
    f"{SUSPECT}.sex": carried("court_verdicts.sex"),
    f"{SUSPECT}.official": carried("court_verdicts.official"),
    **fields(CHARGE, "id", LINK),
    **fields(CHARGE, "suspect", derived("court_verdicts.persons", by="one for each suspect, on one of the verdicts")),
    **fields(CHARGE, "file", NUMBER),
    **fields(CHARGE, "offence_on charged_on", CLOCK),
    **fields(CHARGE, "instrument article victim", derived("court_verdicts.beside", by="the penalties of the law")),
    **fields(VERDICT, "id", NUMBER),
    **fields(VERDICT, "charge on_appeal", asked("that of the appeal stands in the place of the first")),
    f"{VERDICT}.decided_on": derived("court_verdicts.m", by=MONTH),
    f"{VERDICT}.outcome": carried("court_verdicts.outcome"),
    **fields(VERDICT, "prison_months life", derived("court_verdicts.beside", "court_verdicts.prison", by=SENTENCE)),
    **fields(VERDICT, "fine", NOT_YET),
    f"{VERDICT}.suspended": derived("court_verdicts.prison", by="prison that is not suspended"),
    **fields(HEARING, "id", LINK),
    **fields(HEARING, "file", NUMBER),
    f"{HEARING}.held_on": derived("court_hearings.m", by=MONTH),
    f"{HEARING}.state": carried("court_hearings.hearing_state"),
    f"{HEARING}.adjourned_for": carried("court_hearings.adjourned_for"),
    **fields(ORDER, "id", LINK),
    **fields(ORDER, "file", derived("court_sums.file_no", by="a number for each")),
    f"{ORDER}.ordered_on": derived("court_sums.m", by=MONTH),
    f"{ORDER}.amount": derived("court_sums.amount", "court_sums.kind", by="what was ordered"),
    **fields(ORDER, "currency", asked("a sum in another currency is left out")),
    **fields(PAID, "id", LINK),
    **fields(PAID, "compensation", LINK),
    f"{PAID}.paid_on": derived("court_sums.m", by=MONTH),
    f"{PAID}.amount": derived("court_sums.amount", "court_sums.kind", by="what was paid"),
    **fields(VICTIM, "id", LINK),
    **fields(VICTIM, "file number", NUMBER),
    f"{VICTIM}.part": carried("court_victims.court_part"),
    **fields(VICTIM, "agreed", NOT_YET),
    f"{VICTIM}.asked_on": derived("court_victims.m", by=MONTH),
    **fields(MEASURE, "id", NUMBER),
    **fields(MEASURE, "participant", LINK),
    **fields(MEASURE, "measure until", NOT_YET),
    f"{MEASURE}.since": derived("court_victims.protected_m", by="the month of the first"),
    **fields(CORRECTION, "id file row", NUMBER),
    **fields(CORRECTION, "what before reason", left("what is right now is counted, and what was wrong is not")),
    **fields(CORRECTION, "corrected_by", WHO),
    **fields(CORRECTION, "corrected_at", CLOCK),
    **fields(HANDING, "id", LINK),
    **fields(HANDING, "file", NUMBER),
    **fields(HANDING, "giver to asked_by ended_by", WHO),
    f"{HANDING}.state": carried("court_handings.handing_state"),
    f"{HANDING}.asked_at": derived("court_handings.m", "court_handings.in_time", by=MONTH),
    f"{HANDING}.ended_at": derived("court_handings.ended_m", "court_handings.in_time", by=MONTH),
    **fields(HANDING, "declined_for", NOT_YET),
    **fields(TIE, "id case", NUMBER),
    f"{TIE}.file": derived("court_files.linked", by="whether a case knows of it"),
    **fields(TIE, "tied_on", CLOCK),
    **fields(TIE, "tied_by", WHO),
    **fields(TIE, "ended_on", ENDED),
}
