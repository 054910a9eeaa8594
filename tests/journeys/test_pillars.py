"""A session is counted, a list becomes certificates, and a complaint comes to a judgment with its compensation."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tabara.prevention.models import Certificate
from tests.factories import make_agency
from tests.indicators.drawn import figure
from tests.journeys.agencies import somebody
from tests.journeys.steps import address, today
from tests.journeys.walker import Walker
from tests.marts import built, folder

__all__ = ["built", "folder"]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
SAID = "He promised work (in confidence)"


def written(day: dt.date) -> str:
    """Return a day as the pages write it."""
    return f"{day.day}\u00a0{day:%b}\u00a0{day.year}"


@WIDTHS
def test_a_session_of_a_campaign_is_counted_and_stands_in_the_figures(walks: Any, built: Any, width: int) -> None:
    keeper = walks(somebody(make_agency("home", name="Home of hope"), "supervisor", "Solange"), width=width)
    keeper.opens("/prevention").is_well().follows("Campaigns", "Open a campaign")
    keeper.says({"Title": "Where is my brother?", "Theme": "False offers of work or study"})
    keeper.says({"From which day": today(-9)}).presses("Save").is_told("The campaign is open.").is_well()
    keeper.opens("/prevention").follows("Record a session")
    keeper.says(
        {"Who led it": "Agency", "In which campaign": "Where is my brother?", "Channel": "Market or bus station"}
    )
    keeper.says({"How many people were there?": "40", "How were they counted?": "One by one"})
    keeper.says({"Girls, 0 to 17 years": "8", "Women, 18 to 59 years": "20"}).is_well().presses("Save")
    keeper.is_told("The session is written down.").is_well().follows(written(today()))
    keeper.reads_in_order("Not told apart", "12").is_well()
    keeper.follows("Add what people asked").says(
        {"What did people ask?": "Work abroad", "In a few words": "Who checks?"}
    )
    keeper.presses("Save").is_told("The question is written down.").reads("Who checks?").is_well()
    keeper.opens("/prevention").reads_in_order("40", "People reached there")
    mart = built(at=timezone.now())
    year = today().year
    assert figure("people_reached", mart, year=year) == 40
    assert figure("girls_and_boys_reached", mart, year=year) == 8
    assert figure("sessions_in_campaigns", mart, year=year) == 1


@WIDTHS
def test_a_course_has_a_list_and_whoever_came_often_enough_a_certificate(walks: Any, width: int) -> None:
    trainer = walks(somebody(make_agency("home", name="Home of hope"), "supervisor", "Solange"), width=width)
    trainer.opens("/prevention/courses").follows("Add a course")
    trainer.says({"Title": "How to judge it", "Subject": "Judging trafficking", "How many hours": "12"})
    trainer.says({"A certificate for whoever came": "75"}).is_well().presses("Save").is_told("The course is added.")
    trainer.opens("/prevention/trainings").follows("Record a training")
    trainer.says({"First day": today(), "Of which course": "How to judge it", "Into how many sessions": "4"})
    trainer.says({"Magistrate": "2"}).is_well().presses("Save").is_told("The training is written down.")
    trainer.follows(written(today()))
    for name, number, came in (("Kanaridomo", "MAT-0001", "3"), ("Zebedayo", "MAT-0002", "2")):
        trainer.follows("Put somebody on the list").says({"Name. Sealed.": name, "Number at work": number})
        trainer.says({"Profession": "Magistrate", "Sex": "Female", "To how many of the sessions": came})
        trainer.presses("Save").is_told("The person is on the list.").reads_nothing_of(name)
    trainer.reads("Came to 2 of 4 sessions; the course asks for 75 percent.").is_well()
    trainer.follows("Certificates of the list").says({"In which language?": "Français"}).presses("Make them")
    trainer.is_told("The certificates are made.").is_well()
    with trainer.page.expect_download() as got:
        trainer.main.get_by_role("button", name="Print the certificates as PDF").click()
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF-")
    assert got.value.suggested_filename == f"certificates-{today():%Y%m%d}.pdf"
    reader = walks(somebody(make_agency("court", name="Court", kind="justice"), "justice", "Judith"), width=width)
    reader.opens("/help").follows("Check a certificate").says({"Number of the certificate": "C00000000"})
    reader.presses("Check").reads("not known")
    reader.says({"Number of the certificate": Certificate.objects.get().code}).presses("Check")
    reader.reads("valid", "How to judge it", "Home of hope").reads_nothing_of("Kanaridomo").is_well()


@WIDTHS
def test_a_complaint_comes_to_a_judgment_and_to_compensation(walks: Any, width: int) -> None:
    police = walks(somebody(make_agency("police", name="Police unit", kind="police"), "justice", "Pascal"), width=width)
    office = walks(
        somebody(make_agency("parquet", name="Prosecution", kind="justice"), "justice", "Judith"), width=width
    )
    file = it_is_opened(police)
    it_goes_to_the_prosecution(police, office, file)
    it_is_judged(office, file)
    it_is_put_right(office, file)
    it_is_paid(office)


def it_is_opened(police: Walker) -> str:
    """A complaint, a suspect, a victim who wants to be heard, and what protects her."""
    police.opens("/prosecution").is_well().follows("Open a court file")
    police.says({"Who brought the complaint": "The victim", "On which day": today(-1), "What the complaint says": SAID})
    police.presses("Open it").is_told("The court file is open.").reads_nothing_of(SAID)
    file = address(police)
    police.follows("The next step").says({"The file goes to": "investigation", "On which day": today(-1)})
    police.presses("Save").follows("Add a suspect").says({"Sex": "Male", "Name": "Kanaridomo"}).presses("Add")
    police.reads("Suspect 1", "name sealed").reads_nothing_of("Kanaridomo").follows("Add a victim")
    police.says({"Did she say herself": "Yes", "How she takes part": "As a party that asks for compensation"})
    police.says({"On which day": today()}).presses("Add").follows("Protect")
    police.says({"What protects her": "Not seen by the suspect", "Did she agree to it herself?": "Yes"})
    police.says({"On which day": today()}).presses("Save").reads("Not seen by the suspect").is_well()
    return file


def it_goes_to_the_prosecution(police: Walker, office: Walker, file: str) -> None:
    """Asked, accepted, and of the file nothing is left with the police but where it stands."""
    police.opens(file).follows("Hand the file to another agency").says({"Which agency takes it over?": "Prosecution"})
    police.presses("Ask the agency").is_told("The file stays here until it accepts.").is_well()
    office.opens("/prosecution/files").follows("J").reads("Police unit").is_well().presses("Take it over")
    office.is_told("The file is yours now")
    police.opens(file).reads("There is nothing here under that number")
    police.opens("/prosecution/files").reads("Handed on", "investigation").is_well()


def it_is_judged(office: Walker, file: str) -> None:
    """Charged under an article in force, heard, and convicted."""
    office.opens(file).follows("Charge").says({"Day of the offence": today(-1), "The offence was against": "An adult"})
    field = office.main.get_by_label("Under which article")
    field.select_option(label=field.locator("option", has_text="2a").first.inner_text())
    office.says({"Day of the charge": today()}).presses("Save").reads("Article 2a")
    for stage in ("charged", "trial"):
        office.follows("The next step").says({"The file goes to": stage, "On which day": today()}).presses("Save")
    office.follows("Set a hearing").says({"On which day": today()}).presses("Set it").presses("It was held")
    office.is_told("The hearing is written down as held.").follows("Write the verdict down")
    office.says({"Verdict": "Convicted", "On which day": today(), "Prison, in months": "48"}).presses("Save")
    office.reads("48 months of prison", "below what the law has for it").is_well()
    office.follows("The next step").says({"The file goes to": "judged", "On which day": today()}).presses("Save")


def it_is_put_right(office: Walker, file: str) -> None:
    """The months were mistyped: what stood there stays readable, and the stage stands."""
    office.opens(f"{file}").main.locator("a[href$='/correct'][href*='/verdicts/']").click()
    office.says({"Prison, in months": "84", "Why is it put right?": "It was mistyped"}).is_well().presses("Save")
    office.is_told("What stood there before stays readable.")
    office.reads("84 months of prison", "before: prison, in months: 48", "judged").is_well()


def it_is_paid(office: Walker) -> None:
    """What was ordered is paid in part."""
    office.follows("Compensation that a court ordered").says({"On which day": today(), "How much": "900"})
    office.presses("Save").follows("Write a payment down").says({"On which day": today(), "How much": "400"})
    office.presses("Save").reads("900", "paid: 400").is_well()
    office.opens("/prosecution").reads("Court files under way").is_well()
