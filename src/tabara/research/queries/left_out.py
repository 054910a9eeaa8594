"""Who was left out of the lists of a linkage because they did not agree to research, and studies told with it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tabara.methods.prevalence.study import NotAgreed
from tabara.research.models import CaptureCount, Study


def left_out(counts: CaptureCount) -> dict[str, NotAgreed] | None:
    """Return how many of each list are not counted; nothing where nobody said it.

    Of lists of our own: whoever did not agree when they were drawn up, and apart from these whoever took her agreement
    back since. Whoever was erased as a person is on no list any more, and in neither number.
    """
    linkage = counts.linkage
    if linkage.here:
        since = counts.left_out
        return {key: NotAgreed(told["left_out"], since=since.get(key, 0)) for key, told in linkage.people.items()}
    left: Mapping[str, Mapping[str, int | None]] | None = linkage.account.get("left_out")
    return None if left is None else {key: NotAgreed(None, one["no"], one["not_asked"]) for key, one in left.items()}


def result_of(study: Study) -> dict[str, Any] | None:
    """Return what a study says; where an earlier version stored it, with who was left out beside it.

    Of lists linked here it is told anew: it was once stored in one sum with those who took their agreement back.
    """
    if study.result is None:
        return None
    told: dict[str, Any] = study.result["description"]
    if told.get("not_agreed") is not None and not study.counts.linkage.here:
        return dict(study.result)
    left = left_out(study.counts)
    known = None if left is None else {key: asdict(one) for key, one in left.items()}
    return {**study.result, "description": {**told, "not_agreed": known}}
