"""What two persons do together: one asks, another of another role approves exactly that, the first one does it."""

import datetime as dt
import inspect
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import ApprovalState, Permission, Scope
from tabara.access.errors import Denied, NotFound, Refused
from tabara.access.models import Approval, Member
from tabara.access.unit import latest

LIFE = dt.timedelta(hours=24)
LONGEST = 80  # letters of a code; what is longer is a text, and could be about somebody
GIVEN_BY_THE_DOOR = {"by", "event", "at"}
READERS: tuple[tuple[type, Callable[[str], Any]], ...] = (
    (dt.datetime, dt.datetime.fromisoformat),
    (dt.date, dt.date.fromisoformat),
    (uuid.UUID, uuid.UUID),
)
Told = Mapping[str, Any]  # the arguments of an approval, as they are stored


class ApprovalNeeded(Refused):
    """The act needs a second person, and came without one's approval."""

    def __init__(self) -> None:
        super().__init__(_("This needs the approval of a second person. Ask for it first."))


class NotApproved(Denied):
    """There is an approval, but it is not good for this act, or no longer."""


def nothing_to_refuse(**_given: Any) -> None:
    """Let everything be asked for."""


@dataclass(frozen=True)
class TwoPersons:
    """How an act of two persons is put to the second one, and what is refused before she is asked.

    `words` takes the stored arguments and returns, in the reader's language, exactly what will be done.
    """

    words: Callable[[Told], str] | None = None
    refuses: Callable[..., None] = nothing_to_refuse


def complete(function: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of an act with those that it would take by default.

    Raises:
        TypeError: for an argument that is missing, or that the act does not have.
    """
    takes = inspect.signature(function).parameters
    found = {name: given.get(name, one.default) for name, one in takes.items() if name not in GIVEN_BY_THE_DOOR}
    missing = [name for name, value in found.items() if value is inspect.Parameter.empty]
    if wrong := sorted(set(given) - set(found)) + missing:
        raise TypeError(f"The act {function.__qualname__} cannot be asked for so: {', '.join(wrong)}.")
    return found


def plain(value: Any) -> Any:
    """Return an argument as it is stored, and bound by the digest: a row by its number and version, else a code."""
    if isinstance(value, models.Model):
        return _row(value)
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return _plain_code(value)


def _plain_code(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | uuid.UUID):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str) and len(value) <= LONGEST and not any(letter.isspace() for letter in value):
        return str(value)
    raise TypeError("Only rows, numbers, days and codes can be approved: a text could be about somebody.")


def _row(row: models.Model) -> dict[str, str]:
    seen = {"kind": row._meta.label, "number": str(row.pk)}
    for name in ("version", "updated_at", "standing"):
        value = getattr(row, name, None)
        if value is not None:
            seen[name] = value if isinstance(value, str) else str(plain(value))
    return seen | ({"code": row.code} if hasattr(row, "code") else {})


def digest_of(name: str, told: Told) -> str:
    """Return the digest that binds an approval to an act and its arguments."""
    return sealing.chain(name, dict(told))


def may_approve(one: Member, *, asker: Member, agency: uuid.UUID) -> bool:
    """Return whether somebody may be the second person: another one, of other roles, who reaches that agency."""
    scope = one.reach(Permission.APPROVE) if one.may_act else None
    if scope is None or one.pk == asker.pk or set(one.roles) == set(asker.roles):
        return False
    return scope is Scope.ALL or one.agency_id == agency


def refresh(given: Mapping[str, Any]) -> None:
    """Read every row that the act is about anew, and hold it: what is approved is what is stored, not what was seen."""
    for value in given.values():
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, models.Model):
                latest(one)


def spend(approval: Approval | None, *, name: str, by: Member, agency: uuid.UUID, told: Told, event: uuid.UUID) -> None:
    """Use an approval for the one act it was given for, in the transaction of that act.

    Raises:
        ApprovalNeeded: where there is none.
        NotApproved: where it is another's, for anything else, spent, expired, or not given (any more).
    """
    if approval is None:
        raise ApprovalNeeded
    row = Approval.objects.select_for_update().filter(pk=approval.pk).first()
    if row is None or row.asked_by_id != by.pk:
        raise NotApproved(_("This approval was asked for by somebody else. Ask for one yourself."))
    _refuse_state(row.state(timezone.now()))
    if (row.operation, row.digest, row.agency_id) != (name, digest_of(name, told), agency):
        raise NotApproved(_("Something changed since this was approved. Look at it again, and ask anew."))
    second = row.decided_by
    if second is None or not may_approve(second, asker=by, agency=agency):
        raise NotApproved(_("Whoever approved this may do so no more. Ask somebody else."))
    spent = Approval.objects.filter(
        pk=row.pk, used_at=None
    )  # the row is held; asked once more where nothing can hold it
    if not spent.update(used_at=timezone.now(), used_by=event):
        _refuse_state(ApprovalState.USED)


def _refuse_state(state: ApprovalState) -> None:
    refusals = {
        ApprovalState.WAITING: _("Nobody has approved this yet. Wait, or tell the person who can."),
        ApprovalState.REFUSED: _("The second person refused this. Talk to each other before you ask again."),
        ApprovalState.EXPIRED: _("This approval is older than 24 hours. Ask for a new one."),
        ApprovalState.USED: _("This approval was used already. Ask for a new one for each act."),
    }
    if state in refusals:
        raise NotApproved(refusals[state])


def restored(function: Callable[..., Any], told: Told) -> dict[str, Any]:
    """Return the arguments of an act from what its approval stores.

    Raises:
        NotFound: for a row that is gone.
    """
    hints = get_type_hints(function)
    return {name: _restored(hints.get(name), value) for name, value in told.items()}


def _restored(hint: Any, value: Any) -> Any:
    kinds = [kind for kind in (get_args(hint) or (hint,)) if isinstance(kind, type)]
    if isinstance(value, list):
        return [_restored(hint, one) for one in value]
    if isinstance(value, Mapping) and "kind" in value:
        of = next(kind for kind in kinds if issubclass(kind, models.Model) and kind._meta.label == value["kind"])
        row = of._base_manager.filter(pk=value["number"]).first()
        if row is None:
            raise NotFound
        return row
    if isinstance(value, str):
        return next((read(value) for kind, read in READERS if kind in kinds), value)
    return value
