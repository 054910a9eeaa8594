"""Reintegration: visits planned, one made; and the end of a case."""

from tests.journeys.steps import today
from tests.journeys.walker import Walker

FARES = {
    "How does the person live from day to day?": "Covers some of the needs",
    "How is the person received by family and neighbours?": "Well received by most",
    "How does the person feel about the days to come?": "Mostly calm",
    "Is the person safe where she lives?": "Yes",
    "How near is the danger of being trafficked again?": "Low: nothing draws her away",
}

SAID = {
    "Does the person agree?": "Agrees",
    "What was reached, and what is left": "She sews, and sleeps.",
    "What was she told of how to come back": "The same door, at any hour.",
}


def she_is_visited(worker: Walker, case: str) -> None:
    """A plan counted from the day she left the shelter, a goal, and a first visit."""
    worker.opens(f"{case}/consent").says({"What is it about?": "Being contacted later"})
    worker.says({"What does the person say?": "Agrees", "In which language did you explain it?": "Kirundi"})
    worker.presses("Store the answer").is_told("The answer is stored.")
    worker.opens(f"{case}/reintegration").follows("Make a plan of reintegration")
    worker.says({"From when are the months counted?": "From the day she left the shelter"})
    worker.says({"From which day?": today()}).presses("Plan the visits").is_told("The visits are planned.")
    worker.follows("Add a goal").says({"What is it about?": "Learn a trade", "in her own words?": "I want to sew."})
    worker.presses("Add the goal").is_told("The goal is added.")
    worker.follows("Record this visit").says({"In which way?": "A visit", **FARES})
    worker.presses("Store the visit").is_told("The visit is stored.").reads("3 of 5", "4 of 5")


def the_case_is_closed(worker: Walker, case: str) -> None:
    """Visits that are planned hinder it; as she wants none, it is closed, and she knows how to come back."""
    worker.opens(f"{case}/close").says({"Why is the case closed?": "Goals of the plan met", **SAID})
    worker.presses("Close the case").reads("Visits still planned in this case: 3.")
    worker.says({"Why is the case closed?": "Person declined further help"})
    worker.presses("Close the case").is_told("The case is closed.")
