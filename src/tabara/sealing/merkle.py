"""A Merkle tree over the links of the audit chain, as RFC 6962 section 2.1 builds it (Certificate Transparency).

The root stands for all leaves in order; a proof of a few digests shows that one leaf is among them.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf(content: bytes) -> bytes:
    """Return the digest of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the digest of two digests; its first byte keeps a node from being taken for a leaf."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Peaks:
    """A tree that grows: the roots of its whole parts, the largest first, from which the root follows at any time."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size, self.peaks = size, list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError("A tree of this size has another number of whole parts.")

    def add(self, content: bytes) -> None:
        """Add a leaf: equal parts join, as ones are carried in binary."""
        self.peaks.append(leaf(content))
        self.size += 1
        joins = (self.size & -self.size).bit_length() - 1
        for _ in range(joins):
            right = self.peaks.pop()
            self.peaks.append(node(self.peaks.pop(), right))

    def root(self) -> bytes:
        """Return the root of all leaves so far."""
        if not self.peaks:
            return EMPTY
        whole = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            whole = node(peak, whole)
        return whole


def root(contents: Iterable[bytes]) -> bytes:
    """Return the root of these leaves."""
    tree = Peaks()
    for content in contents:
        tree.add(content)
    return tree.root()


def proof(contents: Sequence[bytes], index: int) -> list[bytes]:
    """Return the digests that lead from the leaf at `index` to the root, from below (RFC 6962, 2.1.1)."""
    if len(contents) == 1:
        return []
    half = 1 << (len(contents) - 1).bit_length() - 1  # the largest power of two below the size
    if index < half:
        return [*proof(contents[:half], index), root(contents[half:])]
    return [*proof(contents[half:], index - half), root(contents[:half])]


def holds(content: bytes, index: int, size: int, path: Sequence[bytes], whole: bytes) -> bool:
    """Return whether the path leads from this leaf, at this place among `size`, to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf(content)
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node(beside, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and found == whole
