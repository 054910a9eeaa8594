"""Work done here, in several processes, or on a cluster of machines: the same pieces, and so the same numbers.

How the work is cut does not depend on who does it. A piece gets all that it needs, its own seed included. What goes
to a cluster are counts of histories and seeds, never people; but a cluster runs what it is given, so its network has
to be one that only trusted machines are on.
"""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Protocol, TypeVar

from tabara.methods.prevalence.errors import PrevalenceError

Piece = TypeVar("Piece")
Done = TypeVar("Done")
MOST_PROCESSES = 256
_PATIENCE = "10s"


class Fan(Protocol):
    """Does a work on pieces and gives what comes of them in their order, as `map` does."""

    def __call__(self, work: Callable[[Piece], Done], pieces: Sequence[Piece], /) -> Iterable[Done]:
        """Do the work on every piece."""
        ...


def in_turn(work: Callable[[Piece], Done], pieces: Sequence[Piece], /) -> Iterable[Done]:
    """Do the work here, one piece after the other.

    >>> list(in_turn(abs, [-1, 2]))
    [1, 2]
    """
    return map(work, pieces)


def heard(fan: Fan, tell: Callable[[float], None]) -> Fan:
    """Give what does the work and tells after each piece which share is done.

    >>> shares = []
    >>> list(heard(in_turn, shares.append)(abs, [-1, 2])), shares
    ([1, 2], [0.5, 1.0])
    """

    def told(work: Callable[[Piece], Done], pieces: Sequence[Piece], /) -> Iterable[Done]:
        for at, one in enumerate(fan(work, pieces), 1):
            yield one
            tell(at / len(pieces))

    return told


def even(many: int, most: int) -> list[int]:
    """Cut so many into parts of nearly one size, none larger than `most`.

    >>> even(21, 10), even(4, 10), even(0, 10)
    ([7, 7, 7], [4], [])
    """
    parts = -(-many // most)
    return [many // parts + (at < many % parts) for at in range(parts)]


@contextmanager
def fanned(processes: int = 1, cluster: str | None = None) -> Iterator[Fan]:
    """Give what does the work: this process, so many others, or the Dask cluster whose scheduler has this address."""
    if cluster is not None and processes != 1:
        raise PrevalenceError("The work is done by processes of this machine or by a cluster. Choose one of them.")
    if not 1 <= processes <= MOST_PROCESSES:
        raise PrevalenceError(f"{processes} processes cannot be started. Choose between 1 and {MOST_PROCESSES}.")
    if cluster is not None:
        with _dask(cluster) as fan:
            yield fan
    elif processes == 1:
        yield in_turn
    else:
        with _processes(processes) as fan:
            yield fan


@contextmanager
def _processes(many: int) -> Iterator[Fan]:
    """Open so many processes; whoever stops the work does not wait for the pieces that are under way."""
    before = active_children()
    pool = ProcessPoolExecutor(many, mp_context=get_context("spawn"), initializer=_deaf)
    try:
        yield lambda work, pieces: pool.map(work, pieces)
    except BaseException:
        for one in active_children():
            if one not in before:
                one.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _deaf() -> None:
    """Leave Ctrl-C to the process that opened this one, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _dask(address: str) -> Iterator[Fan]:
    try:
        from distributed import Client
    except ImportError:
        raise PrevalenceError("A cluster needs the package “distributed”: install tabara[cluster].") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types
    except (OSError, ValueError) as error:
        why = f"No cluster answers at {address}: {error}"
        raise PrevalenceError(f"{why}. Start its scheduler, or correct the address.") from None
    with client:

        def fan(work: Callable[[Piece], Done], pieces: Sequence[Piece], /) -> Iterable[Done]:
            futures = client.map(work, list(pieces), pure=False)
            return (future.result() for future in futures)

        yield fan
