"""Look for words in files, however they may be written there: as text, in UTF-16, in hexadecimal, in base64."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet
from pypdf import PdfReader

BEGINNING = 4  # bytes of a form that are looked for before the rest is compared


def forms_of(word: str) -> Iterator[tuple[str, bytes]]:
    """Yield how a word may lie in a file: the name of the form, and its bytes, without regard of capitals."""
    for text, how in ((word, ""), ("".join(word.split()), " without spaces")):
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            content = text.encode(coding)
            yield f"{coding}{how}", content.lower()
            yield f"hexadecimal of {coding}{how}", content.hex().encode()
            for before in range(3):
                yield f"base64 of {coding}{how}", _inner_base64(content, before)


def _inner_base64(content: bytes, before: int) -> bytes:
    """Return what base64 makes of the content behind so many other bytes: the letters that depend on nothing else."""
    whole = base64.b64encode(b"\0" * before + content)
    first = -(-before * 8 // 6)
    return whole[first : (before + len(content)) * 8 // 6].lower()


class Hunt:
    """A search for many words at once, through files of any size."""

    def __init__(self, words: Iterable[str]) -> None:
        self.forms: dict[bytes, list[tuple[bytes, str, str]]] = {}
        for word in words:
            for how, form in forms_of(word):
                self.forms.setdefault(form[:BEGINNING], []).append((form, word, how))
        self.beginnings = re.compile(b"(?=(%s))" % b"|".join(map(re.escape, sorted(self.forms))))

    def through(self, content: bytes) -> Iterator[tuple[str, str]]:
        """Yield each word that the content holds in any form, with the form."""
        small = content.lower()
        for hit in self.beginnings.finditer(small):
            for form, word, how in self.forms[hit[1]]:
                if small.startswith(form, hit.start()):
                    yield word, how

    def under(self, folders: Iterable[Path]) -> list[tuple[str, str, str]]:
        """Return where under the folders a word stands: the file, the word, the form."""
        places = [place for folder in folders for place in sorted(folder.rglob("*")) if place.is_file()]
        found = {
            (name, *one): None for place in places for name, content in contents(place) for one in self.through(content)
        }
        return list(found)


def contents(place: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of a file, and what a reader of its format sees in them."""
    try:
        whole = place.read_bytes()
    except FileNotFoundError:
        return  # a server that runs has taken it away since it was listed
    yield str(place), whole
    if place.suffix == ".parquet":
        yield f"{place} as a table", str(pyarrow.parquet.read_table(place).to_pydict()).encode()
    elif place.suffix == ".pdf":
        yield f"{place} as a page", "\n".join(one.extract_text() for one in PdfReader(place).pages).encode()
    elif whole[:2] == b"\x1f\x8b":
        yield f"{place} unpacked", zlib.decompress(whole, wbits=31)
