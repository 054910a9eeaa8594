"""The standards' own vectors, through our own functions: NIST's for AES, the RFCs' for HKDF, HMAC and Ed25519.

They come with the package cryptography_vectors; it brings none of Wycheproof's.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import cryptography_vectors
import pytest

from tabara.sealing import cipher
from tabara.sealing.cipher import SealBroken
from tabara.sealing.digest import keyed
from tabara.sealing.root import derive

FOLDER = Path(cryptography_vectors.__file__).parent
Vector = dict[str, str]


def vectors(name: str, last: str) -> Iterator[Vector]:
    """Yield the vectors of a file of NIST or of an RFC: what was said of the section, and up to the last field."""
    section: Vector = {}
    told: Vector = {}
    for line in (FOLDER / name).read_text().splitlines():
        if found := re.fullmatch(r"\[(.+?) = (\d+)\]", line):
            section[found[1]] = found[2]
        elif found := re.fullmatch(r"(\w+)\s*=\s*(\S*)", line):
            told[found[1]] = found[2]
        if line == "FAIL" or (found and found[1] == last):
            yield {**section, **told, "FAIL": "yes" if line == "FAIL" else ""}
            told = {}


def of(vector: Vector, *names: str) -> list[bytes]:
    """Return fields of a vector as bytes."""
    return [bytes.fromhex(vector.get(name, "")) for name in names]


def ours(vector: Vector) -> bool:
    """Return whether it is about nonces of 96 bits and tags of 128, the only ones we use."""
    return (vector["IVlen"], vector["Taglen"]) == ("96", "128")


def test_what_is_sealed_is_what_nist_seals() -> None:
    seen = [one for one in vectors("ciphers/AES/GCM/gcmEncryptExtIV256.rsp", "Tag") if ours(one)]
    assert len(seen) == 375
    for one in seen:
        key, nonce, plain, bound, body, tag = of(one, "Key", "IV", "PT", "AAD", "CT", "Tag")
        assert cipher.encrypted(key, nonce, plain, bound) == body + tag


def test_what_nist_opens_opens_and_what_it_refuses_does_not() -> None:
    seen = [one for one in vectors("ciphers/AES/GCM/gcmDecrypt256.rsp", "PT") if ours(one)]
    refused = [one for one in seen if one["FAIL"]]
    assert (len(seen), len(refused) > 100) == (375, True)
    for one in seen:
        key, nonce, plain, bound, body, tag = of(one, "Key", "IV", "PT", "AAD", "CT", "Tag")
        if one["FAIL"]:
            with pytest.raises(SealBroken):
                cipher.decrypted(key, nonce, body + tag, bound)
        else:
            assert cipher.decrypted(key, nonce, body + tag, bound) == plain


def test_what_is_wrapped_is_what_nist_wraps() -> None:
    """RFC 3394, which NIST SP 800-38F calls KW."""
    seen = list(vectors("keywrap/kwtestvectors/KW_AE_256.txt", "C"))
    assert len(seen) == 500
    for one in seen:
        outer, inner, wrapped = of(one, "K", "P", "C")
        assert cipher.wrap(outer, inner) == wrapped


def test_what_nist_unwraps_unwraps_and_what_it_refuses_does_not() -> None:
    seen = list(vectors("keywrap/kwtestvectors/KW_AD_256.txt", "P"))
    assert (len(seen), len([one for one in seen if one["FAIL"]])) == (500, 100)
    for one in seen:
        outer, inner, wrapped = of(one, "K", "P", "C")
        if one["FAIL"]:
            with pytest.raises(SealBroken):
                cipher.unwrap(outer, wrapped)
        else:
            assert cipher.unwrap(outer, wrapped) == inner


def test_what_is_derived_is_what_rfc_5869_derives() -> None:
    """Its cases without salt and purpose, and the 32 bytes that we take of them."""
    files = ("KDF/rfc-5869-HKDF-SHA256.txt", "KDF/hkdf-generated.txt")
    seen = [one for name in files for one in vectors(name, "OKM") if (one["salt"], one["info"]) == ("", "")]
    assert len(seen) == 2
    for one in seen:
        key, derived = of(one, "IKM", "OKM")
        assert derive(key, "") == derived[:32]


def test_what_is_keyed_is_what_rfc_4231_keys() -> None:
    seen = list(vectors("HMAC/rfc-4231-sha256.txt", "MD"))
    assert len(seen) == 6
    for one in seen:
        key, text, digest = of(one, "Key", "Msg", "MD")
        assert keyed(key, text) == digest


def test_what_is_signed_is_what_rfc_8032_signs() -> None:
    from tabara.sealing.signing import signed_by  # its models need the settings

    seen = [line.split(":") for line in (FOLDER / "asymmetric/Ed25519/sign.input").read_text().splitlines()]
    assert len(seen) == 1024
    for secret, public, text, signature, _ in seen:
        statement, right = bytes.fromhex(text), signature[:128]
        assert secret.endswith(public)
        assert signed_by(public, statement, right)
        assert not signed_by(public, statement + b".", right)
