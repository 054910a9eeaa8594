"""The account of a linkage unit, as it writes it beside its table: what was linked with what, and who was left out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tabara.methods.linkage.errors import NotReceived, _
from tabara.methods.linkage.tokens.files import Scheme
from tabara.methods.prevalence.capture import CaptureTable

ACCOUNT = "account"
TEXTS = ("project", "key", "normaliser", "scheme")
History = frozenset[str]


@dataclass(frozen=True, slots=True)
class Left:
    """How many people of a list were left out; None is too few to be told in the clear."""

    no: int | None
    not_asked: int | None


@dataclass(frozen=True)
class Account:
    """What a linkage unit says of its work."""

    project: str
    round: int
    key: str  # the fingerprint, as people read it aloud
    normaliser: str
    scheme: str
    threshold: float
    records: Mapping[str, int]
    left_out: Mapping[str, Left]
    histories: Mapping[History, int]

    @property
    def misses(self) -> bool:
        """Whether links were missed that nobody counted: match-keys do not find whom they do not share."""
        return misses(self.scheme)

    @property
    def values(self) -> dict[str, str | int | float]:
        """Return how people were linked, as values that a report puts into words."""
        texts = {name: getattr(self, name) for name in TEXTS}
        return {**texts, "round": self.round, "threshold": self.threshold}


def misses(scheme: str) -> bool:
    """Tell whether tokens of this kind miss people whom nobody can count."""
    return scheme == Scheme.MATCH_KEYS


def read_account(text: str) -> Account:
    """Read the account that `tabara linkage match --account` wrote.

    Raises:
        NotReceived: where it is none, or says that overlaps were withheld.
    """
    told = _object(text.removeprefix("\ufeff"))
    if told.get("withheld") is True:
        said = _(
            "The account says that overlaps were withheld, and nothing can be estimated from the rest. Have the unit "
            "seal everything to the study: tabara linkage match --study."
        )
        raise NotReceived(ACCOUNT, said)
    try:
        texts = {name: _text(told[name]) for name in TEXTS}
        return Account(
            **texts,
            round=_whole(told["round"]),
            threshold=_share(told["threshold"]),
            records={str(of): _whole(many) for of, many in told["records"].items()},
            left_out={str(of): Left(one["no"], one["not_asked"]) for of, one in told["left_out"].items()},
            histories={frozenset(one["lists"]): _whole(one["people"]) for one in told["histories"]},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _no_account() from None


def agree(account: Account, table: CaptureTable) -> None:
    """Refuse an account and a capture table that are not of one linkage.

    Raises:
        NotReceived: with the first thing in which they differ.
    """
    _same_lists(account, table)
    for of, left in account.left_out.items():
        for many in (left.no, left.not_asked):
            if many is not None and (type(many) is not int or many < 0):
                said = _("The account says that “%(many)s” people of “%(list)s” were left out. Have it written anew.")
                raise NotReceived(ACCOUNT, said, many=many, list=of)
    for name in table.lists:
        if table.total(name) > account.records[name]:
            said = _(
                "The table counts %(people)s people on “%(list)s”; the account says that %(records)s were linked. Send "
                "both files of one linkage."
            )
            told = {"people": table.total(name), "records": account.records[name]}
            raise NotReceived(ACCOUNT, said, list=name, **told)
    _same_counts(account, table)


def _same_lists(account: Account, table: CaptureTable) -> None:
    """A list of which nobody agreed has no column in the table."""
    linked = {of for of, many in account.records.items() if many}
    if linked != set(table.lists):
        said = _("The account is of the lists %(told)s, the table of %(lists)s. Send both files of one linkage.")
        told = {"told": ", ".join(sorted(linked)), "lists": ", ".join(sorted(table.lists))}
        raise NotReceived(ACCOUNT, said, **told)


def _same_counts(account: Account, table: CaptureTable) -> None:
    counted = {frozenset(table.names(one)): many for one, many in zip(table.histories, table.counts, strict=True)}
    for history in sorted({*counted, *account.histories}, key=sorted):
        told, people = account.histories.get(history, 0), counted.get(history, 0)
        if told != people:
            said = _(
                "The account counts %(told)s people on %(lists)s alone, the table %(people)s. Send both files of one "
                "linkage."
            )
            raise NotReceived(ACCOUNT, said, told=told, people=people, lists=" + ".join(sorted(history)))


def _object(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise _no_account() from None
    if not isinstance(told, dict):
        raise _no_account()
    return told


def _no_account() -> NotReceived:
    said = _("This is no account of a linkage unit. It is the JSON that “tabara linkage match --account” writes.")
    return NotReceived(ACCOUNT, said)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or len(value) > 200:
        raise ValueError
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError
    return float(value)
