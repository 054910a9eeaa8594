"""The tree is that of RFC 6962: the published roots, every proof, and a tree that grew is the tree made at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tabara.sealing import merkle

# The leaves and roots with which the implementations of Certificate Transparency are tested.
LEAVES = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_are_ours(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_a_tree_without_leaves_has_the_published_root_too() -> None:
    assert merkle.root([]).hex() == EMPTY


@given(some.lists(some.binary(max_size=8), min_size=1, max_size=40), some.data())
def test_every_leaf_is_proved_and_no_other_at_its_place(leaves: list[bytes], data: some.DataObject) -> None:
    index = data.draw(some.integers(0, len(leaves) - 1))
    root, path = merkle.root(leaves), merkle.proof(leaves, index)
    assert merkle.holds(leaves[index], index, len(leaves), path, root)
    assert not merkle.holds(leaves[index] + b"x", index, len(leaves), path, root)
    assert not merkle.holds(leaves[index], len(leaves), len(leaves), path, root)
    assert not merkle.holds(leaves[index], index, len(leaves), [*path, root], root)


@given(some.lists(some.binary(max_size=8), max_size=40), some.integers(0, 40))
def test_a_tree_that_goes_on_from_its_parts_is_the_tree_made_at_once(leaves: list[bytes], at: int) -> None:
    first = merkle.Peaks()
    for leaf in leaves[:at]:
        first.add(leaf)
    second = merkle.Peaks(first.size, first.peaks)
    for leaf in leaves[at:]:
        second.add(leaf)
    assert second.root() == merkle.root(leaves)


def test_parts_that_cannot_be_of_a_tree_of_this_size_are_refused() -> None:
    with pytest.raises(ValueError, match="another number of whole parts"):
        merkle.Peaks(3, [merkle.EMPTY])
