"""Whether something read from a file has the shape that the schema asks for: the part of JSON Schema that it uses.

The schema (letter-1.schema.json, draft 2020-12) is what another program goes by, so it is read here, too, and not said
a second time in code. tests/exchange/test_shape.py holds this reading against a whole implementation.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("letter-1.schema.json")
KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


@cache
def schema() -> Mapping[str, Any]:
    """Return the schema of what instances write to one another."""
    found: Mapping[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def first_fault(value: Any) -> str:
    """Return where something first differs from the schema, as a path; nothing where it fits."""
    return next(_faults(schema(), value, "/"), "")


def _faults(rule: Mapping[str, Any], value: Any, at: str) -> Iterator[str]:
    if "$ref" in rule:
        rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]]
    if "type" in rule and not _is_of(rule["type"], value):
        yield at
        return
    if any(name in rule and not test(rule[name], value) for name, test in TESTS.items()):
        yield at
    for part in rule.get("allOf", ()):
        if not any(_faults(part["if"], value, at)):
            yield from _faults(part["then"], value, at)
    if isinstance(value, dict):
        yield from _of_object(rule, value, at)
    for number, one in enumerate(value if isinstance(value, list) else ()):
        yield from _faults(rule.get("items", {}), one, f"{at}{number}/")


def _of_object(rule: Mapping[str, Any], value: Mapping[str, Any], at: str) -> Iterator[str]:
    known = rule.get("properties", {})
    yield from (f"{at}{name}" for name in rule.get("required", ()) if name not in value)
    for name, one in value.items():
        if name in known:
            yield from _faults(known[name], one, f"{at}{name}/")
        elif rule.get("additionalProperties") is False:
            yield f"{at}{name}"
        elif isinstance(rule.get("additionalProperties"), dict):
            yield from _faults(rule["additionalProperties"], one, f"{at}{name}/")


def _is_of(kinds: str | list[str], value: Any) -> bool:
    wanted = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, bool):
        return "boolean" in wanted
    return any(isinstance(value, KINDS[one]) for one in wanted)


TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "const": lambda rule, value: bool(value == rule) and type(value) is type(rule),
    "enum": lambda rule, value: value in rule,
    "pattern": lambda rule, value: not isinstance(value, str) or re.search(rule, value) is not None,
    "maxLength": lambda rule, value: not isinstance(value, str) or len(value) <= rule,
    "minLength": lambda rule, value: not isinstance(value, str) or len(value) >= rule,
    "maxItems": lambda rule, value: not isinstance(value, list) or len(value) <= rule,
    "minItems": lambda rule, value: not isinstance(value, list) or len(value) >= rule,
    "minimum": lambda rule, value: not isinstance(value, int) or value >= rule,
    "maximum": lambda rule, value: not isinstance(value, int) or value <= rule,
}
