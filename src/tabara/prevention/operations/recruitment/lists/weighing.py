"""What a list would bring, line by line: who is new, who changes, who stays as they are, and what is wrong."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.codelists.spelling import fold
from tabara.files import Table
from tabara.prevention.enums import LicenceState
from tabara.prevention.models import Firm
from tabara.prevention.operations.recruitment.firms import Licence, known_number, refuse_line

# What each column may be called, folded: in the four languages, and by its key.
TITLES: Mapping[str, tuple[str, ...]] = {
    "licence": ("licence", "number", "agrement", "numero", "inomero", "namba", "leseni", "uruhusha"),
    "name": ("name", "agency", "nom", "agence", "izina", "jina", "shirika", "ikigo"),
    "since": ("since", "from", "du", "depuis", "guhera", "kuanzia"),
    "until": ("until", "to", "au", "jusqu'au", "gushika", "hadi"),
    "destinations": ("destinations", "countries", "pays", "ibihugu", "nchi"),
}
NEEDED = ("licence", "name", "since", "until")
BETWEEN = re.compile(r"[|,;/]")
DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class Effect(StrEnum):
    """What a line would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


@dataclass(frozen=True)
class Planned:
    """One line: what it would do, to which agency, and where it is wrong, in which column and why."""

    line: int
    cells: tuple[str, ...]
    effect: Effect
    number: str = ""
    licence: Licence | None = None
    firm: Firm | None = None
    column: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Weighed:
    """What a list would bring."""

    header: tuple[str, ...]
    rows: tuple[Planned, ...]

    def of(self, effect: Effect) -> list[Planned]:
        """Return the lines that would do so."""
        return [one for one in self.rows if one.effect is effect]


def columns_of(table: Table) -> dict[str, int]:
    """Return at which place each column stands; refuse a list without one that is needed."""
    known = {fold(word): key for key, words in TITLES.items() for word in words}
    found: dict[str, int] = {}
    for place, title in enumerate(table.header):
        key = known.get(fold(title))
        if key is not None:
            found.setdefault(key, place)
    missing = [key for key in NEEDED if key not in found]
    if missing:
        raise Refused(
            _("The column “%(missing)s” is missing. Take the empty file, and fill its columns.")
            % {"missing": "”, “".join(missing)},
            "file",
        )
    return found


def weigh(table: Table, listed_on: dt.date, today: dt.date) -> Weighed:
    """Weigh every line against the list that is kept and the lines before it."""
    at, firms = columns_of(table), {one.licence.casefold(): one for one in Firm.objects.all()}
    return Weighed(table.header, tuple(_weighed(table, at, firms, listed_on, today)))


def _weighed(
    table: Table, at: Mapping[str, int], firms: Mapping[str, Firm], listed_on: dt.date, today: dt.date
) -> Iterator[Planned]:
    lines: dict[str, int] = {}
    for line, cells in table.lines:
        told = {key: cells[place].strip() if place < len(cells) else "" for key, place in at.items()}
        try:
            number, licence = _read(told)
            refuse_line(licence, listed_on, today)
            firm = firms.get(number.casefold())
            _refuse_line(number, firm, lines.setdefault(number.casefold(), line), line, listed_on)
        except Refused as problem:
            yield Planned(line, cells, Effect.WRONG, column=problem.field or "", reason=problem.message)
        else:
            effect = Effect.NEW if firm is None else Effect.SAME if _same(firm, licence) else Effect.CHANGED
            yield Planned(line, cells, effect, number, licence, firm)


def _read(told: Mapping[str, str]) -> tuple[str, Licence]:
    days = {name: _day(told[name], name) for name in ("since", "until")}
    return known_number(told["licence"]), Licence(told["name"], **days, destinations=_countries(told))


def _refuse_line(number: str, firm: Firm | None, first: int, line: int, listed_on: dt.date) -> None:
    if first != line:
        raise Refused(_("This number stands in line %(line)s already.") % {"line": first}, "licence")
    if firm is None:
        return
    if firm.state == LicenceState.REVOKED:
        raise Refused(
            _("This licence was revoked. Give it back first, or write down the new licence by its number."), "licence"
        )
    if listed_on < firm.listed_on:
        raise Refused(_("A newer list is known of this agency. Take the newest list."), "licence")


def _same(firm: Firm, licence: Licence) -> bool:
    return (firm.name, firm.since, firm.until, firm.destinations) == (
        licence.name.strip(),
        licence.since,
        licence.until,
        list(licence.destinations),
    )


def _day(said: str, column: str) -> dt.date:
    found = DAY.fullmatch(said)
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(said)
    except ValueError:
        raise Refused(_("“%(said)s” is no date. Write it as 2024-01-31.") % {"said": said}, column) from None


def _countries(told: Mapping[str, str]) -> tuple[str, ...]:
    """Return the countries named, by their codes or by a name in one of the languages."""
    codes = codelists.pack().codelist("country").codes
    known = {fold(text): key for key, code in codes.items() for text in code.label.values()}
    found = []
    for said in filter(None, (one.strip() for one in BETWEEN.split(told.get("destinations", "")))):
        code = said.upper() if said.upper() in codes else known.get(fold(said), "")
        if not code:
            raise Refused(_("“%(said)s” is no country. Write its code or its name.") % {"said": said}, "destinations")
        found.append(code)
    return tuple(dict.fromkeys(found))
