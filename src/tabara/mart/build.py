"""Build the mart: read the domain, write the tables beside the old ones, and put them in use by one rename."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.mart import changes, source, store
from tabara.mart.derive import derive
from tabara.mart.errors import HalfMigrated
from tabara.mart.extraction import Reading, extract, lookups
from tabara.mart.extraction.counted import counted
from tabara.mart.store import Build

Progress = Callable[[float, str], None]


def build(folder: Path, *, at: dt.datetime, full: bool = True, progress: Progress = lambda part, doing: None) -> Build:
    """Build the mart in `folder` and put it in use; `progress` is told the part done (0 to 1) and what is being done.

    Where `full` is false, only the persons with a case that somebody acted on since the last build are read again; the
    result is the same. `at` is the moment of the build.

    Raises:
        HalfMigrated: where the database is not of this version of the program. The mart in use stays.
        NoReport: where the database would show only some rows.
    """
    with source.reading():
        return _build(folder, at=at, full=full, progress=progress)


def _build(folder: Path, *, at: dt.datetime, full: bool, progress: Progress) -> Build:
    refuse_half_migrated()
    old = None if full else store.standing(folder)
    seq = changes.last_act()
    new = store.new_folder(folder, at)
    try:
        made = _filled(new, folder, old, at=at, seq=seq, progress=progress)
        progress(1.0, "")
        store.put_in_use(folder, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return made


def refuse_half_migrated() -> None:
    """Refuse a database that lacks changes of this version of the program, or holds some that it does not know."""
    executor = MigrationExecutor(connections[source.alias()])
    graph, applied = executor.loader.graph, executor.loader.applied_migrations
    ours = {app for app, _name in graph.nodes}
    missing = executor.migration_plan(graph.leaf_nodes())
    unknown = [name for name in applied if name[0] in ours and name not in graph.nodes]
    if missing or unknown:
        sentence = _(
            "The database is not of this version of Tabara: %(number)s of its changes are missing or unknown. "
            "Run “tabara doctor --mend”, which brings it up to date, and build the mart again."
        )
        raise HalfMigrated(sentence % {"number": len(missing) + len(unknown)})


def _filled(new: Path, folder: Path, old: Build | None, *, at: dt.datetime, seq: int, progress: Progress) -> Build:
    pack = codelists.pack()
    settings = lookups.settings(pack)
    persons = changes.persons_since(old, settings) if old else None
    reading = Reading(pack, counted(), timezone.localdate(at), persons)
    counts = extract(new, reading, lambda part, name: progress(part * 0.7, name))
    if old is not None and persons is not None:
        counts |= changes.add_unchanged(folder / old.build_id, new, persons)
    progress(0.8, "")
    counts |= derive(new, pack.places.versions)
    about = Build(
        build_id=new.name,
        at=at,
        full=persons is None,
        seq=seq,
        changed=len(persons) if persons is not None else counts["persons"],
        settings=settings,
        rows=counts,
        checkpoint=changes.checkpoint(at),
    )
    store.write_about(new, about)
    return about
