"""Jobs for the tests of the queue: what they did stands in files."""

import os
import threading
from pathlib import Path

from tabara import jobs


def note(folder: str, what: str) -> list[str]:
    """Add a line to the folder's diary; give all lines."""
    diary = Path(folder) / "diary"
    with diary.open("a") as file:
        file.write(f"{what}\n")
    return diary.read_text().splitlines()


@jobs.task
def count(folder: str) -> int:
    """Note one round; give how many there were."""
    return len(note(folder, "counted"))


@jobs.task
def count_unless_first(folder: str) -> None:
    """Hang at the first attempt, for ever; count at the second."""
    if len(note(folder, f"started by {os.getpid()}")) == 1:
        threading.Event().wait()
    note(folder, "counted")


@jobs.task
def fail(folder: str, times: int) -> None:
    """Fail so many times, quoting what nobody may read in a log."""
    if len(note(folder, "tried")) <= times:
        raise ValueError("Espérance Niyonzima")


@jobs.task
def refuse() -> None:
    """Say that trying again is of no use."""
    raise jobs.GiveUp("There is no report of that name.")


@jobs.task
def refuse_at_length() -> None:
    """Say so in more letters than are kept."""
    raise jobs.GiveUp("x" * 1000)


@jobs.task
def answer_with_an_object() -> object:
    """Give what cannot be stored."""
    return object()


@jobs.task
def half_way(folder: str) -> None:
    """Say how far it is, and note what a page would read of it."""
    jobs.progress(50, "counting")
    state = jobs.state("half")
    note(folder, f"{state.percent} {state.text} {state.status}")
