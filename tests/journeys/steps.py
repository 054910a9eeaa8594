"""Steps of a journey that several of them take: an alert, a registration, a consent, an agency that is asked."""

import datetime as dt

from django.utils import timezone

from tests.journeys.walker import Walker
from tests.web.browser import agree, answer_the_rest, press

STATEMENTS = (
    "I agree to be interviewed.",
    "I have been told what my answers are asked for.",
    "I have been told how what I say is used",
    "I agree that what I say is used, without my name",
    "I have been told that I may ask for what is held",
    "I have been told how long it is kept.",
    "I have been told how I can change my mind.",
)


def today(after: int = 0) -> dt.date:
    """Return the day on the clock of the pages, or so many days after it."""
    return timezone.localdate() + dt.timedelta(days=after)


def tells(focal: Walker, what: str, **more: str) -> None:
    """Send an alert from the hill."""
    focal.opens("/alerts/").follows("Write an alert down")
    focal.says({"Is there danger right now?": ["Nowhere safe to sleep tonight"], "What did you hear?": what, **more})
    focal.presses("Send the alert").is_told("The alert is written down.")


def weighs(worker: Walker) -> None:
    """Open the alert that waits, weigh it, and begin to register the person."""
    worker.opens("/alerts/").follows("Community focal point")
    worker.says({"Who looks after it?": worker.member.name}).presses("Decide")
    worker.follows("Register this person")


def registers(worker: Walker, given: str, surname: str, *, age: int, category: str) -> None:
    """Search for a person first, then register her."""
    page = worker.page
    page.get_by_label("Given name, as heard").fill(given)
    page.get_by_label("Surname, as heard").fill(surname)
    page.get_by_label("Age, about").fill(str(age))
    press(page, "Search")
    press(page, "Register a new person")
    worker.follows("Agreement")
    agree(page, counted="Yes")
    answer_the_rest(page, place="Buco", category=category)


def address(walker: Walker) -> str:
    """Return the address of the case whose page is open."""
    return walker.page.url.rstrip("/")


def reads_out(worker: Walker, case: str, **more: str) -> None:
    """Read the information out, and ask the seven statements one by one."""
    worker.opens(f"{case}/consents").follows("Read out and ask")
    worker.says({"Is the person able to decide?": "Able to decide", **dict.fromkeys(STATEMENTS, "Yes")})
    worker.says({"How was the answer given?": "Signature", **more})
    worker.presses("Store the conversation").is_told("The conversation is stored.")


def agrees(worker: Walker, case: str, agency: str, groups: list[str], **more: str | list[str]) -> None:
    """Record what the person lets one agency see."""
    worker.opens(f"{case}/sharing")
    worker.says({"With which agency?": agency, "What does the person say?": "Agrees"})
    worker.says({"What may this agency see?": groups, "In which language did you explain it?": "Kirundi", **more})
    worker.presses("Store the answer").is_told("The answer is stored.")


def refers(worker: Walker, case: str, agency: str, service: str, **more: str) -> None:
    """Ask an agency for help."""
    worker.opens(f"{case}/referrals").follows("Refer to another agency", agency)
    worker.says({"Which help is needed?": service, **more})
    worker.presses("Send the referral").is_told("The referral is sent.")


def accepts(helper: Walker, service: str) -> None:
    """Accept what is asked, and open the case."""
    helper.opens("/referrals/").follows(service)
    helper.presses("Accept the referral").is_told("The referral is accepted.")


def finishes(helper: Walker, service: str, outcome: str) -> None:
    """Say what came of the help that was asked for."""
    helper.opens("/referrals/?show=under_way").follows(service, "Finish the referral")
    helper.says({"What came of it?": outcome}).presses("Finish it").is_told("The referral is done.")


def reads_the_answer(worker: Walker, case: str, agency: str, *answer: str) -> None:
    """Read what another agency answered, and say so."""
    worker.opens(f"{case}/referrals").reads("to read").follows(agency)
    worker.reads(*answer).presses("I have read the answer")


def sees_nothing(helper: Walker, case: str) -> None:
    """Hold that whoever knows the address learns nothing by it, not even that there is a case."""
    helper.opens(case).reads("There is nothing here under that number, or it is not shared with you.")
