"""The text that is read out before somebody is asked: what it says, in every language, under a version of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from tabara.codelists.codes import text_in

TOPICS = ("who", "what_for", "with_whom", "rights", "how_long", "withdraw", "help")  # nobody is asked without these


@dataclass(frozen=True)
class Passage:
    """One thing that is said, under a heading, or one statement that is answered with yes or no."""

    key: str
    said: Mapping[str, str]
    heading: Mapping[str, str]

    def text(self, language: str) -> str:
        """Give what is said in a language."""
        return text_in(self.said, language, self.key)

    def title(self, language: str) -> str:
        """Give its heading in a language."""
        return text_in(self.heading, language, self.key)


@dataclass(frozen=True)
class ConsentText:
    """What is told, in its order, and the statements that are answered one by one."""

    version: str
    title: Mapping[str, str]
    information: tuple[Passage, ...]
    statements: tuple[Passage, ...]
