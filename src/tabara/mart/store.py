"""The mart's folder: one folder for each build, and a small file that names the one in use."""

import datetime as dt
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tabara.mart.errors import MartMissing

CURRENT = "current"
ABOUT = "build.json"
FORMAT = 7  # of the tables: a build of another format is never added to


@dataclass(frozen=True)
class Build:
    """One build of the mart: when it was made, of what, and how far into the audit chain it has read."""

    build_id: str
    at: dt.datetime
    full: bool
    seq: int  # the last act that it surely holds
    changed: int  # how many persons were read anew
    settings: Mapping[str, Any] = field(default_factory=dict)  # of the pack: other settings ask for a full build
    rows: Mapping[str, int] = field(default_factory=dict)
    checkpoint: Mapping[str, Any] = field(default_factory=dict)  # of the audit, at that moment
    format: int = FORMAT


def standing(folder: Path) -> Build | None:
    """Return the build in use; `None` where there is none."""
    name = _current(folder)
    return read_about(folder / name) if name else None


def current_folder(folder: Path) -> Path:
    """Return the folder of the build in use.

    Raises:
        MartMissing: where the mart has not been built yet.
    """
    name = _current(folder)
    if not name:
        raise MartMissing(_("There are no figures yet: the mart has not been built. Ask the data team to build it."))
    return folder / name


def new_folder(folder: Path, at: dt.datetime) -> Path:
    """Make the folder of a new build, named after its moment."""
    name = at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    number, found = 1, folder / name
    while found.exists():
        number += 1
        found = folder / f"{name}-{number}"
    found.mkdir(parents=True)
    return found


def read_about(build: Path) -> Build:
    """Read what a build says of itself."""
    told = json.loads((build / ABOUT).read_text(encoding="utf-8"))
    return Build(**{**told, "at": dt.datetime.fromisoformat(told["at"])})


def write_about(build: Path, about: Build) -> None:
    """Write what a build says of itself."""
    told = {**asdict(about), "at": about.at.isoformat()}
    (build / ABOUT).write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


def put_in_use(folder: Path, build: Path) -> None:
    """Make a finished build the one in use by one rename, and remove all others: whoever withdrew is in none."""
    waiting = folder / f".{CURRENT}.{build.name}"
    waiting.write_text(build.name, encoding="utf-8")
    waiting.replace(folder / CURRENT)
    for other in folder.iterdir():
        if other.is_dir() and other != build:
            shutil.rmtree(other, ignore_errors=True)


def _current(folder: Path) -> str:
    file = folder / CURRENT
    name = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    return name if name and (folder / name / ABOUT).is_file() else ""
