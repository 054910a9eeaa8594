"""What research is called on a page: the states, whom a list counts, what came out, and why an assumption holds."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.research.enums import StudyState, Victims

VICTIMS: Mapping[str, str | Promise] = {
    Victims.PRESUMED: gettext_lazy("Presumed victims: registered as such, or found to be possible or actual ones"),
    Victims.IDENTIFIED: gettext_lazy("Identified victims: found to be possible or actual ones by a determination"),
}
STATES: Mapping[str, str | Promise] = {
    StudyState.RUNNING: gettext_lazy("being made"),
    StudyState.DONE: gettext_lazy("waits for a second person"),
    StudyState.SIGNED: gettext_lazy("signed off"),
    StudyState.REFUSED: gettext_lazy("not signed off"),
}
OUTCOMES: Mapping[str, str | Promise] = {
    "ESTIMATED": gettext_lazy("There is an estimate"),
    "LOWER_BOUND_ONLY": gettext_lazy("Only a least number can be said"),
    "NOT_ESTIMABLE": gettext_lazy("These lists cannot say how many there are"),
}
# What has to be true for a number to mean anything, as a question to whoever makes the study.
ASSUMPTIONS: Mapping[str, str | Promise] = {
    "closed": gettext_lazy("Why did hardly anybody become or cease to be one of these people during the period?"),
    "linked": gettext_lazy("Why is each person linked to herself on the lists, and to nobody else?"),
    "meant": gettext_lazy("Why does every list count people of the same definition?"),
    "alike": gettext_lazy("Why do people have much the same chances of standing on the lists?"),
    "no_highest": gettext_lazy("Why are those whom nobody has seen like those whom somebody has?"),
}
ANSWERS: Mapping[str, str | Promise] = {
    "same": gettext_lazy("One person"),
    "different": gettext_lazy("Two people"),
    "unsure": gettext_lazy("Nobody can tell"),
}
