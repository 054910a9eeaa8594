"""What comes in as a picture: nothing in it breaks the server, and nothing of it is written down as it came."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tabara.access.errors import Refused
from tabara.protection.intake import operations as intake
from tabara.vault.operations import redrawn
from tests.factories import NOW, make_member, register

MEGABYTE = 1024 * 1024


def png(width: int, height: int) -> bytes:
    """Return a few bytes that say they are a large picture."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"")))
    chunks = (struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d)) for kind, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.django_db(databases="__all__")
def test_a_small_file_that_unfolds_to_gigabytes_is_refused_before_it_does() -> None:
    worker = make_member()
    with pytest.raises(Refused, match="40 million pixels"):
        intake.add_photograph(by=worker, at=NOW, case=register(worker), picture=png(9000, 9000))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.data())
def test_a_broken_picture_is_refused_and_breaks_nothing(kind: str, data) -> None:
    out = BytesIO()
    Image.linear_gradient("L").resize((24, 24)).save(out, kind, exif=Image.Exif())
    picture = bytearray(out.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(picture) - 1), min_size=1, max_size=20)):
        picture[place] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        assert redrawn(bytes(picture)[: data.draw(st.integers(1, len(picture)))]).startswith(b"\xff\xd8")


@pytest.mark.parametrize(("sent", "kept"), [(5 * MEGABYTE, 5 * MEGABYTE), (20 * MEGABYTE, 8 * MEGABYTE + 1)])
def test_a_file_waits_in_memory_never_in_a_folder_for_passing_files(sent: int, kept: int) -> None:
    picture = SimpleUploadedFile("whoever.jpg", b"x" * sent, "image/jpeg")
    file = RequestFactory().post("/", {"photograph": picture}).FILES["photograph"]
    assert (hasattr(file, "temporary_file_path"), file.size, len(file.read())) == (False, kept, kept)


def test_too_large_a_file_is_refused_as_too_large() -> None:
    with pytest.raises(Refused, match="larger than 8 MB"):
        redrawn(b"x" * (8 * MEGABYTE + 1))
