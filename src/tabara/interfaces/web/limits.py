"""What one request may cost: so many bytes, so much time. A web process that grows too heavy is replaced."""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tabara.interfaces.web.uploads import MOST

Answer = Callable[[HttpRequest], HttpResponse]
LARGEST = 2 * MOST  # bytes of a body: the files, and what is written beside them
LONGEST = 60.0  # seconds: PostgreSQL gives a statement up after as many
LOOK = 0.5  # seconds between two looks at the clock


class TooLong(Exception):
    """The request was at work for longer than any may be."""


class Watch:
    """Stops what takes too long: raises `TooLong` in the thread at work, where everything half done is undone."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}
        self._struck: set[int] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Let the block run so long and no longer."""
        me = threading.get_ident()
        with self._lock:
            self._until[me] = time.monotonic() + seconds
            self._struck.discard(me)
            self._begin()
        try:
            yield
        finally:
            with self._lock:
                del self._until[me]
                if me in self._struck:  # what was raised too late to reach the block must not hit the next request
                    self._struck.discard(me)
                    _raise_in(me, None)

    def _begin(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._look, name="watch over requests", daemon=True)
            self._thread.start()

    def _look(self) -> None:
        pause = threading.Event()
        while not pause.wait(LOOK):
            with self._lock:
                late = [one for one, until in self._until.items() if until < time.monotonic()]
                for one in late:
                    if one not in self._struck:
                        self._struck.add(one)
                        _raise_in(one, TooLong)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in a thread at its next step of Python; `None` takes back one that was not raised yet."""
    kind = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), kind)


watch = Watch()


def limits(answer: Answer) -> Answer:
    """Refuse a body that is larger than any form, and stop what takes longer than anybody waits."""

    def within(request: HttpRequest) -> HttpResponse:
        if _length(request) > LARGEST:
            said = _("This is too large to be sent. The largest file may have 8 MB.")
            return render(request, "errors/outage.html", {"message": said}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        with watch.at_most(LONGEST):
            return answer(request)

    return within


def _length(request: HttpRequest) -> int:
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0
