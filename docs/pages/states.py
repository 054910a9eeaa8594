"""The page of the states: every state machine that the code enforces, as a drawing and as a table."""

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from docs.pages.drawing import drawn
from docs.pages.sources import operations, pack, roles_with, table

Steps = Mapping[Any, frozenset[Any]]
WORDS = Path(__file__).with_name("machines.toml")
ANY = "*"


@dataclass(frozen=True)
class Machine:
    """The steps that the code allows, and what the manual says of them."""

    key: str  # the room and the name in its enums
    steps: Steps
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def room(self) -> str:
        """Give the room that enforces it."""
        return self.key.partition(".")[0]

    @property
    def title(self) -> str:
        """Give its title, with the word of the field in French."""
        title = self.said.get("title")
        return f"{title['en']} ({title['fr']})" if title else self.key

    @property
    def order(self) -> list[Any]:
        """Give the states as the enum lists them, which is the order of the path."""
        return list(type(next(iter(self.steps))))

    def pairs(self) -> Iterator[tuple[Any, Any]]:
        """Give each step, in the order of the states."""
        for state in self.order:
            yield from ((state, one) for one in self.order if one in self.steps[state])

    def words(self, state: Any, language: str = "en") -> str:
        """Say a state as the field says it; nothing where nobody has given it words."""
        own = self.said.get("states", {}).get(state.value, {}).get(language)
        return own or self._shown(state, language)

    def ways(self, state: Any, to: Any) -> list[str]:
        """Name the operations that lead from one state to another."""
        by = self.said.get("by", {})
        return by.get(f"{state.value} > {to.value}") or by.get(to.value) or by.get(ANY) or []

    def _shown(self, state: Any, language: str) -> str:
        from django.utils import translation

        if listed := self.said.get("codelist"):
            return str(pack().codelists[listed].codes[state.value].text(language))
        if not (place := self.said.get("words")):
            return ""
        module, _, name = place.partition(":")
        with translation.override(language):
            return str(getattr(importlib.import_module(module), name).get(state, ""))


@cache
def machines() -> list[Machine]:
    """Find every table of steps in the enums of the rooms, whoever wrote it."""
    said = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found = []
    for module in _rooms():
        try:
            enums = importlib.import_module(f"{module}.enums")
        except ModuleNotFoundError:
            continue
        room = module.rpartition(".")[2]
        tables = {name: value for name, value in vars(enums).items() if name.endswith("STEPS")}
        keys = {f"{room}.{name}": steps for name, steps in tables.items()}
        found += [Machine(key, steps, said.get(key, {})) for key, steps in keys.items()]
    path = list(dict.fromkeys(key.partition(".")[0] for key in said))  # a room without words comes last
    return sorted(found, key=lambda one: path.index(one.room) if one.room in path else len(path))


def _rooms() -> Iterator[str]:
    """Give the rooms of protection, then the other pillars."""
    import tabara.protection

    yield from (f"tabara.protection.{room.name}" for room in pkgutil.iter_modules(tabara.protection.__path__))
    yield from (f"tabara.{pillar}" for pillar in ("prevention", "prosecution", "partnership"))


def states() -> str:
    """Give the page."""
    parts = [
        "# States",
        "",
        "Where things can stand on the path of a person, and which steps lead from one state to the next. The drawings",
        "and the tables are made from the tables of the code that enforces them: a step that is not here is refused.",
        "The French words are those of the screens and of the pack. An arrow with two heads leads both ways.",
        "",
    ]
    for room, ours in groupby(machines(), key=lambda one: one.room):
        parts += [f"## `{room}`", ""]
        for machine in ours:
            parts += _section(machine)
    return "\n".join(parts)


def _section(machine: Machine) -> list[str]:
    parts = [f"### {machine.title}", ""]
    if note := machine.said.get("note"):
        parts += [note, ""]
    words = {state: machine.words(state) or state.value for state in machine.order}
    labels = {state: said.partition(":")[0] for state, said in words.items()}  # what follows stands in the table
    name = machine.key.replace(".", "-").lower()
    parts += [drawn(name, machine.title, labels, list(machine.pairs())), ""]
    named = ((f"`{state.value}`", machine.words(state), machine.words(state, "fr")) for state in machine.order)
    return parts + table(("state", "in words", "en français"), named) + _steps(machine)


def _steps(machine: Machine) -> list[str]:
    pairs = list(machine.pairs())
    rows = ((machine.words(one), machine.words(to), *_by(machine, one, to)) for one, to in pairs)
    return table(("from", "to", "by", "who"), rows)


def _by(machine: Machine, state: Any, to: Any) -> tuple[str, str]:
    ways = [name for name in machine.ways(state, to) if name in operations()]
    who = dict.fromkeys(roles_with(operations()[name].needs) for name in ways)
    return ", ".join(f"`{name}`" for name in ways), "; ".join(who)
