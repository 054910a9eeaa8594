"""What members read of recruitment agencies: who is licensed on a day, what is complained of, what was warned of."""

import datetime as dt
import unicodedata
import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.db.models import Max

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.codelists.spelling import fold, likeness
from tabara.prevention.enums import ComplaintState, FileState, LicenceState
from tabara.prevention.models import Caution, Complaint, Firm, FirmList
from tabara.prevention.queries.reached import following

MOST, MOST_ALIKE = 2_000, 5
ALIKE = 0.7  # the likeness from which a name on the list is shown beside the one that was typed
LONGEST = 120  # letters of what is looked for


class Standing(StrEnum):
    """How an agency stands on a day."""

    LICENSED = "licensed"
    NOT_YET = "not_yet"
    OVER = "over"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    LEFT = "left"  # the newest list names it no more


@dataclass(frozen=True)
class Line:
    """An agency of the list, how it stands on a day, and whether it is the very one that was typed."""

    firm: Firm
    standing: Standing
    same: bool = True


@dataclass(frozen=True)
class Answer:
    """What the list says to a name or the number of a licence, and of which day the list is."""

    lines: list[Line]
    listed_on: dt.date | None

    @property
    def same(self) -> bool:
        """Return whether the list has this very name or number."""
        return any(line.same for line in self.lines)

    @property
    def yes(self) -> bool:
        """Return whether whoever bears this very name or number is licensed; of two of one name, both."""
        return self.same and all(line.standing is Standing.LICENSED for line in self.lines)


def standing_of(firm: Firm, on: dt.date) -> Standing:
    """Return how an agency stands on a day: a decision on its licence goes before the days of the licence."""
    if firm.state != LicenceState.LICENSED and (firm.changed_on is None or firm.changed_on <= on):
        return Standing(firm.state)
    if on < firm.since:
        return Standing.NOT_YET
    return Standing.LICENSED if on < firm.until else Standing.OVER


def firms(*, by: Member, on: dt.date, standing: str = "") -> list[Line]:
    """List the agencies that a list names or named, by name, each as it stands on a day."""
    _may_ask(by)
    newest = newest_list()
    lines = [_line(one, on, newest) for one in Firm.objects.order_by("name", "pk")[:MOST]]
    return [line for line in lines if not standing or line.standing == standing]


def firm(*, by: Member, number: uuid.UUID) -> Firm:
    """Give an agency of the list.

    Raises:
        NotFound: there is none of that number.
    """
    _may_ask(by)
    found = Firm.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def line(*, by: Member, number: uuid.UUID, on: dt.date) -> Line:
    """Give an agency of the list as it stands on a day.

    Raises:
        NotFound: there is none of that number.
    """
    return _line(firm(by=by, number=number), on, newest_list())


def looked_up(*, by: Member, asked: str, on: dt.date) -> Answer:
    """Return what the list says to a name or to the number of a licence: the very one, else those much like it."""
    _may_ask(by)
    names = list(Firm.objects.order_by("name", "pk").values_list("pk", "name", "licence"))
    said, newest = asked.strip()[:LONGEST], newest_list()  # of all names: one left out would be called unknown
    bare = _plain(said)
    same = [key for key, name, licence in names if bare and bare in (_plain(name), _plain(licence))]
    if same:
        rows = _in_order(same)
        lines = [_line(one, on, newest) for one in rows]
        left = any(line.standing is Standing.LEFT for line in lines)
        return Answer(lines, newest if left else max(one.listed_on for one in rows))
    alike = _Alike(said)
    scored = sorted(((alike.score(name), key) for key, name, _licence in names), key=lambda pair: -pair[0])
    near = [key for score, key in scored[:MOST_ALIKE] if score >= ALIKE]
    found = [_line(one, on, newest, same=False) for one in _in_order(near)]
    return Answer(found, Firm.objects.aggregate(last=Max("listed_on"))["last"])


