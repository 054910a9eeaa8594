"""Read the stories of a folder: the steps of all of them, with what is usual for each act filled in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OF_A_STEP = ("day", "hours", "clock", "by", "act", "as")
USUAL = "usual.toml"  # what most steps of an act answer alike


class StoryError(Exception):
    """A story cannot be told; the text says which step, and why."""


@dataclass(frozen=True)
class Step:
    """One act of a story: when, by whom, which operation, with which answers."""

    story: str
    number: int
    act: str
    by: str
    told: Mapping[str, Any]
    day: int = 0  # relative to today
    hours: float | None = None  # relative to now, instead of a day
    clock: str = "10:00"
    name: str = ""  # by which later steps mean what this one made

    def __str__(self) -> str:
        """Return how an error names the step."""
        return f"the story “{self.story}”, step {self.number} ({self.act})"


def read(folder: Path) -> tuple[Step, ...]:
    """Return the steps of every story of a folder, in the order of the files.

    Raises:
        StoryError: where there is no story, or a step does not say who does what.
    """
    usual: Mapping[str, Any] = {}
    if (folder / USUAL).exists():
        usual = tomllib.loads((folder / USUAL).read_text())
    files = sorted(one for one in folder.glob("*.toml") if one.name != USUAL)
    if not files:
        raise StoryError(f"There is no story in {folder}.")
    return tuple(step for file in files for step in _steps(file, usual))


def _steps(file: Path, usual: Mapping[str, Any]) -> list[Step]:
    told = tomllib.loads(file.read_text())
    own = merged(usual, told.get("usual", {}))
    return [_step(file.stem, number, one, own) for number, one in enumerate(told["step"], start=1)]


def _step(story: str, number: int, told: Mapping[str, Any], usual: Mapping[str, Any]) -> Step:
    if missing := [name for name in ("by", "act") if name not in told]:
        raise StoryError(f"In the story “{story}”, step {number} does not say “{missing[0]}”.")
    act = told["act"]
    answers = {name: value for name, value in told.items() if name not in OF_A_STEP}
    return Step(
        story=story,
        number=number,
        act=act,
        by=told["by"],
        told=merged(usual.get(act, {}), answers),
        day=told.get("day", 0),
        hours=told.get("hours"),
        clock=told.get("clock", "10:00"),
        name=told.get("as", ""),
    )


def merged(usual: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is usual with what is told over it, table by table."""
    found = dict(usual)
    for name, value in told.items():
        both = isinstance(value, Mapping) and isinstance(found.get(name), Mapping)
        found[name] = merged(found[name], value) if both else value
    return found
