"""A sealed field opens for its own record and field only, and says nothing of its length."""

import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from tabara.sealing import cipher
from tabara.sealing.cipher import SealBroken

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
SUBJECT, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


@given(st.binary(max_size=5000))
def test_what_was_sealed_opens_unchanged(plain: bytes) -> None:
    sealed = cipher.seal(KEY, plain, subject=SUBJECT, field="identity")
    assert cipher.unseal(KEY, sealed, subject=SUBJECT, field="identity") == plain


@given(st.binary(min_size=1, max_size=200), st.data())
def test_one_flipped_bit_breaks_the_seal(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(cipher.seal(KEY, plain, subject=SUBJECT, field="identity"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        cipher.unseal(KEY, bytes(sealed), subject=SUBJECT, field="identity")


@pytest.mark.parametrize(
    ("key", "subject", "field"),
    [(OTHER_KEY, SUBJECT, "identity"), (KEY, OTHER, "identity"), (KEY, SUBJECT, "notes")],
    ids=["another key", "another record", "another field"],
)
def test_a_seal_moved_elsewhere_does_not_open(key: bytes, subject: uuid.UUID, field: str) -> None:
    sealed = cipher.seal(KEY, b"Odette", subject=SUBJECT, field="identity")
    with pytest.raises(SealBroken):
        cipher.unseal(key, sealed, subject=subject, field=field)


@pytest.mark.parametrize(
    ("length", "padded"), [(0, 32), (1, 32), (28, 32), (29, 64), (60, 64), (61, 128), (1000, 1024), (1021, 2048)]
)
def test_a_text_is_filled_up_to_the_next_power_of_two(length: int, padded: int) -> None:
    assert len(cipher.pad(b"x" * length)) == padded
    assert len(cipher.seal(KEY, b"x" * length, subject=SUBJECT, field="f")) == 4 + 12 + padded + 16


def test_no_two_seals_share_a_nonce() -> None:
    nonces = {cipher.seal(KEY, b"", subject=SUBJECT, field="f")[4:16] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_the_cipher_is_the_one_of_the_standard() -> None:
    """McGrew and Viega, The Galois/Counter Mode of Operation (2005), test case 14: AES-256, one zero block."""
    out = AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None)
    assert out.hex() == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"


def test_the_wrapping_is_the_one_of_the_standard() -> None:
    """RFC 3394, section 4.6: 256 bits of key data wrapped by a 256-bit key."""
    outer = bytes.fromhex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")
    inner = bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
    wrapped = "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
    assert cipher.wrap(outer, inner).hex() == wrapped
    assert cipher.unwrap(outer, bytes.fromhex(wrapped)) == inner


def test_a_key_wrapped_by_another_does_not_unwrap() -> None:
    with pytest.raises(SealBroken):
        cipher.unwrap(OTHER_KEY, cipher.wrap(KEY, bytes(32)))
