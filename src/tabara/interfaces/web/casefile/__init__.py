"""A case as one reads it in a minute: the path it has gone, what is due, its parts, and what happened when."""

from tabara.interfaces.web.casefile.entries import Entry, note_title, services_of
from tabara.interfaces.web.casefile.flags import raised_on
from tabara.interfaces.web.casefile.memory import acts_of
from tabara.interfaces.web.casefile.parts import Part, parts_of, timeline_of
from tabara.interfaces.web.casefile.path import Step, due_of, path_of
from tabara.interfaces.web.casefile.reading import Reading
from tabara.interfaces.web.casefile.tasks import told

__all__ = [
    "Entry",
    "Part",
    "Reading",
    "Step",
    "acts_of",
    "due_of",
    "note_title",
    "parts_of",
    "path_of",
    "raised_on",
    "services_of",
    "timeline_of",
    "told",
]
