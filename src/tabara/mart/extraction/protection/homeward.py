"""Returns, visits and what they measured, how cases end and begin again."""

import uuid
from collections.abc import Iterator

from tabara.mart.extraction.protection.hung import CODE, NO, hung, table, trend
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.reintegration.enums import Dimension, VisitState
from tabara.protection.reintegration.models import Ending, Episode, Return, Visit


def returns(reading: Reading) -> Iterator[Row]:
    """Give the journeys home, and the month of each step."""
    days = ("prepared_on", "departed_on", "arrived_on", "handed_over_on", "called_off_on")
    told = ("state", "from_country", "to_country", "outcome", "call_off_reason")
    for row in hung(reading, Return, *told, *days):
        yield *row[: -len(days)], *map(month_or_none, row[-len(days) :])


def visits(reading: Reading) -> Iterator[Row]:
    """Give the visits; one in another's place falls due when that one did, and only that one was due."""
    due: dict[uuid.UUID, int] = {}
    names = ("id", "instead_of", "month", "state", "reason", "safe", "risk", "due_on", "done_on")
    for *keys, number, instead, nth, state, reason, safe, risk, due_on, done_on in hung(
        reading, Visit, *names, order=("due_on", "id")
    ):
        due[number] = due.get(instead, month(due_on))
        missed = reason if state == VisitState.MISSED else ""
        told = (str(nth), state, missed, safe, risk, int(instead is None))
        yield *keys, *told, due[number], month_or_none(done_on)


def outcomes(reading: Reading) -> Iterator[Row]:
    """Give what kept visits measured, compared with the first visit of the plan that measured the same."""
    first: dict[tuple[uuid.UUID, str], int] = {}
    rows = hung(reading, Visit, "plan", "month", "done_on", *Dimension, order=("done_on", "id"), state=VisitState.KEPT)
    for person, case, plan, nth, day, *scores in rows:
        for dimension, score in zip(Dimension, scores, strict=True):
            if score is not None:
                known = first.get((plan, dimension))
                first.setdefault((plan, dimension), score)
                said = "first" if known is None else trend(known, score)
                yield person, case, str(nth), dimension.value, score, said, month(day)


def endings(reading: Reading) -> Iterator[Row]:
    """Give the closings, and whether each was opened again."""
    names = ("reason", "reopen_reason", "ended_on", "reopened_on")
    for *told, ended, reopened in hung(reading, Ending, *names):
        yield *told, month(ended), month_or_none(reopened)


def episodes(reading: Reading) -> Iterator[Row]:
    """Give the new cases of people who had one before."""
    for *keys, reason, begun in hung(reading, Episode, "reason", "begun_on"):
        yield *keys, reason, month(begun)


SOURCES = (
    Source(
        "returns",
        table(
            return_state=CODE,
            from_country=CODE,
            to_country=CODE,
            return_outcome=CODE,
            return_call_off=CODE,
            m=NO,
            departed_m=NO,
            arrived_m=NO,
            handed_over_m=NO,
            called_off_m=NO,
        ),
        returns,
    ),
    Source(
        "visits",
        table(
            visit_month=CODE,
            visit_state=CODE,
            visit_missed=CODE,
            outcome_safety=CODE,
            outcome_risk=CODE,
            slots=NO,
            due_m=NO,
            done_m=NO,
        ),
        visits,
    ),
    Source(
        "outcomes",
        table(visit_month=CODE, reintegration_dimension=CODE, score=NO, outcome_trend=CODE, m=NO),
        outcomes,
    ),
    Source("endings", table(closure_reason=CODE, reopen_reason=CODE, m=NO, reopened_m=NO), endings),
    Source("episodes", table(episode_reason=CODE, m=NO), episodes),
)
