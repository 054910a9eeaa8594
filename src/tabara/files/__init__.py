"""Files that people send: what they really are, and what of them may be kept. Plain Python."""

from tabara.files.accepting import ENDING, Accepted, Kind, accept
from tabara.files.pictures import redrawn
from tabara.files.refusing import LARGEST, Unwanted, Why

__all__ = ["ENDING", "LARGEST", "Accepted", "Kind", "Unwanted", "Why", "accept", "redrawn"]
