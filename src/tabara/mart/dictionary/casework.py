"""What is kept of a case and of the help given."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, accounted, decided, help_to, staff, told

CASEWORK: Mapping[str, Entry] = {
    "cases.Person": help_to("Tell apart children, women and men among those who are helped, without a name"),
    "cases.Case": help_to("Follow what happened to a person and what is done about it"),
    "cases.Category": help_to("Know why somebody is protected, so that the right help is offered"),
    "cases.CaseAccess": help_to("Show a case to those who may see it, and to nobody else"),
    "cases.Grant": help_to("Show a case beyond its holder, for a reason and a time"),
    "cases.Task": help_to("Know what falls due, so that nothing and nobody is forgotten"),
    "cases.Flag": help_to("Know before anything else what presses in a case, and who said so"),
    "cases.Flag.words": told("Say what is behind a flag, for those who help"),
    "cases.Change": help_to("Tell whoever carries a case what others did in it, for the days that the pack sets"),
    "cases.Screening": help_to("Find out whether somebody may be a victim of trafficking"),
    "cases.Screening.notes": told("Keep what the person told, in words, for those who help"),
    "cases.Determination": decided("Decide whether somebody is a victim of trafficking, so that rights follow"),
    "cases.Determination.grounds": told("Say on what facts the decision rests, so that it can be contested"),
    "cases.Consent": accounted("Show what the person agreed to, and do nothing else"),
    "cases.Document": help_to("Keep the papers that the person needs for help or for her rights"),
    "cases.Document.about": told("Say what the paper is, so that it is found"),
    "cases.Document.sealed": told("Keep the paper itself"),
    "cases.Emergency": accounted("Open a case at once where life or health is at stake, and have that looked at after"),
    "cases.Emergency.stake": told("Say what was at stake, so that another can judge it"),
    "assistance.Service": help_to("Know what help was given, so that none is missing and none is given twice"),
    "assistance.Service.notes": told("Keep what the next helper has to know"),
    "intake.Recipient": staff("Seal files for an office whose key two persons compared"),
    "intake.LegalHold": accounted("Keep what a court or an authority needs, until a day"),
    "intake.Review": accounted("Look at cases in which nothing happened for long, so that none is kept for nothing"),
    "intake.Pair": help_to("Find people who were registered twice, so that help is given by all who know of it"),
    "intake.Merge": accounted("Show that two records were found to be one person, who decided it, and part them again"),
    "intake.Inquiry": accounted("Ask another agency whether it knows the person, and show that it was asked"),
    "intake.Erased": accounted("Show that something was erased, when and why"),
}
