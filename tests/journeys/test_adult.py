"""A woman is carried by several agencies, from an alert to the visit at home: each sees what she agreed to."""

import pytest

from tests.journeys import homeward, planning
from tests.journeys.agencies import around
from tests.journeys.shelter import leaves_to, stays_at
from tests.journeys.steps import (
    accepts,
    address,
    agrees,
    finishes,
    reads_out,
    reads_the_answer,
    refers,
    registers,
    sees_nothing,
    tells,
    weighs,
)
from tests.journeys.walker import Walker
from tests.web.browser import decide, screen_her

STORY = (
    *("Alert", "Case opened", "Information read out, and asked", "Screening", "Determination", "Consent given"),
    *("Referral sent", "Referral accepted", "Referral declined", "Referral done", "Answer to a referral read"),
    *("Came to a shelter", "Left the shelter", "Consent withdrawn", "Referral taken back", "Needs assessed"),
    *("Plan approved", "Psychosocial support", "Plan of reintegration", "Visit made", "Case closed"),
)
NAME = ("Zebedayo", "Ntakirutimana")
COURSE, FOUND, GIVEN = "The course of the case", "What was found", "The help given"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_woman_is_carried_from_the_alert_to_the_visit_at_home(walks, width):
    her = around()
    worker = walks(her.worker, width=width)
    case = she_comes_to_the_home(walks(her.focal, width=width), worker)
    who_she_is_to_the_law(worker, case)
    warden = walks(her.warden, width=width)
    she_sleeps_in_safety(worker, warden, case)
    jurist = walks(her.jurist, width=width)
    she_finds_a_lawyer(worker, walks(her.lawyer, width=width), jurist, case)
    she_changes_her_mind(worker, walks(her.nurse, width=width), case)
    planning.a_plan_is_made(worker, walks(her.supervisor, width=width), case)
    she_leaves_the_shelter(worker, warden, case)
    homeward.she_is_visited(worker, case)
    finishes(jurist, "Legal assistance", "The help was given")
    reads_the_answer(worker, case, "Legal aid", "The help was given")
    homeward.the_case_is_closed(worker, case)
    the_timeline_tells_it_all(worker, case)


def she_comes_to_the_home(focal: Walker, worker: Walker) -> str:
    """An alert becomes a case."""
    tells(focal, "A woman came back at night, without papers.")
    weighs(worker)
    registers(worker, *NAME, age=26, category="Presumed victim of trafficking")
    case = address(worker.follows("Go to the case"))
    focal.opens("/alerts/").reads("taken up").reads_nothing_of(*NAME)
    return case


def who_she_is_to_the_law(worker: Walker, case: str) -> None:
    """Consent, interview, screening, determination."""
    reads_out(worker, case)
    worker.opens(f"{case}/interview").presses("Begin the interview")
    worker.follows("Go on with the interview").presses("Save and rest").follows("Go on to the screening")
    screen_her(worker.page)
    worker.opens(f"{case}/determination")
    decide(worker.page)
    worker.is_told("The decision is recorded.")


def she_sleeps_in_safety(worker: Walker, warden: Walker, case: str) -> None:
    """Another agency's shelter takes her in, and sees the course of her case alone."""
    agrees(worker, case, "Refuge", [COURSE])
    refers(worker, case, "Refuge", "Shelter assistance")
    sees_nothing(warden, case)
    accepts(warden, "Shelter assistance")
    warden.reads("You see: the course of the case", "Not shared with you")
    warden.reads_nothing_of(*NAME, "Forced labour", "Identified victim")
    stays_at(worker, warden, case)


def she_finds_a_lawyer(worker: Walker, lawyer: Walker, jurist: Walker, case: str) -> None:
    """One says no with a reason, the next one in the directory helps."""
    agrees(worker, case, "The bar", [COURSE, FOUND])
    refers(worker, case, "The bar", "Legal assistance")
    lawyer.opens("/referrals/").follows("Legal assistance")
    lawyer.says({"Why can your agency not help?": "Too far away"}).presses("Decline the referral")
    sees_nothing(lawyer, case)
    reads_the_answer(worker, case, "The bar", "declined", "Too far away")
    worker.opens(f"{case}/find-help").says({"Which help is needed?": "Legal assistance"}).presses("Show who can help")
    worker.reads("Legal aid office")
    agrees(worker, case, "Legal aid", [COURSE, FOUND])
    refers(worker, case, "Legal aid", "Legal assistance")
    accepts(jurist, "Legal assistance")
    jurist.reads("Identified victim of trafficking").reads_nothing_of(*NAME, "Quiet house")


def she_changes_her_mind(worker: Walker, nurse: Walker, case: str) -> None:
    """What was agreed with the health centre is taken back: it loses sight of her at once, and has to answer."""
    code = planning.case_code(worker, case)
    agrees(worker, case, "Health centre", [COURSE, GIVEN])
    refers(worker, case, "Health centre", "Medical assistance")
    accepts(nurse, "Medical assistance")
    nurse.opens(case).reads("the help given")
    worker.opens(f"{case}/consents").presses("The person takes this back: Health centre")
    worker.is_told("The agreement is taken back.").reads("has not answered yet")
    sees_nothing(nurse, case)
    nurse.opens("/notices/").follows(code).reads("Stop using it, from now on.")
    nurse.says({"What has your agency done?": "Everything is deleted, and nothing is used any more"})
    nurse.presses("Store the answer in my name").is_told("Your answer is stored.")
    worker.opens(f"{case}/consents").reads("Deleted, says Nadège of the ward")


def she_leaves_the_shelter(worker: Walker, warden: Walker, case: str) -> None:
    """The shelter says what came of it, and sees nothing any more; whoever carries the case reads it."""
    leaves_to(warden, "Her family")
    finishes(warden, "Shelter assistance", "The help was given")
    sees_nothing(warden, case)
    reads_the_answer(worker, case, "Refuge", "The help was given")


def the_timeline_tells_it_all(worker: Walker, case: str) -> None:
    """The newest stands on top; nothing of the way is missing."""
    worker.opens(case).is_well()
    told = worker.main.locator(".timeline").first.inner_text()
    assert [one for one in STORY if one not in told] == []
