"""A study: every method beside the others, the table tried in other shapes, and gates that say what may be said."""

from tabara.methods.prevalence.study.description import (
    NOT_SAID,
    Description,
    Item,
    Justified,
    Linked,
    NotAgreed,
    about,
    read_description,
)
from tabara.methods.prevalence.study.gates import RULES, Rule
from tabara.methods.prevalence.study.make import study
from tabara.methods.prevalence.study.shape import Gate, Quoted, Study
from tabara.methods.prevalence.study.stored import from_dict

__all__ = [
    "NOT_SAID",
    "RULES",
    "Description",
    "Gate",
    "Item",
    "Justified",
    "Linked",
    "NotAgreed",
    "Quoted",
    "Rule",
    "Study",
    "about",
    "from_dict",
    "read_description",
    "study",
]
