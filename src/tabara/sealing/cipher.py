"""Seal and open one field: AES-256-GCM over padded text, bound to the record and the field it belongs to."""

import os
import struct
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

FORMAT, AES_256_GCM = 1, 1
HEADER = struct.Struct(">BBH")  # format, algorithm, version of the key
NONCE = 12  # bytes, drawn at random for each seal
SMALLEST = 32  # bytes: a short name and a long one look alike


class SealBroken(Exception):
    """What is stored was not sealed for this field of this record with this key, or was altered since."""

    def __init__(self, subject: uuid.UUID | None = None, field: str = "") -> None:
        what = f"The sealed {field or 'key'} of {subject}" if subject else "A sealed field"
        super().__init__(
            f"{what} cannot be opened: it was altered, or its key was destroyed. Restore it from a backup."
        )
        self.subject, self.field = subject, field


def seal(key: bytes, plain: bytes, *, subject: uuid.UUID, field: str, version: int = 1) -> bytes:
    """Return the sealed bytes: header, nonce, ciphertext and tag; the length is hidden up to the next power of two."""
    header = HEADER.pack(FORMAT, AES_256_GCM, version)
    nonce = os.urandom(NONCE)
    return header + nonce + encrypted(key, nonce, pad(plain), bound_to(header, subject, field))


def unseal(key: bytes, sealed: bytes, *, subject: uuid.UUID, field: str) -> bytes:
    """Return the plain bytes.

    Raises:
        SealBroken: where a bit, the record, the field or the key is not the one it was sealed with.
    """
    header, nonce, body = sealed[:4], sealed[4 : 4 + NONCE], sealed[4 + NONCE :]
    try:
        return unpad(decrypted(key, nonce, body, bound_to(header, subject, field)))
    except (SealBroken, struct.error):
        raise SealBroken(subject, field) from None


def encrypted(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    """Return ciphertext and tag (AES-256-GCM, NIST SP 800-38D); what they are bound to is not in them."""
    return AESGCM(key).encrypt(nonce, plain, bound)


def decrypted(key: bytes, nonce: bytes, body: bytes, bound: bytes) -> bytes:
    """Return the plain bytes.

    Raises:
        SealBroken: where the tag is not of this key, this nonce, these bytes and what they are bound to.
    """
    try:
        return AESGCM(key).decrypt(nonce, body, bound)
    except (InvalidTag, ValueError):
        raise SealBroken from None


def bound_to(header: bytes, subject: uuid.UUID, field: str) -> bytes:
    """Return the associated data: a sealed field moved to another record or field does not open."""
    return header + subject.bytes + field.encode()


def pad(plain: bytes) -> bytes:
    """Return the text behind its length, filled to 32, 64, 128 … bytes."""
    whole = struct.pack(">I", len(plain)) + plain
    size = SMALLEST
    while size < len(whole):
        size *= 2
    return whole.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Return the text without its filling."""
    (length,) = struct.unpack_from(">I", padded)
    return padded[4 : 4 + length]


def wrap(outer: bytes, inner: bytes) -> bytes:
    """Return a key wrapped by another (RFC 3394)."""
    return aes_key_wrap(outer, inner)


def unwrap(outer: bytes, wrapped: bytes) -> bytes:
    """Return the wrapped key.

    Raises:
        SealBroken: where it was wrapped by another key, or altered.
    """
    try:
        return aes_key_unwrap(outer, wrapped)
    except (InvalidUnwrap, ValueError):
        raise SealBroken from None
