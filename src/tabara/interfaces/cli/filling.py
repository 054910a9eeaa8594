"""Fill an instance with invented people, whole or not at all."""

from pathlib import Path
from typing import Any

from tabara import sealing
from tabara.interfaces.cli import instance
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import bar, say

DEMO = "demo"


def fill(folder: Path, scenario: str, *, reset: bool = False) -> dict[str, Any]:
    """Make the instance as far as it is missing, with its invented people and its mart; return the note about them.

    What was interrupted is begun anew. Real people and invented ones never meet in one instance.
    """
    instance.make(folder)
    from tabara.access.queries import is_founded

    note = instance.invented(folder)
    if note is None and is_founded():
        raise Stop(f"The instance in {folder} has members of its own; invented people do not belong there.", Exit.USAGE)
    if note is None or not note["whole"] or reset:
        note = _invent(folder, scenario)
    elif note["scenario"] != scenario:
        raise Stop(f"This instance holds the scenario “{note['scenario']}”. Add --reset to replace it.", Exit.USAGE)
    _build_mart_if_missing()
    return note


def _invent(folder: Path, scenario: str) -> dict[str, Any]:
    from django.utils import timezone

    from tabara import codelists
    from tabara.access.roles import ROLES
    from tabara.interfaces.cli.seeding import ScenarioError, StoryError, load_scenario, run

    try:
        told = load_scenario(codelists.pack().folder, scenario)
    except (ScenarioError, StoryError) as error:
        raise Stop(str(error), Exit.USAGE) from None
    accounts = {one["username"]: ", ".join(str(ROLES[role].title) for role in one["roles"]) for one in told.members}
    note = {"scenario": scenario, "whole": False, "password": new_password(), "accounts": accounts}
    instance.note_invented(folder, **note)
    instance.empty(folder)
    with bar("Inventing people") as progress:
        run(scenario, password=str(note["password"]), now=timezone.now(), progress=progress)
    note["whole"] = True
    instance.note_invented(folder, **note)
    return note


def _build_mart_if_missing() -> None:
    from tabara.interfaces.cli.commands.figures import build_mart, has_mart

    if not has_mart():
        say("Building the mart")
        build_mart(instance.SYSTEM, full=True)


def new_password() -> str:
    """Return a password that can be typed from a screen: twelve letters and digits in three groups."""
    return "-".join(sealing.code(4) for _ in range(3))
