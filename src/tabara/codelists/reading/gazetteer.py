"""Reads the places of a pack: places/levels.toml, places/VERSION.csv and the crosswalks between versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from tabara.codelists.places import Crosswalk, Division, Gazetteer, Place
from tabara.codelists.problems import Findings
from tabara.codelists.reading import tiles
from tabara.codelists.reading.tables import Row, check_texts, line_of, read_rows, read_toml

Known = Mapping[tuple[str, str], Place]


@dataclass
class Reader:
    """Reads one pack's places; what it finds wrong goes to the findings."""

    folder: Path
    languages: Sequence[str]
    findings: Findings
    levels: dict[int, Mapping[str, str]] = field(default_factory=dict)
    population: dict[str, int] = field(default_factory=dict)

    @property
    def settings(self) -> Path:
        """The file that names the levels and the versions."""
        return self.folder / "levels.toml"

    def read(self) -> Gazetteer:
        """Read everything; a pack without a folder of places has none."""
        if not self.settings.exists():
            return Gazetteer()
        settings = read_toml(self.settings, self.findings) or {}
        self._read_levels(settings)
        bridge = settings.get("bridge_level", 2)
        divisions = self._divisions(settings)
        known = {(p.version, p.code): p for division in divisions for p in self._places(division.key)}
        crosswalks = tuple(self._crosswalk(a.key, b.key, bridge, known) for a, b in pairwise(divisions))
        self._check_files(divisions)
        grid = {
            (version, code): tile
            for version in (division.key for division in divisions)
            for code, tile in tiles.read_grid(self.folder, version, known, self.findings).items()
        }
        return Gazetteer(divisions, self.levels, tuple(known.values()), crosswalks, bridge, self.population, grid)

    def _check_files(self, divisions: tuple[Division, ...]) -> None:
        """Note the tables that belong to no version."""
        versions = [division.key for division in divisions]
        bridges = [f"crosswalk_{older}_{newer}" for older, newer in pairwise(versions)]
        grids = [f"grid_{version}" for version in versions]
        for file in sorted(self.folder.glob("*.csv")):
            if file.stem not in (*versions, *bridges, *grids):
                self.findings.add("T007", file)

    def _read_levels(self, settings: Mapping[str, Any]) -> None:
        for entry in settings.get("level", []):
            number = entry.get("number")
            key = f"number = {number}"
            self.levels[number] = check_texts(
                self.settings, key, entry.get("name"), self.languages, self.languages, self.findings
            )

    def _divisions(self, settings: Mapping[str, Any]) -> tuple[Division, ...]:
        divisions: list[Division] = []
        for entry in settings.get("version", []):
            key, since = str(entry.get("key", "")), entry.get("since")
            line = line_of(self.settings, "key", f'"{key}"')
            if not isinstance(since, date):
                self.findings.add("T003", self.settings, line, key="since")
                continue
            if divisions and since <= divisions[-1].since:
                self.findings.add("T206", self.settings, line, version=key)
            divisions.append(Division(key, since, bool(entry.get("provisional", False))))
        return tuple(divisions)

    def _places(self, version: str) -> tuple[Place, ...]:
        file = self.folder / f"{version}.csv"
        if not file.exists():
            self.findings.add("T205", self.settings, line_of(self.settings, "key", f'"{version}"'), version=version)
            return ()
        first: dict[str, tuple[Row, Place]] = {}
        for row in read_rows(file, ("code", "name", "level", "parent", "aliases"), self.findings):
            place = self._place(row, version)
            if place is None:
                continue
            if place.code in first:
                self.findings.add("T201", file, row.line, code=place.code, first=first[place.code][0].line)
            first.setdefault(place.code, (row, place))
        self._check_parents(first)
        return tuple(place for _row, place in first.values())

    def _place(self, row: Row, version: str) -> Place | None:
        level = int(row["level"]) if row["level"].isdecimal() else -1
        if level not in self.levels:
            named = ", ".join(str(number) for number in sorted(self.levels))
            self.findings.add("T204", row.file, row.line, value=row["level"], levels=named)
            return None
        if not row["name"]:
            self.findings.add("T213", row.file, row.line, code=row["code"])
        self._read_population(row)
        aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
        return Place(row["code"], row["name"], level, version, row["parent"] or None, aliases)

    def _read_population(self, row: Row) -> None:
        value = row["population"]
        if value.isdecimal() and int(value) > 0:
            self.population[row["code"]] = int(value)
        elif value:
            self.findings.add("T212", row.file, row.line, value=value)

    def _check_parents(self, places: Mapping[str, tuple[Row, Place]]) -> None:
        for row, place in places.values():
            if place.parent is None and place.level == min(self.levels):
                continue
            _above, parent = places.get(place.parent or "", (row, None))
            if parent is None:
                self.findings.add("T202", row.file, row.line, parent=place.parent or "", code=place.code)
            elif parent.level != place.level - 1:
                self.findings.add(
                    "T203",
                    row.file,
                    row.line,
                    code=place.code,
                    level=place.level,
                    parent=parent.code,
                    above=parent.level,
                )

    def _crosswalk(self, older: str, newer: str, bridge: int, known: Known) -> Crosswalk:
        file = self.folder / f"crosswalk_{older}_{newer}.csv"
        if not file.exists():
            self.findings.add("T211", file, older=older, newer=newer)
            return Crosswalk(older, newer, ())
        shares = []
        for row in read_rows(file, ("from", "to", "weight"), self.findings):
            ends = self._stands(row, "from", older, bridge, known), self._stands(row, "to", newer, bridge, known)
            weight = self._weight(row)
            if all(ends) and weight:
                shares.append((row["from"], row["to"], weight))
        self._check_sums(file, shares)
        self._check_whole(file, {share[0] for share in shares}, older, bridge, known)
        self._check_whole(file, {share[1] for share in shares}, newer, bridge, known)
        return Crosswalk(older, newer, tuple(shares))

    def _stands(self, row: Row, column: str, version: str, bridge: int, known: Known) -> bool:
        place = known.get((version, row[column]))
        if place is None or place.level != bridge:
            self.findings.add("T207", row.file, row.line, code=row[column], level=bridge, version=version)
            return False
        return True

    def _weight(self, row: Row) -> Fraction | None:
        try:
            weight = Fraction(row["weight"])
        except (ValueError, ZeroDivisionError):
            weight = Fraction(0)
        if not 0 < weight <= 1:
            self.findings.add("T209", row.file, row.line, value=row["weight"])
            return None
        return weight

    def _check_sums(self, file: Path, shares: Sequence[tuple[str, str, Fraction]]) -> None:
        totals: dict[str, Fraction] = {}
        for older, _newer, weight in shares:
            totals[older] = totals.get(older, Fraction(0)) + weight
        for code, total in totals.items():
            if total != 1:
                self.findings.add("T208", file, line_of(file, f"{code},"), code=code, total=float(total))

    def _check_whole(self, file: Path, named: set[str], version: str, bridge: int, known: Known) -> None:
        for (place_version, code), place in known.items():
            if place_version == version and place.level == bridge and code not in named:
                self.findings.add("T210", file, code=code, version=version)
