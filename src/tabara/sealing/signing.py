"""Signatures of audit checkpoints (Ed25519, RFC 8032), and what was searched for as a number that says nothing.

The secret key lies in the keys database like every other, wrapped under the root key; it stays the same when the keys
around it are exchanged. The public key is for everybody.
"""

import hashlib
import hmac
import uuid
from enum import StrEnum
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import IntegrityError, transaction

from tabara.sealing import keys
from tabara.sealing.root import derive

INSTANCE = uuid.UUID(int=1)  # the subject and the agency of keys that belong to nobody but the instance
BLINDED = 16  # bytes


class Own(StrEnum):
    """What an instance's own keys are for."""

    AUDIT = "audit"
    PARTNERS = "partners"  # what goes to other instances, and comes from them


def public_key() -> str:
    """Return this instance's public key in hexadecimal: to print, to keep elsewhere, to check signatures with."""
    return _secret().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(statement: bytes) -> str:
    """Return this instance's signature in hexadecimal."""
    return _secret().sign(statement).hex()


def signed_by(public: str, statement: bytes, signature: str) -> bool:
    """Return whether the signature is of this statement, by the owner of this public key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def blinded(text: str) -> str:
    """Return 32 hexadecimal digits that stand for a text (HMAC-SHA-256): the same text gives the same ones."""
    return hmac.digest(derive(own_key(Own.AUDIT), "audit queries 1"), text.encode(), hashlib.sha256)[:BLINDED].hex()


def _secret() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derive(own_key(Own.AUDIT), "audit checkpoints 1"))


def own_key(what_for: Own) -> bytes:
    """Return a key that belongs to nobody but the instance; it is made when first asked for, and stays the same."""
    purpose = cast("keys.Purpose", what_for)  # stored like the purposes of agencies, but no agency has it
    found = keys.data_keys([INSTANCE], purpose).get(INSTANCE)
    if found is None:
        try:
            with transaction.atomic(using="keys"):
                keys.create_key(INSTANCE, INSTANCE, purpose)
        except IntegrityError:
            pass  # another process made it in this moment
        found = keys.data_keys([INSTANCE], purpose)[INSTANCE]
    return found
