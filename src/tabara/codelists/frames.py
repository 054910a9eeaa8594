"""Frames: what the world has agreed to measure, target by target, and which of our figures answer it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tabara.codelists.codes import text_in
from tabara.codelists.errors import CodelistError, _


@dataclass(frozen=True)
class Measure:
    """One thing that a target is measured by: the indicators that answer it, or why none can."""

    key: str
    title: Mapping[str, str]
    indicators: tuple[str, ...]  # keys of the catalogue
    note: Mapping[str, str]  # what the figures leave out, or why there is none

    def text(self, language: str) -> str:
        """Give the title in a language."""
        return text_in(self.title, language, self.key)

    def caveat(self, language: str) -> str:
        """Give in a language what the figures leave out, or why there is none."""
        return text_in(self.note, language, "")


@dataclass(frozen=True)
class Target:
    """One target of a frame, under its official number."""

    key: str
    title: Mapping[str, str]
    measures: tuple[Measure, ...]

    def text(self, language: str) -> str:
        """Give the title in a language."""
        return text_in(self.title, language, self.key)


@dataclass(frozen=True)
class Frame:
    """A frame: the sustainable development goals, a compact, the three words of a report."""

    key: str
    name: Mapping[str, str]
    source: str
    targets: tuple[Target, ...]

    def text(self, language: str) -> str:
        """Give the name in a language."""
        return text_in(self.name, language, self.key)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The keys of all indicators that it names, each once, in their order."""
        named = (key for target in self.targets for one in target.measures for key in one.indicators)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Frames:
    """All frames of a pack, in the order of its file."""

    frames: tuple[Frame, ...] = ()

    def frame(self, key: str) -> Frame:
        """Give a frame, or refuse with a sentence that names the ones there are."""
        for one in self.frames:
            if one.key == key:
                return one
        known = ", ".join(one.key for one in self.frames)
        raise CodelistError(
            _("There is no frame “%(key)s” in the pack; choose one of: %(known)s."), key=key, known=known
        )
