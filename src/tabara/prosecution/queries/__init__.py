"""What members ask about the law, and agencies of justice about their court files."""

from tabara.prosecution.queries.files import (
    Stay,
    corrections,
    file,
    files,
    hearings,
    place_of_name,
    place_of_words,
    quiet,
    sealed_apart,
    stays,
    under_way,
)
from tabara.prosecution.queries.handing import (
    HandedOn,
    agencies_of_justice,
    handed_on,
    handing,
    late_to_take,
    waiting,
)
from tabara.prosecution.queries.law import Found, article, find, instruments
from tabara.prosecution.queries.sentences import beside, penalties, standing
from tabara.prosecution.queries.tied import Tied, agrees_to_justice, of_case

__all__ = [
    "Found",
    "HandedOn",
    "Stay",
    "Tied",
    "agencies_of_justice",
    "agrees_to_justice",
    "article",
    "beside",
    "corrections",
    "file",
    "files",
    "find",
    "handed_on",
    "handing",
    "hearings",
    "instruments",
    "late_to_take",
    "of_case",
    "penalties",
    "place_of_name",
    "place_of_words",
    "quiet",
    "sealed_apart",
    "standing",
    "stays",
    "under_way",
    "waiting",
]
