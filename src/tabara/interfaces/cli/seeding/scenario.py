"""Read a scenario, and refuse one that does not add up."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tabara.access.founding import NewAgency, NewMember
from tabara.interfaces.cli.seeding.stories import Step, read

EACH = ("sex", "category", "destination", "gbv", "household", "exploitation")  # everybody has exactly one of these


class ScenarioError(Exception):
    """The scenario cannot be played; the text says why and what to do."""


@dataclass(frozen=True)
class Group:
    """Some people who came in one period, with how many have what."""

    key: str
    people: int
    since: dt.date
    until: dt.date
    by: str
    sex: Mapping[str, int]
    category: Mapping[str, int]
    services: Mapping[str, int]
    household: Mapping[str, int] = field(default_factory=dict)
    also: Mapping[str, int] = field(default_factory=dict)  # further categories
    destination: Mapping[str, int] = field(default_factory=dict)
    gbv: Mapping[str, int] = field(default_factory=dict)
    exploitation: Mapping[str, int] = field(default_factory=dict)
    determination: str = ""
    determined: int = 0  # how many are determined; everybody where 0
    undetermined: int = 0  # how many are screened but not yet determined
    unscreened: int = 0  # how many have only been registered
    closed: str = ""  # the reason for which each case was closed; open where empty
    place_version: str = ""  # of the division their places are told in; the scenario's where empty


@dataclass(frozen=True)
class Scenario:
    """Everything that a run invents."""

    key: str
    seed: int
    names: Mapping[str, list[str]]
    agencies: tuple[NewAgency, ...]
    members: tuple[Mapping[str, Any], ...]
    groups: tuple[Group, ...]
    awareness: tuple[Mapping[str, Any], ...]
    trainings: tuple[Mapping[str, Any], ...]
    memberships: tuple[Mapping[str, Any], ...]
    meetings: tuple[Mapping[str, Any], ...] = ()
    plans: tuple[Mapping[str, Any], ...] = ()
    stories: tuple[Step, ...] = ()
    years: Mapping[str, Any] = field(default_factory=dict)  # of work until today, whose days are counted from now
    lists: Mapping[str, Any] = field(default_factory=dict)  # of houses that meet some of the same people
    place_version: str = ""  # of the division in force, in which the stories tell their places

    def accounts(self, password: str) -> tuple[NewMember, ...]:
        """Return the members to be stored, all with one password."""
        return tuple(NewMember(**{**one, "roles": tuple(one["roles"]), "password": password}) for one in self.members)


def load_scenario(pack: Path, key: str) -> Scenario:
    """Return the scenario of a pack by its key.

    Raises:
        ScenarioError: where there is none, or its numbers contradict each other.
    """
    file = pack / "scenarios" / f"{key}.toml"
    if not file.exists():
        known = ", ".join(sorted(f.stem for f in file.parent.glob("*.toml") if "\nseed = " in f.read_text())) or "none"
        raise ScenarioError(f"The pack “{pack.name}” has no scenario “{key}”. Choose one of: {known}.")
    told = tomllib.loads(file.read_text())
    base = load_scenario(pack, told["extends"]) if "extends" in told else None
    version = told.get("place_version", "")
    groups = tuple(_group({"place_version": version, **one}) for one in told.get("group", []))
    return Scenario(
        key=key,
        seed=told["seed"],
        names=tomllib.loads((file.parent / told["names"]).read_text()),
        agencies=(
            *(base.agencies if base else ()),
            *(NewAgency(**{**one, "teams": tuple(one.get("teams", ()))}) for one in told.get("agency", [])),
        ),
        members=(*(base.members if base else ()), *told.get("member", [])),
        groups=(*(base.groups if base else ()), *groups),
        awareness=(*(base.awareness if base else ()), *told.get("awareness", [])),
        trainings=(*(base.trainings if base else ()), *told.get("training", [])),
        memberships=(*(base.memberships if base else ()), *told.get("membership", [])),
        meetings=(*(base.meetings if base else ()), *told.get("meetings", [])),
        plans=(*(base.plans if base else ()), *told.get("plan", [])),
        stories=(*(base.stories if base else ()), *(read(file.parent / told["stories"]) if "stories" in told else ())),
        years=_beside(file, told, "years"),
        lists=_beside(file, told, "lists"),
        place_version=version,
    )


def _beside(file: Path, told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return what a scenario keeps in a file of its own; nothing where it names none."""
    return tomllib.loads((file.parent / told[name]).read_text()) if name in told else {}


def _group(told: Mapping[str, Any]) -> Group:
    group = Group(**told)
    for name in EACH:
        counts: Mapping[str, int] = getattr(group, name)
        if counts and sum(counts.values()) != group.people:
            raise ScenarioError(
                f"In the group “{group.key}”, {name} adds up to {sum(counts.values())}, not to {group.people} people."
            )
    if too_many := [code for code, number in group.services.items() if number > group.people]:
        raise ScenarioError(f"In the group “{group.key}”, more people get “{too_many[0]}” than there are.")
    return group
