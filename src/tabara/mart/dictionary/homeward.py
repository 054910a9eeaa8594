"""What is kept of the way home: returns, plans of reintegration, visits, endings and episodes."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, help_to, told

HOMEWARD: Mapping[str, Entry] = {
    "reintegration.Return": help_to("Bring home whoever wants to return, and know that she has arrived"),
    "reintegration.Return.document_number": told("Know which document the person travels with"),
    "reintegration.Return.route": told("Know which way the person takes, should she be looked for"),
    "reintegration.Return.receiver_words": told("Know who receives the person"),
    "reintegration.Return.received_by": told("Know who took the person over"),
    "reintegration.Return.handover": told("Keep what was said as the person was taken over"),
    "reintegration.CheckItem": help_to("Let nobody leave before what keeps her safe is ready"),
    "reintegration.Reintegration": help_to("Stay beside the person after the return or the shelter"),
    "reintegration.Goal": help_to("Know what the person wants to reach"),
    "reintegration.Goal.words": told("Keep what the person wants to reach, in her own words"),
    "reintegration.Visit": help_to("See how the person fares, and notice danger in time"),
    "reintegration.Visit.notes": told("Keep what the next visit has to know"),
    "reintegration.Ending": help_to("Know why help ended, and whether the person agreed"),
    "reintegration.Ending.summary": told("Keep what was reached, for whoever opens the case again"),
    "reintegration.Ending.way_back": told("Keep what the person was told of how to come back"),
    "reintegration.Episode": help_to("Know that somebody came back, and why"),
}
