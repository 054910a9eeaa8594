"""What the referral mechanism did for people, room by room."""

from tabara.mart.extraction.protection import (
    abroad,
    community,
    family,
    helping,
    homeward,
    identifying,
    moving,
    planning,
    shelter,
)
from tabara.mart.extraction.reading import Source

__all__ = ["DAILY", "OTHERS", "PEOPLE"]

PEOPLE: tuple[Source, ...] = (
    *identifying.SOURCES,
    *planning.SOURCES,
    *shelter.SOURCES,
    *moving.SOURCES,
    *helping.SOURCES,
    *family.SOURCES,
    *homeward.SOURCES,
)
DAILY: tuple[Source, ...] = (*shelter.DAILY, *abroad.DAILY)  # of people, and another day adds to them
OTHERS: tuple[Source, ...] = (*shelter.OTHERS, *community.SOURCES)  # of nobody
