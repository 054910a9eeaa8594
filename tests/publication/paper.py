"""Reads a printed sheet back, as a reader and as a screen reader would."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Give the text of all pages; the spaces that do not break and the ends of lines are plain spaces."""
    return " ".join(" ".join(page.extract_text().split()) for page in read(pdf).pages)


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Give the tags in reading order, each with its text for those who do not see."""
    return list(_below(read(pdf).trailer["/Root"]["/StructTreeRoot"]))


def _below(node: PdfObject | None) -> Iterator[tuple[str, Any]]:
    node = node.get_object() if node is not None else None
    if isinstance(node, ArrayObject):
        for one in node:
            yield from _below(one)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"]).strip("/"), str(node.get("/Alt", ""))
        yield from _below(node.get("/K"))
