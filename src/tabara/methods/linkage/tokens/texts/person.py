"""The people of an agency's list as the agency holds them, and who of them agreed to research.

The columns are those of a file of clear records, any of which may be missing or empty, and one more: `research`. Only
a yes is a yes. Whoever said no, or was not asked, is left out before anything is made of the record, and is counted:
they are a part of the population that no linking can reach.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from tabara.methods.linkage.cells import meant
from tabara.methods.linkage.errors import LinkageError

RESEARCH, LIST = "research", "agency"
_SEPARATORS = (",", ";", "\t")
_YES = {"yes", "y", "oui", "o", "ego", "ndiyo", "true", "1"}
_NO = {"no", "n", "non", "oya", "hapana", "false", "0"}
_NOT_ASKED = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What an agency knows of somebody, as it was written down."""

    first_name: str = ""
    surname: str = ""
    sex: str = ""
    dob: str = ""
    age: str = ""
    reg_year: str = ""
    est_birth_year: str = ""
    province: str = ""
    commune: str = ""
    mother: str = ""
    phone: str = ""


_KNOWN = {*(one.name for one in fields(Person)), RESEARCH, LIST, "unique_id", "cluster"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many people of a list are not linked, because they said no, or because nobody has their answer."""

    no: int = 0
    not_asked: int = 0

    @property
    def people(self) -> int:
        """How many in all."""
        return self.no + self.not_asked


@dataclass(frozen=True)
class People:
    """Who of a file may be linked, each with the name of the list; and how many of each list may not."""

    agreed: tuple[tuple[str, Person], ...]
    left_out: Mapping[str, LeftOut]
    passed_over: tuple[str, ...] = ()  # columns by names of which nothing is made


def read_people(text: str, *, name: str = "", everybody_agreed: bool = False) -> People:
    """Read an agency's file: a head, and a person a line; commas, semicolons or tabs separate.

    The list is called `name`, or else as the column `agency` says. `everybody_agreed` takes a file without the
    column `research`, where the answers are kept elsewhere and the file holds nobody who did not agree.

    >>> told = read_people("agency,first_name,research\\nA,Odette,yes\\nA,Aline,no\\nA,Denise,\\n")
    >>> len(told.agreed), told.left_out["A"]
    (1, LeftOut(no=1, not_asked=1))
    """
    head, rows = _rows(text)
    if RESEARCH not in head and not everybody_agreed:
        raise LinkageError(
            "The file has no column “research”. Add it, with yes for each person who agreed to research, or state that "
            "the file holds only people who did."
        )
    if not name and LIST not in head:
        raise LinkageError("Which list is this? Give it a name, or add a column “agency”.")
    agreed: list[tuple[str, Person]] = []
    answers: Counter[tuple[str, bool | None]] = Counter()
    for number, row in rows:
        of = _list_of(number, name or row.get(LIST, ""))
        said = _answer(number, row[RESEARCH]) if RESEARCH in row else True
        answers[of, said] += 1
        if said:
            agreed.append((of, _person(row)))
    lists = dict.fromkeys(of for of, _ in answers)
    left_out = {of: LeftOut(answers[of, False], answers[of, None]) for of in lists}
    return People(tuple(agreed), left_out, tuple(one for one in head if one and one not in _KNOWN))


def _rows(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    lines = _lines(text, max(_SEPARATORS, key=first.count))
    head = [one.strip().lower() for one in next(lines, (1, []))[1]]
    if not any(head):
        raise LinkageError("The file is empty. It needs a head with the names of its columns.")
    twice = [one for one, times in Counter(head).items() if times > 1]
    if twice:
        raise LinkageError(f"Two columns are called “{twice[0]}”. Give each its own name.")
    if not {"first_name", "surname"} & set(head):
        raise LinkageError(f"The file has no column first_name or surname. {_columns(head)}")
    return head, list(_cells(lines, head))


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        yield from ((lines.line_num, row) for row in lines)
    except csv.Error as error:
        raise LinkageError(f"Line {lines.line_num} of the file cannot be read as CSV: {error}. Correct it.") from None


def _columns(head: list[str]) -> str:
    """Say what the columns are called; where none is known there may be no head, and a person's record instead."""
    if _KNOWN & set(head):
        return f"Its columns are: {', '.join(head)}."
    return "None of the names in its first line is a column's: write the head above the people."


def _cells(lines: Iterator[tuple[int, list[str]]], head: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    empty = True
    for number, row in lines:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(head):
            raise LinkageError(f"Line {number} has {len(cells)} cells, the head has {len(head)}.")
        empty = False
        yield number, dict(zip(head, cells, strict=True))
    if empty:
        raise LinkageError("The file has a head and nobody below it.")


def _list_of(number: int, name: str) -> str:
    if not name:
        raise LinkageError(f"Line {number}: the column “agency” is empty. Say whose list this person stands on.")
    return name


def _answer(number: int, cell: str) -> bool | None:
    """Whether the person agreed to research; None where nobody has an answer."""
    said = cell.casefold()
    if said in _YES | _NO:
        return said in _YES
    if said == _NOT_ASKED:
        return None
    raise LinkageError(
        f"Line {number}: what stands under research is neither yes nor no. Write one of them, or leave it empty if "
        "nobody asked."
    )


def _person(row: Mapping[str, str]) -> Person:
    return Person(**{one.name: meant(row.get(one.name, "")) for one in fields(Person)})
