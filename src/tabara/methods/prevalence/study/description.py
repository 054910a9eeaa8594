"""What only whoever makes a study can say: what each list is, the period, who counts, and why the assumptions hold.

No table holds it, and no number means anything without it. What is not said is told as not said.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tabara.methods.prevalence.assumptions import ALIKE, CLOSED, LINKED, MEANT, NO_HIGHEST
from tabara.methods.prevalence.errors import PrevalenceError

NOT_SAID = "not said by whoever made the study"
ASSUMPTIONS: Mapping[str, str] = MappingProxyType(
    {"closed": CLOSED, "linked": LINKED, "meant": MEANT, "alike": ALIKE, "no_highest": NO_HIGHEST}
)
_TEXTS = ("title", "period", "victim", "linkage", "made_by")


@dataclass(frozen=True, slots=True)
class Justified:
    """Why an assumption holds, and who says so."""

    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that readers of an estimate have to be told; `said` is None where nobody said it."""

    key: str
    asks: str
    said: str | None

    @property
    def text(self) -> str:
        """What is to be read: what was said, or that it was not."""
        return self.said or NOT_SAID


@dataclass(frozen=True, slots=True)
class Description:
    """What the makers say of their study.

    >>> Description(period="2025", lists={"police": "People heard by the police"}).period
    '2025'
    """

    title: str = ""
    period: str = ""
    victim: str = ""  # who is a presumed victim here
    linkage: str = ""  # how people were linked: method, version, thresholds
    made_by: str = ""
    lists: Mapping[str, str] = field(default_factory=dict)
    assumptions: Mapping[str, Justified] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = [key for key in self.assumptions if key not in ASSUMPTIONS]
        if unknown:
            raise PrevalenceError(f"There is no assumption “{unknown[0]}”. They are: {', '.join(ASSUMPTIONS)}.")


def read_description(text: str) -> Description:
    """Read a description from TOML.

    >>> told = read_description('period = "2025"\\n[lists]\\npolice = "Heard by the police"\\n'
    ...     '[assumptions.closed]\\nwhy = "One year only"\\nby = "The data team"\\n')
    >>> told.assumptions["closed"].why
    'One year only'
    """
    try:
        said = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise PrevalenceError(f"The description is not valid TOML: {error}.") from None
    unknown = [key for key in said if key not in (*_TEXTS, "lists", "assumptions")]
    if unknown:
        known = ", ".join((*_TEXTS, "lists", "assumptions"))
        raise PrevalenceError(f"The description has “{unknown[0]}”, which is not known. Known are: {known}.")
    texts = {key: _text(key, said[key]) for key in _TEXTS if key in said}
    lists = {name: _text(name, one) for name, one in _table("lists", said).items()}
    why = {key: _justified(key, one) for key, one in _table("assumptions", said).items()}
    return Description(**texts, lists=lists, assumptions=why)


def _table(key: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
    found = said.get(key, {})
    if not isinstance(found, dict):
        raise PrevalenceError(f"In the description “{key}” is a table: write [{key}] and a line for each.")
    return found


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise PrevalenceError(f"In the description “{key}” is a text between quotation marks.")
    return value.strip()


def _justified(key: str, value: Any) -> Justified:
    if not isinstance(value, dict) or set(value) != {"why", "by"}:
        raise PrevalenceError(f"The assumption “{key}” needs two lines: why it holds, and by whom that is said.")
    return Justified(_text("why", value["why"]), _text("by", value["by"]))
