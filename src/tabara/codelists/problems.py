"""What can be wrong with a pack: numbered, each one sentence that names the thing and the remedy.

A number keeps its meaning for ever; a new problem takes a new number. T0: the pack, T1: codelists, T2: places,
T3: indicators and reports, T4: destinations and facts, T5: how long records are kept, T6: the interview,
T7: consent, T8: the law, T90: where to act next, T95: reviews from outside, T96: frames,
T97: disclosure control.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tabara.codelists.errors import _

SENTENCES: Mapping[str, str] = {
    "T001": _("there is no pack here; create this file, or name another folder."),
    "T002": _("this is not valid TOML (%(reason)s); correct the line."),
    "T003": _("“%(key)s” is missing; add it."),
    "T004": _("“%(key)s” means nothing here; correct the spelling or remove it (known: %(known)s)."),
    "T005": _("the pack does not offer the language “%(language)s” (it offers %(languages)s); add it or remove it."),
    "T006": _("“extends” comes back to the pack “%(pack)s”, which would never end; remove it in one of the packs."),
    "T007": _("no part of the software reads this file; move it, or name it in “other_files” of pack.toml."),
    "T008": _("this is not UTF-8 text; save it as UTF-8."),
    "T009": _("the column “%(column)s” is missing; add it to the first line."),
    "T010": _("the row has %(found)s cells and the first line has %(expected)s; quote what contains a comma."),
    "T011": _("the column “%(column)s” stands twice; remove one."),
    "T012": _("“%(value)s” is not a date; write it as 2024-01-31."),
    "T013": _("“%(key)s” begins on %(since)s and ends on %(until)s; “until” must be later than “since”."),
    "T014": _("the text of “%(key)s” is missing in “%(language)s”; add it."),
    "T015": _("“%(value)s” is not a currency; write its three letters of ISO 4217."),
    "T016": _("the country “%(value)s” is not in the codelist “country”; write its two letters of ISO 3166."),
    "T017": _("“%(key)s” is not a valid regular expression (%(reason)s); correct it."),
    "T018": _("“%(key)s” must be %(expected)s; correct its value."),
    "T101": _("the code “%(code)s” stands twice (first on line %(first)s); remove one."),
    "T102": _("the label of “%(code)s” is missing in “%(language)s”; add it."),
    "T103": _("the parent “%(parent)s” of “%(code)s” is not in the list; add it as a code or correct it."),
    "T104": _("“%(code)s” is its own ancestor; give it another parent."),
    "T105": _("“%(code)s” cannot be a code; use letters, digits, dot, hyphen and underscore only."),
    "T106": _("the codelist “%(codelist)s” has no title, source and licence; add them to codelists.toml."),
    "T107": _("“%(codelist)s” has no file codelists/%(codelist)s.csv; add the file or remove the entry."),
    "T201": _("the place “%(code)s” stands twice (first on line %(first)s); remove one."),
    "T202": _("the parent “%(parent)s” of the place “%(code)s” is not in this file; add it or correct it."),
    "T203": _("“%(code)s” (level %(level)s) lies in “%(parent)s” (level %(above)s); give it a parent one level above."),
    "T204": _("“%(value)s” is not a level of levels.toml (%(levels)s); correct it or add the level."),
    "T205": _("version “%(version)s” has no file places/%(version)s.csv; add the file or remove the version."),
    "T206": _("version “%(version)s” does not begin after the one before it; put the versions in order of “since”."),
    "T207": _("there is no place “%(code)s” of level %(level)s in version “%(version)s”; correct it or add the place."),
    "T208": _("the weights of “%(code)s” sum to %(total)s; they must sum to 1."),
    "T209": _("“%(value)s” is not a weight; write a number above 0 and up to 1."),
    "T210": _("the place “%(code)s” of version “%(version)s” is not in the crosswalk; add a row for it."),
    "T211": _("between the versions “%(older)s” and “%(newer)s” there is no crosswalk; add this file."),
    "T212": _("“%(value)s” is not a population; write a whole number above 0, or nothing."),
    "T213": _("the name of the place “%(code)s” is missing; add it."),
    "T214": _("there is no place “%(code)s” in version “%(version)s”; correct it or remove the row."),
    "T215": _("the place “%(code)s” stands twice in the grid (first on line %(first)s); remove one."),
    "T216": _("“%(code)s” and “%(other)s” share the cell in column %(column)s, row %(row)s; move one."),
    "T217": _("“%(value)s” is not a column or a row; write a whole number from 0 to 99."),
    "T218": _("the place “%(code)s” is not in the grid, but others of its level are; add a row for it."),
    "T301": _("an indicator has no “key”; give it one."),
    "T302": _("the indicator “%(key)s” stands twice (also in %(first)s); rename or remove one."),
    "T303": _("the indicator “%(key)s” has no counting rule; set “count” to one of: %(rules)s."),
    "T304": _("the report names the indicator “%(key)s”, which no file declares; correct it or declare it."),
    "T305": _("“%(note)s” of the line “%(ref)s” is missing in “%(language)s”; add it."),
    "T401": _("the country “%(country)s” is not in the codelist “country”; write its two letters of ISO 3166."),
    "T402": _("the group “%(group)s” is not in the codelist “destination_group”; correct it or add the code."),
    "T403": _("the country “%(country)s” stands twice; remove one."),
    "T404": _("the fact “%(key)s” has no source; name the publication it comes from."),
    "T405": _("the fact “%(key)s” has two values on the same day; end the earlier one with “until”."),
    "T501": _("“%(kind)s” must say how long in exactly one way: days, months, years_after_majority, or keep = true."),
    "T502": _("“%(kind)s” has no source; name the law or the decision it comes from."),
    "T601": _("“%(key)s” stands twice in the interview; rename or remove one."),
    "T602": _("the question “%(key)s” lies in the section “%(section)s”, which there is not; correct it or add it."),
    "T603": _("the question “%(key)s” names the codelist “%(codelist)s”, which there is not; correct it or add it."),
    "T604": _("“%(answer)s” is no answer to “%(key)s” (list “%(codelist)s”); correct it, or write “any”."),
    "T605": _("“%(key)s” points to “%(code)s”, which names no code of the list “%(codelist)s”; correct it."),
    "T701": _("the consent text has no “version”; give it one, and a new one whenever its words change."),
    "T702": _("the consent text lacks the %(part)s “%(key)s”; add it."),
    "T703": _("the %(part)s “%(key)s” means nothing here or stands twice; correct or remove it (known: %(known)s)."),
    "T801": _("the instrument “%(key)s” stands in two files; remove one."),
    "T802": _("“%(key)s” has two articles “%(article)s”; remove or renumber one."),
    "T803": _("“%(article)s” must say in “original” which of its texts binds: %(languages)s."),
    "T804": _("“%(name)s” of “%(about)s” must be two whole numbers, from and to; correct it."),
    "T805": _("“%(about)s” has no source; name the publication it comes from."),
    "T806": _("the %(name)s “%(value)s” of “%(about)s” means nothing here; choose one of: %(known)s."),
    "T901": _("the part “%(key)s” stands twice; rename or remove one."),
    "T902": _("the part “%(key)s” does not say where its number comes from; set “comes” to one of: %(known)s."),
    "T903": _("“weight” and “months” of the part “%(key)s” must be whole numbers above 0; correct them."),
    "T904": _("“nothing_at” and “full_at” of the part “%(key)s” must be two different numbers; correct them."),
    "T905": _("the part “%(key)s” names the %(kind)s “%(value)s”, which there is not; correct it or add it."),
    "T951": _("the review “%(key)s” stands in two files; remove one."),
    "T952": _("the review “%(review)s” has two editions of %(year)s; remove one."),
    "T953": _(
        "the yearly review “%(review)s” leaves out %(year)s; add that edition, and say in “lacking” what it lacks."
    ),
    "T954": _("“%(about)s” has no source; name the publication it comes from."),
    "T955": _("“%(about)s” has two recommendations “%(key)s”; remove or rename one."),
    "T956": _("“%(about)s” has %(count)s recommendations and says “%(extent)s”; correct one of the two."),
    "T957": _("the %(name)s “%(value)s” of “%(about)s” means nothing here; choose one of: %(known)s."),
    "T961": _("the frame “%(key)s” stands twice; rename or remove one."),
    "T962": _("the frame “%(key)s” has no source; name the publication it comes from."),
    "T963": _("“%(key)s” names the indicator “%(indicator)s”, which no file declares; correct it or declare it."),
    "T964": _("“%(key)s” names no indicator and does not say why in “note”; add one or the other."),
    "T971": _("the threshold of “%(key)s” must be a multiple of its base, and its reach the base less one at least."),
    "T972": _("“%(surface)s” names the profile “%(profile)s”, which there is not; choose one of: %(profiles)s."),
}

HARMLESS = frozenset({"T007"})  # worth putting right, but no reason to refuse the pack


@dataclass(frozen=True)
class Problem:
    """One thing to put right in a pack; `line` is 0 when the whole file is meant."""

    number: str
    file: str
    line: int
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def msgid(self) -> str:
        """The sentence before its names are filled in, for a screen that translates it."""
        return SENTENCES[self.number]

    @property
    def sentence(self) -> str:
        """The whole sentence in English: file, line, thing, remedy."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.msgid % self.params}"

    def __str__(self) -> str:
        return f"{self.number} {self.sentence}"


@dataclass
class Findings:
    """The problems found so far while a pack is read; files are named from the pack's own folder."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def add(self, number: str, file: Path, line: int = 0, **params: object) -> None:
        """Note a problem."""
        named = Path(os.path.relpath(file, self.folder)).as_posix()
        found = Problem(number, named, line, {name: str(value) for name, value in params.items()})
        if found not in self.problems:
            self.problems.append(found)

    def sorted(self) -> tuple[Problem, ...]:
        """Give the problems in the order in which a person works through the files."""
        return tuple(sorted(self.problems, key=lambda problem: (problem.file, problem.line, problem.number)))
