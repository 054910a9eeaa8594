"""A link and a few words that together make a key: the one is sent, the others are said, and neither is stored.

The key is Argon2id (RFC 9106) of both. Whoever has the database has neither; whoever finds the link lacks the words,
and is stopped after a few guesses; whoever overhears the words lacks the 144 bits of the link.
"""

import re
import secrets
import unicodedata
import uuid
from functools import cache
from pathlib import Path

import pyrage
from argon2.low_level import Type, hash_secret_raw

from tabara.sealing import cipher
from tabara.sealing.cipher import SealBroken
from tabara.sealing.recipients import NotForUs
from tabara.sealing.root import LENGTH

MANY = 6  # words of 256: 48 bits
LINK = 18  # bytes
MEMORY, PASSES, LANES = 19456, 2, 1  # KiB; the second of the settings that OWASP gives for Argon2id
LIST = Path(__file__).with_name("words.txt")  # plain to say and to write: no accents, none one letter from another


def phrase() -> str:
    """Return words drawn by chance, as they are said."""
    return " ".join(secrets.choice(_words()) for _ in range(MANY))


def link() -> str:
    """Return what stands in a link and cannot be guessed."""
    return secrets.token_urlsafe(LINK)


def key_of(words: str, link: str, salt: uuid.UUID) -> bytes:
    """Return the key that the words and the link make; big letters, accents and blanks do not count."""
    secret = f"{link}\n{as_said(words)}".encode()
    return hash_secret_raw(secret, salt.bytes, PASSES, MEMORY, LANES, LENGTH, Type.ID)


def as_said(words: str) -> str:
    """Return words as somebody hears them, however they were typed."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one))))


def seal(key: bytes, plain: bytes, *, subject: uuid.UUID, field: str) -> bytes:
    """Return bytes sealed by such a key for one field of one record."""
    return cipher.seal(key, plain, subject=subject, field=field)


def unseal(key: bytes, sealed: bytes, *, subject: uuid.UUID, field: str) -> bytes | None:
    """Return the plain bytes; `None` where the words or the link are not those that they were sealed with."""
    try:
        return cipher.unseal(key, sealed, subject=subject, field=field)
    except SealBroken:
        return None


def seal_file(words: str, plain: bytes) -> bytes:
    """Return a file of age (scrypt) that any program of age opens with the words."""
    return pyrage.passphrase.encrypt(plain, as_said(words))


def open_file(words: str, sealed: bytes) -> bytes:
    """Return what was sealed with these words.

    Raises:
        NotForUs: where they are others, or a bit of the file changed.
    """
    try:
        return pyrage.passphrase.decrypt(sealed, as_said(words))
    except pyrage.DecryptError:
        raise NotForUs("This file cannot be opened with these words.") from None


@cache
def _words() -> tuple[str, ...]:
    return tuple(LIST.read_text(encoding="utf-8").split())
