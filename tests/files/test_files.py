"""A file is kept where its name, its start and its whole say the same; of a picture only what one sees is kept."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tabara.files import LARGEST, Accepted, Kind, Unwanted, Why, accept
from tests.files import polyglots
from tests.files.polyglots import PDF, PDF_AND_PAGE, REFUSED, SCRIPT, image, with_comment

PLACE = {1: "S", 2: (3.0, 22.0, 0.0), 3: "E", 4: (29.0, 21.0, 0.0)}  # GPS
GPS, MAKER, TURNED = 0x8825, 0x010F, 0x0112


@pytest.mark.parametrize("what", REFUSED)
def test_this_is_not_kept(what):
    with pytest.raises(Unwanted):
        accept(*REFUSED[what])


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("JPEG", "JPEG"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_drawn_anew(kind, ending):
    kept = accept(f"a.{ending}", image(kind))
    assert (kept.kind, kept.type) == (Kind.PICTURE, "image/jpeg")
    with Image.open(BytesIO(kept.content)) as seen:
        assert (seen.format, seen.size) == ("JPEG", (40, 30))


def test_where_and_with_what_a_picture_was_taken_is_not_kept():
    exif = Image.Exif()
    exif[GPS], exif[MAKER], exif[TURNED] = PLACE, "Kanari Telephone", 6
    sent = image("JPEG", exif=exif, comment=b"Kanari")
    kept = accept("a.jpg", sent).content
    assert (b"Kanari" in sent, b"Kanari" in kept) == (True, False)
    with Image.open(BytesIO(kept)) as seen:
        assert (dict(seen.getexif()), seen.info.get("comment"), seen.size) == ({}, None, (30, 40))


@pytest.mark.parametrize("hidden", [SCRIPT, b"<?php system($_GET[0]); ?>", b"<html><body onload=alert(1)>"])
def test_what_hides_in_a_picture_is_gone_when_it_is_drawn_anew(hidden):
    for sent in (with_comment(hidden), image("PNG") + hidden, image("JPEG") + hidden):
        name = "a.png" if sent.startswith(b"\x89") else "a.jpg"
        assert hidden not in accept(name, sent).content


def test_a_pdf_is_kept_byte_for_byte_and_is_a_pdf_to_whoever_gets_it():
    for sent in (PDF, PDF_AND_PAGE):
        assert accept("A paper.PDF", sent) == Accepted(Kind.PDF, "application/pdf", sent)


def test_a_text_is_kept_byte_for_byte_and_is_only_ever_a_text():
    for sent in ("Amahoro – déjà vu\r\n\t= 1+1".encode(), b"\xef\xbb\xbfBOM", SCRIPT):
        assert accept("a.txt", sent) == Accepted(Kind.TEXT, "text/plain; charset=utf-8", sent)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", PDF[:20] + b"x" * LARGEST, Why.TOO_LARGE),
        ("a.jpg", b"\xff\xd8\xff" + b"x" * LARGEST, Why.TOO_LARGE),
        ("a.txt", b"x" * (1024 * 1024 + 1), Why.TOO_LARGE),
        ("a.png", polyglots.png_of(9000, 9000), Why.TOO_MANY_PIXELS),
        ("a.pdf", b"", Why.EMPTY),
        ("a.jpg", PDF, Why.OTHER_NAME),
        ("a.zip", polyglots.archive(), Why.UNKNOWN),
        ("a.pdf", PDF + SCRIPT, Why.BROKEN),
    ],
)
def test_a_refusal_says_what_is_wrong(name, content, why):
    with pytest.raises(Unwanted) as refused:
        accept(name, content)
    assert refused.value.why == why


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["a.jpg", "a.png", "a.webp", "a.pdf", "a.txt"]), st.data())
def test_no_file_breaks_the_server(name, data):
    start = {"jpg": image("JPEG"), "png": image("PNG"), "webp": image("WEBP"), "pdf": PDF}.get(name[2:], b"text")
    sent = bytearray(start)
    for place in data.draw(st.lists(st.integers(0, len(sent) - 1), max_size=20)):
        sent[place] = data.draw(st.integers(0, 255))
    try:
        kept = accept(name, bytes(sent) + data.draw(st.binary(max_size=30)))
    except Unwanted:
        return
    assert kept.content != b""
