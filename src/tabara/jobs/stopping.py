"""A word to stop by, which a signal may say at any moment."""

import time
from typing import Protocol

SLICE = 0.1  # seconds between two looks


class Stopper(Protocol):
    """What a worker asks whether to go on; a `threading.Event` is one too."""

    def is_set(self) -> bool:
        """Return whether the word was said."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the word is said, at most so many seconds; return whether it was."""
        ...


class StopWord:
    """Says stop from a signal's handler. A `threading.Event` would wait for its own lock for ever, if the signal came
    in the instant in which the waiting thread holds it."""

    def __init__(self) -> None:
        self._said = False

    def set(self) -> None:
        """Say the word."""
        self._said = True

    def is_set(self) -> bool:
        """Return whether the word was said."""
        return self._said

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the word is said, at most so many seconds; return whether it was."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self._said and (end is None or time.monotonic() < end):
            time.sleep(SLICE if end is None else max(0.0, min(SLICE, end - time.monotonic())))  # noqa: TID251 - no lock to wait on
        return self._said
