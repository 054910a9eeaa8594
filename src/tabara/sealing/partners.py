"""The keys by which instances know one another: one that others seal to (age), one that this one signs with (Ed25519).

Both are derived from a key of the instance's own, which lies in the keys database like every other: they stay the same
when the keys around it are exchanged, and come back with a backup. What is signed begins with words that nothing else
signed here begins with, so that no signature can be taken for another's.
"""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyrage import x25519

from tabara.sealing.digest import spoken
from tabara.sealing.recipients import BadRecipient, open_sealed, seal_to
from tabara.sealing.root import derive
from tabara.sealing.signing import Own, own_key, signed_by

__all__ = ["BadKeys", "PublicKeys", "fingerprint", "open_ours", "ours", "refuse_bad", "sign", "signed"]
WORDS = b"tabara, from one instance to another, 1\n"
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # of bech32 (BIP 173), in which age writes its keys
POLYNOMIAL = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
KEY = 32  # bytes
GROUPS = 8  # of five digits in a fingerprint, as it is read out: about 132 bits


class BadKeys(Exception):
    """What was given are not the two public keys of an instance."""


@dataclass(frozen=True)
class PublicKeys:
    """What an instance shows of itself to others."""

    seals_to: str  # "age1…"
    signs_with: str  # 64 hexadecimal digits


def ours() -> PublicKeys:
    """Return the public keys of this instance."""
    public = _signing().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return PublicKeys(str(_identity().to_public()), public.hex())


def sign(statement: bytes) -> str:
    """Return this instance's signature of something for another one, in hexadecimal."""
    return _signing().sign(WORDS + statement).hex()


def signed(key: str, statement: bytes, signature: str) -> bool:
    """Return whether the instance of this public key signed this for another one."""
    return signed_by(key, WORDS + statement, signature)


def open_ours(sealed: bytes) -> bytes:
    """Return what was sealed to this instance.

    Raises:
        NotForUs: where it was sealed to another, or altered.
    """
    return open_sealed(str(_identity()), sealed)


def fingerprint(keys: PublicKeys) -> str:
    """Return what two people read to each other to know that both mean the same keys: eight groups of five digits."""
    digest = hashlib.sha512(f"{keys.seals_to}\n{keys.signs_with}".encode()).digest()
    return spoken(digest, GROUPS)


def refuse_bad(keys: PublicKeys) -> None:
    """Refuse what cannot be sealed to, or checked with.

    Raises:
        BadKeys: where one of the two is no public key.
    """
    try:
        seal_to([keys.seals_to], b"")
        right = len(bytes.fromhex(keys.signs_with)) == KEY
    except (BadRecipient, ValueError):
        right = False
    if not right or keys.signs_with != keys.signs_with.lower():
        raise BadKeys


def _signing() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derive(own_key(Own.PARTNERS), "partners signing 1"))


def _identity() -> x25519.Identity:
    return x25519.Identity.from_str(_as_age(derive(own_key(Own.PARTNERS), "partners sealing 1")))


def _as_age(secret: bytes) -> str:
    """Return 32 bytes as age writes a secret key: bech32 with its own first part, in capitals."""
    first = "age-secret-key-"
    bits = int.from_bytes(secret, "big") << 4  # 256 bits fill 52 letters of 5 bits, the last one with zeros
    values = [bits >> 5 * at & 31 for at in reversed(range(52))]
    expanded = [ord(one) >> 5 for one in first] + [0] + [ord(one) & 31 for one in first]
    rest = _remainder([*expanded, *values, *[0] * 6]) ^ 1
    check = [rest >> 5 * (5 - at) & 31 for at in range(6)]
    return (first + "1" + "".join(LETTERS[one] for one in values + check)).upper()


def _remainder(values: list[int]) -> int:
    """Return what is left after the division by the polynomial of bech32."""
    found = 1
    for value in values:
        top, found = found >> 25, (found & 0x1FFFFFF) << 5 ^ value
        for at, part in enumerate(POLYNOMIAL):
            found ^= part if top >> at & 1 else 0
    return found
