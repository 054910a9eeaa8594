"""How a command ends: a code for programs, a sentence for people."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FOUND = 1  # the command worked, and found problems
    USAGE = 2  # it was asked for something that does not exist
    ENVIRONMENT = 3  # the machine or the instance is not ready


class Stop(Exception):
    """Ends the command with one sentence on standard error."""

    def __init__(self, sentence: str, code: Exit = Exit.ENVIRONMENT) -> None:
        super().__init__(sentence)
        self.code = code


CODES = "Exit codes: 0 done, 1 found problems, 2 asked for what does not exist, 3 machine or instance not ready."
