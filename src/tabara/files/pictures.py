"""Pictures drawn anew: what is kept has the pixels of what came, and nothing else of it."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps

from tabara.files.refusing import LARGEST, Unwanted, Why

MOST_PIXELS = 40_000_000  # as received: a small file may unfold to gigabytes
FORMATS = ("JPEG", "PNG", "WEBP")
# What Pillow raises for a file that is no picture, or a broken one, or one made to break it.
UNREADABLE: tuple[type[Exception], ...] = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError, MemoryError),
    *(struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning),
)


def redrawn(picture: bytes, *, longest_side: int) -> bytes:
    """Return the picture as a fresh JPEG, upright, no longer than so many pixels, without what the camera wrote in it.

    Raises:
        Unwanted: where it is too large, or no picture.
    """
    if len(picture) > LARGEST:
        raise Unwanted(Why.TOO_LARGE)
    try:
        with Image.open(BytesIO(picture), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:  # as the file says, before a pixel of it is unpacked
                raise Unwanted(Why.TOO_MANY_PIXELS)
            image.draft("RGB", (longest_side, longest_side))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((longest_side, longest_side))
            bare = Image.new("RGB", upright.size)
            bare.paste(upright)
    except UNREADABLE:
        raise Unwanted(Why.BROKEN) from None
    out = BytesIO()
    bare.save(out, "JPEG", quality=85)
    return out.getvalue()
