"""The file of a project's key: sealed to the agencies, or, for trying out, in the clear and its owner's alone."""

from collections.abc import Callable
from pathlib import Path

from tabara.sealing.linkage.key import BadKey, ProjectKey, key_in
from tabara.sealing.recipients import NotForUs, open_sealed, seal_to
from tabara.sealing.root.places import write_private

SEALED = b"age-encryption.org/"
FEWEST = 2  # agencies: a key that one alone holds links nothing
_OTHERS = 0o077


def keep(key: ProjectKey, place: Path) -> None:
    """Write the key sealed to its agencies, any one of which opens it; in the clear where it has none.

    Raises:
        BadKey: where there is one agency only, or one twice.
        BadRecipient: where one of them is no public key.
    """
    if key.agencies and len(set(key.agencies)) < max(FEWEST, len(key.agencies)):
        raise BadKey("Name the public keys of two agencies or more, each once: the key links nothing else.")
    write_private(place, seal_to(key.agencies, key.text) if key.agencies else key.text)


def key_of_file(place: Path, identity: Callable[[], str]) -> ProjectKey:
    """Read the key from its file; `identity` gives an agency's secret key, and is asked only where it is sealed.

    Raises:
        BadKey: where the file cannot be read, is open to others, or holds no key for us.
    """
    try:
        content, mode = place.read_bytes(), place.stat().st_mode
    except OSError as error:
        raise BadKey(f"The key {place} cannot be read: {error.strerror}.") from None
    if content.startswith(SEALED):
        try:
            content = open_sealed(identity(), content)
        except NotForUs as error:
            raise BadKey(f"The key {place} stays sealed. {error}") from None
    elif mode & _OTHERS:
        raise BadKey(f"The key {place} can be read by others; run: chmod 600 {place}")
    try:
        return key_in(content.decode())
    except UnicodeDecodeError:
        raise BadKey(f"{place} is no key of a linkage project.") from None
