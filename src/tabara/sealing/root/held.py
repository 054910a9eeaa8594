"""The root keys as this process holds them: read once, and again as soon as their provider has others."""

import os
import secrets
from base64 import b64encode
from collections.abc import Hashable
from pathlib import Path

from tabara.sealing.root import officers
from tabara.sealing.root.key import LENGTH, KeyInMemory, KeyUnavailable, Ring, RootKey, written
from tabara.sealing.root.officers import Officers
from tabara.sealing.root.places import mark_instance, root_key_place, sealed_key_place, write_private
from tabara.sealing.root.providers import KeyFile, Provider, from_environment

_read: dict[Path, tuple[Hashable, Ring]] = {}
_known: dict[str, RootKey] = {}  # every key that this process held: a row read just before a rotation ended needs it


def provider_of(home: Path) -> Provider:
    """Return what holds the root key of the instance in `home`: the environment, a file, or officers."""
    place, sealed = root_key_place(home), sealed_key_place(home)
    return from_environment() or (Officers(sealed) if sealed.exists() and not place.exists() else KeyFile(place))


def ring(home: Path) -> Ring:
    """Return the root keys of the instance in `home`.

    Raises:
        KeyUnavailable: where they cannot be had: nothing is sealed or opened then.
    """
    provider = provider_of(home)
    mark = provider.mark()
    known = _read.get(home)
    if known is None or known[0] != mark:
        known = _read[home] = mark, provider.read()
        _known.update({key.id: key for key in known[1].keys})
    return known[1]


def key_named(home: Path, name: str) -> RootKey | None:
    """Return the root key of that id, if this process holds it or did; without a name the current one."""
    held = ring(home)
    return _known.get(name) if name else held.current


def create_root_key(home: Path) -> Path:
    """Make the instance's root key where it has none; return its place. The file is readable by its owner only."""
    mark_instance(home)
    place = root_key_place(home)
    if not place.exists() and not sealed_key_place(home).exists() and from_environment() is None:
        write_private(place, written((secrets.token_bytes(LENGTH),)))  # on the disk before anything that it seals is
    return place


def secret_for(purpose: str, home: Path) -> str:
    """Return a secret text derived from the root key, or a passing one where no instance has been made yet."""
    try:
        return ring(home).current.derive(purpose).hex()
    except KeyUnavailable:
        return secrets.token_hex(LENGTH)


def former_secrets_for(purpose: str, home: Path) -> list[str]:
    """Return what was derived for the purpose before the rotation that is under way: still good, no longer made."""
    try:
        previous = ring(home).previous
    except KeyUnavailable:
        return []
    return [previous.derive(purpose).hex()] if previous else []


def needs_identity(home: Path) -> bool:
    """Return whether the root key is sealed to officers, and none of them has opened it."""
    return isinstance(provider_of(home), Officers) and not officers.has_identity()


def for_children() -> dict[str, str]:
    """Return what the processes we start need in their environment to open what was opened here by typing."""
    home = Path(os.environ["TABARA_HOME"])
    if not (isinstance(provider_of(home), Officers) and officers.was_typed()):
        return {}
    keys = [key.content for key in ring(home).keys if isinstance(key, KeyInMemory)]
    names = ("TABARA_ROOT_KEY", "TABARA_ROOT_KEY_PREVIOUS")
    return {name: b64encode(key).decode() for name, key in zip(names, keys, strict=False)}


def seal_to_officers(home: Path, public: list[str]) -> Path:
    """Seal the root key to officers, beside the plain one; return the new file.

    The plain one stays until `drop_plain` has shown that an officer can open the sealed one.
    """
    held, place = ring(home), sealed_key_place(home)
    keys = tuple(key.content for key in held.keys if isinstance(key, KeyInMemory))
    officers.seal_keys(place, keys, public)
    return place


def drop_plain(home: Path) -> bool:
    """Remove the plain key file, once the officer whose secret key was given has opened the sealed one to the same."""
    plain, sealed = root_key_place(home), sealed_key_place(home)
    if not plain.exists() or KeyFile(plain).read().ids != Officers(sealed).read().ids:
        return False
    plain.unlink()
    return True
