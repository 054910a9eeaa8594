"""Make a backup: copy, archive, seal, put in place. What is not sealed yet lies in the instance's own closed folder."""

import datetime as dt
import os
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tabara import sealing
from tabara.interfaces.cli import instance
from tabara.interfaces.cli.backup import copies, manifest, places
from tabara.interfaces.cli.backup.places import Kind
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.sealing.recipients import BadRecipient, seal_file_to

WORKSHOP = "copying"


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Give an empty folder inside the instance, closed to others; it is gone afterwards, also after a crash before."""
    place = folder / WORKSHOP
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def make(folder: Path, kind: Kind, to: Sequence[str], *, at: dt.datetime) -> Path:
    """Make a backup of one kind, sealed so that each recipient can open it and this server cannot; return the file.

    Raises:
        Stop: where a recipient, a folder, a database or the disk does not allow it. Nothing is left behind.
    """
    target = places.ready(folder, kind) / places.file_name(folder, kind, at)
    for torn in target.parent.glob("tabara-*.part"):
        torn.unlink()  # what a crash left: nobody else is making one, see `places.alone`
    passing = target.with_suffix(".part")
    try:
        with workshop(folder) as place:
            seal_file_to(to, archive(folder, kind, place, at=at), passing)
        to_disk(passing)
        passing.replace(target)
        to_disk(target.parent)
    except BadRecipient as error:
        raise Stop(str(error), Exit.USAGE) from None
    except OSError as error:
        raise Stop(f"The backup of the {kind} could not be written: {error.strerror or error}. Make room.") from None
    finally:
        passing.unlink(missing_ok=True)
    places.note(folder, **{kind: {"at": at.isoformat(), "file": str(target), "to": len(to)}})
    return target


def archive(folder: Path, kind: Kind, place: Path, *, at: dt.datetime) -> Path:
    """Copy the databases of a kind, and return one archive of them with their manifest in front."""
    from django.conf import settings

    from tabara.access import audit

    aliases, audited = places.DATABASES[kind], audit.head()
    rows = copies.copy(aliases, place)
    names = [copies.file_of(alias, copies.engine()) for alias in aliases]
    made = manifest.Manifest(
        kind=kind,
        instance=places.mark_of(folder),
        pack=settings.PACK,
        engine=copies.engine(),
        made_at=at,
        migrations={alias: manifest.steps(alias) for alias in aliases},
        rows=rows,
        files={name: sealing.fingerprint(place / name) for name in names},
        audit={"seq": audited[0], "digest": audited[1]},
        invented=instance.invented(folder),
    )
    (place / manifest.NAME).write_bytes(made.sealed(folder))
    whole = place / "backup.tar.gz"
    with tarfile.open(whole, "w:gz", compresslevel=3) as tar:
        for name in (manifest.NAME, *names):
            tar.add(place / name, arcname=name)
    return whole


def to_disk(path: Path) -> None:
    """Return when a file or a folder has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
