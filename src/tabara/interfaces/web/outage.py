"""What the server lacks when it cannot work: recognised in an error, said in one sentence on a page of its own."""

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from tabara.interfaces.web.limits import TooLong
from tabara.sealing import KeyUnavailable

RETRY = 60  # seconds, for whoever asks by program
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_STATES = {"53100", "53400"}  # SQLSTATE: disk full, a configured limit exceeded
SLOW_STATES = {"57014", "55P03", "40P01", "25P03"}  # cancelled after its time, lock not available, deadlock, idle
FULL_WORDS = ("disk is full", "disk I/O error", "No space left")  # SQLite says EFBIG and EDQUOT as an I/O error
SLOW_WORDS = ("database is locked", "interrupted")


class Lack(StrEnum):
    """What is missing."""

    SPACE = "space"
    DATABASE = "database"
    KEY = "key"
    TIME = "time"


def lack(error: BaseException | None) -> Lack | None:
    """Return what the server lacks, as an error or one that led to it tells; `None` for any other error."""
    return next((found for one in _causes(error) if (found := _of(one))), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of(error: BaseException) -> Lack | None:
    if isinstance(error, KeyUnavailable):
        return Lack.KEY
    if isinstance(error, TooLong):
        return Lack.TIME
    if isinstance(error, OSError) and error.errno in FULL:
        return Lack.SPACE
    return _of_database(error) if isinstance(error, DatabaseError | InterfaceError) else None


def _of_database(error: Exception) -> Lack | None:
    state, words = getattr(error.__cause__, "sqlstate", None) or "", str(error)
    if state in FULL_STATES or any(word in words for word in FULL_WORDS):
        return Lack.SPACE
    if state in SLOW_STATES or any(word in words for word in SLOW_WORDS):
        return Lack.TIME
    return Lack.DATABASE if isinstance(error, OperationalError | InterfaceError) else None


def sentence(of: Lack) -> str:
    """Return what is said to the reader."""
    return {
        Lack.SPACE: _("The disk of the server is full, so nothing can be stored. Tell the administrator."),
        Lack.DATABASE: _(
            "The database does not answer. Try again in a minute; if it stays so, tell the administrator."
        ),
        Lack.KEY: _("The key of this server is not in its place: nothing is opened or stored. Tell the administrator."),
        Lack.TIME: _("This took too long and was stopped. Try again in a minute, or ask for less at once."),
    }[of]
