"""What of a study may stand on an infosheet: the sentence with all that has to be read with it, never a bare number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tabara.methods.prevalence.study import from_dict
from tabara.publication.studies.front import front
from tabara.publication.studies.released import public_rule
from tabara.publication.studies.shown import shown
from tabara.publication.studies.wording import languages


@dataclass(frozen=True)
class Leaving:
    """The sentence of a study that was signed off, what goes with it, and what it rests on."""

    sentence: str
    beside: tuple[str, ...]


def leaving(result: Mapping[str, Any], *, language: str, signed: str) -> Leaving | None:
    """Return what a sheet in this language says of a study that a second person signed off; nothing in the others.

    Numbers are rounded and small counts withheld, as for everybody outside.
    """
    if language not in languages():
        return None
    told = front(shown(from_dict(result), language, public_rule()), signed)
    return Leaving(told["sentence"], (*told["more"], *told["rests"]["lines"], told["signed"]))
