"""Which files the browser gets: our own, and of the front-end packages only those that a page names."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

# GOV.UK's fonts, crown and crest are not among them: their licence keeps them for gov.uk.
WANTED = {
    "govuk": {f"govuk-frontend.min.{kind}" for kind in ("css", "js", "js.map")},
    "htmx": {"htmx.min.js", "htmx.min.js.map"},
}
UNWANTED = re.compile(rb"@font-face\{[^}]*\}|/\*# sourceMappingURL=[^*]*\*/")


class WithoutFonts(FileSystemStorage):
    """Reads a package's files; what a stylesheet says of fonts that are not there is left out."""

    def _open(self, name: str, mode: str = "rb") -> File:
        file = super()._open(name, mode)
        return ContentFile(UNWANTED.sub(b"", file.read()), name=name) if name.endswith(".css") else file


class Few(FileSystemFinder):
    """Find what `STATICFILES_DIRS` names, less what nobody asked for."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for prefix, root in self.locations:
            if prefix in WANTED:
                self.storages[root] = WithoutFonts(location=root)
                self.storages[root].prefix = prefix

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        """Give every file to collect, with the place it is in."""
        for path, place in super().list(ignore_patterns):
            if place.prefix not in WANTED or path in WANTED[place.prefix]:
                yield path, place

    def find_location(self, root: str, path: str, prefix: str | None = None) -> str | None:
        """Give the place of one file, or nothing."""
        if prefix in WANTED and path.removeprefix(f"{prefix}/") not in WANTED[prefix]:
            return None
        return super().find_location(root, path, prefix)
