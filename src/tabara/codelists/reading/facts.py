"""Reads the two small tables of a pack: destination_groups.csv and facts.csv."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tabara.codelists.codes import Codelist
from tabara.codelists.packs import Fact
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import Row, read_period, read_rows


def read_destination_groups(folder: Path, codelists: Mapping[str, Codelist], findings: Findings) -> dict[str, str]:
    """Read which group of destinations each country is counted in."""
    file = folder / "destination_groups.csv"
    groups: dict[str, str] = {}
    if not file.exists():
        return groups
    for row in read_rows(file, ("country", "group"), findings):
        country, group = row["country"], row["group"]
        if "country" not in codelists or country not in codelists["country"]:
            findings.add("T401", file, row.line, country=country)
        if "destination_group" not in codelists or group not in codelists["destination_group"]:
            findings.add("T402", file, row.line, group=group)
        if country in groups:
            findings.add("T403", file, row.line, country=country)
        groups.setdefault(country, group)
    return groups


def read_facts(folder: Path, findings: Findings) -> tuple[Fact, ...]:
    """Read the published facts; each has its source, and one value at a time."""
    file = folder / "facts.csv"
    if not file.exists():
        return ()
    facts: list[Fact] = []
    for row in read_rows(file, ("key", "value", "unit", "since", "until", "source"), findings):
        fact = _fact(row, findings)
        if any(fact.key == other.key and _overlap(fact, other) for other in facts):
            findings.add("T405", file, row.line, key=fact.key)
        facts.append(fact)
    return tuple(facts)


def _fact(row: Row, findings: Findings) -> Fact:
    since, until = read_period(row, row["key"], findings)
    if not row["source"]:
        findings.add("T404", row.file, row.line, key=row["key"])
    return Fact(row["key"], row["value"], row["unit"], since, until, row["source"])


def _overlap(one: Fact, other: Fact) -> bool:
    return (one.since or date.min) < (other.until or date.max) and (other.since or date.min) < (one.until or date.max)
