"""Words and places of a country, as dated data: codelists, gazetteer, packs. Plain Python; imports nothing of ours."""

from tabara.codelists.codes import Code, Codelist
from tabara.codelists.consent import ConsentText, Passage
from tabara.codelists.disclosure import Disclosure, Method, Profile, Surface
from tabara.codelists.errors import CodelistError, PackError, UnknownCode, UnknownPlace
from tabara.codelists.frames import Frame, Frames, Measure, Target
from tabara.codelists.interview import YES_OR_NO, Interview, Question, Section
from tabara.codelists.law import Article, Instrument, Law, Penalty
from tabara.codelists.packs import Fact, Pack, pack, use
from tabara.codelists.places import Division, Gazetteer, Place, Tile
from tabara.codelists.priority import Comes, Priority, PriorityPart
from tabara.codelists.problems import Problem
from tabara.codelists.reading import check_pack, load_disclosure, load_pack
from tabara.codelists.retention import Term, months_later
from tabara.codelists.reviews import Advice, Edition, Review, Reviews

__all__ = [
    "YES_OR_NO",
    "Advice",
    "Article",
    "Code",
    "Codelist",
    "CodelistError",
    "Comes",
    "ConsentText",
    "Disclosure",
    "Division",
    "Edition",
    "Fact",
    "Frame",
    "Frames",
    "Gazetteer",
    "Instrument",
    "Interview",
    "Law",
    "Measure",
    "Method",
    "Pack",
    "PackError",
    "Passage",
    "Penalty",
    "Place",
    "Priority",
    "PriorityPart",
    "Problem",
    "Profile",
    "Question",
    "Review",
    "Reviews",
    "Section",
    "Surface",
    "Target",
    "Term",
    "Tile",
    "UnknownCode",
    "UnknownPlace",
    "check_pack",
    "load_disclosure",
    "load_pack",
    "months_later",
    "pack",
    "use",
]
