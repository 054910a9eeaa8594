"""The page of the procedure: the path of a person, step by step, with what the code and the packs say of each."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docs.pages.sources import french, operations, pack, roles_with, table, text

FRAME = Path(__file__).with_name("procedure.toml")
PACKS = ("bi", "demo")
CLOCKS = ("_hours", "_days", "_months")  # how the names of parameters end that say how soon or how long


@cache
def steps() -> list[Mapping[str, Any]]:
    """Give the steps of the path, as the frame has them."""
    return list(tomllib.loads(FRAME.read_text(encoding="utf-8"))["step"])


def clocks() -> set[str]:
    """Give every clock that a pack sets."""
    return {name for key in PACKS for name in pack(key).parameters if name.endswith(CLOCKS)}


OTHERS = ("sealing.", "partnership.")  # keys, and the papers of the Commission


@cache
def sealed() -> Mapping[str, list[str]]:
    """Give the sealed fields of each record about people who are helped, as the data dictionary classes them."""
    from tabara.mart.dictionary import Secrecy, entry_of  # Django must stand before models are imported
    from tabara.mart.fates import FATES

    found: dict[str, list[str]] = {}
    for model, _, name in (field.rpartition(".") for field in FATES):
        if entry_of(f"{model}.{name}").secrecy is Secrecy.SEALED and not model.startswith(OTHERS):
            found.setdefault(model, []).append(name)
    return found


def procedure() -> str:
    """Give the page."""
    named = [text(pack(key).name) for key in PACKS]
    parts = [
        "# Standard operating procedure",
        "",
        "The path of a person through the referral mechanism, from the first word to the last visit. The sentences are",
        "ours; who may do what, how soon, and what falls due are read from the code and from the packs, so that this",
        f"page is what the program does. The clocks are those of {named[0]}, and beside them those of {named[1]}, with",
        "which one tries things out. A national commission changes them in its pack, and this page follows.",
        "",
        "The words of the steps: [the glossary](glossary.md). Where each thing can stand: [the states](states.md).",
        "How it is done, page by page: [for the caseworker](caseworker.md).",
        "",
    ]
    for number, step in enumerate(steps(), start=1):
        parts += _section(number, step, named)
    return "\n".join(parts)


def _section(number: int, step: Mapping[str, Any], named: list[str]) -> list[str]:
    words = ", ".join(f"{word} (*{french()[word]}*)" for word in step.get("words", ()))
    parts = [f"## {number}. {step['title']['en']}", "", f"*{step['title']['fr']}*", "", step["text"].strip(), ""]
    parts += ["**Who may do it**", "", *table(("what", "who, and how far"), _who(step))]
    if step.get("clock"):
        rows = ((said, *(value(pack(key).parameters[name]) for key in PACKS)) for name, said in step["clock"].items())
        parts += ["**How soon, how long**", "", *table(("clock", *named), rows)]
    if step.get("due"):
        parts += ["**What falls due**", "", *(f"- {_due(kind)} (`{kind}`)" for kind in step["due"]), ""]
    fields = ", ".join(f"`{model}.{name}`" for model in step["seals"] for name in sealed()[model])
    where = f" In the records: {fields}." if fields else ""
    parts += [f"**What is sealed.** {step['sealed']}{where}", "", f"**In French.** {words}.", ""]
    return [*parts, f"**More:** {', '.join(f'[{name}]({page})' for name, page in step['more'].items())}.", ""]


def _who(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for what, name in step["who"].items():
        yield what, roles_with(operations()[name].needs)


def _due(kind: str) -> str:
    from django.utils import translation

    from tabara.interfaces.web.casefile.tasks import KINDS  # Django must stand first

    with translation.override("en"):
        return str(KINDS[kind][0])


def value(clock: Any) -> str:
    """Say what a pack sets: a number, a list of months, or a number by priority or risk."""
    if isinstance(clock, Mapping):
        return ", ".join(f"{name} {one}" for name, one in clock.items())
    return ", ".join(map(str, clock)) if isinstance(clock, list | tuple) else str(clock)
