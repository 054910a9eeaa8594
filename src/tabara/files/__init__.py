"""Files that people send: what they really are, and what of them may be kept. Plain Python."""

from tabara.files.accepting import ENDING, Accepted, Kind, accept
from tabara.files.hxl import Tag, tags_of
from tabara.files.pictures import redrawn
from tabara.files.records import records
from tabara.files.refusing import LARGEST, Unwanted, Why
from tabara.files.tables import LARGEST_TABLE, MOST_LINES, NoTable, Table, Unread, table, whole_text

__all__ = [
    "ENDING",
    "LARGEST",
    "LARGEST_TABLE",
    "MOST_LINES",
    "Accepted",
    "Kind",
    "NoTable",
    "Table",
    "Tag",
    "Unread",
    "Unwanted",
    "Why",
    "accept",
    "records",
    "redrawn",
    "table",
    "tags_of",
    "whole_text",
]
