"""The page of the figures: every indicator of the pack, by pillar and by what it is counted from."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from docs.pages.sources import pack, text

RULES = {
    "distinct person": "each person once, however often she came",
    "person x service type": "each person once for each kind of service",
    "additive": "what happened, added up",
}


def figures() -> str:
    """Give every indicator with its population, its counting rule, its conditions, its breakdowns and its notes."""
    parts = [
        "# Figures",
        "",
        "Everything that can be counted, as declared once in the pack. Small counts are withheld, unless it is said",
        "that a figure counts nothing about people.",
        "",
    ]
    codes = list(pack().codelists["pillar"].codes)
    listed = sorted(pack().indicators, key=lambda one: (codes.index(one["pillar"]), one["view"]))
    for pillar, ours in groupby(listed, key=lambda one: one["pillar"]):
        parts += [f"## {pack().codelists['pillar'].codes[pillar].text('en')}", ""]
        for view, found in groupby(ours, key=lambda one: one["view"]):
            parts += [f"### From `{view}`", ""]
            for one in found:
                parts += _entry(one)
    return "\n".join(parts)


def _entry(one: Mapping[str, Any]) -> list[str]:
    french = one["title"].get("fr") if isinstance(one["title"], Mapping) else ""
    lines = [f"- **{name}:** {said}" for name, said in _facts(one) if said]
    return [f"#### {text(one['title'], one['key'])}", "", f"`{one['key']}` · *{french}*", "", *lines, ""]


def _facts(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "of whom", text(one.get("population", {}))
    yield "counting rule", f"{one['count']} ({RULES[one['count']]}{_how(one)})"
    yield "period", _when(one)
    yield "only", "; ".join(f"`{name}`: {_condition(value)}" for name, value in one.get("where", {}).items())
    yield "unit", one.get("unit", "persons")
    yield "may be broken down by", _listed(one.get("by", ()))
    yield "answers to", ", ".join(one.get("frames", ()))
    yield "small counts", "shown: it counts nothing about people" if one.get("open") else "withheld"
    yield "beside", "only beside another figure; a dashboard leaves it out" if one.get("aside") else ""
    yield "note", text(one.get("note", {}))


def _how(one: Mapping[str, Any]) -> str:
    if one.get("distinct"):
        return f": the different values of `{one['distinct']}`"
    added = one.get("add")
    return f": the {'largest' if one.get('most') else 'sum'} of `{added}`" if added else ""


def _when(one: Mapping[str, Any]) -> str:
    if one["when"] == "last day":
        return "what holds on its last day"
    return "the month in " + " and in ".join(f"`{name}`" for name in (one["when"], *one.get("within", ())))


def _condition(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_condition(codes)}" for name, codes in value.items())
    return _listed([value] if isinstance(value, str) else value)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
