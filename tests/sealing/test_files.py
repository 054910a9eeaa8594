"""A sealed file opens whole, with its name and type, for its own record only; no chunk can be cut, moved or doubled."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tabara import sealing
from tabara.sealing import files, keys
from tabara.sealing.cipher import SealBroken
from tabara.sealing.files import CHUNK, TAG, filled, open_file, opened_chunks, seal_file, sealed_chunks
from tabara.sealing.keys import Purpose

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
WHOLE = files.PREFIX, CHUNK + TAG  # where the chunks begin, and how long each is


@pytest.fixture
def subject(db: None) -> uuid.UUID:
    """Return a case with a key."""
    made = sealing.event()
    keys.create_key(made, uuid.uuid4(), Purpose.NARRATIVE)
    return made


@pytest.mark.django_db(databases="__all__")
class TestFile:
    """A file of a case."""

    @pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17])
    def test_it_opens_with_its_name_and_type(self, subject: uuid.UUID, length: int) -> None:
        content = bytes(n % 251 for n in range(length))
        sealed = seal_file(subject, Purpose.NARRATIVE, "f", name="lettre d’été.pdf", kind="a/b", content=content)
        assert open_file(subject, Purpose.NARRATIVE, "f", sealed) == ("lettre d’été.pdf", "a/b", content)

    def test_neither_name_nor_type_nor_content_shows(self, subject: uuid.UUID) -> None:
        told = {"name": "Odette.jpg", "kind": "image/jpeg", "content": b"her face" * 9}
        sealed = seal_file(subject, Purpose.NARRATIVE, "f", **told)
        assert [word in sealed for word in (b"Odette", b"jpeg", b"her face")] == [False] * 3

    def test_it_opens_for_no_other_field_record_or_purpose(self, subject: uuid.UUID) -> None:
        other = sealing.event()
        keys.create_key(other, uuid.uuid4(), Purpose.NARRATIVE)
        keys.create_key(subject, uuid.uuid4(), Purpose.IDENTITY)
        sealed = seal_file(subject, Purpose.NARRATIVE, "f", name="n", kind="k", content=b"text")
        for wrong in ((subject, Purpose.NARRATIVE, "g"), (other, Purpose.NARRATIVE, "f"), (subject, "identity", "f")):
            with pytest.raises(SealBroken):
                open_file(*wrong, sealed)

    def test_it_is_gone_with_the_key_of_its_record(self, subject: uuid.UUID) -> None:
        sealed = seal_file(subject, Purpose.NARRATIVE, "f", name="n", kind="k", content=b"text")
        keys.destroy_key(subject, Purpose.NARRATIVE)
        with pytest.raises(SealBroken):
            open_file(subject, Purpose.NARRATIVE, "f", sealed)

    def test_what_is_no_sealed_file_is_said_to_be_broken(self, subject: uuid.UUID) -> None:
        for noise in (b"", b"short", bytes(51), bytes(3000)):
            with pytest.raises(SealBroken):
                open_file(subject, Purpose.NARRATIVE, "f", noise)

    def test_one_flipped_bit_anywhere_breaks_it(self, subject: uuid.UUID) -> None:
        sealed = seal_file(subject, Purpose.NARRATIVE, "f", name="n", kind="k", content=b"text")
        for place in range(len(sealed)):
            broken = bytearray(sealed)
            broken[place] ^= 1 << place % 8
            with pytest.raises(SealBroken):
                open_file(subject, Purpose.NARRATIVE, "f", bytes(broken))


@pytest.fixture(scope="module")
def four() -> bytes:
    """Return a body of four chunks, the last one short."""
    return b"".join(sealed_chunks(KEY, bytes(3 * CHUNK + 100), b"bound"))


def chunks_of(body: bytes) -> tuple[bytes, list[bytes]]:
    """Return the prefix and the chunks of a body."""
    first, size = WHOLE
    return body[:first], [body[place : place + size] for place in range(first, len(body), size)]


@pytest.mark.parametrize(
    "order",
    [[0, 1, 2], [0], [], [1, 2, 3], [0, 2, 1, 3], [3, 1, 2, 0], [0, 0, 1, 2, 3], [0, 1, 1, 3], [0, 1, 2, 3, 3]],
    ids=str,
)
def test_chunks_cut_off_moved_or_doubled_are_found(four: bytes, order: list[int]) -> None:
    prefix, chunks = chunks_of(four)
    assert len(b"".join(opened_chunks(KEY, four, b"bound"))) == 3 * CHUNK + 100
    with pytest.raises(SealBroken):
        list(opened_chunks(KEY, prefix + b"".join(chunks[place] for place in order), b"bound"))


def test_a_file_cut_exactly_between_two_chunks_does_not_open(four: bytes) -> None:
    with pytest.raises(SealBroken):
        list(opened_chunks(KEY, four[: sum(WHOLE)], b"bound"))


def test_chunks_of_two_files_do_not_mix(four: bytes) -> None:
    _, others = chunks_of(b"".join(sealed_chunks(KEY, bytes(3 * CHUNK + 100), b"bound")))
    prefix, chunks = chunks_of(four)
    with pytest.raises(SealBroken):
        list(opened_chunks(KEY, prefix + b"".join([*chunks[:2], *others[2:]]), b"bound"))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 4 * CHUNK), st.binary(max_size=20))
def test_whatever_was_chunked_comes_back(length: int, bound: bytes) -> None:
    body = b"".join(sealed_chunks(KEY, bytes(length), bound))
    assert b"".join(opened_chunks(KEY, body, bound)) == bytes(length)
    with pytest.raises(SealBroken):
        list(opened_chunks(OTHER_KEY, body, bound))


@pytest.mark.parametrize(
    ("length", "expected"), [(0, 1024), (1024, 1024), (1025, 1088), (100_000, 100_352), (5_000_000, 5_111_808)]
)
def test_a_length_is_filled_up_by_an_eighth_at_most(length: int, expected: int) -> None:
    assert filled(length) == expected
    assert filled(length) <= max(length, 1024) * 9 / 8
