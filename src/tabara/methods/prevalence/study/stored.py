"""Read a study back from what `as_dict` gave, so that a report can be printed long after it was made."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import inf
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tabara.methods.prevalence.capture import CaptureTable, capture_table
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status
from tabara.methods.prevalence.study.shape import FORMAT, Study


def from_dict(told: Mapping[str, Any]) -> Study:
    """Return the study that was told; a limit that was infinite, and told as nothing, is infinite again."""
    if told.get("format") != FORMAT:
        raise PrevalenceError(f"This is no study in the format “{FORMAT}”. Make the study again.")
    hints = get_type_hints(Study)
    known: dict[str, Any] = {"table": _table(told), "provenance": _provenance(told)}
    rest = (one.name for one in fields(Study) if one.name not in known)
    return Study(**known, **{name: _read(hints[name], told[name]) for name in rest})


def _table(told: Mapping[str, Any]) -> CaptureTable:
    lists = list(told["lists"])
    rows = [(tuple(int(name in one["lists"]) for name in lists), one["count"]) for one in told["capture"]]
    seen = {history: count for history, count in rows if count is not None}
    return capture_table(lists, seen, [history for history, count in rows if count is None])


def _provenance(told: Mapping[str, Any]) -> Provenance:
    return Provenance(told["capture_sha256"], told["seed"], dict(told["versions"]))


def _estimate(told: Mapping[str, Any]) -> Estimate:
    return Estimate(
        method=told["method"],
        paper=told["paper"],
        status=Status(told["status"]),
        value=told["estimate"],
        observed=told["observed"],
        provenance=_provenance(told),
        intervals=tuple(
            Interval(one["level"], _number(one["low"]), _number(one["high"]), one["given"])
            for one in told["all_intervals"]
        ),
        assumptions=tuple(told["assumptions"]),
        reasons=tuple(told["reasons"]),
        model=None if told["model"] is None else tuple(told["model"]),
        aic=told["aic"],
        diagnostics=dict(told["diagnostics"]),
    )


def _number(value: float | None) -> float:
    return inf if value is None else float(value)


def _read(hint: Any, value: Any) -> Any:
    """Return a value as its place in the study wants it."""
    if get_origin(hint) in (Union, UnionType):
        if value is None:
            return None
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if hint is Estimate:
        return _estimate(value)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        known = [one.name for one in fields(hint) if one.name in value]  # an earlier version told less
        return hint(**{name: _read(hints[name], value[name]) for name in known})
    return _several(hint, value)


def _several(hint: Any, value: Any) -> Any:
    kind, parts = get_origin(hint), get_args(hint)
    if kind is tuple:
        each = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_read(one, item) for one, item in zip(each, value, strict=True))
    if kind is not None and issubclass(kind, Mapping):
        return {key: _read(parts[1], item) for key, item in value.items()}
    if hint is float:
        return _number(value)
    return Status(value) if hint is Status else value
