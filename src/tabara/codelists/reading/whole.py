"""Reads a pack folder: pack.toml, what it extends, and every part beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tabara.codelists.disclosure import Disclosure
from tabara.codelists.frames import Frames
from tabara.codelists.interview import Interview
from tabara.codelists.law import Law
from tabara.codelists.packs import Pack
from tabara.codelists.priority import Priority
from tabara.codelists.problems import Findings
from tabara.codelists.reading import (
    consent,
    disclosure,
    facts,
    figures,
    frames,
    gazetteer,
    interview,
    law,
    lists,
    priority,
    retention,
    reviews,
    settings,
)
from tabara.codelists.reading.tables import line_of, read_toml
from tabara.codelists.reviews import Reviews

FILES = (
    "pack.toml",
    "README.md",
    "codelists.toml",
    "codelists/*.csv",
    "places/levels.toml",
    "places/*.csv",
    "indicators/*.toml",
    "reports/*.toml",
    "destination_groups.csv",
    "facts.csv",
    "retention.toml",
    "consent.toml",
    "context.toml",
    "interview.toml",
    "law/*.toml",
    "reviews/*.toml",
    "frames.toml",
    "disclosure.toml",
    "scenarios/*.toml",
    "scenarios/*/*.toml",
)


def read_pack(folder: Path, findings: Findings, below: tuple[Path, ...] = ()) -> Pack | None:
    """Read a pack as well as it can be read, noting every problem; None where there is no pack at all.

    `below` holds the packs that extend this one, so that a circle is seen.
    """
    file = folder / "pack.toml"
    if not file.is_file():
        findings.add("T001", file)
        return None
    table = read_toml(file, findings)
    if table is None:
        return None
    parent = _extended(table, file, findings, (*below, folder.resolve()))
    start = settings.read_settings(table, file, parent, findings)
    _check_files(folder, table, findings)
    return _complete(start, parent, findings)


def _extended(table: Mapping[str, Any], file: Path, findings: Findings, below: tuple[Path, ...]) -> Pack | None:
    if "extends" not in table:
        return None
    folder = file.parent / str(table["extends"])
    if folder.resolve() in below:
        findings.add("T006", file, line_of(file, "extends"), pack=folder.resolve().name)
        return None
    return read_pack(folder, findings, below)


def _complete(start: Pack, parent: Pack | None, findings: Findings) -> Pack:
    """Add to the settings the lists, places, indicators, reports and facts, on top of those of the extended pack."""
    folder = start.folder
    codelists = lists.Reader(folder, start.languages, findings).read(parent.codelists if parent else {})
    places = gazetteer.Reader(folder / "places", start.languages, findings).read()
    written = tuple(language for language in start.languages if language not in start.drafts)
    own = figures.read_indicators(folder / "indicators", written, start.languages, findings)
    indicators = _on_top(parent.indicators if parent else (), own)
    reports = figures.read_reports(folder / "reports", indicators, written, findings)
    kept = retention.read_retention(folder, start.languages, findings)
    pack = replace(
        start,
        codelists=codelists,
        places=places if places.divisions or parent is None else parent.places,
        indicators=indicators,
        reports={**(parent.reports if parent else {}), **reports},
        destination_groups=facts.read_destination_groups(folder, codelists, findings)
        or (parent.destination_groups if parent else {}),
        retention={**(parent.retention if parent else {}), **kept},
        interview=interview.Reader(folder, codelists, start.languages, findings).read(
            parent.interview if parent else Interview()
        ),
        law=law.read_law(folder, start.languages, codelists, parent.law if parent else Law(), findings),
        priority=priority.read_priority(folder, start.languages, codelists, indicators, findings)
        or (parent.priority if parent else Priority()),
        consent=consent.read_consent(folder, start.languages, codelists, findings)
        or (parent.consent if parent else None),
        facts=(*(parent.facts if parent else ()), *facts.read_facts(folder, findings)),
    )
    settings.check_settings(pack, findings)
    return _measured(pack, parent, findings)


def _measured(pack: Pack, parent: Pack | None, findings: Findings) -> Pack:
    """Add by what others measure the country, their reviews and the frames of the world, and how it guards figures."""
    known, held = (parent.reviews, parent.frames) if parent else (Reviews(), Frames())
    return replace(
        pack,
        reviews=reviews.read_reviews(pack.folder, pack.languages, pack.codelists, known, findings),
        frames=frames.read_frames(pack.folder, pack.languages, pack.indicators, held, findings),
        disclosure=disclosure.read_disclosure(
            pack.folder, pack.languages, parent.disclosure if parent else Disclosure(), findings
        ),
    )


def _on_top(inherited: Sequence[dict[str, Any]], own: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Put a pack's own indicators over inherited ones of the same key."""
    replaced = {table["key"] for table in own}
    return (*(table for table in inherited if table["key"] not in replaced), *own)


def _check_files(folder: Path, table: Mapping[str, Any], findings: Findings) -> None:
    """Note every file that nothing reads: it is a misspelt name, or it lies in the wrong folder."""
    patterns = (*FILES, *(str(pattern) for pattern in table.get("other_files", [])))
    expected = {file for pattern in patterns for file in folder.glob(pattern)}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file not in expected:
            findings.add("T007", file)
