"""The key of one linkage project: made once for a round, held by agencies alone, never by the linkage unit.

Whoever holds the key makes the token of any name, and so reads any file of tokens. So the unit that compares never has
it, and each round of a project has another: tokens of two rounds cannot be put together.
"""

import base64
import binascii
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tabara.sealing.digest import spoken
from tabara.sealing.root.key import LENGTH, derive

MARK = "# tabara linkage key 1"
GROUPS = 5  # of five digits: about 83 bits, for a key that nobody can choose
LONGEST = 60  # letters of a project's name


class BadKey(Exception):
    """What was given is no key of a linkage project; the sentence says what to do."""


@dataclass(frozen=True, repr=False)
class ProjectKey:
    """The key of one round of a project, and the public keys of the agencies to which it is sealed."""

    project: str
    round: int
    secret: bytes
    agencies: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What all agencies read aloud to know that they hold the same key: five groups of five digits."""
        return spoken(self.derived("fingerprint"), GROUPS)

    def derived(self, what_for: str) -> bytes:
        """Return 32 bytes for one purpose of this project and round (HKDF, RFC 5869); one says nothing of another."""
        return derive(self.secret, f"linkage 1\n{self.project}\n{self.round}\n{what_for}")

    @property
    def text(self) -> bytes:
        """Return what keeps the key; it is sealed before it leaves memory."""
        told = [MARK, f"# project: {self.project}", f"# round: {self.round}"]
        told += [f"# agency: {one}" for one in self.agencies]
        return "".join(f"{line}\n" for line in (*told, base64.b64encode(self.secret).decode())).encode()


def new_key(project: str, agencies: Sequence[str] = ()) -> ProjectKey:
    """Make the key of a project's first round."""
    project = " ".join(project.split())
    if not project or len(project) > LONGEST:
        raise BadKey(f"A project needs a name of at most {LONGEST} letters.")
    return ProjectKey(project, 1, secrets.token_bytes(LENGTH), tuple(agencies))


def next_round(key: ProjectKey) -> ProjectKey:
    """Make the key of the next round, for the same agencies; nothing of it follows from the one before."""
    return replace(key, round=key.round + 1, secret=secrets.token_bytes(LENGTH))


def key_in(text: str) -> ProjectKey:
    """Read a key.

    Raises:
        BadKey: where the text is none.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line.removeprefix("#").partition(":") for line in lines if line.startswith("#")]
    values = {name.strip(): value.strip() for name, _, value in told}
    agencies = tuple(value.strip() for name, _, value in told if name.strip() == "agency")
    try:
        (secret,) = (base64.b64decode(line, validate=True) for line in lines if not line.startswith("#"))
        key = ProjectKey(values["project"], int(values["round"]), secret, agencies)
    except (binascii.Error, ValueError, KeyError):
        key = None
    if key is None or lines[0] != MARK or len(key.secret) != LENGTH:
        raise BadKey("This is no key of a linkage project. One agency makes it with: tabara linkage key new")
    return key
