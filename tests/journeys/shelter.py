"""A place to sleep: asked for, promised, taken, left."""

from tests.journeys.walker import Walker


def asks_for_a_place(worker: Walker, case: str) -> None:
    """Open the page on which a place is asked for."""
    worker.opens(f"{case}/shelter").follows("Find a place to sleep", "Ask for a place")


def stays_at(worker: Walker, warden: Walker, case: str) -> None:
    """A place is asked for without a name, promised, and taken."""
    asks_for_a_place(worker, case)
    worker.says({"Which kind of place?": "Women"}).presses("Ask the shelter").is_told("The shelter is asked.")
    warden.opens("/directory/").follows("Quiet house").reads("You are told no name.")
    warden.presses("Promise the place").is_told("The place is promised.").follows("Has arrived")
    warden.presses("Record the arrival").is_told("The arrival is recorded.")
    worker.opens(f"{case}/shelter").reads("is there")


def leaves_to(warden: Walker, where: str) -> None:
    """The person leaves, and the shelter says where to and whether it is safe."""
    warden.opens("/directory/").follows("Places of Quiet house", "Leaves")
    warden.says({"Where did the person go?": where})
    warden.says({"Is it safe there?": "Yes, as far as we know"}).presses("End the stay").is_told("The stay has ended.")
