"""What is kept of needs, of a child's best interests, of plans and conferences."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Entry, help_to, told

PLANNING: Mapping[str, Entry] = {
    "planning.Assessment": help_to("Know what a person needs, and whether it becomes better"),
    "planning.Score": help_to("Compare how a domain of needs stood from one assessment to the next"),
    "planning.Score.notes": told("Say in words what a score rests on"),
    "planning.BestInterests": help_to("Show that what is best for a child was looked at before her life is changed"),
    "planning.BestInterests.views": told("Keep what the child said, so that it counts"),
    "planning.BestInterests.reasons": told("Say what speaks for and against each option, so that it can be contested"),
    "planning.BestInterests.grounds": told("Say why the decision is the best one for the child"),
    "planning.Panelist": help_to("Show that several people of several agencies decided"),
    "planning.Plan": help_to("Agree with the person on what is done, and keep to it"),
    "planning.Plan.said": told("Keep what the person said about the plan, in her own words"),
    "planning.Plan.sent_back": told("Say what has to change in the plan"),
    "planning.Goal": help_to("Know what shall be better, and whether it is"),
    "planning.Goal.text": told("Keep the goal in the words of the person"),
    "planning.Action": help_to("Know who does what by when, so that nothing is forgotten"),
    "planning.Action.text": told("Say what is to be done, where no service of the list says it"),
    "planning.Conference": help_to("Know that agencies met about a person, and when"),
    "planning.Conference.agenda": told("Keep what the conference was about"),
    "planning.Conference.notes": told("Keep what was said there"),
    "planning.Attendance": help_to("Show that only agencies took part that the person agreed to"),
    "planning.Decision": help_to("Know who does what a conference decided, by when"),
    "planning.Decision.text": told("Say what was decided"),
}
