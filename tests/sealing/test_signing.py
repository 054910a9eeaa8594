"""Signatures are those of RFC 8032, to our own checking and to the program that stands alone."""

import importlib.util
from pathlib import Path
from typing import Any

import cryptography_vectors
import pytest
from django.db import connections

import tabara
from tabara.sealing import signing

VERIFIER = Path(tabara.__file__).parent / "access" / "audit" / "verifier.py"
# The vectors of Ed25519's authors: secret and public key, message, signature and message, one a line.
FILE = Path(cryptography_vectors.__file__).parent / "asymmetric" / "Ed25519" / "sign.input"
VECTORS = [line.split(":")[1:4] for line in FILE.read_text().splitlines()[:48]]
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.fixture(scope="module")
def alone() -> Any:
    spec = importlib.util.spec_from_file_location("verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def both(alone: Any, key: str, message: str, signature: str) -> tuple[bool, bool]:
    ours = signing.signed_by(key, bytes.fromhex(message), signature)
    return ours, alone.is_signed(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


def test_the_published_signatures_hold_and_nothing_near_them_does(alone: Any) -> None:
    for number, (key, message, both_parts) in enumerate(VECTORS):
        signature = both_parts[:128]
        raw = bytearray.fromhex(signature)
        raw[number] ^= 1 << number % 8
        assert both(alone, key, message, signature) == (True, True)
        assert both(alone, key, message, raw.hex()) == (False, False)
        assert both(alone, key, message + "00", signature) == (False, False)
        assert both(alone, VECTORS[number - 1][0], message, signature) == (False, False)


def test_a_second_writing_of_a_signature_is_refused(alone: Any) -> None:
    """S and S + order fit the same equation; RFC 8032 takes only the smaller."""
    key, message, signature = VECTORS[2]
    s = int.from_bytes(bytes.fromhex(signature[:128])[32:], "little") + ORDER
    assert both(alone, key, message, signature[:64] + s.to_bytes(32, "little").hex()) == (False, False)


@pytest.mark.parametrize("key", ["ff" * 32, "02" + "00" * 30 + "80", "00"])
def test_what_is_no_key_signs_nothing(alone: Any, key: str) -> None:
    assert both(alone, key, "", VECTORS[0][2][:128]) == (False, False)


@pytest.mark.django_db(databases="__all__")
def test_an_instance_keeps_one_key_wrapped_like_every_other_and_its_signatures_hold(alone: Any) -> None:
    key = signing.public_key()
    signature = signing.sign(b"seen")
    assert signing.public_key() == key
    assert both(alone, key, b"seen".hex(), signature) == (True, True)
    with connections["keys"].cursor() as cursor:
        cursor.execute("SELECT wrapped FROM sealing_datakey WHERE purpose = 'audit'")
        (wrapped,) = cursor.fetchone()
    assert len(bytes(wrapped)) == 40  # RFC 3394: the key and eight bytes
