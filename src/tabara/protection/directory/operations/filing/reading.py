"""The lines of a file, and which of them speak of the same provider."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.methods.sheets import plain_text
from tabara.protection.directory.operations.filing.columns import (
    COLUMNS,
    NEEDED,
    OF_PROVIDER,
    PROBLEM,
    title,
    titles,
)
from tabara.protection.directory.operations.filing.plain import plain


@dataclass(frozen=True)
class Line:
    """One line of a file: its number there, and those of its cells that say something, by column."""

    number: int
    cells: dict[str, str]
    too_wide: bool = False

    def said(self, key: str) -> str:
        """Return what a cell says."""
        return self.cells.get(key, "")

    def of_service(self) -> dict[str, str]:
        """Return the cells that say something of a service."""
        own = {one.key for one in OF_PROVIDER}
        return {key: text for key, text in self.cells.items() if key not in own}


@dataclass
class Group:
    """The lines of one provider."""

    name: str
    agency: str
    lines: list[Line] = field(default_factory=list)


def header_of(cells: Sequence[str]) -> list[str]:
    """Return the keys of the columns.

    Raises:
        Refused: where a column is not known, stands twice, or the name of the provider is missing.
    """
    known = titles()
    while cells and not cells[-1]:
        cells = cells[:-1]
    keys = [known.get(plain(one), "") for one in cells]
    if strange := [one for one, key in zip(cells, keys, strict=True) if not key]:
        said = _("There is no column “%(name)s” here. The columns are: %(columns)s.")
        names = ", ".join(str(one.title) for one in COLUMNS if one is not PROBLEM)
        raise Refused(said % {"name": strange[0][:60], "columns": names}, "file")
    if twice := [key for key in dict.fromkeys(keys) if keys.count(key) > 1]:
        raise Refused(_("The column “%(name)s” stands twice. Keep one of them.") % {"name": title(twice[0])}, "file")
    if missing := [key for key in NEEDED if key not in keys]:
        raise Refused(_("The column “%(name)s” is missing. Add it.") % {"name": title(missing[0])}, "file")
    return keys


def lines_of(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> list[Line]:
    """Return the lines under a header, without the apostrophes that keep a spreadsheet from running a cell."""
    keys, found = header_of(header), []
    for number, cells in rows:
        pairs = zip(keys, cells, strict=False)
        own = {key: plain_text(text) for key, text in pairs if text and key != PROBLEM.key}
        found.append(Line(number, own, too_wide=any(cells[len(keys) :])))
    return found


def grouped(lines: Iterable[Line]) -> list[Group]:
    """Return the lines by provider; a line without an agency belongs to the provider of its name before it."""
    groups: dict[tuple[str, str], Group] = {}
    latest: dict[str, Group] = {}
    for line in lines:
        name, agency = plain(line.said("name")), plain(line.said("agency"))
        group = latest.get(name) if not agency else None
        if group is None:
            group = groups.setdefault((name, agency), Group(line.said("name"), line.said("agency")))
        latest[name] = group
        group.lines.append(line)
    return list(groups.values())


def other_words(group: Group) -> list[tuple[Line, str, str]]:
    """Return where a later line says something else of the provider than its first line: line, column, sentence."""
    first, found = group.lines[0], []
    for line in group.lines[1:]:
        for key, text in line.cells.items():
            if key in SHARED and text != first.said(key):
                said = _("Line %(line)s says something else of this provider. Write the same in both.")
                found.append((line, key, said % {"line": first.number}))
    return found


SHARED = frozenset(one.key for one in OF_PROVIDER) - {"name", "agency"}
