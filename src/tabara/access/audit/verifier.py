#!/usr/bin/env python3
"""Check an exported audit chain of Tabara with nothing but Python 3.9 or newer: no network, no other package.

    python3 verify.py CHAIN [--printed SEQ:ROOT] [--key PUBLIC_KEY]

CHAIN is what `tabara audit export` wrote. SEQ and ROOT stand in the last lines of an infosheet, or were kept from
`tabara audit checkpoint`; with them this shows that the chain still holds what it held on that day. PUBLIC_KEY is the
key that you know from elsewhere; without it the key in the file is believed. The end is 0 where all is sound, else 1.

Every event is bound to the digest before it (SHA-256); all digests together have one root (Merkle tree, RFC 6962);
checkpoints over that root are signed (Ed25519, RFC 8032). All three are computed here anew, from the standards.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import sys
from collections.abc import Iterator, Sequence
from typing import Any

Point = tuple[int, int, int, int]
START, FORMAT = "0" * 64, "tabara audit chain 1"
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


class Flaw(Exception):
    """What is wrong, and where."""


# Ed25519: points of the curve in extended coordinates (X, Y, Z, T), as in RFC 8032, section 5.1.4.


def add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def same(one: Point, other: Point) -> bool:
    x = (one[0] * other[2] - other[0] * one[2]) % P
    y = (one[1] * other[2] - other[1] * one[2]) % P
    return x == y == 0


def x_of(y: int, sign: int) -> int | None:
    """Return the x of a point (RFC 8032, section 5.1.3), or None where there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point_of(text: bytes) -> Point | None:
    number = int.from_bytes(text, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = x_of(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(key: bytes, statement: bytes, signature: bytes) -> bool:
    """Return whether the Ed25519 signature is of this statement by this key (RFC 8032, section 5.1.7)."""
    if len(key) != 32 or len(signature) != 64:
        return False
    public, half = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if public is None or half is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + statement).digest(), "little") % ORDER
    return same(times(s, BASE), add(half, times(k, public)))


# The Merkle tree: the roots of its whole parts, the largest first; equal parts join as ones are carried in binary.


def grow(peaks: list[bytes], size: int, digest: str) -> None:
    peaks.append(hashlib.sha256(b"\x00" + bytes.fromhex(digest)).digest())
    while size & 1:
        right = peaks.pop()
        peaks.append(hashlib.sha256(b"\x01" + peaks.pop() + right).digest())
        size >>= 1


def root_of(peaks: list[bytes]) -> str:
    whole = peaks[-1]
    for peak in reversed(peaks[:-1]):
        whole = hashlib.sha256(b"\x01" + peak + whole).digest()
    return whole.hex()


def written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def records(path: str) -> Iterator[dict[str, Any]]:
    """Give the lines of the file; one that is no record is a flaw of its own."""
    with pathlib.Path(path).open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                told = json.loads(line)
                told["kind"]
            except (ValueError, KeyError, TypeError):
                raise Flaw(f"Line {number} of the file is damaged.") from None
            yield told


def check_link(told: dict[str, Any], seq: int, previous: str) -> None:
    """Check one link against its event and the link before."""
    if told["seq"] != seq:
        raise Flaw(f"Event {seq} is missing.")
    if told["previous"] != previous:
        raise Flaw(f"Link {seq} does not follow the one before it: links were exchanged, or one was put in.")
    digest = hashlib.sha256(f"{previous}\n{written(told['content'])}".encode()).hexdigest()
    if told["digest"] != digest or told["content"].get("seq") != seq:
        raise Flaw(f"Event {seq} is not what it was when it was chained.")


def check_checkpoint(told: dict[str, Any], number: int, previous: str, key: str) -> None:
    """Check a checkpoint by itself: its place, its key, its signature."""
    said, seq = told["statement"], told["statement"]["seq"]
    if said["key"] != key:
        raise Flaw(f"The checkpoint over {seq} links was not signed with the key {key}.")
    sound = is_signed(bytes.fromhex(key), written(said).encode(), bytes.fromhex(told["signature"]))
    if not sound or (said["number"], said["previous"]) != (number, previous):
        raise Flaw(f"The checkpoint over {seq} links was altered, or one before it is missing.")


def check_root(seq: int, root: str, roots: dict[int, str]) -> None:
    if seq not in roots:
        raise Flaw(f"The chain ends before link {seq}, which was signed or printed.")
    if not root or not roots[seq].startswith(root):
        raise Flaw(f"The chain up to link {seq} is not the one that was signed or printed: it was written anew.")


def check(path: str, printed: Sequence[tuple[int, str]] = (), key: str = "") -> tuple[int, int, str]:
    """Check everything; return what was found sound. Raises Flaw at the first thing that is not."""
    roots: dict[int, str] = {}
    peaks: list[bytes] = []
    checkpoints: list[dict[str, Any]] = []
    digest, seq = START, 0
    for told in records(path):
        if told["kind"] == "header":
            if told["format"] != FORMAT or seq or checkpoints:
                raise Flaw("The file does not begin as an exported chain does, or is of another version.")
            key = key or told["key"]
        elif told["kind"] == "link":
            check_link(told, seq + 1, digest)
            grow(peaks, seq, told["digest"])
            seq, digest = seq + 1, told["digest"]
            roots[seq] = root_of(peaks)
        elif told["kind"] == "checkpoint" and key:
            checkpoints.append(told)
        else:
            raise Flaw("The file holds a record of an unknown kind.")
    previous = START
    for number, told in enumerate(checkpoints, 1):
        check_checkpoint(told, number, previous, key)
        check_root(told["statement"]["seq"], told["statement"]["root"], roots)
        previous = hashlib.sha256(written(told["statement"]).encode()).hexdigest()
    for at, root in printed:
        check_root(at, root, roots)
    return seq, len(checkpoints), key


def anchor(text: str) -> tuple[int, str]:
    seq, _, root = text.partition(":")
    root = "".join(root.split()).lower()
    if not seq.isdigit() or len(root) < 16:
        raise argparse.ArgumentTypeError("write it as 12345:9f3a12bc77de0a11, with at least 16 digits of the root")
    return int(seq), root


def main() -> int:
    words = argparse.ArgumentParser(description="Check an exported audit chain of Tabara.")
    words.add_argument("chain", help="the file that `tabara audit export` wrote")
    words.add_argument("--printed", type=anchor, action="append", default=[], metavar="SEQ:ROOT")
    words.add_argument("--key", default="", help="the public key that you know from elsewhere")
    given = words.parse_args()
    try:
        links, checkpoints, key = check(given.chain, given.printed, given.key.lower())
    except Flaw as flaw:
        sys.stdout.write(f"NOT SOUND. {flaw}\n")
        return 1
    except (KeyError, TypeError, ValueError, OSError) as error:
        sys.stdout.write(f"NOT SOUND. The file cannot be read as a chain: {type(error).__name__}.\n")
        return 1
    kept = "".join(f"It holds what was printed for {seq} links.\n" for seq, _ in given.printed)
    sys.stdout.write(f"Sound: {links} events, {checkpoints} checkpoints signed with the key {key}.\n{kept}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
