"""Processes: who descends from whom, kill them at once, and what they weigh."""

import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

PATIENCE = 60.0


def family(number):
    """Return the numbers of all descendants of a process, the youngest first."""
    children = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(one.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(one.parent.name))
    found, wanted = [], [number]
    while wanted:
        wanted = [child for parent in wanted for child in children.get(parent, [])]
        found = [*wanted, *found]
    return found


def kill(numbers, with_signal=signal.SIGKILL):
    """Kill processes, and wait until the last is gone: one that is dead but not buried by its parent counts as gone."""
    for one in numbers:
        with suppress(ProcessLookupError):
            os.kill(one, with_signal)
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if not any(alive(one) for one in numbers):
            return
        pause.wait(0.02)
    raise AssertionError(f"{[one for one in numbers if alive(one)]} do not die")


def alive(number):
    """Return whether a process still runs."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def weight(number):
    """Return the resident memory of a process, in bytes."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
