"""The package of a workbook: what is in it is looked through before anything reads it as a workbook.

What a reader of the format gets afterwards is not the file that came but a package written anew from the parts that
were looked at, so that no second reader can find in it what the first did not see (a size that lies, two parts of one
name, a header that says otherwise than the directory).
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

from tabara.files.workbooks.opendocument import TYPE
from tabara.files.workbooks.refusing import (
    LARGEST_UNPACKED,
    LARGEST_WORKBOOK,
    MOST_PARTS,
    MOST_TIMES,
    PACKED_FREELY,
    Flaw,
    NoWorkbook,
)

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LOCKED_INSIDE = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a workbook with a password
TYPES = "[Content_Types].xml"
MACROS = re.compile(r"(?i)vbaproject|vbadata|macrosheets/|dialogsheets/|customui|\A(basic|scripts)/")
LINKS = re.compile(r"(?i)externallinks/|querytables/|connections\.xml\Z|webextensions/")
EMBEDDED = re.compile(r"(?i)embeddings/|activex/|ctrlprops/|\Aobject( \d|replacements/)")
READ = re.compile(r"(?i)\.(xml|rels)\Z|\Amimetype\Z")  # the rest (pictures, settings of a printer) is left out


def parts(content: bytes) -> Mapping[str, bytes]:
    """Return the XML parts of a workbook by name.

    Raises:
        NoWorkbook: where it is none, or holds what no workbook of ours holds.
    """
    _refuse_outside(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = [one for one in package.infolist() if not one.is_dir()]
            _refuse_entries(entries)
            return {one.filename: package.read(one) for one in entries if READ.search(one.filename)}
    # RuntimeError is what zipfile raises for a password, and for a way of packing that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise NoWorkbook(Flaw.BROKEN) from None


def written_anew(found: Mapping[str, bytes]) -> BytesIO:
    """Return a package of these parts alone."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in found.items():
            package.writestr(name, content)
    out.seek(0)
    return out


def _refuse_outside(content: bytes) -> None:
    """Refuse what is no package at all, by its size and its first bytes."""
    if not content:
        raise NoWorkbook(Flaw.EMPTY)
    if len(content) > LARGEST_WORKBOOK:
        raise NoWorkbook(Flaw.TOO_LARGE)
    if content.startswith(OLD_OFFICE):
        raise NoWorkbook(Flaw.LOCKED if LOCKED_INSIDE in content else Flaw.OLD)
    if not content.startswith(ZIP):
        raise NoWorkbook(Flaw.NO_WORKBOOK)


def _refuse_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a package by its directory: `zipfile` never unpacks more of a part than stands there."""
    if len(entries) > MOST_PARTS:
        raise NoWorkbook(Flaw.TOO_MANY_PARTS)
    names = [one.filename for one in entries]
    if any(one.flag_bits & 0x1 for one in entries):
        raise NoWorkbook(Flaw.LOCKED)
    if sum(one.file_size for one in entries) > LARGEST_UNPACKED or any(_swells(one) for one in entries):
        raise NoWorkbook(Flaw.BOMB)
    if "encrypted-package" in names:  # how LibreOffice keeps a workbook with a password today
        raise NoWorkbook(Flaw.LOCKED)
    if TYPES not in names and TYPE not in names:
        raise NoWorkbook(Flaw.NO_WORKBOOK)
    if TYPES in names and TYPE in names:  # of two kinds at once: each reader would see another workbook
        raise NoWorkbook(Flaw.BROKEN)
    if len({name.casefold() for name in names}) < len(names):
        raise NoWorkbook(Flaw.BROKEN)
    _refuse_names(names)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > PACKED_FREELY and entry.file_size > entry.compress_size * MOST_TIMES


def _refuse_names(names: Iterable[str]) -> None:
    for name in names:
        for pattern, flaw in ((MACROS, Flaw.MACRO), (LINKS, Flaw.LINKED), (EMBEDDED, Flaw.EMBEDDED)):
            if pattern.search(name):
                raise NoWorkbook(flaw)
