"""OpenDocument tables as a spreadsheet writes them, and as nobody should."""

import datetime as dt
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [
        *(f'xmlns:{name}="{OASIS}{name}:1.0"' for name in ("office", "table", "text", "script", "manifest")),
        f'xmlns:draw="{OASIS}drawing:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    ]
)
ENTRY = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE.decode()}"/>'
# What LibreOffice writes after the last row: the rest of the sheet, empty.
REST = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def cell(value: Any, more: str = "") -> str:
    """Return a cell as it is written."""
    if value in (None, ""):
        return f"<table:table-cell {more}/>"
    if isinstance(value, dt.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {more}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    """Return a row of cells."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Activities", rest: str = REST) -> str:
    """Return a sheet."""
    return f"<table:table table:name={quoteattr(name)}>{''.join(rows)}{rest}</table:table>"


def ods(*tables: str, beside: str = "", parts: Mapping[str, bytes] | None = None, kind: bytes = TYPE) -> bytes:
    """Return a package of these sheets, with more parts or others in their place."""
    inside = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES}><office:scripts/>{beside}{inside}</office:document-content>"
    found = {
        "mimetype": kind,
        "META-INF/manifest.xml": f"<manifest:manifest {SPACES}>{ENTRY}</manifest:manifest>".encode(),
        "content.xml": content.encode(),
        "styles.xml": f"<office:document-styles {SPACES}/>".encode(),
        **(parts or {}),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in found.items():
            package.writestr(name, part)
    return out.getvalue()


def sheet(*rows: Sequence[Any], name: str = "Activities") -> bytes:
    """Return a table with these values."""
    return ods(table(*(row(*(cell(value) for value in cells)) for cells in rows), name=name))
