"""Who is told of an act that was done, within its transaction: what is kept beside the memory of acts.

    @listens
    def keep_what_matters(done: Done) -> None: ...

A listener writes in the same unit of work, so that what it keeps is there if and only if the act is.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from tabara.access.models import Member


class Done(NamedTuple):
    """An act: its name, by whom, which one, when, the record that it was about (else what it made), what it made."""

    name: str
    by: Member
    event: uuid.UUID
    at: dt.datetime
    about: Any
    thing: Any


Listener = Callable[[Done], None]
_listeners: list[Listener] = []


def listens(listener: Listener) -> Listener:
    """Have a function told of every act that is done, parts of acts too. Called as its module is read."""
    _listeners.append(listener)
    return listener


def tell(done: Done) -> None:
    """Tell whoever listens."""
    for listener in _listeners:
        listener(done)
