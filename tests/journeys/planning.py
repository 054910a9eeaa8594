"""Needs, and a plan with the person: assessed, agreed, approved, done."""

from tests.journeys.steps import today
from tests.journeys.walker import Walker
from tests.web.browser import record_help


def a_plan_is_made(worker: Walker, supervisor: Walker, case: str) -> None:
    """From the first look at the needs to an action that is done."""
    the_needs_are_assessed(worker, case)
    it_is_written(worker, case)
    supervisor.opens("/plans/").follows(case_code(worker, case)).reads("A door that locks")
    supervisor.says({"What do you decide?": "Approve the plan"}).presses("Store the decision")
    supervisor.is_told("The plan is approved.")
    it_is_done(worker, case)


def the_needs_are_assessed(worker: Walker, case: str) -> None:
    """Two domains are scored, and the risk weighed."""
    worker.opens(f"{case}/plan").follows("Assess")
    for domain in ("Safety", "Health"):
        worker.main.get_by_role("group", name=domain, exact=True).get_by_role("radio").nth(2).check()
    worker.presses("Continue").says({"How high do you find the risk?": "Medium"})
    worker.presses("Record the assessment").is_told("The assessment is recorded.")


def it_is_written(worker: Walker, case: str) -> None:
    """One goal with one action; the person agrees, and it is submitted."""
    worker.opens(f"{case}/plan").follows("Begin a plan").presses("Begin the plan").is_told("The plan is begun.")
    worker.follows("Add a goal").says({"What is it about?": "Safety", "What shall be better?": "A door that locks"})
    worker.presses("Add the goal").is_told("The goal is added.").follows("Add an action")
    who = f"{worker.member.name} ({worker.member.agency.name})"
    worker.says({"Which help?": "Psychosocial support", "Who does it?": who, "By when?": today(7)})
    worker.presses("Add the action").is_told("The action is added.").follows("Does the person agree?")
    worker.says({"Does the person agree to this plan?": "Yes", "How did she say it?": "Signed"})
    worker.presses("Store the answer").is_told("The answer is stored.").follows("Submit the plan")
    worker.presses("Submit it").is_told("The plan waits for a supervisor.")


def it_is_done(worker: Walker, case: str) -> None:
    """Help is given and recorded, and the action of the plan is done."""
    worker.opens(case)
    record_help(worker.page, "Psychosocial support")
    worker.opens(f"{case}/plan").follows("Done or dropped?").says({"What became of it?": "It is done"})
    worker.presses("Store the answer").is_told("The answer is stored.")


def case_code(worker: Walker, case: str) -> str:
    """Return the code by which other members know a case."""
    return worker.opens(case).main.locator("h1 .code").inner_text()
