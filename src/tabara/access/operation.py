"""The only way anything is written: allowed, whole, remembered."""

import inspect
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar, cast, get_type_hints, runtime_checkable

from django.apps import apps
from django.db import models
from django.utils import timezone

from tabara import sealing
from tabara.access import audit, second
from tabara.access.answers import number_of
from tabara.access.enums import Permission, Scope
from tabara.access.errors import Denied, NotAllowed, NotFound, OtherAnswers, TwiceUsed
from tabara.access.fresh import demand_fresh
from tabara.access.models import Approval, AuditEvent, Member
from tabara.access.shares import OPENED_BY, Share
from tabara.access.showing import opens
from tabara.access.speaking import for_everybody, speaking_for
from tabara.access.telling import Done, tell
from tabara.access.unit import current_batch, latest, wait_for, whole

Act = TypeVar("Act", bound=Callable[..., Any])


class Held(Protocol):
    """A record that somebody holds: an owner, a team, an agency."""

    owner_id: uuid.UUID | None
    team_id: uuid.UUID | None
    agency_id: uuid.UUID

    @property
    def in_network(self) -> bool:
        """Return whether the agency takes part in the referral mechanism."""
        ...


@runtime_checkable
class Shareable(Protocol):
    """A record that can be shared beyond its holder."""

    def shares(self) -> list[Share]:
        """Return with whom it is shared at this moment, and what of it."""
        ...


@dataclass(frozen=True)
class Operation:
    """What is known of an operation: for the manual, the access matrix and the tests of the house."""

    name: str
    needs: Permission
    on: str | None
    call: Callable[..., Any]
    pair: second.TwoPersons | None = None


registry: dict[str, Operation] = {}
_depth: ContextVar[int] = ContextVar("depth_of_operations", default=0)


def new_event() -> uuid.UUID:
    """Return a number for an act about to happen, made where it happens: the same number twice is one act."""
    return sealing.event()


def operation(
    name: str,
    *,
    needs: Permission,
    on: str | None = None,
    about: str | None = None,
    two_persons: bool | second.TwoPersons = False,
    asks: Callable[[dict[str, Any]], str] | None = None,
    shared: bool = False,
) -> Callable[[Act], Act]:
    """Make a function an operation: it demands a permission, runs whole or not at all, and leaves an audit row.

    `on` names the argument whose holder the permission's scope is held against. The function takes `by`, `event`
    (the act's own number: the same act twice is one act) and keyword arguments, and returns the row it made or changed.
    `about` names the record that is read where nobody in particular holds it: the audit row says which one it was.
    `two_persons` makes it one that another person of another role must have approved, exactly as it is called: the
    caller hands over that `approval` (`access.second`), and `TwoPersons` says it in words.
    `asks` writes what was searched for: the audit row holds it as a number that only our key can make.
    `shared` opens it to those with whom the record is only shared; else it is for the holder's own members.
    """
    pair = second.TwoPersons() if two_persons is True else two_persons or None

    def decorate(function: Act) -> Act:
        result = _result_of(function)

        @wraps(function)
        def call(*, by: Member, event: uuid.UUID | None = None, **given: Any) -> Any:
            number, held = event or sealing.event(), given.get(on) if on else None
            answers = _answers(name, event, given)
            try:
                with speaking_for(by), whole():
                    _demand(by, needs, event, held, shared=shared)
                    if event and (seen := _arrived_before(event)):
                        return _seen(seen, name, by, held, result, answers)
                    if pair is not None:
                        _with_a_second(name, function, by, number, held, given)
                    with _inside():
                        thing = function(by=by, event=number, **given)
                    told_of = held if held is not None else given.get(about or "", thing)
                    _remember(name, by, number, told_of, thing, given, asks, answers)
            except Denied:
                _remember_denied(name, by, held)
                raise
            return thing

        registry[name] = Operation(name, needs, on, call, pair)
        return cast("Act", call)

    return decorate


def _with_a_second(
    name: str,
    function: Callable[..., Any],
    by: Member,
    event: uuid.UUID,
    held: Held | None,
    given: dict[str, Any],
) -> None:
    """Use up the approval of another person for exactly this act, by somebody who has just shown who they are."""
    demand_fresh(by)
    approval: Approval | None = given.pop("approval", None)
    whole_act = second.complete(function, {name: one for name, one in given.items() if name != "at"})
    second.refresh(whole_act)
    agency = by.agency_id if held is None else held.agency_id
    second.spend(approval, name=name, by=by, agency=agency, told=second.plain(whole_act), event=event)


def permitted(by: Member, needs: Permission, held: Held | None = None, *, shared: bool = True) -> bool:
    """Return whether the member's roles carry the permission as far as this record.

    The record is the member's to hold, or it is shared with the member and a group that the permission opens is among
    those shared; `shared=False` asks for the first alone.
    """
    scope = by.reach(needs) if by.may_act else None
    if scope is None:
        return False
    return held is None or within(by, scope, held) or (shared and _shared_with(by, needs, held))


