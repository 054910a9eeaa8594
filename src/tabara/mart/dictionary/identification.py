"""What is kept of how a person is identified."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, accounted, decided, help_to, told

IDENTIFICATION: Mapping[str, Entry] = {
    "cases.Interview": help_to("Go on where an interview was interrupted, so that nobody is asked the same twice"),
    "cases.Interview.answers": told("Keep what the person answered, for those who help and for the screening"),
    "cases.Recourse": decided("Let a decision on somebody's status be looked at again by somebody else"),
    "cases.Recourse.grounds": told("Say what should be looked at again, in the words of whoever asks"),
    "cases.Recourse.reasons": told("Say why the decision was upheld, so that the person can be told"),
    "cases.Reflection": accounted("Give a presumed victim the time to recover and reflect that she has a right to"),
    "cases.Reflection.note": told("Say why the time was made longer, or that its end was the person's own wish"),
}
