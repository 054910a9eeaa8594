"""Files that are two things at once, or not what they say: what attackers send where pictures and papers are taken."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

SCRIPT = b"<script>alert(1)</script>"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n107\n%%EOF\n"
)
GIF_AND_SCRIPT = b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)"
PDF_AND_PAGE = PDF.replace(b"1 0 obj", b"% <html>" + SCRIPT + b"</html>\n1 0 obj", 1)  # a good PDF all the same


def image(kind: str, **more: object) -> bytes:
    """Return a small picture."""
    out = BytesIO()
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def archive() -> bytes:
    """Return a zip archive, which spreadsheets and programs for telephones are, too."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("page.html", SCRIPT)
    return out.getvalue()


def with_comment(text: bytes) -> bytes:
    """Return a JPEG with a comment in it: a whole page, a script, a program for a server."""
    return b"\xff\xd8\xff\xfe" + struct.pack(">H", len(text) + 2) + text + image("JPEG")[2:]


def png_of(width: int, height: int) -> bytes:
    """Return a few bytes that say they are a large picture."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"")))
    chunks = (struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d)) for kind, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


# The name it is sent under, and what it is.
REFUSED = {
    "a GIF that is a script": ("a.gif", GIF_AND_SCRIPT),
    "a GIF that is a script, named as a picture that is kept": ("a.jpg", GIF_AND_SCRIPT),
    "a GIF": ("a.png", image("GIF")),
    "a TIFF": ("a.jpg", image("TIFF")),
    "an SVG": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a page named as a picture": ("a.jpg", b"<html>" + SCRIPT),
    "a page": ("a.html", b"<html>" + SCRIPT),
    "a script": ("a.js", b"alert(1)"),
    "a PDF with a page before it": ("a.pdf", b"<html>" + SCRIPT + PDF),
    "a PDF with an archive behind it": ("a.pdf", PDF + archive()),
    "a PDF with a page behind it": ("a.pdf", PDF + SCRIPT),
    "a PDF cut short": ("a.pdf", PDF[:-30]),
    "a PDF named as a picture": ("a.jpg", PDF),
    "a picture named as a PDF": ("a.pdf", image("PNG")),
    "an archive": ("a.zip", archive()),
    "an archive named as a PDF": ("a.pdf", archive()),
    "a spreadsheet with macros": ("a.xlsm", archive()),
    "an old document of Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a program for Windows": ("a.pdf", b"MZ\x90\0" + b"\0" * 200),
    "a program for Linux": ("a.txt", b"\x7fELF" + b"\0" * 200),
    "a text that is none": ("a.txt", b"one\0two"),
    "a text in another alphabet's bytes": ("a.txt", "Amahoro é".encode("utf-16")),
    "a picture with two endings": ("a.jpg.html", image("JPEG")),
    "a picture without an ending": ("a", image("JPEG")),
    "the start of a picture": ("a.jpg", image("JPEG")[:200]),
    "a picture of gigabytes": ("a.png", png_of(30_000, 30_000)),
    "nothing": ("a.pdf", b""),
}