def _shared_with(by: Member, needs: Permission, held: Held) -> bool:
    if needs not in OPENED_BY or not isinstance(held, Shareable):
        return False
    return any(opens(one, by, needs) for one in held.shares())


def within(by: Member, scope: Scope, held: Held) -> bool:
    """Return whether a record lies inside a member's scope."""
    if scope is Scope.ALL or held.owner_id == by.id:
        return True
    if scope is Scope.NETWORK:
        return held.agency_id == by.agency_id or held.in_network
    if held.agency_id != by.agency_id:
        return False
    return scope is Scope.AGENCY or (scope is Scope.TEAM and held.team_id is not None and held.team_id == by.team_id)


def _result_of(function: Callable[..., Any]) -> type[models.Model] | None:
    names = inspect.signature(function).parameters
    missing = {"by", "event", "at"} - set(names)
    if missing:
        raise TypeError(f"The operation {function.__qualname__} must take {', '.join(sorted(missing))}.")
    result = get_type_hints(function).get("return")
    return result if isinstance(result, type) and issubclass(result, models.Model) else None


@contextmanager
def _inside() -> Iterator[None]:
    """Mark that an operation runs: those it calls are parts of the same act and may carry its number."""
    before = _depth.set(_depth.get() + 1)
    try:
        yield
    finally:
        _depth.reset(before)


def _demand(by: Member, needs: Permission, event: uuid.UUID | None, held: Held | None, *, shared: bool) -> None:
    """Hold the record, and refuse whoever may not: asked of the record as it is, whichever walls hide it."""
    with for_everybody():
        _hold(event, held)
        may = permitted(by, needs, held, shared=shared)
    if not may:
        raise NotAllowed


def _hold(event: uuid.UUID | None, held: Held | None) -> None:
    """Let nobody else do the same act, nor change the record that it is about, until it is whole."""
    if _depth.get():
        return  # a part of an act that holds both
    if event and current_batch() is None:
        wait_for(event)
    if held is not None:
        latest(cast("models.Model", held))


def _arrived_before(event: uuid.UUID) -> AuditEvent | None:
    """Return the last row of an act that was done before; the row of the whole act follows those of its parts."""
    if _depth.get() or current_batch() is not None:
        return None
    return AuditEvent.objects.filter(event=event).order_by("-pk").first()


def _answers(name: str, event: uuid.UUID | None, given: dict[str, Any]) -> str:
    """Return the number of what the act was given, where it can come twice: nothing for a part, or inside a batch."""
    if event is None or _depth.get() or current_batch() is not None:
        return ""
    return number_of(name, given)


def _seen(
    seen: AuditEvent, name: str, by: Member, held: Held | None, result: type[models.Model] | None, given: str
) -> Any:
    """Return what the act made when it arrived first.

    Raises:
        TwiceUsed: where the number belongs to another act, another member's, or one about another record.
        OtherAnswers: where it is this very act, given something else.
        NotFound: where what it made is gone meanwhile.
    """
    about = seen.subject if held is None else subject_of(held)
    if (seen.operation, seen.member, seen.subject) != (name, by.id, about):
        raise TwiceUsed
    if seen.answers and seen.answers != given:
        raise OtherAnswers
    kind = apps.get_model(seen.thing_kind) if seen.thing_kind else result  # noqa: TID251 - the audit row names its own kind
    if kind is None:
        return None
    found = kind._base_manager.filter(pk=seen.thing).first()
    if found is None:
        raise NotFound
    return found


def _remember(
    name: str,
    by: Member,
    event: uuid.UUID,
    about: Any,
    thing: Any,
    given: dict[str, Any],
    asks: Callable[[dict[str, Any]], str] | None,
    answers: str,
) -> None:
    row = AuditEvent(
        event=event,
        at=timezone.now(),
        member=by.id,
        agency=by.agency_id,
        operation=name,
        outcome="done",
        subject=subject_of(about),
        thing_kind=thing._meta.label if isinstance(thing, models.Model) else "",
        thing=str(thing.pk) if isinstance(thing, models.Model) else "",
        reason=str(given.get("reason", ""))[:40],
        query=audit.query_of(by, asks(given) if asks else ""),
        answers=answers,
    )
    audit.append([row])
    tell(Done(name, by, event, given["at"], about, thing))


def _remember_denied(name: str, by: Member, held: Any) -> None:
    if _depth.get():
        return  # the whole act is refused, and remembers it; a row of this part would be undone with it
    with whole():
        audit.append(
            [
                AuditEvent(
                    event=sealing.event(),
                    at=timezone.now(),
                    member=by.id,
                    agency=by.agency_id,
                    operation=name,
                    outcome="denied",
                    subject=subject_of(held),
                )
            ]
        )


def subject_of(about: Any) -> uuid.UUID | None:
    """Return the case that an act is about, where it is about one."""
    found = getattr(about, "case_id", None) or getattr(about, "pk", None)
    return found if isinstance(found, uuid.UUID) else None
