"""Reads the profiles of disclosure control alone: for a program that has no instance, and reads nothing else."""

from pathlib import Path
from typing import Any

from tabara.codelists.disclosure import Disclosure
from tabara.codelists.errors import PackError, _
from tabara.codelists.problems import Findings
from tabara.codelists.reading.disclosure import read_disclosure
from tabara.codelists.reading.tables import read_toml

MOST_BELOW = 9  # packs that extend one another


def load_disclosure(folder: Path) -> Disclosure:
    """Give the profiles of the pack in a folder, on top of those of the packs that it extends.

    Raises:
        PackError: where there is no pack, or its profiles are not in order.
    """
    findings, packs = Findings(folder), list[tuple[Path, Any]]()
    while len(packs) < MOST_BELOW:
        table = read_toml(folder / "pack.toml", findings) if (folder / "pack.toml").is_file() else None
        if table is None:
            raise PackError(_("There is no pack in “%(folder)s”. Name the folder of the packs."), folder=folder)
        packs.append((folder, table))
        if "extends" not in table:
            break
        folder = folder / str(table["extends"])
    found = Disclosure()
    for place, table in reversed(packs):
        found = read_disclosure(place, table.get("languages", ()), found, findings)
    if problems := findings.sorted():
        raise PackError("\n".join(map(str, problems)))
    return found