def _in_order(numbers: list[uuid.UUID]) -> list[Firm]:
    """Return the agencies of these numbers, in their order."""
    found = Firm.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def complaints(
    *, by: Member, state: str = "", firm: Firm | None = None, after: uuid.UUID | None = None, most: int = MOST
) -> list[Complaint]:
    """List the complaints, the newest first, or those that follow one of them, to those alone who follow them."""
    _may_follow(by)
    rows = Complaint.objects.select_related("firm", "agency")
    rows = rows.filter(firm=firm) if firm else rows
    rows = rows.filter(state=state) if state else rows.exclude(state=ComplaintState.STRUCK)
    return list(following(rows, after, "received_on")[:most])


def complaint(*, by: Member, number: uuid.UUID) -> Complaint:
    """Give a complaint.

    Raises:
        NotFound: there is none of that number.
    """
    _may_follow(by)
    found = Complaint.objects.select_related("firm", "agency").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def unanswered(*, by: Member, on: dt.date) -> list[Complaint]:
    """List the complaints that nobody passed on yet, or whose answer is late, the oldest first."""
    _may_follow(by)
    waiting = Complaint.objects.filter(state=ComplaintState.RECEIVED)
    late = Complaint.objects.filter(state=ComplaintState.PASSED_ON, due_on__lt=on)
    return list((waiting | late).select_related("firm").order_by("received_on", "pk")[:MOST])


def warnings(*, by: Member, on: dt.date | None = None) -> list[Caution]:
    """List the warnings, the newest first: all of them, or those that hold on a day."""
    _may_ask(by)
    rows = Caution.objects.select_related("firm")
    if on is not None:
        rows = rows.filter(issued_on__lte=on).exclude(withdrawn_on__lte=on)
    return list(rows[:MOST])


def warning(*, by: Member, number: uuid.UUID) -> Caution:
    """Give a warning.

    Raises:
        NotFound: there is none of that number.
    """
    _may_ask(by)
    found = Caution.objects.select_related("firm").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def words_sealed_apart() -> set[uuid.UUID]:
    """Return the complaints whose words are sealed under keys of their own: numbers, for the check of the databases."""
    return set(Complaint.objects.exclude(words=None).order_by().values_list("pk", flat=True))


def newest_list() -> dt.date | None:
    """Return the day of the newest list that was imported whole; whoever is not on it is no more on the list."""
    found: dt.date | None = FirmList.objects.filter(state=FileState.IMPORTED).aggregate(day=Max("listed_on"))["day"]
    return found


def firm_lists(*, by: Member) -> list[FirmList]:
    """List the lists that were sent as files, the newest first."""
    _may_follow(by)
    return list(FirmList.objects.defer("held", "before")[:MOST])


def firm_list(*, by: Member, number: uuid.UUID) -> FirmList:
    """Give a list that was sent as a file.

    Raises:
        NotFound: there is none of that number.
    """
    _may_follow(by)
    found = FirmList.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def _line(firm: Firm, on: dt.date, newest: dt.date | None, *, same: bool = True) -> Line:
    """Return how an agency stands; one that the newest whole list names no more is not called licensed."""
    standing = standing_of(firm, on)
    if standing is Standing.LICENSED and newest is not None and firm.listed_on < newest:
        standing = Standing.LEFT
    return Line(firm, standing, same)


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    """Return a name as it is compared: capitals, accents, apostrophes and dashes make no other name; letters do."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in spread if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())


class _Alike:
    """Scores names against what was typed: as a whole, or word by word in any order. Words that return cost nothing."""

    def __init__(self, asked: str) -> None:
        self.whole = _folded(asked)
        self.words = [_folded(word) for word in asked.split() if len(_folded(word)) > 1]
        self.known: dict[tuple[str, str], float] = {}

    def score(self, name: str) -> float:
        parts = [_folded(word) for word in name.split()]
        each = [max((self._near(word, part) for part in parts), default=0.0) for word in self.words]
        return max(likeness(self.whole, _folded(name)), sum(each) / len(each) if each else 0.0)

    def _near(self, word: str, part: str) -> float:
        if (word, part) not in self.known:
            self.known[word, part] = likeness(word, part)
        return self.known[word, part]


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


def _may_ask(by: Member) -> None:
    """Refuse whoever has no work here: the list itself is public, but pages are of members."""
    if not by.may_act:
        raise NotAllowed


def _may_follow(by: Member) -> None:
    if not by.may(Permission.RECRUITMENT_KEEP):
        raise NotAllowed
