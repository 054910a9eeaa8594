"""What a workbook would make of the plan: each row held against the rules before anything is written."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.access.models import Agency
from tabara.partnership.models import Membership
from tabara.partnership.operations.plan.cells import SHOWN, read
from tabara.partnership.operations.plan.columns import TARGET, title
from tabara.partnership.operations.plan.reading import Sent
from tabara.partnership.queries.plan.changes import SAME
from tabara.protection.directory.operations.filing.plain import plain

OF_OBJECTIVE = ("pillar", "objective_code", "objective")
OF_ACTIVITY = ("activity", "owner", "starts_on", "due_on")  # needed wherever there is an activity


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a row: in which column, as the spreadsheet names it and as it is called, and why."""

    key: str
    letter: str
    reason: str

    @property
    def title(self) -> str:
        """Return what the column is called."""
        return title(self.key) if self.key else _("Row")


@dataclass
class Row:
    """One row: its number in the sheet, what it says, and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    said: dict[str, Any] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    agency: Agency | None = None

    @property
    def has_activity(self) -> bool:
        """Return whether it is about an activity, and not about an objective that has none yet."""
        return any(self.said.get(key) for key in ("code", "activity"))

    @property
    def targets(self) -> dict[int, Any]:
        """Return the targets by year."""
        named = ((key, value) for key, value in self.said.items() if key.startswith(TARGET) and value is not None)
        return {int(key.removeprefix(TARGET)): value for key, value in named}


@dataclass(frozen=True)
class Draft:
    """A whole workbook, weighed."""

    sent: Sent
    rows: tuple[Row, ...]

    @property
    def wrong(self) -> list[Row]:
        """Return the rows with something wrong."""
        return [row for row in self.rows if row.flaws]

    @property
    def activities(self) -> list[Row]:
        """Return the rows with an activity."""
        return [row for row in self.rows if row.has_activity]


def weigh(sent: Sent) -> Draft:
    """Return every row with what it says and what is wrong with it."""
    draft = Draft(sent, tuple(_read(sent, number, cells) for number, cells in sent.rows))
    owners, agencies = _organisations()
    seen: dict[str, int] = {}
    objectives: dict[str, tuple[int, tuple[str, str]]] = {}
    for row in draft.rows:
        _need(row, sent)
        _weigh_objective(row, sent, objectives)
        if row.has_activity:
            _weigh_code(row, sent, seen)
            _weigh_owner(row, sent, owners, agencies)
            _weigh_days(row, sent)
            _weigh_measure(row, sent)
            _weigh_money(row, sent)
    return draft


def _read(sent: Sent, number: int, cells: tuple[str, ...]) -> Row:
    row = Row(number, cells)
    for place, key in sent.keys.items():
        try:
            row.said[key] = read(key, cells[place] if place < len(cells) else "")
        except Refused as problem:
            flaw(row, sent, key, str(problem))
    return row


def flaw(row: Row, sent: Sent, key: str, reason: str) -> None:
    """Note what is wrong with a row, once for each column."""
    if all(one.key != key for one in row.flaws):
        row.flaws.append(Flaw(key, sent.letter(key), reason))


def _need(row: Row, sent: Sent) -> None:
    needed = (*OF_OBJECTIVE, *(("code", *OF_ACTIVITY) if row.has_activity else ()))
    for key in needed:
        if row.said.get(key) in ("", None):
            flaw(row, sent, key, _("Nothing stands here. It is needed in every row."))


def _weigh_objective(row: Row, sent: Sent, known: dict[str, tuple[int, tuple[str, str]]]) -> None:
    code, told = row.said.get("objective_code"), (row.said.get("pillar", ""), row.said.get("objective", ""))
    if not code:
        return
    line, before = known.setdefault(code, (row.number, told))
    said = _("Row %(row)s says otherwise of the objective %(code)s. Say the same in both.") % {
        "row": line,
        "code": code,
    }
    for key, one, other in zip(("pillar", "objective"), told, before, strict=True):
        if one and other and one != other:
            flaw(row, sent, key, said)


def _weigh_code(row: Row, sent: Sent, seen: dict[str, int]) -> None:
    code = row.said.get("code", "")
    if not code:
        return
    line = seen.setdefault(plain(code), row.number)
    if line != row.number:
        said = _("The activity %(code)s stands in row %(row)s already. Give one of them another number.")
        flaw(row, sent, "code", said % {"code": code, "row": line})


def _weigh_owner(row: Row, sent: Sent, owners: Mapping[str, str], agencies: Mapping[str, Agency]) -> None:
    said = row.said.get("owner", "")
    if not said:
        return
    if plain(said) not in owners:
        told = _("“%(text)s” is no organisation that is known here. Write its name as it stands among the members.")
        flaw(row, sent, "owner", told % {"text": said[:SHOWN]})
        return
    row.said["owner"], row.agency = owners[plain(said)], agencies.get(plain(said))


def _weigh_days(row: Row, sent: Sent) -> None:
    since, due = row.said.get("starts_on"), row.said.get("due_on")
    if isinstance(since, dt.date) and isinstance(due, dt.date) and due < since:
        flaw(row, sent, "due_on", _("It ends before it begins. Correct one of the two days."))


def _weigh_measure(row: Row, sent: Sent) -> None:
    key, measure = row.said.get("indicator", ""), row.said.get("measure", "")
    if key:
        found = indicator_of(key)
        if found:
            row.said["indicator"] = found
        else:
            said = _("The catalogue has no indicator “%(text)s”. Write its key, or name another measure instead.")
            flaw(row, sent, "indicator", said % {"text": key})
    if row.targets and not (key or measure):
        flaw(
            row, sent, "measure", _("There is a target, and nothing that it measures. Name an indicator or a measure.")
        )
    row.said["counting"] = row.said.get("counting") or "yearly"


def _weigh_money(row: Row, sent: Sent) -> None:
    amounts = [key for key in ("budget", "funded", "spent") if row.said.get(key) is not None]
    currency = (row.said.get("currency") or "").upper()
    row.said["currency"] = currency
    if amounts and currency not in currencies():
        said = _("“%(text)s” is no currency of the plan. Write one of these: %(known)s.")
        flaw(row, sent, "currency", said % {"text": currency, "known": ", ".join(currencies())})


def currencies() -> list[str]:
    """Return the currencies in which the plan may be reckoned, the country's own first."""
    pack = codelists.pack()
    return list(dict.fromkeys((pack.currency, *pack.parameters["plan_currencies"])))


def indicator_of(text: str) -> str:
    """Return the key of an indicator by its key or by its title in any language; nothing where there is none."""
    asked = plain(text)
    for one in codelists.pack().indicators:
        if asked in (plain(one["key"]), *map(plain, one["title"].values())):
            return str(one["key"])
    return ""


def _organisations() -> tuple[Mapping[str, str], Mapping[str, Agency]]:
    agencies = {plain(one.name): one for one in Agency.objects.all()}
    names: Collection[str] = Membership.objects.filter(until=None).values_list("organisation", flat=True)
    return {key: one.name for key, one in agencies.items()} | {plain(name): name for name in names}, agencies


def said_in(draft: Draft) -> dict[str, dict[str, Any]]:
    """Return what a workbook says of each activity, to be held against another version."""
    return {
        row.said["code"]: {key: row.said.get(key) for key in (*OF_OBJECTIVE, "activity", *SAME)}
        | {f"{TARGET}{year}": value for year, value in row.targets.items()}
        for row in draft.activities
        if row.said.get("code")
    }
