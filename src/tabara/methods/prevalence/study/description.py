"""What only whoever makes a study can say: what each list is, the period, who counts, and why the assumptions hold.

No table holds it, and no number means anything without it. What is not said is told as not said.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tabara.methods.prevalence.assumptions import ALIKE, CLOSED, LINKED, MEANT, NO_HIGHEST
from tabara.methods.prevalence.errors import PrevalenceError

NOT_SAID = "not said by whoever made the study"
ASSUMPTIONS: Mapping[str, str] = MappingProxyType(
    {"closed": CLOSED, "linked": LINKED, "meant": MEANT, "alike": ALIKE, "no_highest": NO_HIGHEST}
)
LEFT_OUT = "left_out"
_TABLES = ("lists", "assumptions", LEFT_OUT)
_TEXTS = ("title", "period", "victim", "linkage", "made_by")


@dataclass(frozen=True, slots=True)
class Justified:
    """Why an assumption holds, and who says so."""

    why: str
    by: str


@dataclass(frozen=True, slots=True)
class NotAgreed:
    """How many people of a list are not counted, because they do not agree to research; None is not told.

    They are not "on no list". `people` were left out before linking, `no` and `not_asked` of them where these were told
    apart; `since` were linked, and took their agreement back before they were counted.

    >>> NotAgreed(no=12, not_asked=3).people, NotAgreed(5, since=2).every
    (15, 7)
    """

    people: int | None = None
    no: int | None = None
    not_asked: int | None = None
    since: int | None = None

    def __post_init__(self) -> None:
        if self.people is None and self.no is not None and self.not_asked is not None:
            object.__setattr__(self, "people", self.no + self.not_asked)

    @property
    def every(self) -> int | None:
        """All who are not counted, whenever that was known."""
        return None if self.people is None else self.people + (self.since or 0)

    @property
    def text(self) -> str:
        """What is told, for whoever reads the study without its report."""
        before = self._before
        return f"{before}, since linking {self.since}" if self.since else before

    @property
    def _before(self) -> str:
        told = {"no": self.no, "not asked": self.not_asked}
        apart = ", ".join(f"{name} {many}" for name, many in told.items() if many is not None)
        return apart or ("not told" if self.people is None else str(self.people))


@dataclass(frozen=True, slots=True)
class Linked:
    """How people were linked, as values that a report puts into the words of its reader; `by` names these words."""

    by: str
    values: Mapping[str, Any] = field(default_factory=dict)
    misses: bool = False  # whether this way of linking misses links that nobody counts, as match-keys do

    @property
    def text(self) -> str:
        """What is told, for whoever reads the study without its report."""
        return ", ".join([self.by, *(f"{name} {value}" for name, value in self.values.items())])


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

    Whoever makes studies with a program says `victims` and `linked` in codes and values instead of a text in one
    language. `not_agreed` is of each list; None where nobody said who was left out.

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
    victims: tuple[str, ...] = ()
    linked: Linked | None = None
    not_agreed: Mapping[str, NotAgreed] | None = None

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
    unknown = [key for key in said if key not in (*_TEXTS, *_TABLES)]
    if unknown:
        known = ", ".join((*_TEXTS, *_TABLES))
        raise PrevalenceError(f"The description has “{unknown[0]}”, which is not known. Known are: {known}.")
    texts: dict[str, Any] = {key: _text(key, said[key]) for key in _TEXTS if key in said}
    lists = {name: _text(name, one) for name, one in _table("lists", said).items()}
    why = {key: _justified(key, one) for key, one in _table("assumptions", said).items()}
    left = {name: _not_agreed(name, one) for name, one in _table(LEFT_OUT, said).items()}
    return Description(**texts, lists=lists, assumptions=why, not_agreed=left or None)


def about(told: Description, lists: Sequence[str], *, linked: Iterable[str] = ()) -> None:
    """Refuse what is said of a list that is not there.

    `linked` are lists that whoever linked them tells of too: one of which nobody agreed has no column in a table.

    Raises:
        PrevalenceError: with the first such list.
    """
    known = "The lists are"
    strange = [name for name in told.lists if name not in lists]
    if strange:
        raise PrevalenceError(f"“{strange[0]}” is described but is no list. {known}: {', '.join(lists)}.")
    of = tuple(dict.fromkeys((*lists, *linked)))
    strange = [name for name in told.not_agreed or () if name not in of]
    if strange:
        raise PrevalenceError(f"“{strange[0]}” is under {LEFT_OUT} but is no list. {known}: {', '.join(of)}.")


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


def _not_agreed(name: str, value: Any) -> NotAgreed:
    """Read how many of a list said no, and how many nobody asked."""
    parts = ("no", "not_asked")
    numbers = value if isinstance(value, dict) else {}
    if set(numbers) != set(parts) or not all(type(many) is int and many >= 0 for many in numbers.values()):
        raise PrevalenceError(f"Under [{LEFT_OUT}.{name}] write two whole numbers: no = … and not_asked = ….")
    return NotAgreed(**numbers)
