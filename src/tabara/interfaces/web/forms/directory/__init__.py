"""What is asked about providers, places to sleep and where a person is not safe."""

from tabara.interfaces.web.forms.directory.beds import (
    Answer,
    Arrive,
    Asked,
    Board,
    Exclude,
    Leave,
    Place,
    Rooms,
    Until,
)
from tabara.interfaces.web.forms.directory.files import Agreed, SendFile
from tabara.interfaces.web.forms.directory.need import Need
from tabara.interfaces.web.forms.directory.providers import EditListing, EditTerms, NewListing, NewTerms, On, Seal, Why

__all__ = [
    "Agreed",
    "Answer",
    "Arrive",
    "Asked",
    "Board",
    "EditListing",
    "EditTerms",
    "Exclude",
    "Leave",
    "Need",
    "NewListing",
    "NewTerms",
    "On",
    "Place",
    "Rooms",
    "Seal",
    "SendFile",
    "Until",
    "Why",
]
