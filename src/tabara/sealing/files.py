"""Seal and open a whole file in chunks of 64 KiB, its name and type inside, bound to the record it belongs to.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance, CRYPTO 2015, section 7): each chunk's nonce holds its place and whether it is the last, so that a
file cut short, with two chunks exchanged, or with one chunk twice, does not open. Its length is filled up by Padmé
(Nikitin and others, PETS 2019): at most an eighth more, and a length that says little.
"""

import json
import os
import secrets
import struct
import uuid
from collections.abc import Iterator

from tabara.sealing import cipher
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, key_of
from tabara.sealing.root import LENGTH, derive

FORMAT = 2  # 1 is a field
CHUNK, TAG = 64 * 1024, 16  # bytes
WRAPPED, PREFIX = LENGTH + 8, 7
PLACE = struct.Struct(">IB")  # which chunk, and 1 for the last: with the prefix a nonce of 12 bytes
LENGTHS = struct.Struct(">IQ")  # of the name and type, and of the content
SMALLEST = 1024  # bytes


def seal_file(subject: uuid.UUID, purpose: Purpose, field: str, *, name: str, kind: str, content: bytes) -> bytes:
    """Return a file sealed for one field of one subject, under a key of its own that the subject's key wraps."""
    own = secrets.token_bytes(LENGTH)
    start = cipher.HEADER.pack(FORMAT, cipher.AES_256_GCM, 1) + cipher.wrap(_wrapping(subject, purpose), own)
    return b"".join([start, *sealed_chunks(own, _packed(name, kind, content), cipher.bound_to(start, subject, field))])


def open_file(subject: uuid.UUID, purpose: Purpose, field: str, sealed: bytes) -> tuple[str, str, bytes]:
    """Return the name, the type and the content of a file.

    Raises:
        SealBroken: where a bit, a chunk, the record, the field or the key is not the one it was sealed with.
    """
    start, body = sealed[: cipher.HEADER.size + WRAPPED], sealed[cipher.HEADER.size + WRAPPED :]
    wrapping = _wrapping(subject, purpose)
    try:
        own = cipher.unwrap(wrapping, start[cipher.HEADER.size :])
        return _unpacked(b"".join(opened_chunks(own, body, cipher.bound_to(start, subject, field))))
    except SealBroken:
        raise SealBroken(subject, field) from None


def sealed_chunks(key: bytes, plain: bytes, bound: bytes) -> Iterator[bytes]:
    """Yield the prefix of the nonces and then every chunk, each bound to its place and to whether it is the last."""
    prefix = os.urandom(PREFIX)
    yield prefix
    last = max(len(plain) - 1, 0) // CHUNK
    for place in range(last + 1):
        nonce = prefix + PLACE.pack(place, place == last)
        yield cipher.encrypted(key, nonce, plain[place * CHUNK : (place + 1) * CHUNK], bound)


def opened_chunks(key: bytes, body: bytes, bound: bytes) -> Iterator[bytes]:
    """Yield every chunk in the clear.

    Raises:
        SealBroken: at the first one that is missing, altered or out of its place.
    """
    prefix, chunks = body[:PREFIX], body[PREFIX:]
    size = CHUNK + TAG
    last = max(len(chunks) - 1, 0) // size
    for place in range(last + 1):
        nonce = prefix + PLACE.pack(place, place == last)
        yield cipher.decrypted(key, nonce, chunks[place * size : (place + 1) * size], bound)


def filled(length: int) -> int:
    """Return the length that a stream is filled up to (Padmé): of its leading bits only the first few may differ."""
    length = max(length, SMALLEST)
    exponent = length.bit_length() - 1
    zeros = exponent - exponent.bit_length()
    return -(-length >> zeros) << zeros


def _wrapping(subject: uuid.UUID, purpose: Purpose) -> bytes:
    """Return the key that wraps the keys of a subject's files; the subject's own key seals fields only."""
    return derive(key_of(subject, purpose), "keys of files 1")


def _packed(name: str, kind: str, content: bytes) -> bytes:
    label = json.dumps([name, kind], ensure_ascii=False).encode()
    whole = LENGTHS.pack(len(label), len(content)) + label + content
    return whole.ljust(filled(len(whole)), b"\0")


def _unpacked(plain: bytes) -> tuple[str, str, bytes]:
    label, content = LENGTHS.unpack_from(plain)
    name, kind = json.loads(plain[LENGTHS.size : LENGTHS.size + label])
    return name, kind, plain[LENGTHS.size + label :][:content]
