"""Linking without names: what is made into tokens, and who is the same person, told from tokens alone.

An agency reads its people (`read_people`), makes one text of each thing it knows (`field_texts` or `match_texts`), and
turns the texts into keyed tokens, which is `tabara.sealing.linkage`. A linkage unit without the key puts the files
`together`, compares, and lets study numbers leave (`leaving`).
"""

from tabara.methods.linkage.tokens.by_match_keys import by_match_keys
from tabara.methods.linkage.tokens.files import Made, Scheme, Tokens, read, together, written
from tabara.methods.linkage.tokens.leaving import (
    LEAST,
    WITHHELD,
    Linked,
    capture_csv,
    pairs_csv,
    study_csv,
    withheld,
)
from tabara.methods.linkage.tokens.rare import MOST, rare_only
from tabara.methods.linkage.tokens.study import THRESHOLD, Link, people_of
from tabara.methods.linkage.tokens.texts.match_texts import match_texts
from tabara.methods.linkage.tokens.texts.normaliser import field_texts
from tabara.methods.linkage.tokens.texts.person import LeftOut, People, Person, read_people
from tabara.methods.linkage.tokens.texts.vectors import Vector, normaliser, vectors

__all__ = [
    "LEAST",
    "MOST",
    "THRESHOLD",
    "WITHHELD",
    "LeftOut",
    "Link",
    "Linked",
    "Made",
    "People",
    "Person",
    "Scheme",
    "Tokens",
    "Vector",
    "by_match_keys",
    "capture_csv",
    "field_texts",
    "match_texts",
    "normaliser",
    "pairs_csv",
    "people_of",
    "rare_only",
    "read",
    "read_people",
    "study_csv",
    "together",
    "vectors",
    "withheld",
    "written",
]
