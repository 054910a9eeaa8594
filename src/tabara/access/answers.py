"""What an act was given, as a number: the same form sent twice is known from another one under the same number."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from django.db import models

from tabara import sealing
from tabara.sealing.signing import blinded

BESIDE = {"at", "approval", "saw", "before"}  # when it came, who agreed, which version was seen: no answers


def number_of(name: str, given: Mapping[str, Any]) -> str:
    """Return the number that stands for an act's arguments, which only our key can make and nobody can read back."""
    answers = {key: value for key, value in given.items() if key not in BESIDE}
    return blinded(f"answers of {name}\n{json.dumps(answers, sort_keys=True, default=_plain)}")


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, str(value.pk)]
    if isinstance(value, bytes):
        return sealing.fingerprint(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return str(value)
