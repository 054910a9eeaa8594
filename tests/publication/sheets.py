"""Reports with invented figures, as the floor below would hand them up."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tabara.indicators.figures import Figure

PEOPLE = {"en": "assisted persons", "fr": "personnes assistées"}
VICTIMS = {"en": "identified victims", "fr": "victimes identifiées"}
ONCE, TYPES, ADDED = "distinct person, k=10", "person x service type, k=10", "additive, k=10"


@dataclass(frozen=True)
class Made:
    """A report with its figures."""

    report: Mapping[str, Any]
    figures: tuple[Figure, ...]

    def but(self, ref: str, **changes: Any) -> "Made":
        """Give the same report with one figure changed."""
        return replace(self, figures=tuple(replace(one, **changes) if one.ref == ref else one for one in self.figures))


def figure(ref: str, value: Any, english: str, french: str, **more: Any) -> Figure:
    """Make a figure; what is not said is that of the protection report."""
    given = {
        "key": "invented",
        "unit": "persons",
        "since": dt.date(2020, 1, 1),
        "until": dt.date(2022, 10, 1),
        "population": PEOPLE,
        "title": {"en": english, "fr": french},
        "rule": ONCE,
    }
    return Figure(ref=ref, value=value, label={"en": english, "fr": french}, **(given | more))


PARTLY = {
    "en": "The categories do not add up to 100%: people of other categories are not shown.",
    "fr": "La somme des catégories n'atteint pas 100 % : les autres catégories ne sont pas montrées.",
}
REACH = {
    "en": "Attendance is added up: somebody who came twice counts twice.",
    "fr": "Les participations sont additionnées : qui est venu deux fois compte deux fois.",
}
SERVICES = (
    ("P8b", 2115, "cash assistance", "aide en espèces"),
    ("P8a", 9026, "psychosocial support", "soutien psychosocial"),
    ("P8c", 1228, "medical assistance", "assistance médicale"),
    ("P8d", 384, "material assistance", "assistance matérielle"),
    ("P8e", 353, "income-generating activity", "activité génératrice de revenus"),
    ("P8f", 210, "non-food items", "articles non alimentaires"),
    ("P8g", 73, "shelter", "hébergement"),
    ("P8h", 67, "legal assistance", "assistance juridique"),
    ("P8i", 65, "professional training", "formation professionnelle"),
    ("P8j", 32, "education", "éducation"),
)
TEXTS = {
    "en": {
        "who": "Some people need more than a meal or a roof: they fled a flood, came home after years abroad, or got "
        "away from somebody who used them.",
        "how": "Help is given in several ways:\n\n- somebody to talk to;\n- care and medicine;\n- a new beginning.",
    },
    "fr": {
        "who": "Certaines personnes ont besoin de plus qu'un repas ou un toit : elles ont fui une inondation, sont "
        "rentrées après des années d'exil, ou ont échappé à quelqu'un qui les exploitait.",
        "how": "L'aide prend plusieurs formes :\n\n- une écoute ;\n- des soins ;\n- un appui en justice.",
    },
}


def protection() -> Made:
    """The sheet about everybody who was assisted."""
    figures = [
        figure("P1", 9026, "people assisted", "personnes assistées"),
        figure("P2", 67, "female", "femmes", unit="%"),
        figure("P3", 33, "male", "hommes", unit="%"),
        figure("P4", 46, "internally displaced", "déplacés internes", unit="%", note=PARTLY),
        figure("P5", 21, "returnees", "rapatriés", unit="%"),
        figure("P6", 16, "vulnerable migrants", "migrants vulnérables", unit="%"),
        figure("P7", 190514, "people reached by awareness raising", "personnes sensibilisées", rule=ADDED, note=REACH),
        figure("P8", 13553, "services provided", "services fournis", rule=TYPES, unit="services"),
        *(figure(ref, n, en, fr, rule=TYPES, unit="services") for ref, n, en, fr in SERVICES),
    ]
    blocks = [
        {"kind": "text", "title": {"en": "Whom we protect", "fr": "Qui nous protégeons"}, "text": "who"},
        {"kind": "text", "title": {"en": "How", "fr": "Comment"}, "text": "how"},
        {"kind": "big", "refs": ["P1"]},
        {"kind": "split", "title": {"en": "Women and men", "fr": "Femmes et hommes"}, "refs": ["P2", "P3"]},
        {"kind": "shares", "title": {"en": "Who they are", "fr": "Qui elles sont"}, "refs": ["P4", "P5", "P6"]},
        {"kind": "bars", "title": {"en": "Services", "fr": "Services"}, "refs": ["P8", *(one[0] for one in SERVICES)]},
        {"kind": "big", "title": {"en": "Awareness", "fr": "Sensibilisation"}, "refs": ["P7"], "wide": True},
    ]
    report = {
        "key": "protection",
        "title": {"en": "Protection highlights", "fr": "La protection en chiffres"},
        "since": dt.date(2020, 1, 1),
        "until": dt.date(2022, 10, 1),
        "block": blocks,
        "text": TEXTS,
    }
    return Made(report, tuple(figures))


def victims() -> Made:
    """The sheet about victims: periods and populations of its own, a lower bound, a list, a word."""
    on_the_day = {"since": dt.date(2022, 9, 30), "population": {"en": "organisations", "fr": "organisations"}}
    trained = {"population": {"en": "trainees", "fr": "personnes formées"}, "rule": ADDED}
    figures = [
        figure("C1", 2029, "victims identified", "victimes identifiées", population=VICTIMS),
        figure("C2", 78, "across a border", "à l'étranger", unit="%", population=VICTIMS),
        figure("C3", 22, "inside the country", "dans le pays", unit="%", population=VICTIMS),
        figure("C4", 50, "had suffered gender-based violence", "ont subi des violences basées sur le genre", unit="%"),
        figure("C7", 1526, "stakeholders trained", "acteurs formés", **trained),
        figure(
            "C9", 30, "members of the working group", "membres du groupe de travail", unit="organisations", **on_the_day
        ),
        figure("W6", 50, "suffered violence", "ont subi des violences", unit="%"),
        figure(
            "W8", ("forced labour", "forced marriage"), "forms of exploitation", "formes d'exploitation", unit="list"
        ),
    ]
    blocks = [
        {"kind": "big", "refs": ["C1"]},
        {"kind": "split", "refs": ["C2", "C3"]},
        {"kind": "statement", "refs": ["C4", "W6", "W8"]},
        {"kind": "big", "refs": ["C7", "C9"], "wide": True},
    ]
    lines = [{"ref": "C4", "kind": "at_least"}, {"ref": "W6", "kind": "about"}]
    report = {"key": "victims", "title": {"en": "Victims of trafficking", "fr": "Victimes de la traite"}}
    return Made(report | {"block": blocks, "line": lines}, tuple(figures))
