"""A girl is heard, and decided about by several; her family is searched for; another agency carries her on."""

import pytest
from django.utils import timezone

from tests.factories import register
from tests.journeys.agencies import around
from tests.journeys.homeward import FARES
from tests.journeys.steps import address, agrees, reads_out, registers, sees_nothing, today
from tests.journeys.walker import Walker

NAME, MOTHER = ("Kanarine", "Inamuco"), "Mama Kanarine, last seen at the market"
COURSE, PLANS = "The course of the case", "Needs, plan and follow-up"
EVERYTHING = [
    *(COURSE, "What was found", "The help given", PLANS, "Who the person is"),
    *("How to reach the person", "What was told"),
]
FOR_NOW = "Named for the time being, by an authority"
AUNT = {"For a child: which parent or guardian agrees, too?": "Other relative"}
WANTS = "For a child: does the child itself want it?"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_girl_is_heard_and_carried_on_by_another_agency(walks, width):
    her = around(women=2, girls=1)
    sister = register(her.worker, given="Kanarisse", surname="Inamuco", at=timezone.now(), opened_on=today())
    worker = walks(her.worker, width=width)
    case = she_is_registered(worker)
    those_who_belong_to_her(worker, case, sister.code)
    what_is_best_for_her(worker, case)
    her_no_counts(worker, walks(her.supervisor, width=width), case)
    warden = walks(her.warden, width=width)
    another_agency_carries_her(worker, warden, case)
    she_is_followed(warden, case)


def she_is_registered(worker: Walker) -> str:
    """With an aunt, who agrees for her."""
    worker.opens("/intake/")
    registers(worker, *NAME, age=12, category="Child")
    case = address(worker)
    reads_out(worker, case, **AUNT)
    return case


def those_who_belong_to_her(worker: Walker, case: str, sister: str) -> None:
    """A guardian, a sister who stays with her, and a mother who is searched for."""
    worker.opens(f"{case}/family").reads("Nobody is known to answer for this child.").follows("Say who does")
    worker.says({"Who answers for the child?": "Named for the time being, by an authority"}).presses("Store").is_told(
        "It is stored."
    )
    worker.follows("Tie another case").says({"Code of the other case": sister})
    worker.says({"How do they belong together?": "Brothers or sisters"})
    worker.main.get_by_label("They want to stay in one place").check()
    worker.presses("Tie the cases").is_told("The cases are tied.").reads(sister, "stay together")
    worker.follows("Search for a relative").says({"Who is searched for?": "Mother", "Whom to search for": MOTHER})
    worker.says({"Does the person want this search?": "Yes"}).presses("Begin the search")
    worker.is_told("The search has begun.").reads_nothing_of(MOTHER)
    for step in ("Under way", "Found", "Seen and assessed"):
        worker.follows("Say how it stands").says({"How does the search stand?": step}).presses("Store")
        worker.is_told("It is stored.").reads(step)


def what_is_best_for_her(worker: Walker, case: str) -> None:
    """A panel of three people of two agencies decides; of one alone it is refused."""
    worker.opens(f"{case}/best-interests").says(
        {
            "What is it?": "A determination, by a panel of several agencies",
            "What is it about?": "Lasting arrangement of care",
            "How was the child heard?": "Through play or drawing",
            "What did the child say?": "She drew her aunt's house.",
            "Option 1": "Live with relatives",
            "Option 2": "Foster family",
            "What was decided?": "Live with relatives",
            "Why is this best": "She feels at home there.",
        }
    )
    worker.says({"Panel, place 1": f"{worker.member.name} (Home of hope)", "Role of place 1": "Chair"})
    worker.presses("Store the record").reads("There is a problem")
    worker.says({"Panel, place 2": "Health centre", "Role of place 2": "Health"})
    worker.says({"Panel, place 3": "Legal aid", "Role of place 3": "Law"})
    worker.presses("Store the record").is_told("The record is stored.").reads("Live with relatives")


def her_no_counts(worker: Walker, supervisor: Walker, case: str) -> None:
    """Her aunt agrees that the bar sees something, she does not: nothing is shared, and the supervisor heeds her."""
    agrees(worker, case, "The bar", [COURSE], **{WANTS: "No", **AUNT})
    worker.opens(f"{case}/refer").reads_nothing_of("The bar")
    supervisor.opens(f"{case}/consents").reads("The child does not want to share with The bar")
    supervisor.follows("Answer the child’s no")
    supervisor.says({"What do you decide?": "The child’s no counts: nothing is shared"}).presses("Store the decision")
    supervisor.is_told("Your decision is stored.")


def another_agency_carries_her(worker: Walker, warden: Walker, case: str) -> None:
    """She lives near the refuge now: it takes over all that belongs to the case, and the home keeps a number."""
    agrees(worker, case, "Refuge", EVERYTHING, **{WANTS: "Yes", **AUNT})
    worker.opens(f"{case}/referrals").follows("Transfer the case")
    worker.says({"To which agency?": "Refuge", "Why does the case go there?": "The person lives elsewhere now"})
    worker.presses("Offer the case").is_told("The case is offered.")
    sees_nothing(warden, case)
    warden.opens("/transfers/")
    warden.main.locator("tbody a").click()
    warden.presses("Take the case over").is_told("The case is yours now, with all that belongs to it.")
    sees_nothing(worker, case)
    warden.opens(f"{case}/family").reads(FOR_NOW, "Seen and assessed")
    warden.says({"Why do you need what was told?": "To give or arrange help"}).presses("Open").reads(MOTHER)


def she_is_followed(warden: Walker, case: str) -> None:
    """The agency that carries her now goes on: it plans visits, and makes the first."""
    warden.opens(f"{case}/consent").says({"What is it about?": "Being contacted later"})
    warden.says({"What does the person say?": "Agrees", "In which language did you explain it?": "Kirundi"})
    warden.presses("Store the answer").is_told("The answer is stored.")
    warden.opens(f"{case}/reintegration").follows("Make a plan of reintegration")
    warden.says({"From when are the months counted?": "From another day", "From which day?": today()})
    warden.presses("Plan the visits").is_told("The visits are planned.")
    warden.follows("Record this visit").says({"In which way?": "A visit", **FARES}).presses("Store the visit")
    warden.is_told("The visit is stored.").opens(case).reads(
        "Case handed over to another agency", "Visit made"
    ).is_well()
