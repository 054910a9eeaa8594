"""The interview that finds out whether somebody may be a victim: its questions, and what their answers speak for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tabara.codelists.codes import text_in

YES_OR_NO = "interview_answer"  # the list of a question that names none
ANY = "any"  # every answer that says something
SILENT = frozenset({"no", "none", "unknown", "declined"})  # what says nothing for it, whichever the list

Points = Mapping[str, tuple[str, ...]]  # the name of a codelist -> the codes that an answer speaks for


@dataclass(frozen=True)
class Section:
    """Some questions that are asked together, on one page."""

    key: str
    title: Mapping[str, str] = field(hash=False)

    def text(self, language: str) -> str:
        """Give the title in a language."""
        return text_in(self.title, language, self.key)


@dataclass(frozen=True)
class Question:
    """One question: how it is put, why it is asked, by which codes it is answered, and what each answer speaks for."""

    key: str
    section: str
    label: Mapping[str, str]
    reason: Mapping[str, str]
    codelist: str = YES_OR_NO
    many: bool = False
    children: bool = False  # only for somebody who was or may have been a child
    points: Mapping[str, Points] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Give the question in a language."""
        return text_in(self.label, language, self.key)

    def why(self, language: str) -> str:
        """Give the reason for which it is asked, in a language."""
        return text_in(self.reason, language, "")

    def speaks_for(self, answers: Collection[str]) -> Points:
        """Give what these answers speak for, each code once; a coded answer speaks for itself, too."""
        found: dict[str, list[str]] = {}
        said = [one for one in answers if one not in SILENT]
        if self.codelist != YES_OR_NO and said:
            found[self.codelist] = list(said)
        for key, points in self.points.items():
            if key in answers or (key == ANY and said):
                for codelist, codes in points.items():
                    found.setdefault(codelist, []).extend(codes)
        return {codelist: tuple(dict.fromkeys(codes)) for codelist, codes in found.items()}


@dataclass(frozen=True)
class Interview:
    """All of it, in the order in which it is safe to ask."""

    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()

    def of_section(self, key: str) -> tuple[Question, ...]:
        """Give the questions of a section."""
        return tuple(one for one in self.questions if one.section == key)

    def question(self, key: str) -> Question | None:
        """Give the question of that key, or None."""
        return next((one for one in self.questions if one.key == key), None)

    def place(self, key: str) -> int:
        """Give the number of a question, from 1, as people cite it."""
        return [one.key for one in self.questions].index(key) + 1
