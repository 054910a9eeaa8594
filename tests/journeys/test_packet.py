"""Somebody without an account opens a packet in a browser of her own and answers; the answer stands in the case."""

import pytest
from django.utils import timezone

from tests.factories import register
from tests.journeys.agencies import around
from tests.journeys.steps import agrees, reads_the_answer, today
from tests.journeys.walker import Walker
from tests.protection.handover.packets import instance

NAME, WORKSHOP = ("Kanarine", "Inamuco"), "Workshop of the hill"
LEAVES = ["Sex", "Age"]


@pytest.mark.parametrize("width", [360, 1280])
def test_somebody_without_an_account_helps(walks, width):
    instance()
    her = around()
    facts = {"at": timezone.now(), "opened_on": today(), "birth_year": today().year - 26}
    case = f"/cases/{register(her.worker, given=NAME[0], surname=NAME[1], **facts).pk}"
    worker = walks(her.worker, width=width)
    she_agrees(worker, case)
    door, words = a_packet_is_made(worker, case)
    stranger = walks(None, width=width)
    it_is_opened(stranger, door, words)
    nobody_else_reads_it(walks(None, width=width, scripts=False), door, words)
    stranger.says({"What is the answer?": "Yes, we help"}).presses("Send the answer").reads("You have accepted.")
    stranger.says({"What is the answer?": "It is finished: we say what came of it"})
    stranger.says({"what came of it?": "The help was given", "A few words": "She sews."}).presses("Send the answer")
    stranger.reads("Your answer has arrived.").is_well()
    reads_the_answer(worker, case, WORKSHOP, "The help was given")
    worker.opens(case).reads("Packet made", "Packet opened by its recipient", "Referral accepted", "Referral done")


def she_agrees(worker: Walker, case: str) -> None:
    """The workshop is named, and the person asked what it may see."""
    worker.opens(f"{case}/packets").follows("Send to somebody without an account", "Name an organisation")
    worker.says({"Name of the organisation": WORKSHOP, "What kind of organisation is it?": "Business"}).presses(
        "Continue"
    )
    worker.is_told("Now ask the person what may be shared with this organisation")
    agrees(worker, case, WORKSHOP, ["The course of the case"])


def a_packet_is_made(worker: Walker, case: str) -> tuple[str, str]:
    """It is looked at before it leaves; the link and the words are shown once."""
    worker.opens(f"{case}/packets").follows("Send to somebody without an account", WORKSHOP)
    worker.says({"Which help is needed?": "Vocational training", "What do they need, to decide?": LEAVES})
    worker.presses("Look at what leaves").is_well().reads("This leaves, and nothing else", WORKSHOP, "Female")
    worker.reads_nothing_of(*NAME).presses("Make the packet").reads("The packet is made").is_well()
    door, words = (one.inner_text() for one in worker.main.locator(".govuk-inset-text").all())
    worker.follows("I have copied it").reads("Vocational training").reads_nothing_of(door, words)
    return door, words


def it_is_opened(stranger: Walker, door: str, words: str) -> None:
    """With the words alone, which she was told by another way."""
    stranger.opens(door).reads("A message for you").is_well()
    stranger.says({"The words that you were told": "not these words"}).presses("Open").reads("There is a problem")
    stranger.says({"The words that you were told": words}).presses("Open")
    stranger.reads("A request from Home of hope", "Female", "Vocational training").reads_nothing_of(*NAME).is_well()


def nobody_else_reads_it(other: Walker, door: str, words: str) -> None:
    """In another browser what was shown once is not shown again."""
    other.opens(door).says({"The words that you were told": words}).presses("Open")
    other.reads("shown once, and is not shown again").reads_nothing_of("Female", *NAME)
