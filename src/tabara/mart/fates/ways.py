"""How a field of a record fares on the way into the mart, and the reasons that many fields share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a field fares."""

    CARRIED = "carried"  # as it is: a code, a number, a key made for counting
    DERIVED = "derived"  # coarsened or counted: a month of a day, a commune of a hill, a bit of a code
    LEFT = "left behind"


@dataclass(frozen=True)
class Fate:
    """One field's fate: the columns it goes into, and why where it does not go as it is."""

    way: Way
    columns: tuple[str, ...] = ()
    reason: str = ""
    asked: bool = False  # read to find a row or to leave it out, and carried nowhere


def carried(*columns: str) -> Fate:
    """Say that the field goes into these columns as it is."""
    return Fate(Way.CARRIED, columns)


def derived(*columns: str, by: str) -> Fate:
    """Say that these columns are made from the field, and how."""
    return Fate(Way.DERIVED, columns, by)


def left(reason: str) -> Fate:
    """Say that the field stays behind, and why."""
    return Fate(Way.LEFT, (), reason)


def keys(*tables: str) -> Fate:
    """Say that the case goes into these tables, as its own statistical key and as its person's."""
    columns = (f"{table}.{key}" for table in tables for key in ("person_key", "case_key"))
    return derived(*columns, by="their statistical keys")


def asked(reason: str) -> Fate:
    """Say that the field is read to find rows or to leave them out, and why it stays behind all the same."""
    return Fate(Way.LEFT, (), reason, asked=True)


MONTH = "its month"
AGENCY = "its key"
IN_TIME = "whether it was done by its day"
BITS = "a bit for each code"
NUMBER = left("it would lead back to the record")
LINK = asked("it joins the tables while they are read, and would lead back to the record")
TEXT = left("free text, or sealed text, can say who somebody is")
WHO = left("who did the work is no figure")
CLOCK = left("when it was typed is no figure")
NOT_YET = left("no figure asks for it yet")
VAULT = left("the mart cannot reach the vault")
KEYS = left("the mart cannot reach the keys")
ACCOUNT = left("accounts are not counted")
ACT = left("the memory of acts is for auditors; only its length steers an incremental build")
LIST = left("derived from the case, for lists")
JOB = left("the queue of jobs is no record of anybody")


def fields(model: str, names: str | Iterable[str], fate: Fate) -> Mapping[str, Fate]:
    """Return the same fate for several fields of a model, given as `app.Model` and the names apart by spaces."""
    chosen = names.split() if isinstance(names, str) else names
    return {f"{model}.{name}": fate for name in chosen}
