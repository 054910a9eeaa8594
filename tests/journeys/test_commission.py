"""Somebody new to the secretariat runs a meeting, loads the plan, takes numbers in, and reads where to act next."""

from pathlib import Path
from typing import Any, Literal

import pytest
from django.utils import timezone

from tests.factories import make_agency
from tests.journeys.agencies import somebody
from tests.journeys.steps import today
from tests.journeys.walker import Walker
from tests.marts import built, folder

__all__ = ["built", "folder"]
RED_LAMP = "Red Lamp (Non-governmental organisation)"
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@pytest.fixture
def secretary(walks: Any, built: Any, folder: Path, settings: Any, width: int) -> Walker:
    """Return somebody of the secretariat, of a Commission with one member, before pages that have figures."""
    settings.MART = folder
    built(at=timezone.now())
    found = walks(somebody(make_agency("office", name="The secretariat"), "secretariat", "Immaculée"), width=width)
    found.opens("/partnership").is_well().follows("Members", "Add a member")
    found.says({"Which group": "National Commission", "Name of the organisation": "Red Lamp"})
    found.says({"What kind of organisation": "Non-governmental organisation", "Member since": today(-40)})
    return found.presses("Save").is_told("The organisation is a member.").is_well()


@WIDTHS
def test_a_newcomer_prepares_a_meeting_runs_it_and_follows_what_it_decided(secretary: Walker) -> None:
    secretary.opens("/partnership").follows("Meetings", "Call a meeting").says({"Which group": "National Commission"})
    secretary.says({"On which day": today(), "Where": "Room 3"}).presses("Call it").reads("Figures of the month")
    secretary.follows("Add a point").says({"What it belongs to": "The plan of action"})
    secretary.says({"What is to be discussed": "Two shelters"}).presses("Add it").is_told(
        "The point is on the agenda."
    ).is_well()
    for language in ("English", "Français"):
        assert downloaded(secretary, language, "button").read_bytes().startswith(b"%PDF-")
    secretary.follows("Who takes part").says({"Red Lamp": "Present"}).presses("Save")
    secretary.is_told("Who takes part is written down.").reads("1 of 1 organisations", "may decide")
    secretary.follows("Write down a decision").says({"What was decided": "Open two shelters."})
    secretary.says({"Which organisation does it": RED_LAMP, "By when": today(30)}).is_well().presses("Save")
    secretary.is_told("The decision is written down.").presses("Close the record").reads_nothing_of("Close the record")
    secretary.opens("/partnership").follows("Decisions", "Open two shelters.", "Tell what became of it")
    secretary.says({"What was told": "The first is open.", "The decision is then": "done"}).is_well().presses("Save")
    secretary.is_told("What was told is written down.").reads("The first is open.").is_well()


@WIDTHS
def test_a_newcomer_loads_a_workbook_of_the_plan_and_sees_its_scorecard_compute(secretary: Walker) -> None:
    secretary.opens("/partnership/plan").reads("No plan is loaded yet").is_well().follows("Load a workbook")
    secretary.is_well().says({"What the plan is called": "The plan"})
    secretary.main.get_by_label("Workbook").set_input_files(downloaded(secretary, "An example"))
    secretary.presses("Look at the workbook").reads("EXAMPLE", "Nothing of it stands in the plan yet.").is_well()
    secretary.presses("Load this version").is_told("The version is loaded.").is_well()
    secretary.reads("How the pillars stand", "Everything in this plan is invented", "Money")
    secretary.main.locator("#activities ~ table a").first.click()
    secretary.reads("Targets", "What was reported").is_well()


@WIDTHS
def test_a_newcomer_imports_displacement_and_reads_where_to_act_next(secretary: Walker) -> None:
    secretary.opens("/prevention/context").is_well().opens("/prevention/context/send")
    secretary.unfolds("How a file is written, and examples").is_well()
    file = downloaded(secretary, "Displaced people")
    secretary.says({"What does it count?": "Displaced people", "Who counted it?": "An example"})
    secretary.main.get_by_label("File", exact=True).set_input_files(file)
    secretary.presses("Look at the file").reads("Nothing of it counts yet.").is_well()
    secretary.presses("Import").is_told("The file is imported.").is_well()
    secretary.opens("/prevention/where").reads("Where to act next", "Displaced people").is_well()
    secretary.main.locator("table a").first.click()
    secretary.reads_in_order("Part by part", "Displaced people", "An example").is_well()


def downloaded(walker: Walker, name: str, role: Literal["link", "button"] = "link") -> Path:
    """Follow a link to a file, or press its button, and keep the file under the name that it came with."""
    with walker.page.expect_download() as got:
        walker.main.get_by_role(role, name=name).first.click()
    kept = Path(got.value.path()).with_name(got.value.suggested_filename)
    got.value.save_as(kept)
    return kept
