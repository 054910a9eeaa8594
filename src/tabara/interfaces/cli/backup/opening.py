"""Open a backup: unseal it, compare it with its manifest, and lay it out as an instance that a program can start in."""

import os
import shutil
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tabara import sealing
from tabara.interfaces.cli import instance
from tabara.interfaces.cli.backup import manifest
from tabara.interfaces.cli.backup.manifest import Manifest
from tabara.interfaces.cli.backup.places import DATABASES, Kind
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.sealing.recipients import NotForUs, open_file

LONGEST_MANIFEST = 4_000_000  # bytes


@dataclass(frozen=True)
class Opened:
    """The backups that belong together, unsealed into one folder."""

    place: Path
    parts: dict[Kind, Manifest]
    genuine: bool | None  # whether our root key made the marks; `None` without a root key

    @property
    def records(self) -> Manifest:
        """Return what the backup of the records says."""
        return self.parts[Kind.RECORDS]

    @property
    def engine(self) -> str:
        """Return the kind of database the backup was taken from."""
        return self.records.engine

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the databases that are there."""
        return tuple(alias for kind in self.parts for alias in DATABASES[kind])


def unseal(files: Sequence[Path], identity: str, place: Path) -> Opened:
    """Open sealed backups into a folder that is laid out as an instance.

    Raises:
        Stop: where one is missing, sealed to others, altered, of another instance, or not what its manifest says.
    """
    parts: dict[Kind, Manifest] = {}
    texts = []
    for file in files:
        found, text, mark = _unpack(file, identity, place)
        if found.kind in parts:
            raise Stop(f"{file} is a second backup of the {found.kind}. Name one of each kind.", Exit.USAGE)
        parts[found.kind] = found
        texts.append((file, text, mark))
    if Kind.RECORDS not in parts:
        raise Stop("Name the backup of the records too; that of the keys alone cannot be checked.", Exit.USAGE)
    _belong_together(parts)
    _lay_out(place, parts[Kind.RECORDS])
    return Opened(place, parts, _genuine(place, texts))


def _unpack(file: Path, identity: str, place: Path) -> tuple[Manifest, str, str]:
    if not file.is_file():
        raise Stop(f"There is no file {file}.", Exit.USAGE)
    whole = place / "backup.tar.gz"
    try:
        open_file(identity, file, whole)
        with tarfile.open(whole, "r:gz") as tar:
            found = Manifest.read(_first(tar))
            _take(tar, found[0], place, file)
    except NotForUs as error:
        raise Stop(str(error)) from None
    except (tarfile.TarError, EOFError) as error:
        raise Stop(f"{file} holds no whole backup: {error}. Take another one.") from None
    except OSError as error:
        raise Stop(f"{file} cannot be opened: {error.strerror or error}.") from None
    finally:
        whole.unlink(missing_ok=True)
    return found


def _first(tar: tarfile.TarFile) -> bytes:
    member = tar.next()
    if member is None or member.name != manifest.NAME or not member.isfile() or member.size > LONGEST_MANIFEST:
        raise Stop("This file holds no backup of Tabara: it does not begin with a manifest.")
    stream = tar.extractfile(member)
    return stream.read() if stream else b""


def _take(tar: tarfile.TarFile, said: Manifest, place: Path, file: Path) -> None:
    """Unpack what the manifest names and nothing else, and compare each digest."""
    for name, digest in said.files.items():
        member = tar.next()
        if member is None or member.name != name or not member.isfile() or Path(name).name != name:
            raise Stop(f"{file} was altered: {name} is not where its manifest says. Take another one.")
        stream = tar.extractfile(member)
        target = place / name
        with target.open("wb") as taken:
            shutil.copyfileobj(stream, taken, 1 << 20)  # type: ignore[arg-type]  # a file has a stream
        target.chmod(0o600)
        if sealing.fingerprint(target) != digest:
            raise Stop(f"{file} was altered: {name} is not what its manifest says. Take another one.")


def _belong_together(parts: dict[Kind, Manifest]) -> None:
    if len({(one.instance, one.engine) for one in parts.values()}) > 1:
        raise Stop("These backups are of two instances. Name two of the same one.", Exit.USAGE)
    keys = parts.get(Kind.KEYS)
    if keys and keys.made_at < parts[Kind.RECORDS].made_at:
        raise Stop("The keys are older than the records, so keys are missing. Name keys of the same day or later.")


def _lay_out(place: Path, said: Manifest) -> None:
    (place / "instance").write_text(f"{said.instance}\n")
    (place / instance.PACK).write_text(f"{said.pack}\n")
    if said.invented is not None:
        instance.note_invented(place, **said.invented)


def _genuine(place: Path, texts: Sequence[tuple[Path, str, str]]) -> bool | None:
    for file, text, mark in texts:
        ours = manifest.is_ours(place, text, mark)
        if ours is None:
            return None
        if not ours:
            raise Stop(f"{file} was not made by this instance, or was altered: the mark under its manifest is wrong.")
    return True


def identity_of(file: Path | None) -> str:
    """Return an officer's secret key: from a file as age-keygen writes it, or from standard input for “-”.

    Raises:
        Stop: where there is none.
    """
    if file is None:
        raise Stop("Whose key opens it? Name the file of your secret key with --identity.", Exit.USAGE)
    try:
        text = os.fdopen(os.dup(0)).read() if str(file) == "-" else file.read_text()
    except OSError as error:
        raise Stop(f"The secret key {file} cannot be read: {error.strerror}.", Exit.USAGE) from None
    for line in text.splitlines():
        if line.strip().startswith("AGE-SECRET-KEY-"):
            return line.strip()
    raise Stop(f"There is no secret key in {file}: its line begins with AGE-SECRET-KEY-1.", Exit.USAGE)
