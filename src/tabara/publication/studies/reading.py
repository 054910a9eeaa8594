"""A study as a page on the screen tells it: the words of the report, so that the page and the paper say the same."""

from typing import Any

from tabara.methods.disclosure import INTERNAL
from tabara.methods.prevalence.study import Study
from tabara.publication.studies import described, numbers, telling
from tabara.publication.studies.conditions import conditions
from tabara.publication.studies.front import front
from tabara.publication.studies.shown import shown

SECTIONS = (conditions, numbers.methods, described.left_out, telling.assumptions, telling.checklist, telling.made)


def reading(study: Study, *, language: str) -> dict[str, Any]:
    """Return what came out and its sections as plain values, without the pictures, for those who keep research."""
    of = shown(study, language, INTERNAL)
    sections = [section(of) for section in SECTIONS]
    for section in sections:
        section["blocks"] = [block for block in section["blocks"] if block["kind"] != "picture"]
    return {"front": front(of), "sections": sections}
