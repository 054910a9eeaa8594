"""An instance abroad that lives in the memory of this process: for demonstrations, whose partners have to answer too.

Its two secret keys are made anew, kept nowhere, and gone with the process; nobody can write as that partner afterwards.
"""

import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyrage import x25519

from tabara.sealing.partners import WORDS, PublicKeys, ours
from tabara.sealing.recipients import seal_to

__all__ = ["Played"]


class Played:
    """One instance abroad: what it shows of itself, and the letters that it signs and seals to this one."""

    def __init__(self) -> None:
        self._signing = Ed25519PrivateKey.generate()
        public = self._signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.keys = PublicKeys(str(x25519.Identity.generate().to_public()), public.hex())

    def written(self, letter: str, version: int) -> bytes:
        """Return a letter as the file in which it comes to this instance."""
        signature = self._signing.sign(WORDS + letter.encode()).hex()
        signed = {"format": "tabara-signed", "version": version, "letter": letter, "signature": signature}
        return seal_to([ours().seals_to], json.dumps(signed).encode())
